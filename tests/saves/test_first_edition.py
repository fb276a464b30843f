"""A player's file that version 0.1.0 wrote: it opens, resumes, shows its branches, and is played on."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from game.saves import Store, branch_tree, open_player
from game.saves.endings import endings_reached
from game.saves.run import Run
from game.story import Story, load

HERE = Path(__file__).parent
BEFORE_THE_FORK, FIRST_END, SECOND_END = 3, 8, 13


@pytest.fixture(scope="module")
def bridge() -> Story:
    return load(HERE.parent / "stories" / "bridge", cached=False)


@pytest.fixture
def old(tmp_path: Path):
    copyfile(HERE / "fixtures" / "first_edition.sqlite3", tmp_path / "old.sqlite3")
    with open_player(tmp_path, "old") as store:
        yield store


def test_it_opens_without_a_word_and_keeps_what_was_set(bridge: Story, old: Store):
    assert (old.notices, old.kept, old.settings()) == ((), True, {"measure": "60"})
    assert list(old.met(bridge)) == ["quorum", "berta", "ferry_right"]
    assert [(one.item, one.answer) for one in old.reviews(bridge)] == [("T01", "yes")] * 2


def test_it_resumes_where_it_was_left_and_goes_on(bridge: Story, old: Store):
    run = Run.open(bridge, old, "clerk")
    assert (run.step, run.depth, run.notices) == (SECOND_END, 6, ())
    assert run.turn.ending in endings_reached(bridge, old)
    run.undo()
    assert run.turn.scene == "the_quiz"
    assert run.choose("right").id == SECOND_END


def test_its_branches_stand_as_they_were_chosen(bridge: Story, old: Store):
    tree = branch_tree.tree(old, bridge, "clerk")
    assert tree is not None
    marks = old.bookmarks(bridge)
    names = {
        node.step: tuple(mark.name for mark in marks if mark.step == node.step)
        for node in tree.walk()
    }
    assert [
        (node.step, len(old.line(node.step)), node.choice, names[node.step]) for node in tree.walk()
    ] == [
        (1, 0, "clerk", ()),
        (2, 1, "read_out", ()),
        (3, 2, "call_inn", ("before the fork",)),
        (4, 3, "sit", ()),
        (5, 3, "leave", ()),
        (6, 4, "call_mill", ()),
        (7, 5, "ask", ("here",)),
        (8, 6, "right", ()),
        (9, 2, "call_mill", ()),
        (10, 3, "ask", ()),
        (11, 4, "call_smith", ()),
        (12, 5, "buy", ()),
        (13, 6, "right", ()),
    ]
    assert branch_tree.parting(bridge, old, FIRST_END, SECOND_END) == (2, 1)


def test_every_step_replays_to_the_state_that_was_kept(bridge: Story, old: Store):
    for step in old.steps(old.root(bridge, "clerk")):
        again = branch_tree.replay(bridge, old, step.id)
        assert (again.step, again.stopped, again.changed) == (step.id, None, ())
        assert again.turn.state.digest == step.state_hash
    run = Run.at(bridge, old, BEFORE_THE_FORK)
    assert run.turn.scene == "call_inn"
