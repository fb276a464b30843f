"""A branch against the record: its moments in order, where it parts, which endings were reached."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from game.check.chain import historical_chain
from game.saves import Store, branch_tree
from game.saves.endings import endings_reached
from game.saves.timeline import (
    AS_IT_WAS,
    DECIDED,
    ENDED,
    PARTED,
    PASSED,
    STANDS,
    VOTED,
    TimelineEntry,
    partings,
    timeline,
)
from game.story import Story, load

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def bridge() -> Story:
    return load(TESTS / "stories" / "bridge", cached=False)


@pytest.fixture(scope="module")
def shipped() -> Story:
    return load(TESTS.parent / "scenes", cached=False)


def play(story: Story, store: Store, lead: str, choices: Iterable[str]) -> int:
    step, turn = branch_tree.begin(story, store, lead)
    for choice in choices:
        step, turn = branch_tree.choose(story, store, step, turn, choice)
    return step


def moments(story: Story, store: Store, step: int) -> tuple[TimelineEntry, ...]:
    return timeline(story, branch_tree.replay(story, store, step))


def test_the_chain_of_the_record_parts_nowhere(shipped, store):
    chain = historical_chain(shipped, "khrushchev")
    own = moments(shipped, store, play(shipped, store, "khrushchev", chain.path))
    assert [one.choice for one in own if one.kind == DECIDED] == list(chain.path)
    assert partings(own) == 0
    assert sum(one.against == AS_IT_WAS for one in own) > 10
    assert (own[-1].kind, own[-1].text) == (ENDED, chain.ending)


def test_a_parting_names_what_was_really_done(shipped, store):
    own = moments(
        shipped, store, play(shipped, store, "khrushchev", ["read_twice", "stop_doctors"])
    )
    first, second, last = own
    assert (first.against, first.text) == (
        PARTED,
        "Read your own line again, slowly, with Beria watching",
    )
    assert first.really == "Put it to the hall flat, and keep your face"
    assert (second.against, second.really) == (AS_IT_WAS, "")
    assert (last.kind, last.scene, last.month) == (STANDS, "the_lorries", "1953-03")
    assert [one.step for one in own] == [first.step, second.step, second.step]


def test_a_run_of_the_bridge_comes_through_calls_a_vote_and_an_ending(bridge, store):
    step = play(
        bridge, store, "clerk", ["read_out", "call_inn", "sit", "eat", "call_mill", "ask", "right"]
    )
    own = moments(bridge, store, step)
    assert [(one.kind, one.scene) for one in own if one.kind not in (DECIDED,)] == [
        (PASSED, "the_vote"),
        (VOTED, "the_vote"),
        (ENDED, own[-1].scene),
    ]
    assert [one.text for one in own if one.kind == DECIDED][:2] == ["Read it out", "The Inn"]
    assert own[-1].date == "1901-03-01"
    assert endings_reached(bridge, store) == {own[-1].text: (step,)}


def test_a_menu_without_a_mark_says_nothing_of_the_record(bridge, store):
    own = moments(bridge, store, play(bridge, store, "clerk", ["hide_it", "call_mill", "go_home"]))
    assert [one.against for one in own if one.kind == DECIDED] == [PARTED, "", ""]


@pytest.fixture(scope="module")
def harbor() -> Story:
    return load(TESTS / "stories" / "harbor", cached=False)


def verdicts(story: Story, store: Store, *choices: str) -> list[tuple[str, str]]:
    own = moments(story, store, play(story, store, "clerk", choices))
    return [(one.against, one.really) for one in own if one.kind == DECIDED]


def test_each_place_of_a_sheet_and_each_share_of_a_budget_is_a_decision_of_its_own(harbor, store):
    assert (
        verdicts(
            harbor, store, "same", "first_dues", "second_light", "dredger_3", "light_2", "call"
        )
        == [(AS_IT_WAS, "")] * 6
    )
    found = verdicts(harbor, store, "same", "first_light", "second_dues", "dredger_2", "light_3")
    assert found == [
        (AS_IT_WAS, ""),
        (PARTED, "The dues"),
        ("", ""),
        (PARTED, "The dredger: 3 sacks"),
        (PARTED, "The light: 2 sacks"),
    ]


def test_what_is_done_before_the_decision_parts_from_nothing(harbor, store):
    assert verdicts(harbor, store, "chart", "silence")[0] == ("", "")
    assert verdicts(
        harbor,
        store,
        "same",
        "first_dues",
        "second_light",
        "dredger_3",
        "light_2",
        "files_berta",
        "call",
    )[-2:] == [
        ("", ""),
        (AS_IT_WAS, ""),
    ]


def test_endings_are_those_of_every_branch_with_the_steps_that_led_there(bridge, store):
    assert endings_reached(bridge, store) == {}
    ways = (
        ["read_out", "call_inn", "leave", "call_mill", "ask", answer]
        for answer in ("right", "wrong")
    )
    steps = tuple(play(bridge, store, "clerk", way) for way in ways)
    play(bridge, store, "clerk", ["hide_it"])
    found = endings_reached(bridge, store)
    assert tuple(sorted(step for ends in found.values() for step in ends)) == steps
