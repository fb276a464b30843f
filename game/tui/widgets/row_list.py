"""A list with a cursor: an option list whose headings and notes are disabled options."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.tui.rows import Rows

POINTER = 2
"""Cells before an item for the pointer."""
Make = Callable[[int], Sequence[Content]]


def item(make: Make, id: str | None = None, height: int | None = None) -> Option:
    """Rows that the cursor can stand on, set by `make` to the width there is."""
    return Option(Rows(make, height), id)


def note(make: Make) -> Option:
    """Rows between the items: a heading, or a text."""
    return Option(Rows(make), disabled=True)


class RowList(OptionList, can_focus=False):
    """Items and notes. The cursor stops at both ends; a click moves it, a second one takes.

    Textual's messages are posted: `OptionHighlighted` for a move, `OptionSelected` for a take.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        border: none;
        padding: 0;
        background: $background;
        scrollbar-gutter: stable;
        scrollbar-size: 0 1;
        & > .option-list--option { padding: 0 0 0 2; }
        & > .option-list--option-highlighted {
            color: $foreground;
            background: $chosen;
            text-style: none;
        }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-hover { background: transparent; }
        & > .row-list--pointer { color: $red; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--pointer"}

    pointing = reactive(True)
    """Whether a pointer stands before the item under the cursor."""
    lit: reactive[tuple[int, int] | None] = reactive(None)
    """The first cell of the item that the cursor takes and the one after; all of them if None."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: list[int] = []

    # -- what is shown ----------------------------------------------------------------------------

    def show(self, options: Iterable[Option], cursor: int | None = None) -> None:
        """Show these, the cursor on an item by its number, or where it was."""
        at, y = self.cursor if cursor is None else cursor, self.scroll_offset.y
        self.set_options(options)
        self._items = [number for number, one in enumerate(self.options) if not one.disabled]
        self._scroll(y)
        self.point(at)

    @property
    def cursor(self) -> int:
        """The number of the item under the cursor, from 0."""
        return 0 if self.highlighted is None else bisect_left(self._items, self.highlighted)

    def point(self, at: int) -> None:
        """Put the cursor on an item, or the nearest to such a number, and bring it into sight."""
        if self._items:
            self.highlighted = self._items[max(0, min(at, len(self._items) - 1))]

    # -- moving -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Let the cursor walk; at an end, and where there are no items, scroll by as many rows."""
        before = self.highlighted
        self.point(self.cursor + step)
        if self.highlighted == before:
            self._scroll(self.scroll_offset.y + step)

    def move_among(self, items: Iterable[int], step: int) -> bool:
        """To the nearest of these items, given in order, below or above; False if there is none."""
        ahead = [at for at in items if (at - self.cursor) * step > 0]
        if ahead:
            self.point(ahead[0] if step > 0 else ahead[-1])
        return bool(ahead)

    def page(self, step: int) -> None:
        """A page down or up, the cursor with it."""
        before = self.highlighted
        if self._items:
            turn = self.action_page_down if step > 0 else self.action_page_up
            turn()  # type: ignore[no-untyped-call]
        if self.highlighted is None:
            self.point(len(self._items) if step > 0 else 0)
        if self.highlighted == before:
            self._scroll(self.scroll_offset.y + step * max(1, self.size.height - 1))

    def edge(self, step: int) -> None:
        """To the end, or to the beginning."""
        self.point(len(self._items) if step > 0 else 0)
        self._scroll(self.virtual_size.height if step > 0 else 0)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the item under the cursor into sight; with the first item what stands above it."""
        if self._items and self.highlighted == self._items[0]:
            self._scroll(0)
        super().scroll_to_highlight(top)

    def on_resize(self) -> None:
        self.scroll_to_highlight()

    def item_under(self, event: events.MouseEvent) -> int | None:
        """The index of the option under the mouse; None if it is no item, or one that is gone."""
        at: int | None = event.style.meta.get("option")
        return at if at in self._items else None

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        if (at := self.item_under(event)) is not None:
            self.take(at)

    def take(self, at: int) -> None:
        """An option was clicked: it has the cursor now, or is taken if it had."""
        if at == self.highlighted:
            self.action_select()
        else:
            self.highlighted = at

    # -- drawing ----------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.options:  # what was drawn in the colours of another theme is forgotten with this
            self.replace_option_prompt_at_index(0, self.options[0].prompt)

    def render_line(self, y: int) -> Strip:
        """A row; a pointer stands before the first of the item under the cursor."""
        strip = super().render_line(y)
        if self.highlighted is None or _option_of(strip) != self.highlighted:
            return strip
        start, end = self.lit or (0, strip.cell_length)
        here = strip.crop(start, end)
        if self.pointing and not (y and _option_of(super().render_line(y - 1)) == self.highlighted):
            room = self.get_component_styles("option-list--option").padding.left
            style = self.get_visual_style("option-list--option-highlighted", "row-list--pointer")
            pointer = Strip([Segment("▸ "[:room], style.rich_style)], room)
            here = Strip.join([pointer, here.crop(room)])
        return Strip.join([self._unlit(strip.crop(0, start)), here, self._unlit(strip.crop(end))])

    def _unlit(self, strip: Strip) -> Strip:
        """A part of the item under the cursor that it does not light."""
        ground = self.get_visual_style("option-list--option").rich_style.background_style
        return Strip([Segment(text, (style or ground) + ground) for text, style, _ in strip])


def _option_of(strip: Strip) -> int | None:
    """Which option a row belongs to, from what Textual writes into it."""
    style = next((style for _, style, _ in strip if style), None)
    return style.meta.get("option") if style else None
