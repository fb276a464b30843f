"""The card of means: rules, cost, and how everything that a lead works with stands."""

from __future__ import annotations

from harbor import CALLED, GIVEN, HARBOR, OPENED, harbor, played

from game.engine import begin
from game.story import load
from game.view.means import MeansRow, card, has_craft


def rows(choices) -> dict[str, tuple[MeansRow, ...]]:
    story = harbor()
    return {part.title: part.rows for part in card(story, played(story, choices).state)}


def test_the_card_begins_with_the_rules():
    story = harbor()
    first = card(story, begin(story, "clerk").state)[0]
    assert first.title == "The rules"
    assert "what is not on it is not discussed" in first.text


def test_a_sheet_and_a_budget_are_on_it_from_when_they_were_in_hand():
    assert "The Sheet" not in rows(())
    found = rows(GIVEN)
    assert [(row.mark, row.name, row.said) for row in found["The Sheet"]] == [
        ("■", "1", "The dues"),
        ("■", "2", "The light"),
    ]
    assert [(row.mark, row.said) for row in found["The Budget"]] == [
        ("■", "two sacks"),
        ("□", "now, two to three"),
        ("□", "takes what is left"),
        ("·", "four of six sacks left to give"),
    ]


def test_every_hold_says_how_it_stands():
    assert [(row.mark, row.name, row.said) for row in rows(OPENED)["The files"]] == [
        ("◇", "Berta", "open, binds the next vote"),
        ("◆", "Carl", "kept"),
    ]
    assert rows(CALLED)["The files"][0][:3] == ("·", "Berta", "spent")


def test_every_position_says_what_stands_there_and_where_it_was_taken():
    assert rows(())["The minutes"] == (MeansRow("□", "On the dues", "nothing said yet"),)
    assert rows(GIVEN)["The minutes"] == (
        MeansRow(
            "■",
            "On the dues",
            "The dues are to be raised.",
            "1 May 1900, Morning",
            "morning",
            "higher",
        ),
    )


def test_what_a_lead_has_is_on_it_with_its_words():
    assert [row.said for row in rows(())["Your means"]][-1] == "0, between -3 and 3"


def test_a_lead_who_has_nothing_has_an_empty_card_and_no_craft():
    bare = load(HARBOR.parent / "bridge", cached=False)
    assert not has_craft(bare, "clerk")
    assert has_craft(harbor(), "clerk")
    assert not has_craft(harbor(), "pilot")
    assert not [
        part
        for part in card(harbor(), begin(harbor(), "pilot").state)
        if part.title != "Your means"
    ]
