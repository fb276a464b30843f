"""The plain game and the full screen tell the same story: for the same choices their transcripts agree, word for word and in order."""

from __future__ import annotations

import io
import random

import pytest
from playing import ROOT, STORIES

from game.plain.console import Console
from game.plain.player import Player
from game.plain.prompt import Prompt
from game.plain.run import Run as PlainRun
from game.saves import open_player
from game.story import Story, load
from game.tui.run import Entry, Run
from game.view.sanitize import one_line


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
        Player(
            PlainRun.open(story, store, lead),
            paper,
            Prompt(io.StringIO("\n".join([*choices, "q", ""])), paper),
        ).play()
    return flat(out.getvalue())


def on_screen(story: Story, lead: str, choices: list[str], folder) -> list[Entry]:
    with open_player(folder, "screen") as store:
        run = Run.open(story, store, lead)
        for choice in choices:
            run.choose(choice)
        return [entry for leaf in run.leaves for entry in run.entries(leaf)]


def flat(text: str) -> str:
    """Words parted by single spaces, without the marks of quotations and lists."""
    return " ".join(word for word in text.split() if word not in (">", "-", "*"))


def words_of(story: Story, entry: Entry) -> list[str]:
    """What an entry says, in the pieces in which both faces say it."""
    if entry.kind in ("scene", "outcome", "ending"):
        said = ["".join(span.text for span in entry.spans)]
        return (
            [story.endings[entry.text].name, *said]
            if entry.kind == "ending" and entry.text in story.endings
            else said
        )
    if entry.kind == "vote" and entry.vote:
        voices = [[one_line(voice.name), voice.words] for voice in entry.vote.voices]
        return [
            entry.vote.title,
            *(said for voice in voices for said in voice),
            f"For {entry.vote.votes_for}, against {entry.vote.votes_against}",
        ]
    if entry.kind == "met":
        return [one_line(story.link_name(id)) for id in entry.terms] + [entry.text]
    if entry.kind == "record" and entry.record:
        return [
            f"{len(str(entry.record).split())} words"
            if len(str(entry.record).split()) > 12
            else "The record has"
        ]
    return [entry.text]


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
    for entry in on_screen(story, lead, choices, tmp_path):
        for said in filter(None, map(flat, words_of(story, entry))):
            found = paper.find(said, at)
            assert found >= 0, (
                f"{entry.kind} of {entry.scene}: {said[:80]!r} is not on paper after {paper[at - 80 : at]!r}"
            )
            at = found + len(said) * (entry.kind != "choice")


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
