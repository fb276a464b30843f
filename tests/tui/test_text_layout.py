"""Rows, paragraphs and positions: nothing is lost, nothing is too wide, and every term is where it says it is."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from game.tui.content import paragraphs, row_spans, safe
from game.tui.widgets.text_layout import TextLayout, TextPosition, TextRange
from game.view.blocks import Block, Fold, Piece

quick = settings(max_examples=60, deadline=None)
LETTERS = "ab ,.-—’\u00a0漢字ー🚋e\u0301\u0301Ж\u200d\ufe0f\u200f\u202e\x1b\x07\t\n"
words = st.one_of(
    st.text(LETTERS, max_size=120), st.text(max_size=60), st.integers(1, 400).map("w".__mul__)
)
measures = st.integers(2, 100)
pieces = st.lists(
    st.builds(
        Piece,
        words,
        st.sampled_from(["", "em", "strong", "odd"]),
        st.sampled_from(["", "", "presidium"]),
    ),
    max_size=6,
)
kinds = st.sampled_from(["text", "choice", "moved", "nonsense"])
signs = st.sampled_from(["", "■ ", "  [1] ", "\x1b[2J"])
blocks = st.builds(Block, pieces.map(tuple), kinds, signs, signs, st.integers(0, 2))
items = st.lists(
    blocks
    | st.builds(Fold, st.sampled_from(["a", "b"]), blocks, st.lists(blocks, max_size=3).map(tuple)),
    max_size=6,
)


def squeezed(text: str) -> str:
    return safe(text.replace("\n", " ")).replace(" ", "")


@quick
@given(words, measures, measures)
def test_rows_hold_every_letter_once_and_in_order(text: str, first: int, rest: int) -> None:
    text = " ".join(safe(text.replace("\n", " ")).split())
    found = row_spans(text, first, rest)
    assert "".join(text[start:end] for start, end in found).replace(" ", "") == text.replace(
        " ", ""
    )
    for (_, end), (start, _) in pairwise(found):
        assert text[end:start] in ("", " ")


@quick
@given(words, measures, measures)
def test_no_row_is_wider_than_its_measure(text: str, first: int, rest: int) -> None:
    text = " ".join(safe(text.replace("\n", " ")).split())
    for number, (start, end) in enumerate(row_spans(text, first, rest)):
        assert cell_len(text[start:end]) <= (rest if number else first)


@quick
@given(st.text("ab ’—Ж", max_size=300), measures)
def test_a_row_is_broken_only_where_the_next_word_would_not_fit(text: str, measure: int) -> None:
    text = " ".join(text.split())
    found = row_spans(text, measure, measure)
    for (start, end), (following, _) in pairwise(found):
        word = text[following:].split(" ")[0]
        assert end - start + (following - end) + len(word) > measure


@quick
@given(blocks)
def test_paragraphs_hold_the_words_of_their_block(block: Block) -> None:
    said = "".join(piece.text for piece in block.pieces)
    found = "".join(paragraph.text for paragraph in paragraphs(block))
    for mark in "->*":
        said, found = said.replace(mark, ""), found.replace(mark, "")
    assert unicodedata.normalize("NFC", found.replace(" ", "")) == unicodedata.normalize(
        "NFC", squeezed(said)
    )


@quick
@given(blocks)
def test_styles_and_terms_lie_within_their_paragraph(block: Block) -> None:
    for paragraph in paragraphs(block):
        for start, end, _ in (*paragraph.content.spans, *paragraph.terms):
            assert 0 <= start < end <= len(paragraph.text)
        assert "  " not in paragraph.text
        assert paragraph.text == paragraph.text.strip(" ")


@quick
@given(blocks)
def test_nothing_that_steers_a_terminal_comes_through(block: Block) -> None:
    for paragraph in paragraphs(block):
        shown = paragraph.first + paragraph.hanging + paragraph.text
        assert not any(
            unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
            or char in "\u200e\u200f\u202e\u200d\ufe0f"
            for char in shown
        )


@quick
@given(st.lists(st.text("xyz漢 ", min_size=1).filter(str.strip), min_size=1, max_size=5), measures)
def test_a_term_stands_where_it_says(names: list[str], measure: int) -> None:
    parts = [
        piece
        for name in names
        for piece in (Piece(" and "), Piece(name.strip(), "", f"id {name.strip()}"))
    ]
    layout = TextLayout(measure)
    layout.append([Block((*parts, Piece(".")))])
    found = every_term(layout)
    assert [stop.term for stop in found] == [f"id {name.strip()}" for name in names]
    for stop in found:
        words = layout.paragraphs[stop.paragraph].text[stop.start : stop.end]
        assert stop.term == "id " + words or " ".join(stop.term.split()) == "id " + words
        assert layout.term_at(stop.first) == stop
        assert layout.term_at(stop.last) == stop
        assert layout.term_at(TextPosition(stop.paragraph, stop.end)) != stop


@quick
@given(items, items, measures)
def test_truncating_to_a_mark_is_as_if_nothing_had_been_appended(
    first: list[Block], then: list[Block], measure: int
) -> None:
    layout = TextLayout(measure)
    layout.append(first)
    before = picture(layout)
    mark = layout.append(then)
    assert mark == len(first)
    layout.truncate(mark)
    assert picture(layout) == before


@quick
@given(items, items, measures, measures)
def test_prepending_is_as_if_all_had_been_appended_in_order(
    first: list[Block], then: list[Block], measure: int, other: int
) -> None:
    older, newer, both = TextLayout(other), TextLayout(measure), TextLayout(measure)
    older.append(first)
    newer.append(then)
    both.append([*first, *then])
    height = newer.height
    assert newer.prepend(older) == both.height - height
    assert picture(newer) == picture(both)
    marks = range(len(both))
    assert [newer.row_of(mark) for mark in marks] == [both.row_of(mark) for mark in marks]
    mark = newer.append([Block((Piece("x"),))])
    assert newer.row_of(mark) == newer.height - 1


@pytest.mark.parametrize("opened", [(), ("old",), ("new",), ("old", "new")])
def test_prepending_leaves_every_fold_open_or_closed_as_it_was(opened: tuple[str, ...]) -> None:
    older, newer = TextLayout(), TextLayout()
    for layout, key in ((older, "old"), (newer, "new")):
        layout.append([Fold(key, Block((Piece(key),)), (Block((Piece(f"{key} body"),)),))])
        if key in opened:
            layout.toggle(key)
    newer.prepend(older)
    assert [key for key in ("old", "new") if newer.is_open(key)] == list(opened)
    assert newer.height == 3 + 2 * len(opened)
    assert newer.toggle("old") == ("old" not in opened)


def test_a_fold_that_is_open_on_both_sides_stays_open() -> None:
    older, newer = TextLayout(), TextLayout()
    for layout in (older, newer):
        layout.append([Fold("key", Block((Piece("head"),)), (Block((Piece("body"),)),))])
        layout.toggle("key")
    newer.prepend(older)
    assert newer.is_open("key")


@quick
@given(items, measures, measures)
def test_there_and_back_is_the_same_page(some: list[Block], measure: int, other: int) -> None:
    layout = TextLayout(measure)
    layout.append(some)
    before = picture(layout)
    expected = layout.height_at(other)
    layout.fit(other)
    assert layout.height == expected
    layout.fit(measure)
    assert picture(layout) == before


@quick
@given(items, st.lists(st.sampled_from(["a", "b", "none"]), max_size=5), measures)
def test_every_row_is_a_row_of_some_paragraph_and_every_position_has_a_row(
    some: list[Block], keys: list[str], measure: int
) -> None:
    layout = TextLayout(measure)
    layout.append(some)
    for key in keys:
        layout.toggle(key)
    seen = []
    for row in range(layout.height):
        number, line = layout.at(row)
        assert layout.shown(number)
        if line >= 0:
            seen.append((number, line))
            start, end = layout.paragraphs[number].rows[line]
            assert layout.spot(TextPosition(number, start)) == (row, 0)
            assert layout.position(row, 1 << 20) == TextPosition(number, end)
    shown = [(number, one) for number, one in enumerate(layout.paragraphs) if layout.shown(number)]
    assert seen == [(number, line) for number, one in shown for line in range(len(one.rows))]


def test_quotes_and_items_stand_in_and_their_marks_do_not() -> None:
    block = Block(
        (
            Piece("Three:\n- one\n- "),
            Piece("two", "strong"),
            Piece("\n\n> said\n> so\n\nEnd\nof it."),
        )
    )
    found = [(paragraph.first, paragraph.text, paragraph.gap) for paragraph in paragraphs(block)]
    assert found == [
        ("", "Three:", 1),
        ("– ", "one", 0),
        ("– ", "two", 0),
        ("    ", "said so", 1),
        ("", "End of it.", 1),
    ]


def test_a_no_break_space_holds_its_words_together() -> None:
    assert row_spans("to 5\u00a0March", 7, 7) == [(0, 2), (3, 10)]


def test_a_word_of_ten_thousand_letters_is_cut_to_the_measure() -> None:
    assert {end - start for start, end in row_spans("漢" * 10_000, 72, 72)} == {36, 10_000 % 36}


def test_signs_before_a_row_give_way_where_there_is_no_room_for_words() -> None:
    layout = TextLayout(9)
    layout.append([Block((Piece("one two three"),), "choice", "■ ", "  ")])
    assert layout.prefix(0, 0) == ""


def every_term(layout: TextLayout) -> list[TextRange]:
    return [term for number in range(len(layout.paragraphs)) for term in layout.terms(number)]


def picture(layout: TextLayout) -> tuple[object, ...]:
    """All that a page is drawn from."""
    lines = [layout.at(row) for row in range(layout.height)]
    drawn = [
        (n, line, layout.paragraphs[n].rows[line], layout.prefix(n, line)) if line >= 0 else None
        for n, line in lines
    ]
    return (
        drawn,
        layout.plain_text(),
        every_term(layout),
        len(layout),
    )
