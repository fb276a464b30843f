"""What can be done now, one under another: open choices with their numbers, locked ones with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message

from game.tui.widgets.lines import Line, Lines, width_of
from game.tui.widgets.wrap import rows

MARGIN = 1
LEAST = 3
"""Rows of options that what stands above them must leave in sight to stay there itself."""

Above = Callable[[int], list[Line]]
"""What stands above the options, set to a measure."""


class Option(NamedTuple):
    """A row: its id, what it says, whether it can be taken and why not, and a quiet word behind it.

    `mark` stands in the place of its number: such a row has a key of its own.
    """

    id: str
    label: str
    open: bool = True
    reason: str = ""
    note: str = ""
    mark: str = ""


class Choices(Lines):
    """Options with a cursor. `Taken` is posted for the one chosen by key or mouse; locked ones are never taken."""

    DEFAULT_CSS = """
    Choices { height: 3; max-height: 50%; }
    """

    class Taken(Message):
        """An open option was chosen, by id."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Moved(Message):
        """The cursor stands on another option."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(
        self, *, measure: int = 72, left: int | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.options: tuple[Option, ...] = ()
        self.heading = ""
        self.above: Above | None = None
        self.cursor = 0
        self.measure = measure
        self.wide = 0
        """How wide it will be, before it has its size."""
        self.resting = False
        """Whether enter is for something else now: then no option is pointed at."""
        self._left = left
        self._rows: list[int] = []
        self._all: list[Line] = []
        self._top = self._head = 0

    # -- what is offered --------------------------------------------------------------------------------------

    def offer(
        self,
        options: Sequence[Option],
        heading: str = "",
        cursor: int | None = None,
        above: Above | None = None,
    ) -> None:
        """Show these from now on, the cursor on the first that is open; a heading or `above` stands over them."""
        self.options, self.heading, self.above = tuple(options), heading, above
        first = next((number for number, option in enumerate(options) if option.open), 0)
        self.cursor, self._top = first if cursor is None else cursor, 0
        self.lay()

    @property
    def current(self) -> Option | None:
        """The option under the cursor."""
        return self.options[self.cursor] if 0 <= self.cursor < len(self.options) else None

    def numbered(self, number: int) -> Option | None:
        """The open option with this number, from 1."""
        found = [option for option in self.options if option.open and not option.mark]
        return found[number - 1] if 1 <= number <= len(found) else None

    def move(self, step: int) -> None:
        """Let the cursor walk; it stops at both ends."""
        self.point(max(0, min(self.cursor + step, len(self.options) - 1)))

    def point(self, number: int) -> None:
        """Put the cursor on an option."""
        if number != self.cursor and self.options:
            self.cursor = number
            self.lay()
            self.post_message(self.Moved(self.options[number].id))

    def rest(self, resting: bool) -> None:
        """Point at nothing as long as enter is for something else."""
        if resting != self.resting:
            self.resting = resting
            self.lay()

    def take(self, option: Option | None) -> None:
        """Choose an option, if it can be chosen."""
        if option is not None and option.open:
            self.post_message(self.Taken(option.id))

    # -- how it looks -----------------------------------------------------------------------------------------

    def lay(self) -> None:
        """Set the lines anew, and take the height they need."""
        self._all, self._rows = self._set(self.size.width or self.wide or self.app.size.width)
        tall = len(self._all)
        if self.styles.height is None or self.styles.height.value != tall:
            self.styles.height = tall
        self._window()

    def _window(self) -> None:
        """The lines in sight: where there is no room for all, those around the cursor, and what stands above if that leaves enough of them."""
        tall = self.size.height or len(self._all)
        self._head = 0
        if self.above is not None and len(self._all) > tall:
            head = next((line for line, row in enumerate(self._rows) if row >= 0), 0)
            self._head = head if tall - head >= LEAST else 0
        tall -= self._head
        at = [line - self._head for line, row in enumerate(self._rows) if row == self.cursor] or [0]
        if at[-1] >= self._top + tall:
            self._top = at[-1] + 1 - tall
        if at[0] < self._top:
            self._top = at[0]
        self._top = max(0, min(self._top, len(self._all) - self._head - tall))
        start = self._head + self._top
        self.put([*self._all[: self._head], *self._all[start : start + tall]])

    def _set(self, width: int) -> tuple[list[Line], list[int]]:
        """The lines, and the option that each of them belongs to (-1 for none)."""
        inside = width - 1  # the text above leaves a column to its scroll bar
        measure = max(16, min(self.measure, inside - 2 * MARGIN))
        left = (inside - measure) // 2 if self._left is None else self._left
        lines: list[Line] = (
            [[(" " * left, ""), *line] for line in self.above(measure)] if self.above else []
        )
        lines += [[(" " * left, ""), (self.heading, "dim")]] if self.heading else []
        belongs = [-1] * len(lines)
        wide = max(
            [
                len(str(sum(option.open for option in self.options))),
                *(len(option.mark) for option in self.options),
            ]
        )
        number = 0
        for at, option in enumerate(self.options):
            number += option.open and not option.mark
            new = _option_lines(
                option,
                option.mark or (str(number) if option.open else "⊘"),
                wide,
                left,
                measure,
                here=at == self.cursor and not self.resting,
            )
            lines += new
            belongs += [at] * len(new)
        return lines, belongs

    def on_resize(self) -> None:
        self.lay()

    # -- the mouse ----------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        if (at := self._under(event.y)) is not None:
            self.point(at)
            self.take(self.options[at])

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if (at := self._under(event.y)) is not None:
            self.point(at)

    def on_mouse_scroll_down(self) -> None:
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        self.move(-1)

    def _under(self, y: int) -> int | None:
        line = y + self._top * (y >= self._head)
        at = self._rows[line] if 0 <= line < len(self._rows) else -1
        return at if at >= 0 else None


def _option_lines(
    option: Option, mark: str, wide: int, left: int, measure: int, *, here: bool
) -> list[Line]:
    pointer = ("▸ " if here else "  ")[: min(left, 2)]
    indent = " " * max(0, left - len(pointer))
    room = measure - wide - 2
    ink = "strong" if here and option.open else "" if option.open else "shut"
    found: list[Line] = []
    for row, (start, end) in enumerate(rows(option.label, room, room)):
        lead = (
            [
                (indent, ""),
                (pointer, "red"),
                (f"{mark:>{wide}}  ", "red" if option.open else "shut"),
            ]
            if not row
            else [(" " * (left + wide + 2), "")]
        )
        found.append([*lead, (option.label[start:end], ink)])
    for said, quiet in ((option.note, "dim"), ("" if option.open else option.reason, "dim em")):
        if said and width_of(found[-1]) + 2 + cell_len(said) <= left + measure:
            found[-1] = [*found[-1], (f"  {said}", quiet)]
        elif said:
            found += [
                [(" " * (left + wide + 2), ""), (said[start:end], quiet)]
                for start, end in rows(said, room, room)
            ]
    return found
