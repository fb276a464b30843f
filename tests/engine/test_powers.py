"""A power says how each of its holds stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from story_from_text import play

from game.engine import power_statuses
from game.story import Story, load

HARBOR = Path(__file__).parents[1] / "stories" / "harbor"


@pytest.fixture
def story() -> Story:
    return load(HARBOR, cached=False)


def test_a_power_says_how_each_of_its_holds_stands(story):
    way = ("silence", "first_light", "second_dues", "dredger_2", "light_3")
    assert [
        [held.state for held in hand.holds]
        for hand in power_statuses(story, play(story, *way).state)
    ] == [["kept", "kept"]]
    (hand,) = power_statuses(story, play(story, *way, "files_berta").state)
    assert (hand.power, hand.name) == ("files", "The files")
    assert [(held.hold, held.person, held.name, held.label, held.state) for held in hand.holds] == [
        ("berta", "berta", "Berta", "Open Berta's file", "open"),
        ("carl_at_sea", "carl", "Carl", "Open Carl's file", "kept"),
    ]
    assert (
        power_statuses(story, play(story, *way, "files_berta", "call").state)[0].holds[0].state
        == "spent"
    )
    assert power_statuses(story, play(story, lead="pilot").state) == ()
