"""Conflicting accounts in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story import load
from game.story.model import Source
from game.view import accounts as said


@pytest.fixture(scope="module")
def night():
    return load(Path(__file__).parents[1] / "stories" / "night", cached=False)


def test_what_an_hour_lacks(night):
    assert (
        said.why_closed(night, (), ("nurse", "porter"))
        == "An hour that you have not come to. An hour opens when you have sat in two chairs for it."
    )
    one = "Seen from the chair of Ada; one more chair: Otto the Porter or Berta the Doctor."
    assert said.why_closed(night, ("nurse",), ("nurse", "porter", "doctor")) == one
    assert said.missing_chairs(night, ("nurse",), ("nurse",)) == "one more chair, not written yet"


def test_how_many_are_open():
    assert said.open_count(0, 3) == "none of three hours open"
    assert said.open_count(1, 1) == "one of one hour open"


def test_a_source_says_who_what_and_of_what_kind():
    whole = Source("a", "An Author", "A Title", "1990", "Press", "memoir", "A son's.")
    assert said.source_lines(whole, "a") == ("An Author", "A Title, 1990", "Memoir: A son's.")
    assert said.source_lines(Source("b", "", "Papers (published 1994)", "1994"), "b") == (
        "",
        "Papers (published 1994)",
        "",
    )
    assert said.source_lines(None, "gone") == ("", "gone", "")


def test_an_hour_that_was_opened_is_told_where_it_was_left(night):
    here, passed = said.opened_lines(night, ("bell", "lamp"), "dark_ward")
    assert here == ["Conflicting accounts: The hour of the lamp is open"]
    assert passed == ["Conflicting accounts: The bell is open"]
