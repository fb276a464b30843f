"""What can be done now: open choices with their numbers, locked ones with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content

from game.tui.content import assembled, styled
from game.tui.rows import Rows, wrapped
from game.tui.widgets.row_list import POINTER, RowList, item, note

MARGIN, NARROWEST = 1, 16
"""Blank cells that stay on either side at least; the last column is the scroll bar's."""


class ChoiceRow(NamedTuple):
    """A choice: its id, what it says, whether it can be taken and why not, and a note behind it.

    `mark` stands in the place of its number: such a row has a key of its own.
    """

    id: str
    label: str
    open: bool = True
    reason: str = ""
    note: str = ""
    mark: str = ""


class ChoiceList(RowList):
    """Choices with a cursor that walks the locked ones too. `OptionSelected` is of an open one.

    A click takes at once. While `-resting` enter is for something else and nothing is pointed at.
    """

    DEFAULT_CSS = """
    ChoiceList {
        height: auto;
        padding: 0 2 0 0;
        & > .option-list--option-highlighted { background: transparent; text-style: bold; }
        &.-resting > .option-list--option-highlighted { text-style: none; }
        &.-tight > .option-list--option { padding: 0 0 0 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[ChoiceRow, ...] = ()
        self.room = NARROWEST
        """Cells that a row may take, the pointer left out."""
        self.left = 0
        """The column in which the rows begin."""

    def fit(self, width: int, measure: int) -> None:
        """Stand in the middle of so many columns, no wider than the measure."""
        inside = width - 1
        self.room = max(NARROWEST, min(measure, inside - 2 * MARGIN))
        self.left = max(0, (inside - self.room) // 2)
        right = max(0, inside - self.left - self.room)
        self.styles.padding = (0, right, 0, max(0, self.left - POINTER))
        self.set_class(self.left < POINTER, "-tight")
        # A height of its own leaves the screen as it is where as many rows are offered as before.
        prompts = [option.prompt for option in self.options]
        self.styles.height = sum(len(it.lines(self.room)) for it in prompts if isinstance(it, Rows))

    def offer(
        self, rows: Sequence[ChoiceRow], heading: str = "", cursor: int | None = None
    ) -> None:
        """Show these from now on, the cursor on the first that is open; a heading stands above."""
        self.rows = tuple(rows)
        taken = [row for row in rows if row.open and not row.mark]
        wide = max(len(str(len(taken))), *(len(row.mark) for row in rows))
        numbers = {row.id: str(number) for number, row in enumerate(taken, 1)}
        heads = [note(partial(wrapped, heading, style="dim"))] if heading else []
        marks = [row.mark or numbers.get(row.id, "⊘") for row in rows]
        made = [
            item(partial(self.row_lines, row, f"{mark:>{wide}}  "), row.id)
            for row, mark in zip(rows, marks, strict=True)
        ]
        first = next((number for number, row in enumerate(rows) if row.open), 0)
        self.show([*heads, *made], first if cursor is None else cursor)

    @property
    def current(self) -> ChoiceRow | None:
        """The choice under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def take_number(self, number: int) -> None:
        """Take the open choice with this number, from 1, if there is one."""
        found = [at for at, row in enumerate(self.rows) if row.open and not row.mark]
        if 1 <= number <= len(found):
            self.point(found[number - 1])
            self.action_select()

    def action_select(self) -> None:
        """Take the choice under the cursor, unless it is locked."""
        if self.current and self.current.open:
            super().action_select()

    def take(self, at: int) -> None:
        self.highlighted = at
        self.action_select()

    def rest(self, resting: bool) -> None:
        """Point at nothing as long as enter is for something else."""
        self.pointing = not resting
        self.set_class(resting, "-resting")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if (at := self.item_under(event)) is not None:
            self.highlighted = at

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.prevent_default()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.prevent_default()
        self.move(-1)

    def row_lines(self, row: ChoiceRow, mark: str, _width: int) -> list[Content]:
        """A choice: number and label, behind them or below the note and why it is locked."""
        first = styled(mark, "red" if row.open else "dim")
        found = wrapped(row.label, self.room, "" if row.open else "dim", first)
        for said, style in ((row.note, "dim"), ("" if row.open else row.reason, "dim em")):
            if said and found[-1].cell_length + 2 + cell_len(said) <= self.room:
                found[-1] = found[-1] + assembled(("  ", ""), (said, style))
            elif said:
                found += wrapped(said, self.room, style, Content.blank(len(mark)))
        return found
