"""What may be sent to a terminal: nothing that steers it, and only letters that it has."""

from __future__ import annotations

import io
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.plain.console import Console
from game.story.model import Span
from game.view.sanitize import cells, one_line, sanitize, transliterate

HOSTILE = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202eeurt\u2028next\r\x00\ud800"


def test_control_characters_are_shown_as_dots():
    assert sanitize("\x1b[31mred\x07") == "·[31mred·"
    assert one_line("a\nb\tc  d") == "a b c d"


@given(st.text())
def test_nothing_that_is_printed_steers_the_terminal(text):
    page = io.StringIO()
    paper = Console(page, columns=30)
    paper.prose([Span(text, "term"), Span(text)])
    paper.line(text, hanging="  ")
    paper.note(text)
    paper.verbatim(text)
    assert {char for char in page.getvalue() if category(char) in ("Cc", "Cs", "Zl", "Zp")} <= {
        "\n"
    }
    assert not set(page.getvalue()) & set("\u202a\u202e\u2066\u2069\u200f")


def test_right_to_left_overrides_are_shown_as_dots():
    assert "\u202e" not in sanitize(HOSTILE)
    assert "\u2066" not in sanitize("a\u2066b")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r", "cp437", "no-such-encoding"])
def test_every_text_can_be_spelled_in_every_encoding(encoding):
    text = "“Хрущёв” — café, naïve ● ◐ ○ ■ □ ⊘ … № 5 漢字 \U0001f600"
    carried = transliterate(text, encoding)
    carried.encode("ascii" if encoding == "no-such-encoding" else encoding)


def test_cyrillic_and_accents_are_spelled_in_plain_letters():
    assert transliterate("Хрущёв, Щука", "ascii") == "Khrushchyov, Shchuka"
    assert transliterate("“Löwe” — naïve…", "ascii") == '"Lowe" -- naive...'
    assert transliterate("漢", "ascii") == "?"


def test_what_the_encoding_has_is_left_alone():
    assert transliterate("Löwe ●", "utf-8") == "Löwe ●"
    assert transliterate("Löwe —", "latin-1") == "Löwe --"


def test_wide_letters_take_two_columns_and_marks_none():
    assert cells("abc") == 3
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1
