"""Commands in rows: keys in a column, then what they do; and the names of the screens."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from game.story.model import Story
from game.tui.commands import COMMANDS, EVERYWHERE, Command, key_name
from game.tui.content import styled
from game.tui.rows import filled, wrapped

COLUMN = 14
_PLACES = {
    "play": "in a run",
    "title": "on the title page",
    "vote": "while votes are called",
    "compare": "in a comparison",
    "hour": "in an hour of the accounts",
    "roll": "in every list",
    "room": "in every room",
    EVERYWHERE: EVERYWHERE,
}
_SEVERAL = "in several rooms"


def place_of(command: Command) -> str:
    """Where a command is answered, in words."""
    rooms = [name for name in command.where if name != "title"] or list(command.where)
    return _SEVERAL if len(rooms) > 1 else _PLACES.get(rooms[0], f"in the {rooms[0]}")


def short(command: Command) -> str:
    """What a command does, in few words."""
    return command.label or re.split("[;:,]", command.help)[0]


def by_place(story: Story) -> dict[str, list[Command]]:
    """Every command that is told of in a story, by the place where it is answered."""
    found: dict[str, list[Command]] = {}
    for command in COMMANDS:
        if command.exists and command.help and command.within(story):
            found.setdefault(place_of(command), []).append(command)
    return found


def keys_written(keys: Iterable[str]) -> str:
    """Keys as people write them, one after another."""
    return "  ".join(key_name(key) for key in keys)


def command_row(keys: str, text: str, width: int, quiet: str = "") -> list[Content]:
    """Keys in their column and what they do, a quiet note behind it.

    Where the keys are too long for the column the words begin below.
    """
    long = cell_len(keys) >= COLUMN
    first = Content.blank(COLUMN) if long else styled(filled(keys, COLUMN), "strong")
    rows = wrapped(text, width, first=first)
    if quiet and rows[-1].cell_length + 2 + cell_len(quiet) <= width:
        rows[-1] = rows[-1] + styled(f"  {quiet}", "dim em")
    elif quiet:
        rows += wrapped(quiet, width, "dim em", Content.blank(COLUMN))
    return [styled(filled(keys, width).rstrip(), "strong"), *rows] if long else rows
