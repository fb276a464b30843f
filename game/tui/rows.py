"""Rows of a list as content: text set to a width, rules, columns, and a visual that sets itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.tui.content import styled, wrap

NOTHING = Content("")
NARROWEST = 4
"""Cells that wrapped text has at least."""


class Rows(Visual):
    """Lines of content that `make` sets to a width when it is known.

    With `height` that many lines are counted on before they are made, so that a long list opens at
    once.
    """

    def __init__(self, make: Callable[[int], Sequence[Content]], height: int | None = None) -> None:
        self._make, self._height = make, height
        self._set: tuple[int, Sequence[Content]] = (-1, ())

    def lines(self, width: int) -> Sequence[Content]:
        """The lines at a width."""
        if self._set[0] != width:
            self._set = width, self._make(width)
        return self._set[1]

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: Style,
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        ground = style.rich_style
        rows = [line.truncate(width).render_segments(style) for line in self.lines(width)[:height]]
        return [Strip(row).adjust_cell_length(width, ground) for row in rows]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return max((line.cell_length for line in self.lines(container_width)), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width)) if self._height is None else self._height


def sum_style(total: int) -> str:
    """The style of a member's sum, or of a weight in it."""
    return "good" if total > 0 else "red" if total < 0 else "dim"


def filled(text: str, width: int) -> str:
    """The text in exactly so many cells: cut with an ellipsis, or filled with blanks."""
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, width)


def wrapped(
    text: str, width: int, style: str = "", first: Content = NOTHING, hanging: int | None = None
) -> list[Content]:
    """The text in rows of at most so many cells.

    `first` stands before the first row and `hanging` blanks, as many as it is wide, before the
    others.
    """
    lead = first.cell_length
    pad = lead if hanging is None else hanging
    room, rest = max(NARROWEST, width - lead), max(NARROWEST, width - pad)
    head, *others = wrap(styled(text, style), room, rest)
    return [first + head, *(row.pad_left(pad) for row in others)]


def with_rule(line: Content, width: int) -> Content:
    """A line with a rule behind it, up to a width."""
    return line + styled("─" * max(0, width - line.cell_length), "rule")


def ruled(title: str, width: int, style: str = "dim") -> Content:
    """A heading with a rule behind it."""
    return with_rule(styled(title, style) + " ", width)


def beside(
    left: Sequence[Content], right: Sequence[Content], half: int, between: Content
) -> list[Content]:
    """Two columns next to each other, the left one filled to so many cells."""
    pairs = zip_longest(left, right, fillvalue=NOTHING)
    return [one.pad_right(max(0, half - one.cell_length)) + between + two for one, two in pairs]
