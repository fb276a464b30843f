"""What the shipped story promises a class that plays Khrushchev: the whole unit, on every run that gets past 1956."""

from __future__ import annotations

from collections import defaultdict, deque
from pathlib import Path

import pytest

from game import engine
from game.check.chain import historical_chain
from game.check.graph import SceneGraph
from game.check.visitors import always_linked
from game.story import load
from game.story.model import Term

STORY = load(Path(__file__).parents[2] / "scenes")
LEAD = "khrushchev"
PAST_1956 = "letters_1957"
"""The first scene of 1957: every run that goes beyond the year of the speech passes it."""
ENTRIES: dict[str, set[str]] = defaultdict(set)
for _term in STORY.world.terms:
    ENTRIES[_term.curriculum].add(_term.id)
GRAPH = SceneGraph(STORY, LEAD)


def teachers(lesson: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The scenes and choices that show a lesson, however they are displayed."""
    scenes, choices = set(), set()
    for scene in (STORY.scenes[id] for id in GRAPH.scenes):
        if lesson in scene.teaches or ENTRIES[lesson] & always_linked(scene.text):
            scenes.add(scene.id)
        choices |= {
            (scene.id, one.id)
            for one in scene.choices
            if lesson in one.teaches or ENTRIES[lesson] & always_linked(one.text)
        }
    return scenes, choices


def reached(start: str, scenes: set[str], choices: set[tuple[str, str]]) -> set[str]:
    """Scenes that can be come to from one without these scenes and choices. A hub is left only as the graph allows."""
    found, queue = {start} - scenes, deque({start} - scenes)
    while queue:
        id = queue.popleft()
        for edge in GRAPH.edges[id]:
            closed = edge.target in found or edge.target in scenes or (id, edge.choice) in choices
            if closed or (
                edge.leaves_hub and not GRAPH.can_leave_hub(STORY.scenes[id], scenes.__contains__)
            ):
                continue
            found.add(edge.target)
            queue.append(edge.target)
    return found


@pytest.mark.parametrize("lesson", STORY.lessons)
def test_no_run_past_1956_misses_a_lesson(lesson: str):
    scenes, choices = teachers(lesson)
    before = PAST_1956 in reached(STORY.leads[LEAD].start, scenes, choices)
    after = any(STORY.scenes[id].ending for id in reached(PAST_1956, scenes, choices))
    assert not (before and after), f"{lesson} can be missed; it stands in {sorted(scenes)}"


def test_the_run_of_history_shows_every_lesson_in_two_places_and_counts_seven_to_four():
    chain = historical_chain(STORY, LEAD)
    assert (chain.ending, chain.broken) == (STORY.leads[LEAD].history, "")
    turn = engine.begin(STORY, LEAD)
    shown: dict[str, set[str]] = defaultdict(set)
    votes: dict[str, tuple[int, int]] = {}
    for choice in (*chain.path, ""):
        for passage in turn.passages:
            linked = {span.term for span in passage.spans if span.term}
            taught = STORY.scenes[passage.scene].teaches if passage.kind == "scene" else ()
            for lesson in {
                *taught,
                *(lesson for lesson, terms in ENTRIES.items() if terms & linked),
            }:
                shown[lesson].add(passage.scene)
        votes |= {vote.motion: (vote.votes_for, vote.votes_against) for vote in turn.votes}
        if choice:
            taken = (
                next(one for one in STORY.scenes[turn.scene].choices if one.id == choice)
                if not STORY.scenes[turn.scene].draw
                else None
            )
            for lesson in taken.teaches if taken else ():
                shown[lesson].add(f"{turn.scene}.{choice}")
            turn = engine.choose(STORY, turn.state, choice)
    assert votes["remove_first_secretary"] == (7, 4)
    assert {
        lesson: sorted(shown[lesson]) for lesson in STORY.lessons if len(shown[lesson]) < 2
    } == {}


def test_his_endings_and_errands_are_all_there():
    endings = {ending.id for ending in STORY.world.endings if ending.lead == LEAD}
    assert endings == {STORY.scenes[id].ending for id in GRAPH.scenes} - {""}
    assert len(endings) == 8
    assert sum(bool(STORY.scenes[id].pool) for id in GRAPH.scenes) >= 30


@pytest.mark.parametrize(
    "term", [term for term in STORY.world.terms if term.curriculum], ids=lambda term: term.id
)
def test_every_key_term_is_told_in_full(term: Term):
    parts = ("definition", "mattered", "disagreed", "error", "notes", "related", "sources")
    assert [part for part in parts if not getattr(term, part)] == []


def test_every_key_term_has_an_entry_and_the_record_goes_to_1968():
    assert {id for id, lesson in STORY.lessons.items() if lesson.kind == "term"} <= set(ENTRIES)
    assert len(STORY.world.chronicle) >= 200
    assert max(entry.date for entry in STORY.world.chronicle if entry.date < "1970") >= "1968-08"
