"""A screen with one list: the keys that walk it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from game.tui.commands import bindings
from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.header import Header
from game.tui.widgets.row_list import RowList
from game.tui.widgets.status_bar import StatusBar


class ListScreen(GameScreen):
    """The base of the screens that are a list. `action_pick` takes the item under the cursor."""

    WHERE: ClassVar[tuple[str, ...]] = ("roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("roll", "room")

    DEFAULT_CSS = """
    ListScreen {
        background: $background;
        align-horizontal: center;
        RowList { margin: 1 1 0 1; }
        &.-short RowList { margin: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Header()
        yield RowList()
        yield StatusBar()

    @property
    def row_list(self) -> RowList:
        return self.query_one(RowList)

    def played_leads(self) -> list[str]:
        """The leads that were ever played, the last played first."""
        return [] if self.game.nameless else self.game.store.played_leads(self.game.story)

    def action_walk(self, step: int) -> None:
        self.row_list.move(step)

    def action_leaf(self, step: int) -> None:
        self.row_list.page(step)

    def action_far(self, step: int) -> None:
        self.row_list.edge(step)

    def action_pick(self) -> None:
        """What enter does here: nothing, unless there is something to go to."""

    @on(RowList.OptionSelected)
    def selected(self, event: RowList.OptionSelected) -> None:
        """The item under the cursor was clicked."""
        event.stop()
        self.action_pick()
