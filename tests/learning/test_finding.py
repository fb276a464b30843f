"""Finding an entry while its name is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.glossary_progress import GlossaryProgress, glossary_entries
from game.learning.finding import found, letters
from game.story import load

BRIDGE = Path(__file__).parents[1] / "stories" / "bridge"
ALL = GlossaryProgress({"quorum": "the_letter", "ada": "the_letter"}, right={"quorum"})


@pytest.fixture(scope="module")
def cards():
    return glossary_entries(load(BRIDGE, cached=False), ALL)


def names(cards, query):
    return [one.card.name for one in found(cards, query)]


def test_nothing_typed_finds_everything(cards):
    assert len(found(cards, "  ")) == len(cards)


@pytest.mark.parametrize(
    ("typed", "name", "rank", "places"),
    [
        ("gulag", "Gulag", 0, (0, 1, 2, 3, 4)),
        ("cult", "Cult of personality", 1, (0, 1, 2, 3)),
        ("pers", "Cult of personality", 2, (8, 9, 10, 11)),
        ("ality", "Cult of personality", 3, (14, 15, 16, 17, 18)),
        ("cop", "Cult of personality", 4, (0, 5, 8)),
        ("cult o", "Cult of personality", 1, (0, 1, 2, 3, 4, 5)),
    ],
)
def test_a_whole_name_is_better_than_its_beginning_and_that_than_letters_in_order(
    typed, name, rank, places
):
    assert letters(typed, name) == (rank, places)


@pytest.mark.parametrize(
    ("typed", "name"), [("x", "Gulag"), ("gx", "Gulag"), ("agul", "Gulag"), ("g", "Ada")]
)
def test_letters_that_are_not_there_match_nothing(typed, name):
    assert letters(typed, name) is None


def test_the_best_comes_first(cards):
    assert names(cards, "quo")[0] == "Quorum"
    assert names(cards, "QUORUM")[0] == "Quorum"


def test_what_is_locked_is_found_by_name_and_never_by_its_text(cards):
    locked = glossary_entries(load(BRIDGE, cached=False), GlossaryProgress())
    word = cards[0].entry.stub.split()[-1].strip(".").casefold()
    assert len(word) >= 3
    assert any(one.card.id == cards[0].id for one in found(cards, word))
    assert not any(one.card.id == cards[0].id and one.rank >= 20 for one in found(locked, word))


@given(st.text(max_size=80), st.text(max_size=200))
def test_letters_found_stand_in_the_name_in_order(typed, name):
    match = letters(typed.casefold(), name)
    if match:
        assert list(match[1]) == sorted(set(match[1]))
        assert all(0 <= at < len(name) for at in match[1])


def test_a_name_made_to_be_slow_is_not():
    match = letters("ab" * 20 + "c", "ab" * 5000)
    assert match is None
