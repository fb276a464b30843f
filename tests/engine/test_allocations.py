"""What faces ask: the sheet as it fills, the budget as it is divided, the holds as they are used."""

from __future__ import annotations

from pathlib import Path

import pytest
from story_from_text import play

from game.engine import BudgetShare, current_budget, current_ordering, ordering_of
from game.story import Story, load

HARBOR = Path(__file__).parents[1] / "stories" / "harbor"


@pytest.fixture
def story() -> Story:
    return load(HARBOR, cached=False)


def test_a_sheet_says_what_has_a_place_and_what_waits(story):
    sheet = current_ordering(play(story, "silence"))
    assert (sheet.take, sheet.placed) == (2, ())
    assert [(one.item, one.label, one.open) for one in sheet.waiting] == [
        ("dues", "The dues", True),
        ("light", "The light", True),
        ("rope", "The rope", False),
    ]
    sheet = current_ordering(play(story, "silence", "first_light"))
    assert [(one.item, one.place) for one in sheet.placed] == [("light", 1)]
    assert [one.item for one in sheet.waiting] == ["dues", "rope"]


def test_a_sheet_can_be_read_again_afterwards(story):
    state = play(story, "silence", "first_light", "second_dues").state
    sheet = ordering_of(story, state, "sheet")
    assert [(one.item, one.place) for one in sheet.placed] == [("light", 1), ("dues", 2)]
    assert sheet.waiting == ()


def test_a_budget_says_who_got_what_and_what_is_left(story):
    budget = current_budget(play(story, "silence", "first_light", "second_dues", "dredger_2"))
    assert (budget.total, budget.left, budget.unit, budget.units, budget.next) == (
        6,
        4,
        "sack",
        "sacks",
        "light",
    )
    assert budget.shares[:2] == (
        BudgetShare("dredger", "The dredger", 2, 1, 4),
        BudgetShare("light", "The light", 0, 1, 3),
    )


def test_elsewhere_there_is_neither(story):
    turn = play(story)
    assert current_ordering(turn) is None
    assert current_budget(turn) is None
