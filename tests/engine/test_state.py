"""States are read, compared and hashed by their values; a turn knows the state before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from harbor import OPENED, harbor, played
from story_from_text import play

from game.engine import begin
from game.story import Story, load

COUNCIL = Path(__file__).parents[1] / "stories" / "council"


@pytest.fixture
def story() -> Story:
    return load(COUNCIL, cached=False)


def test_the_state_before_is_that_of_the_turn_before():
    story = harbor()
    before, after = played(story, OPENED[:-1]), played(story, OPENED)
    assert after.before == before.state
    assert after.before.ledger() == before.state.ledger()
    ways = [
        [(step.before, step.taken) for step in one.steps()] for one in (after.before, before.state)
    ]
    assert ways[0] == ways[1]


def test_nothing_is_before_the_beginning():
    assert begin(harbor(), "clerk").before is None


def test_equal_states_are_equal_and_hash_alike_whatever_way_led_there(story):
    one = play(story, "write", "window", "stamp").state
    two = play(story, "write", "stamp", "window").state
    assert one == two
    assert hash(one) == hash(two)
    assert one.digest == two.digest
    assert one != play(story, "write").state


def test_the_state_cannot_be_changed_through_its_mapping(story):
    state = begin(story, "clerk").state
    with pytest.raises(TypeError):
        state["ink"] = 5
    assert {state: "found"}[begin(story, "clerk").state] == "found"
