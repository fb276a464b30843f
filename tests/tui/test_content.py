"""Content: words in the styles of the theme, broken into rows at their spaces."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.content import Content
from textual.style import Style

from game.tui.content import STYLES, assembled, paragraphs, row_spans, styled, wrap
from game.tui.theme import COLOURLESS, THEMES, VARIABLES
from game.view.blocks import Block, Piece


class ThemedApp(App[None]):
    """Nothing but a theme."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES


@pytest.mark.parametrize("theme", THEMES)
async def test_every_style_can_be_read_by_textual_in_every_theme(theme: str) -> None:
    async with ThemedApp(theme).run_test():
        for name, style in STYLES.items():
            assert Style.parse(style), name


async def test_selected_words_are_reversed_where_the_colours_are_the_terminals_own() -> None:
    async with ThemedApp("terminal").run_test():
        assert Style.parse(STYLES["selection"]).reverse
        assert Style.parse(STYLES["dim"]) == Style(dim=True)
    assert COLOURLESS["selected"] == "reverse"


def test_styles_are_laid_one_over_another_and_what_is_no_style_is_plain() -> None:
    content = assembled(("one ", "nonsense"), ("two", "dim em"))
    assert content.plain == "one two"
    assert [tuple(span) for span in content.spans] == [(4, 7, "$dim"), (4, 7, "italic")]


def test_markup_is_only_words() -> None:
    assert styled("[bold]x[/]", "em").plain == "[bold]x[/]"


def test_rows_keep_their_styles() -> None:
    rows = wrap(assembled(("one two ", ""), ("three four", "strong")), 9, 6)
    assert [row.plain for row in rows] == ["one two", "three", "four"]
    assert [len(row.spans) for row in rows] == [0, 1, 1]


def test_a_word_that_fills_its_rows_exactly_leaves_no_blank_behind() -> None:
    assert row_spans("aaaaaaaa bbbb c", 4, 4) == [(0, 4), (4, 8), (9, 13), (14, 15)]


def test_wide_and_narrow_blanks_that_are_no_spaces_hold_their_words_together() -> None:
    assert row_spans("to 5\u00a0March", 7, 7) == [(0, 2), (3, 10)]
    assert row_spans("ab 漢\u3000字", 6, 6) == [(0, 2), (3, 6)]


def test_a_paragraph_has_the_style_of_its_kind_under_those_of_its_pieces() -> None:
    block = Block((Piece("New: ", "dim"), Piece("Presidium", "", "presidium")), "choice")
    (one,) = paragraphs(block)
    assert [tuple(span) for span in one.content.spans] == [
        (0, 14, "bold"),
        (0, 5, "$dim"),
        (5, 14, "underline"),
    ]
    assert [tuple(term) for term in one.terms] == [(5, 14, "presidium")]
    assert isinstance(one.content, Content)
