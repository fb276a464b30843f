"""Prose set to a measure: no line is longer, no word is lost, styles stay with their words."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.plain.console import Console
from game.plain.wrap import wrap_line, wrap_prose
from game.view.blocks import Piece
from game.view.sanitize import cells

words = st.text(alphabet="abcdefgh漢é.,", min_size=1, max_size=30)
texts = st.lists(
    st.tuples(
        st.lists(words, min_size=1, max_size=12).map(" ".join), st.sampled_from(["", "em", "term"])
    ),
    min_size=1,
    max_size=6,
)


def as_text(rows: list[list[Piece]]) -> list[str]:
    return ["".join(piece.text for piece in row) for row in rows]


@given(texts, st.integers(2, 90))
def test_no_row_is_wider_than_the_measure_and_no_letter_is_lost(text, measure):
    pieces = [Piece(part + " ", style) for part, style in text]
    rows = as_text(wrap_line(pieces, measure))
    assert all(cells(row) <= measure for row in rows)
    assert "".join("".join(rows).split()) == "".join(
        "".join(piece.text for piece in pieces).split()
    )


def test_a_link_and_the_comma_behind_it_are_one_word():
    rows = as_text(wrap_line([Piece("aaaa bbbb "), Piece("cccc", "term"), Piece(", dd")], 14))
    assert rows == ["aaaa bbbb", "cccc, dd"]


def test_rows_after_the_first_hang():
    assert as_text(wrap_line([Piece("one two three four five")], 11, "1  ", "   ")) == [
        "1  one two",
        "   three",
        "   four",
        "   five",
    ]


def test_in_a_very_narrow_window_nothing_hangs():
    assert as_text(wrap_line([Piece("one two")], 6, "1  ", "   ")) == ["1  one", "two"]


def test_paragraphs_are_parted_and_quotations_stand_in():
    text = "One.\n\n> He said\n> so.\n\nThen:\n- first\n- second"
    assert as_text(wrap_prose([Piece(text)], 40)) == [
        "One.",
        "",
        "    He said so.",
        "",
        "Then:",
        "- first",
        "- second",
    ]


def test_a_quotation_across_pieces_keeps_its_style():
    rows = wrap_prose([Piece("> a "), Piece("b", "term"), Piece(" c\n> d")], 40)
    assert as_text(rows) == ["    a b c d"]
    assert Piece("b", "term") in rows[0]


def test_the_measure_is_at_most_72_columns_and_the_window():
    page = io.StringIO()
    Console(page, columns=200).prose([Piece("word " * 100)])
    assert max(map(len, page.getvalue().splitlines())) <= 72
    page = io.StringIO()
    Console(page, columns=20).prose([Piece("word " * 100)])
    assert max(map(len, page.getvalue().splitlines())) <= 20


def test_a_narrow_window_shows_everything(sit):
    page = sit("1", "l", "r", "1", "1", "1", "b", "g", "g quorum", "?", columns=20)
    assert max(map(cells, page.splitlines())) <= 20
    assert "Nobody speaks. Berta" in page


def test_without_colour_nothing_is_styled_and_with_it_only_a_few_codes_are_used(sit):
    assert "\x1b" not in sit("1", "l", "r", "g")
    page = sit("l", "g", "b", colour=True, new=True)
    codes = {part.partition("m")[0] for part in page.split("\x1b[")[1:]}
    assert codes <= {"0", "1", "2", "3", "4", "31"}
    assert "\x1b[4mquorum\x1b[0m" in page


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r"])
def test_a_whole_sitting_can_be_printed_in_a_poor_encoding(sit, encoding):
    page = sit("1", "l", "r", "g", "g berta", "?", "b", "1", "c", encoding=encoding)
    assert "EVENT attested, WORDS imagined" in page or "EVENT ●" in page
    assert "Berta" in page
