"""Rows that can be acted on name what they are about: a step, a person, a scene, a month, an ending, an event."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.saves import Store, open_player
from game.saves.accounts import event_accounts
from game.saves.run import Run
from game.story import Story, load
from game.view.accounts import accounts_blocks
from game.view.blocks import Block, Piece, close_together
from game.view.branches import BranchTree, branch_blocks
from game.view.chronicle import months, months_blocks
from game.view.endings import endings_blocks
from game.view.ledger import ledger_blocks

STORIES = Path(__file__).parents[1] / "stories"


@pytest.fixture(scope="module")
def bridge() -> Story:
    return load(STORIES / "bridge", cached=False)


@pytest.fixture
def store(tmp_path: Path):
    with open_player(tmp_path, "ann") as opened:
        yield opened


def targets(blocks) -> list[str]:
    return [block.target for block in blocks if block.target]


def test_a_row_of_the_tree_names_its_step(bridge: Story, store: Store):
    run = Run.open(bridge, store, "clerk")
    steps = [run.step, run.choose("read_out").id, run.choose("call_inn").id]
    assert targets(branch_blocks(BranchTree(bridge, store, "clerk"))) == [*map(str, steps)]


def test_a_row_of_the_ledger_names_its_person_or_its_scene(bridge: Story, store: Store):
    run = Run.open(bridge, store, "clerk")
    run.choose("read_out")
    found = targets(ledger_blocks(bridge, run.turn.state))
    assert found == ["berta", "the_letter", "otto", "the_letter"]


def test_months_endings_and_events_are_named(bridge: Story, store: Store):
    assert targets(months_blocks(bridge)) == list(months(bridge))
    assert targets(endings_blocks(bridge, ())) == list(bridge.endings)
    night = load(STORIES / "night", cached=False)
    found = event_accounts(night, store)
    assert targets(accounts_blocks(night, found, "a")) == ["bell", "lamp", "key"]


def test_lines_that_belong_together_have_one_blank_row_above_them():
    lines = [Block((Piece(text),), space=2) for text in "abc"]
    assert [block.space for block in close_together(lines)] == [1, 0, 0]
