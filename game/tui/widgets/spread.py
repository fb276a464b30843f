"""A roll whose items stand beside one another: an item has columns as well as rows, and the cursor walks both ways."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import POINTER, Roll, Sheet
from game.tui.widgets.wrap import fitting


class Spread(Roll):
    """Items in columns. Its sheets have `sides`; two blank cells before each item are the cursor's."""

    DEFAULT_CSS = Roll.DEFAULT_CSS.replace("Roll", "Spread")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lane = (0, 1)

    def show(self, lay: Callable[[int], Sheet], cursor: int | None = None) -> None:
        super().show(lay, cursor)
        if self.sheet.items:
            self._lane = self.sheet.sides[self.cursor]

    def _lay(self) -> None:
        super()._lay()
        if self.sheet.items:  # another width has other columns
            self._lane = self.sheet.sides[min(self.cursor, len(self.sheet.items) - 1)]

    # -- the cursor -----------------------------------------------------------------------------------------------

    def point(self, at: int, *, quiet: bool = False) -> None:
        for key in [key for key in self._drawn if key[1]]:
            del self._drawn[key]
        super().point(at, quiet=quiet)
        if self.sheet.items and not self._whole(self.cursor):
            self._lane = self.sheet.sides[self.cursor]

    def move(self, step: int) -> None:
        """To the next item below or above in this column; the page where there is none or it is far away."""
        here = self._here[0]
        past = [at for at in self._in_lane() if (self.sheet.items[at][0] - here) * step > 0]
        if not past:
            self.scroll_by(step)
            return
        self.point(past[0] if step > 0 else past[-1])

    def across(self, step: int) -> bool:
        """To the item beside this one; False when there is none."""
        if not self.sheet.items:
            return False
        left, right = self.sheet.sides[self.cursor]
        right = left + 1 if self._whole(self.cursor) else right
        beside = [
            at
            for at, (start, end) in enumerate(self.sheet.sides)
            if (start >= right if step > 0 else end <= left)
        ]
        if not beside:
            return False
        edge = (min if step > 0 else max)(self.sheet.sides[at][0] for at in beside)
        self.point(min((at for at in beside if self.sheet.sides[at][0] == edge), key=self._away))
        return True

    def lift(self) -> None:
        """Scroll until the item under the cursor is on top."""
        if self.sheet.items:
            self.scroll_to(
                y=max(0, self._here[0] - 1) if self.cursor else 0, animate=False, force=True
            )

    def _away(self, at: int) -> int:
        """Rows between an item and the one under the cursor; 0 beside it."""
        (first, last), (start, end) = self.sheet.items[at], self._here
        return max(first - end + 1, start - last + 1, 0)

    def _whole(self, at: int) -> bool:
        """Whether an item takes every column there is."""
        return self.sheet.sides[at][1] - self.sheet.sides[at][0] >= self._width

    def _in_lane(self) -> list[int]:
        left, right = self._lane
        return [
            at for at, (start, end) in enumerate(self.sheet.sides) if start < right and end > left
        ]

    def _nearest(self, row: int) -> int:
        lane = self._in_lane()
        return max((at for at in lane if self.sheet.items[at][0] <= row), default=lane[0])

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        row, cell = event.y + self.scroll_offset.y, event.x - POINTER
        for at, ((first, last), (left, right)) in enumerate(
            zip(self.sheet.items, self.sheet.sides, strict=True)
        ):
            if first <= row < last and left - POINTER <= cell < right:
                again = at == self.cursor
                self.point(at)
                if again:
                    self.post_message(self.Taken(at))
                return

    # -- drawing --------------------------------------------------------------------------------------------------

    def _strip(self, line: Line, width: int, here: bool, pointed: bool) -> Strip:
        if not here or not self.sheet.sides:
            return super()._strip(line, width, here, pointed)
        left, right = self.sheet.sides[self.cursor]
        lit = _lit([(" " * POINTER, ""), *line], left + POINTER, right + POINTER)
        if pointed:
            lit = [*_cut(lit, left)[0], ("▸ ", "red"), *_cut(lit, left + POINTER)[1]]
        return self._laid(lit, width)


def _lit(line: Line, left: int, right: int) -> list[Bit]:
    """The line with the ink of the cursor under the cells from one to another."""
    before, rest = _cut(line, left)
    inside, after = _cut(rest, right - left)
    return [*before, *((text, f"{ink} here".strip()) for text, ink in inside), *after]


def _cut(line: Line, at: int) -> tuple[list[Bit], list[Bit]]:
    """The line up to a cell, filled with blanks where it is shorter, and what follows it."""
    first: list[Bit] = []
    for number, (text, ink) in enumerate(line):
        size = cell_len(text)
        if size > at:
            cut = fitting(text, 0, len(text), at) if at else 0
            return [*first, (text[:cut], ink)], [(text[cut:], ink), *line[number + 1 :]]
        first.append((text, ink))
        at -= size
    return ([*first, (" " * at, "")] if at else first), []
