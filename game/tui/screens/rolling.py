"""A room with one roll: the keys that walk it, and words set to its measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import BindingType

from game.tui.commands import bindings
from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import Roll
from game.tui.widgets.wrap import fitting, rows


class RollScreen(GameScreen):
    """The base of the rooms that are a list. `action_choose` takes the item under the cursor."""

    WHERE: ClassVar[tuple[str, ...]] = ("roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("roll", "room")

    @property
    def roll(self) -> Roll:
        return self.query_one(Roll)

    def action_walk(self, step: int) -> None:
        self.roll.move(step)

    def action_leaf(self, step: int) -> None:
        self.roll.page(step)

    def action_far(self, step: int) -> None:
        self.roll.edge(step)

    def action_pick(self) -> None:
        """What enter does here: nothing, unless there is something to go to."""

    @on(Roll.Taken)
    def taken(self, event: Roll.Taken) -> None:
        """The item under the cursor was clicked."""
        event.stop()
        self.action_pick()


def filled(text: str, width: int) -> str:
    """The text in exactly so many cells: cut with an ellipsis, or filled with blanks."""
    size = cell_len(text)
    if size > width:
        text = (
            text[: fitting(text, 0, len(text), max(1, width - 1))] + "…"
            if width > 1
            else "…"[:width]
        )
        size = cell_len(text)
    return text + " " * max(0, width - size)


def wrapped(
    text: str, width: int, ink: str = "", first: Sequence[Bit] = (), hanging: int | None = None
) -> list[Line]:
    """The text in rows of at most so many cells; `first` stands before the first row, as many blanks before the others."""
    lead = sum(cell_len(bit) for bit, _ in first)
    pad = lead if hanging is None else hanging
    found: list[Line] = []
    for number, (start, end) in enumerate(rows(text, max(4, width - lead), max(4, width - pad))):
        before = list(first) if not number else [(" " * pad, "")]
        found.append([*before, (text[start:end], ink)])
    return found


def ruled(title: str, width: int, ink: str = "dim") -> Line:
    """A heading with a rule behind it."""
    return [(title, ink), (" ", ""), ("─" * max(0, width - cell_len(title) - 1), "rule")]
