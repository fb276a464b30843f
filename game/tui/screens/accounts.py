"""Conflicting accounts: a wall of hours, open ones by title, those seen from one chair, and empty frames for the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.saves import SavesError
from game.saves.accounts import EventAccounts, event_accounts
from game.story.model import Story
from game.tui.commands import bindings
from game.tui.screens.frames import boxed
from game.tui.screens.rolling import RollScreen, wrapped
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import Sheet
from game.tui.widgets.spread import Spread
from game.tui.widgets.status_bar import StatusBar
from game.view import accounts as said
from game.view.sanitize import one_line

NARROWEST, GAP, MOST_COLUMNS, WIDEST = 37, 2, 4, 200
OPEN, HALF = "■", "◐"


class AccountsScreen(RollScreen):
    """Every hour that has accounts, in the order of the chronicle. Enter reads an open one."""

    WHERE = ("accounts", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("accounts", "roll", "room")
    DEFAULT_CSS = f"""
    AccountsScreen {{
        background: $background;
        align-horizontal: center;
        #hours {{ margin: 1 1 0 1; max-width: {WIDEST}; }}
        &.-short #hours {{ margin: 0 1; }}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self.hours: tuple[EventAccounts, ...] = ()

    def compose(self) -> ComposeResult:
        yield Header()
        yield Spread(id="hours")
        yield StatusBar()

    @property
    def roll(self) -> Spread:
        return self.query_one(Spread)

    def on_mount(self) -> None:
        game = self.game
        try:
            self.hours = event_accounts(game.story, None if game.nameless else game.store)
        except SavesError as fault:
            self.hours = event_accounts(game.story, None)
            self.tell(one_line(str(fault)))
        self.query_one(Header).say(
            said.NAME.upper(),
            said.open_count(sum(hour.open for hour in self.hours), len(self.hours)),
        )
        here = game.story.scenes[game.playing.turn.scene].event if game.playing else ""
        standing = next((at for at, hour in enumerate(self.hours) if hour.account.id == here), None)
        first_open = next((at for at, hour in enumerate(self.hours) if hour.open), 0)
        self.roll.show(self.set_to, first_open if standing is None else standing)

    def set_to(self, width: int) -> Sheet:
        """The wall at a width."""
        return Wall(self.game.story, self.hours, width, self.game.measure).sheet()

    def action_across(self, step: int) -> None:
        """To the frame beside this one; from the last of a row to the first of the next."""
        self.roll.point(self.roll.cursor + step)

    def action_read_hour(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        """Read the hour under the cursor, or hear what it lacks."""
        if not self.hours:
            return
        hour = self.hours[self.roll.cursor]
        if hour.open:
            self.game.action_open("hour", hour.account.id)
        else:
            self.tell(said.why_closed(self.game.story, hour.sat, hour.written))


class Wall:
    """Hours in frames set to a width, in as many columns as fit."""

    def __init__(
        self, story: Story, found: Sequence[EventAccounts], width: int, measure: int
    ) -> None:
        self.story, self.hours = story, found
        self.columns = max(1, min(MOST_COLUMNS, (width + GAP) // (NARROWEST + GAP)))
        self.wide = min(measure, (width - GAP * (self.columns - 1)) // self.columns)

    def sheet(self) -> Sheet:
        """The rows of frames."""
        rows: list[Line] = [*wrapped(said.ABOUT, self.columns * (self.wide + GAP) - GAP, "dim"), []]
        items: list[tuple[int, int]] = []
        sides: list[tuple[int, int]] = []
        for first in range(0, len(self.hours), self.columns):
            row = self.hours[first : first + self.columns]
            insides = [self.inside(hour) for hour in row]
            tall = max(map(len, insides))
            frames = [
                self.frame(first + at + 1, hour, inside, tall)
                for at, (hour, inside) in enumerate(zip(row, insides, strict=True))
            ]
            start = len(rows)
            for parts in zip_longest(*frames, fillvalue=()):
                line: list[Bit] = []
                for number, part in enumerate(parts):
                    line += [(" " * GAP, "")] * bool(number) + list(part)
                rows.append(line)
            for number in range(len(row)):
                items.append((start, len(rows)))
                sides.append((number * (self.wide + GAP), number * (self.wide + GAP) + self.wide))
        return Sheet(rows, items, sides)

    def frame(self, number: int, hour: EventAccounts, inside: list[Line], tall: int) -> list[Line]:
        """A frame around what is told of an hour: quiet while it is empty."""
        return boxed(
            [*inside, *([[]] * (tall - len(inside)))],
            self.wide,
            str(number),
            "" if hour.open else "rule",
            lit=hour.open,
        )

    def inside(self, hour: EventAccounts) -> list[Line]:
        """The title, and from whose chairs the hour was seen; of one that was not come to only that it exists."""
        room, story = self.wide - 4, self.story
        if not hour.sat:
            return wrapped(said.NOT_COME, room, "dim em")
        title = one_line(hour.account.title)
        if hour.open:
            return [
                *wrapped(title, room, "strong"),
                *wrapped(said.chair_names(story, hour.sat), room, "dim", [(f"{OPEN} ", "red")]),
            ]
        return [
            *wrapped(title, room),
            *wrapped(
                said.missing_chairs(story, hour.sat, hour.written),
                room,
                "dim",
                [(f"{HALF} ", "dim")],
            ),
        ]
