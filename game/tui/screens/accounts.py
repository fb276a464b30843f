"""Conflicting accounts: a wall of hours, open, seen from one chair, or not come to yet."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.saves.accounts import EventAccounts, event_accounts
from game.story.model import Story
from game.tui.content import styled
from game.tui.rows import Rows, wrapped
from game.tui.screens.tile_screen import Tile, TileScreen
from game.view import accounts as said
from game.view.sanitize import one_line


class AccountsScreen(TileScreen):
    """Every hour that has accounts, in the order of the chronicle. Enter reads an open one."""

    WHERE = ("accounts", "roll", "room")
    NARROWEST, GAP = 37, 2
    DEFAULT_CSS = "AccountsScreen ItemGrid { grid-gutter: 0 2; }"

    def compose_body(self) -> ComposeResult:
        game = self.game
        self.hours = event_accounts(game.story, None)
        if not game.nameless:
            with self.telling_faults():
                self.hours = event_accounts(game.story, game.store)
        with VerticalScroll(id="wall", can_focus=False):
            yield Static(Rows(partial(wrapped, said.ABOUT, style="dim")))
            with ItemGrid():
                for number, hour in enumerate(self.hours, 1):
                    rows = Rows(partial(tile_rows, game.story, hour))
                    yield Tile(rows, number, "-lit" if hour.open else "")

    def on_mount(self) -> None:
        game = self.game
        count = said.open_count(sum(hour.open for hour in self.hours), len(self.hours))
        self.set_heading(said.NAME.upper(), count)
        here = game.story.scenes[game.playing.turn.scene].event if game.playing else ""
        first_open = next((at for at, hour in enumerate(self.hours) if hour.open), 0)
        here_at = (at for at, hour in enumerate(self.hours) if hour.account.id == here)
        self.cursor = next(here_at, first_open)

    def action_read_hour(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        """Read the hour under the cursor, or hear what it lacks."""
        if not self.hours:
            return
        hour = self.hours[self.cursor]
        if hour.open:
            self.game.action_open("hour", hour.account.id)
        else:
            self.tell(said.why_closed(self.game.story, hour.sat, hour.written))


def tile_rows(story: Story, hour: EventAccounts, width: int) -> list[Content]:
    """The title and the chairs it was seen from; of an hour not come to only that it exists."""
    if not hour.sat:
        return wrapped(said.NOT_COME, width, "dim em")
    title = one_line(hour.account.title)
    if hour.open:
        names = said.chair_names(story, hour.sat)
        chairs = wrapped(names, width, "dim", styled("■ ", "red"))
        return [*wrapped(title, width, "strong"), *chairs]
    lacks = said.missing_chairs(story, hour.sat, hour.written)
    return [*wrapped(title, width), *wrapped(lacks, width, "dim", styled("◐ ", "dim"))]
