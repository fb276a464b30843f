"""A turn knows the state in which its choice was taken, with the whole way there."""

from __future__ import annotations

from harbor import OPENED, harbor, played

from game.engine import begin


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
