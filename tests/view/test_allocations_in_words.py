"""An order and a budget in words, while they are filled and when they are done."""

from __future__ import annotations

import pytest
from harbor import DIVIDED, GIVEN, MINUTED, ORDERED, PLACED, harbor, played

from game.engine import Budget, BudgetShare, OrderedItem, Ordering, current_budget
from game.view.allocations import between, budget_line, line_of, order_line, places, share_words
from game.view.powers import kept_lines
from game.view.turn import choice_of


def test_every_place_says_what_stands_there_or_that_it_is_open():
    story = harbor()
    assert line_of(played(story, MINUTED)) == "In order: 1 open; 2 open."
    assert line_of(played(story, PLACED)) == "In order: 1 The dues; 2 open."


def test_every_share_says_what_it_got_and_how_much_it_can_get():
    story = harbor()
    assert (
        line_of(played(story, ORDERED))
        == "The dredger: now, one to four; The light: not yet; The rope: takes what is left. All six sacks to give."
    )
    assert (
        line_of(played(story, GIVEN))
        == "The dredger: two sacks; The light: now, two to three; The rope: takes what is left. Four of six sacks left to give."
    )


def test_where_nothing_is_put_in_order_or_divided_there_is_no_line():
    assert line_of(played(harbor(), ())) == ""
    assert line_of(played(harbor(), DIVIDED)) == ""


@pytest.mark.parametrize(
    ("choices", "line"),
    [
        (PLACED, []),
        (ORDERED, ["In order: 1 The dues; 2 The light."]),
        (GIVEN, []),
        (DIVIDED, ["The dredger: two sacks; The light: two sacks; The rope: two sacks."]),
    ],
    ids=["first", "last", "given", "divided"],
)
def test_what_is_finished_is_told_in_one_line_and_nothing_before(choices, line):
    story = harbor()
    taken = (played(story, choices[:-1]).scene, choices[-1])
    assert kept_lines(story, played(story, choices), taken, choice_of(story, taken)) == line


def test_what_a_share_can_get_is_what_the_menu_offers():
    story = harbor()
    for choices in (ORDERED, GIVEN):
        turn = played(story, choices)
        offered = [int(offer.id.rpartition("_")[2]) for offer in turn.choices]
        budget = current_budget(turn)
        assert budget
        share = next(one for one in budget.shares if one.share == budget.next)
        assert between(budget, share) == (min(offered), max(offered))


def test_one_possible_amount_is_said_as_one():
    budget = Budget(
        4, 4, "bag", "bags", (BudgetShare("a", "A", 0, 2, 2), BudgetShare("b", "B", 0, 2, 2)), "a"
    )
    assert share_words(budget, budget.shares[0]) == "now, two"
    assert budget_line(budget) == "A: now, two; B: takes what is left. All four bags to give."


def test_names_are_on_one_line():
    sheet = Ordering(2, (OrderedItem("a", "A\x1b[31m\nname", 1, False),), ())
    assert places(sheet) == [(1, "A·[31m name"), (2, "")]
    assert "\x1b" not in order_line(sheet)
