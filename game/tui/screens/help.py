"""The help of a screen: its keys, what each does, and what the signs mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.content import Content

from game.story.model import Story
from game.tui.commands import COMMAND_IDS, COMMANDS, EVERYWHERE, Command
from game.tui.listing import command_row, keys_written
from game.tui.rows import beside, ruled, wrapped
from game.tui.screens.game_screen import GameScreen
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.header import Header
from game.tui.widgets.row_list import note

TWO_COLUMNS, GAP = 104, 4
HOW_TO_PLAY = (
    "Read, take a choice by its number, and see whom it moved and why. "
    "Every step is saved; any step can be taken back."
)
HERE, NUMBERS = "ON THIS SCREEN", "1–9  0"
MOVES = frozenset(
    [
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
    ]
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


class HelpScreen(ListScreen):
    """Shows what can be done on the screen below."""

    WHERE = ("help", "roll", "room")
    DEFAULT_CSS = "HelpScreen RowList { max-width: 150; }"

    def on_mount(self) -> None:
        where = self.below.WHERE if self.below else ()
        self.query_one(Header).say("HELP", f"the keys of {place(where)}")
        self.show_keys()

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.show_keys()

    def show_keys(self) -> None:
        """The page, from the bindings that are active on the screen below."""
        known = keys_by_command(self.below) if self.below else {}
        self.row_list.show([note(partial(page, self.game.story, known))])

    @property
    def below(self) -> GameScreen | None:
        """The screen that the help was opened from."""
        stack = self.app.screen_stack
        under = stack[: stack.index(self)] if self in stack else stack
        return next((screen for screen in reversed(under) if isinstance(screen, GameScreen)), None)


def keys_by_command(screen: GameScreen) -> dict[str, list[str]]:
    """The keys of every command that is active on a screen, by the command's id."""
    found: dict[str, list[str]] = {}
    for key, active in screen.active_bindings.items():
        id = active.binding.id or f"app.{active.binding.action}"  # the palette's has no id
        if id in COMMAND_IDS:
            found.setdefault(id, []).append(key)
    return found


def place(where: tuple[str, ...]) -> str:
    """A screen in words."""
    name = where[0] if where else ""
    return {"play": "the play screen", "title": "the title page", "": "every screen"}.get(
        name, f"the {name}"
    )


def groups(story: Story, keys: Mapping[str, Sequence[str]]) -> dict[str, list[Command]]:
    """The commands that are told of: what can be done here, moving, other rooms, everywhere."""
    found: dict[str, list[Command]] = {HERE: [], "MOVING": [], "OTHER ROOMS": [], "EVERYWHERE": []}
    for command in COMMANDS:
        if command.id in keys and command.help and command.within(story):
            found[_group(command)].append(command)
    return found


def _group(command: Command) -> str:
    if EVERYWHERE in command.where or "room" in command.where or command.id == "app.quit":
        return "EVERYWHERE"
    if command.opens or command.id == "app.title":
        return "OTHER ROOMS"
    return "MOVING" if command.id.partition("(")[0] in MOVES else HERE


def page(story: Story, keys: Mapping[str, Sequence[str]], width: int) -> list[Content]:
    """The help at a width: what can be done here, the rest beside it where there is room."""
    two = width >= TWO_COLUMNS
    measure = (width - GAP) // 2 if two else width
    here, *others = (
        _rows(title, commands, keys, measure) for title, commands in groups(story, keys).items()
    )
    if "take(1)" in keys:
        here[2:2] = command_row(NUMBERS, "take the choice with that number", measure)
    rest = [*(row for rows in others for row in rows), *_signs(story, measure)]
    below = beside(here, rest, measure, Content.blank(GAP)) if two else [*here, *rest]
    return [*wrapped(HOW_TO_PLAY, width), *below]


def _rows(
    title: str, commands: list[Command], keys: Mapping[str, Sequence[str]], width: int
) -> list[Content]:
    """A heading and its commands; nothing where there are none."""
    rows = [Content(), ruled(title, width)]
    for command in commands:
        rows += command_row(keys_written(keys[command.id]), command.help, width)
    return rows if commands else []


def _signs(story: Story, width: int) -> list[Content]:
    signs = [*SIGNS, OF_ACCOUNTS] if story.accounts else SIGNS
    rows = [row for sign, meaning in signs for row in command_row(sign, meaning, width)]
    return [Content(), ruled("SIGNS", width), *rows]
