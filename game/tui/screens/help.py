"""The help of a screen: its keys as the player has set them, what each does, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType

from game.story.model import Story
from game.tui.commands import EVERYWHERE, Command, bindings, commands_of
from game.tui.keys import Own, keys_with
from game.tui.listing import command_row, keys_written
from game.tui.screens.game_screen import GameScreen
from game.tui.screens.rolling import RollScreen, ruled, wrapped
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Line
from game.tui.widgets.roll import Roll, Sheet
from game.tui.widgets.status_bar import StatusBar

TWO_COLUMNS, GAP = 104, 4
HOW_TO_PLAY = "Read, take a choice by its number, and see whom it moved and why. Every step is saved; any step can be taken back."
HERE, NUMBERS = "ON THIS SCREEN", "1–9  0"
MOVES = frozenset(
    {
        "cursor",
        "walk",
        "leaf",
        "far",
        "page",
        "line",
        "edge",
        "walk_list",
        "leaf_list",
        "month",
        "across",
    }
)
"""Commands that only move about."""
SIGNS = (
    ("● ◐ ○", "attested, disputed, imagined: how well EVENT and WORDS are known"),
    ("⊘", "locked; the reason stands behind it"),
    ("▲ ▼ ·", "leans to you, against you, on the fence; up to three"),
    ("◆ ◇ ·", "a hold on somebody: kept, open for the next vote, spent"),
    ("■ □ ?", "branches: been there, seen but not taken, not yet seen"),
    ("✓", "a term you have met; a theme you wear"),
)

OF_ACCOUNTS = ("■ ◐", "accounts: an hour that is open, that lacks one more chair")


class HelpScreen(RollScreen):
    """Shows what can be done on the screen below."""

    WHERE = ("help", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("help", "roll", "room")
    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        align-horizontal: center;
        #help { margin: 1 1 0 1; max-width: 150; }
        &.-short #help { margin: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Header()
        yield Roll(id="help")
        yield StatusBar()

    def on_mount(self) -> None:
        self.query_one(Header).say("HELP", f"the keys of {place(self.below)}")
        self.lay()

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.lay()

    def lay(self) -> None:
        """Set the page."""
        self.roll.show(partial(page, self.game.story, self.below, self.game.own))

    @property
    def below(self) -> tuple[str, ...]:
        """The names of the screen that the help was opened from."""
        stack = self.app.screen_stack
        under = stack[: stack.index(self)] if self in stack else stack
        return next(
            (screen.WHERE for screen in reversed(under) if isinstance(screen, GameScreen)), ()
        )


def place(where: tuple[str, ...]) -> str:
    """A screen in words."""
    name = where[0] if where else ""
    return {"play": "the play screen", "title": "the title page", "": "every screen"}.get(
        name, f"the {name}"
    )


def groups(story: Story, where: tuple[str, ...]) -> dict[str, list[Command]]:
    """The commands of a screen that are told of: what can be done on it, moving about, other rooms, and what is the same everywhere."""
    found: dict[str, list[Command]] = {HERE: [], "MOVING": [], "OTHER ROOMS": [], "EVERYWHERE": []}
    for command in commands_of(*where):
        if command.help and command.within(story):
            found[_group(command)].append(command)
    return found


def _group(command: Command) -> str:
    if EVERYWHERE in command.where or "room" in command.where or command.id == "app.quit":
        return "EVERYWHERE"
    if command.opens or command.id == "app.title":
        return "OTHER ROOMS"
    return "MOVING" if command.id.partition("(")[0] in MOVES else HERE


def page(story: Story, where: tuple[str, ...], own: Own, width: int) -> Sheet:
    """The help at a width: what can be done here on the left, the rest beside it where there is room, else below."""
    two = width >= TWO_COLUMNS
    measure = (width - GAP) // 2 if two else width
    here, *others = (
        _rows(title, commands, own, measure) for title, commands in groups(story, where).items()
    )
    if any(command.id == "take(1)" for command in commands_of(*where)):
        here[2:2] = command_row(NUMBERS, "take the choice with that number", measure)
    rest = [*(row for rows in others for row in rows), *_signs(story, measure)]
    top = [*wrapped(HOW_TO_PLAY, width)]
    return Sheet([*top, *(_beside(here, rest, measure) if two else [*here, *rest])])


def _rows(title: str, commands: list[Command], own: Own, width: int) -> list[Line]:
    """A heading and its commands; nothing where there are none."""
    rows = [
        row
        for command in commands
        for row in command_row(keys_written(keys_with(command, own)), command.help, width)
    ]
    return [[], ruled(title, width), *rows] if rows else []


def _signs(story: Story, width: int) -> list[Line]:
    signs = [*SIGNS, OF_ACCOUNTS] if story.accounts else SIGNS
    return [
        [],
        ruled("SIGNS", width),
        *(row for sign, meaning in signs for row in command_row(sign, meaning, width)),
    ]


def _beside(left: list[Line], right: list[Line], half: int) -> Iterator[Line]:
    for one, other in zip_longest(left, right, fillvalue=()):
        gap = half - sum(cell_len(text) for text, _ in one)
        yield [*one, (" " * (gap + GAP), ""), *other]
