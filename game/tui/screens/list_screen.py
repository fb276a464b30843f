"""A screen with one list: the keys that walk it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.row_list import RowList

ONLY_ONE = "Only one chair has been played so far."
NO_LEAD = "No chair has been played yet."


class ListScreen(GameScreen):
    """The base of the screens that are a list. `action_pick` takes the item under the cursor."""

    WHERE: ClassVar[tuple[str, ...]] = ("roll", "room")
    DEFAULT_CSS = """
    ListScreen {
        background: $background;
        align-horizontal: center;
        RowList { margin: 1 1 0 1; }
        &.-short RowList { margin: 0 1; }
    }
    """

    def compose_body(self) -> ComposeResult:
        yield RowList()

    @property
    def row_list(self) -> RowList:
        return self.query_one(RowList)

    def played_leads(self) -> list[str]:
        """The leads that were ever played, the last played first."""
        return [] if self.game.nameless else self.game.store.played_leads(self.game.story)

    def lead_after(self, lead: str) -> str:
        """The next lead that was played; empty, and said so, where there is no other."""
        leads = self.played_leads()
        if len(leads) < 2 or lead not in leads:
            self.tell(ONLY_ONE if leads else NO_LEAD)
            return ""
        return leads[(leads.index(lead) + 1) % len(leads)]

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
