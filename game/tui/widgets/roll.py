"""A long list on the screen: rows of inked words, drawn only where they are in sight, and a cursor that steps from item to item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.tui.ink import Inks
from game.tui.widgets.drawn import Drawn
from game.tui.widgets.lines import Line, Lines

POINTER = 2
"""Cells on the left that belong to the cursor."""
_MOST_DRAWN = 1000


class Sheet(NamedTuple):
    """What a roll shows at one width: its rows, and the items among them as (first row, row after the last), in order.

    Rows may be made when they are asked for. Where there are no items there is no cursor. `sides` are the cells that
    each item takes of its rows, as (first, after the last); only a spread asks for them.
    """

    rows: Sequence[Line]
    items: Sequence[tuple[int, int]] = ()
    sides: Sequence[tuple[int, int]] = ()


class Roll(Drawn, ScrollView, can_focus=False):
    """Rows of any number. Give it `show` a function that sets them to a width; it is asked again when the width changes."""

    DEFAULT_CSS = (
        Lines.DEFAULT_CSS.replace("Lines", "Roll")
        + "Roll { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"
    )

    class Taken(Message):
        """An item was taken with the mouse, by its number."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sheet = Sheet(())
        self.cursor = 0
        self._set: Callable[[int], Sheet] | None = None
        self._width = 0
        self._here = (0, 0)
        self._inks = Inks(self)
        self._drawn: dict[tuple[int, bool], Strip] = {}

    # -- what is shown ------------------------------------------------------------------------------------------

    def show(self, lay: Callable[[int], Sheet], cursor: int | None = None) -> None:
        """Show what `lay` makes of the width, with the cursor on an item or where it was."""
        self._set = lay
        self._lay()
        self.point(self.cursor if cursor is None else cursor, quiet=True)

    @property
    def measure(self) -> int:
        """Cells that a row has for itself, the cursor's left out; 1 or more."""
        return max(1, (self.scrollable_content_region.width or self.app.size.width - 1) - POINTER)

    @property
    def tall(self) -> int:
        """Rows in sight, 1 or more."""
        return max(1, self.scrollable_content_region.height)

    def _lay(self) -> None:
        if self._set is None:
            return
        self._width = self.measure
        self.sheet = self._set(self._width)
        self._drawn.clear()
        self.virtual_size = Size(self._width + POINTER, len(self.sheet.rows))
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        if self._set is not None and self.measure != self._width:
            self._lay()
        self.point(self.cursor, quiet=True)

    # -- the cursor -----------------------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Let the cursor walk, or the page where there are no items or the next is far away; it stops at both ends."""
        if not self.sheet.items:
            self.scroll_by(step)
            return
        at = max(0, min(self.cursor + step, len(self.sheet.items) - 1))
        if at == self.cursor:
            self.scroll_by(step)
        self.point(at)

    def page(self, step: int) -> None:
        """A page down or up, the cursor with it."""
        rows = step * max(1, self.tall - 2)
        if not self.sheet.items:
            self.scroll_by(rows)
            return
        self.point(self._nearest(self.sheet.items[self.cursor][0] + rows))

    def edge(self, step: int) -> None:
        """To the end, or to the beginning."""
        if self.sheet.items:
            self.point(len(self.sheet.items) - 1 if step > 0 else 0)
        self.scroll_to(y=len(self.sheet.rows) if step > 0 else 0, animate=False, force=True)

    def scroll_by(self, rows: int) -> None:
        """Down by so many rows, or up, at once."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def point(self, at: int, *, quiet: bool = False) -> None:
        """Put the cursor on an item, and bring it into sight."""
        items = self.sheet.items
        if not items:
            self.cursor, self._here = 0, (0, 0)
            return
        at = max(0, min(at, len(items) - 1))
        told = not quiet and at != self.cursor
        self.cursor, self._here = at, items[at]
        self.refresh()
        first, last = self._here
        around = 2 if self.tall > 8 else 0
        top = self.scroll_offset.y
        if not at and last <= self.tall:
            self.scroll_to(
                y=0, animate=False, force=True
            )  # with the first item goes what stands above it
        elif first - around < top:
            self.scroll_to(y=max(0, first - around), animate=False, force=True)
        elif last + around > top + self.tall:
            self.scroll_to(y=min(first, last + around - self.tall), animate=False, force=True)
        if told:
            self.post_message(self.Moved(at))

    def _nearest(self, row: int) -> int:
        """The last item that begins at a row or above it."""
        low, high = 0, len(self.sheet.items)
        while high - low > 1:
            middle = (low + high) // 2
            if self.sheet.items[middle][0] <= row:
                low = middle
            else:
                high = middle
        return low

    def on_click(self, event: events.Click) -> None:
        if not self.sheet.items:
            return
        row = event.y + self.scroll_offset.y
        at = self._nearest(row)
        first, last = self.sheet.items[at]
        if first <= row < last:
            again = at == self.cursor
            self.point(at)
            if again:
                self.post_message(self.Taken(at))

    # -- drawing --------------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks.clear()
        self._drawn.clear()

    def _ink(self, names: str) -> Style:
        return self._inks(*names.split())

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        here = self._here[0] <= row < self._here[1]
        key = (row, here)
        strip = self._drawn.get(key)
        if strip is None or strip.cell_length != self.size.width:
            if len(self._drawn) > _MOST_DRAWN:
                self._drawn.clear()
            line = self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else ()
            strip = self._drawn[key] = self._strip(
                line, self.size.width, here, pointed=here and row == self._here[0]
            )
        return strip

    def _strip(self, line: Line, width: int, here: bool, pointed: bool) -> Strip:
        under = "here" if here else ""
        pointer = ("▸ " if pointed else "  ", "red")
        return self._laid(
            [(text, f"{ink} {under}".strip()) for text, ink in (pointer, *line)], width, under
        )

    def _laid(self, line: Line, width: int, fill: str = "") -> Strip:
        """Bits in their inks, cut to the width or filled with blanks."""
        segments, left = list[Segment](), width
        for text, ink in line:
            if left <= 0:
                break
            size = cell_len(text)
            if size > left:
                text, size = set_cell_size(text, left), left
            segments.append(Segment(text, self._ink(ink)))
            left -= size
        return Strip([*segments, Segment(" " * left, self._ink(fill))], width)
