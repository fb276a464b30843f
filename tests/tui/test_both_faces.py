"""The plain game and the full screen tell the same story: for the same choices their transcripts agree, word for word and in order."""

from __future__ import annotations

import io
import random

import pytest
from app_under_test import ROOT, STORIES

from game.plain.console import Console
from game.plain.loop import PlayLoop
from game.plain.prompt import LineReader
from game.saves import open_player
from game.saves.run import Run
from game.story import Story, load
from game.view.blocks import BlockOrFold, Fold
from game.view.turn import run_step_blocks


def some_choices(story: Story, lead: str, seed: int, folder) -> list[str]:
    """A run to an ending by a die of this seed, or a hundred choices of it."""
    die = random.Random(seed)
    with open_player(folder, "die") as store:
        run, taken = Run.open(story, store, lead, new=True), list[str]()
        while not run.turn.ending and len(taken) < 100:
            taken.append(die.choice([offer.id for offer in run.turn.choices if offer.open]))
            run.choose(taken[-1])
    return taken


def on_paper(story: Story, lead: str, choices: list[str], folder) -> str:
    out = io.StringIO()
    with open_player(folder, "plain") as store:
        paper = Console(out, columns=72)
        PlayLoop(
            Run.open(story, store, lead),
            paper,
            LineReader(io.StringIO("\n".join([*choices, "q", ""])), paper),
        ).play()
    return flat(out.getvalue())


def on_screen(story: Story, lead: str, choices: list[str], folder) -> list[BlockOrFold]:
    with open_player(folder, "screen") as store:
        run = Run.open(story, store, lead)
        for choice in choices:
            run.choose(choice)
        return [item for step in run.steps for item in run_step_blocks(run, step)]


def flat(text: str) -> str:
    """Words parted by single spaces, without the marks of quotations and lists."""
    return " ".join(word for word in text.split() if word not in (">", "-", "*"))


def words_of(item: BlockOrFold) -> list[str]:
    """What a block says, in the pieces in which both faces say it."""
    if isinstance(item, Fold):
        return [item.closed]
    if item.kind == "header":
        return []  # the paper says who and which act as well
    if item.kind == "met":
        return [piece.text.removesuffix(".") for piece in item.pieces if piece.text != ", "]
    if item.kind == "vote":
        said = [piece.text for piece in item.pieces]
        return ["Bound", *said[1:]] if said[0] == "bound" else said
    return item.text.split(" · " if item.kind == "labels" else "\n\n")


STORY_LEADS = [
    *((STORIES / name, "clerk") for name in ("council", "bridge", "harbor")),
    (ROOT / "scenes", "khrushchev"),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("folder", "lead"), STORY_LEADS, ids=[folder.name for folder, _ in STORY_LEADS]
)
def test_what_the_screen_says_the_paper_says_in_the_same_order(tmp_path, folder, lead, seed):
    story = load(folder)
    choices = some_choices(story, lead, seed, tmp_path)
    paper, at = on_paper(story, lead, choices, tmp_path), 0
    for item in on_screen(story, lead, choices, tmp_path):
        for said in filter(None, map(flat, words_of(item))):
            found = paper.find(said, at)
            assert found >= 0, (
                f"{item}: {said[:80]!r} is not on paper after {paper[at - 80 : at]!r}"
            )
            at = found + len(said)


@pytest.mark.parametrize(
    ("folder", "lead"), STORY_LEADS, ids=[folder.name for folder, _ in STORY_LEADS]
)
def test_both_faces_leave_the_same_records(tmp_path, folder, lead):
    story = load(folder)
    choices = some_choices(story, lead, 7, tmp_path)
    on_paper(story, lead, choices, tmp_path)
    on_screen(story, lead, choices, tmp_path)
    kept = []
    for player in ("plain", "screen"):
        with open_player(tmp_path, player) as store:
            head = store.head(story, lead)
            assert head is not None
            kept.append(
                (
                    [(step.choice, step.scene, step.state_hash) for step in store.line(head)],
                    list(store.met(story)),
                )
            )
    assert kept[0] == kept[1]
