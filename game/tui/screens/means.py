"""The card of means: the rules of the lead's craft, what it costs, and how everything that he works with stands now."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType

from game.tui.commands import bindings
from game.tui.screens.list_screen import ListScreen, filled, ruled, wrapped
from game.tui.widgets.footer import Footer
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line, width_of
from game.tui.widgets.roll import Roll, Sheet
from game.view import words
from game.view.means import NOTHING, Part, Row, card
from game.view.sanitize import harmless, one_line

NAME = 24
"""The widest column of names; beyond it what is said stands below."""


class MeansScreen(ListScreen):
    """The card of the run on the play screen. Enter goes to the place where what is under the cursor came about."""

    WHERE = ("means", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("means", "roll", "room")
    DEFAULT_CSS = """
    MeansScreen {
        background: $background;
        align-horizontal: center;
        #means { margin: 1 1 0 1; max-width: 84; }
        &.-short #means { margin: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []

    def compose(self) -> ComposeResult:
        yield Header()
        yield Roll(id="means")
        yield Footer(*self.WHERE)

    def on_mount(self) -> None:
        run = self.game.playing
        said = (
            [one_line(run.story.leads[run.lead].name), words.day(run.turn.state.date)]
            if run
            else []
        )
        self.query_one(Header).say("YOUR MEANS", " · ".join(part for part in said if part))
        self.parts = card(run.story, run.turn.state) if run else []
        self.roll.show(partial(page, self.parts))

    def action_pick(self) -> None:
        """To the place in the story where a place was filled or a position taken."""
        targets = [row for part in self.parts for row in part.rows if row.scene]
        if not targets:
            return
        row = targets[self.roll.cursor]
        if not self.game.go_to_scene(row.scene, row.choice) and not self.game.go_to_scene(
            row.scene
        ):
            self.tell("That place is not on the paper of this run.")


def page(parts: list[Part], width: int) -> Sheet:
    """The card at a width; its items are the rows that came about somewhere."""
    if not parts:
        return Sheet(wrapped(NOTHING, width, "dim"))
    rows: list[Line] = []
    items: list[tuple[int, int]] = []
    for part in parts:
        rows += [[]] * bool(rows) + [
            ruled(filled(part.title.upper(), min(width - 2, len(part.title))).rstrip(), width)
        ]
        for number, paragraph in enumerate(
            " ".join(text.split())
            for text in harmless(part.text).strip().split("\n\n")
            if text.strip()
        ):
            rows += [[]] * bool(number) + wrapped(paragraph, width)
        wide = max((cell_len(row.name) for row in part.rows), default=0)
        for row in part.rows:
            start = len(rows)
            rows += (
                _beside(row, wide, width) if wide <= min(NAME, width // 3) else _below(row, width)
            )
            if row.scene:
                items.append((start, len(rows)))
    return Sheet(rows, items)


def _beside(row: Row, wide: int, width: int) -> list[Line]:
    """What is said of it in a column beside its name."""
    first: list[Bit] = [*_mark(row), (filled(row.name, wide), "strong"), ("  " if wide else "", "")]
    return [*wrapped(row.said, width, "", first), *_quiet(row, width_of(first), width)]


def _below(row: Row, width: int) -> list[Line]:
    """What is said of it under its name, which is too long for a column; beside it where that fits."""
    mark = _mark(row)
    rows = wrapped(row.name, width, "strong", mark)
    if width_of(rows[-1]) + 2 + cell_len(row.said) <= width and not row.quiet:
        rows[-1] = [*rows[-1], ("  ", ""), (row.said, "")]
    else:
        rows += wrapped(row.said, width, "", [(" " * (width_of(mark) + 2), "")])
    return [*rows, *_quiet(row, width_of(mark) + 2, width)]


def _mark(row: Row) -> list[Bit]:
    return [(f"{row.mark} ", "red")] if row.mark else []


def _quiet(row: Row, indent: int, width: int) -> list[Line]:
    return wrapped(row.quiet, width, "dim em", [(" " * indent, "")]) if row.quiet else []
