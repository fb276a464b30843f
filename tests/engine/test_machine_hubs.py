"""Hubs offer storylets and move on; visits are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from story_from_text import play

from game.story import Story, load

COUNCIL = Path(__file__).parents[1] / "stories" / "council"


@pytest.fixture
def story() -> Story:
    return load(COUNCIL, cached=False)


def test_a_hub_offers_what_holds_and_says_how_many_are_left_and_what_will_not_keep(story):
    turn = play(story, "write")
    assert turn.scene == "errands"
    assert turn.picks_left == 2
    assert [(offer.id, offer.label, offer.keeps) for offer in turn.choices] == [
        ("post", "The Post", True),
        ("stamp", "The Stamp", False),
        ("window", "The Window", True),
    ]


def test_an_errand_is_offered_once_and_the_hub_shows_its_text_once(story):
    turn = play(story, "write", "window")
    assert turn.scene == "errands"
    assert turn.picks_left == 1
    assert [offer.id for offer in turn.choices] == ["post", "stamp"]
    assert turn.text == "Rain."


def test_after_the_last_errand_the_hub_moves_on_by_itself(story):
    turn = play(story, "write", "window", "stamp")
    assert turn.scene == "open_still"
    assert [passage.kind for passage in turn.passages] == ["scene", "scene", "vote", "scene"]


def test_visits_are_counted_as_far_as_conditions_ask(story):
    assert play(story, "write").text.endswith("You begin.")
    assert play(story, "fetch", "quick", "write").text.endswith("You have been at it all day.")
