"""Commands in rows: their keys in a column, then what they do; and what the places are called where they are answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from game.story.model import Story
from game.tui.commands import COMMANDS, EVERYWHERE, Command, key_name
from game.tui.screens.rolling import filled, wrapped
from game.tui.widgets.lines import Line

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


def command_row(keys: str, text: str, width: int, note: str = "") -> list[Line]:
    """Keys in their column and what they do, a quiet note behind it. Where the keys are too long for the column the words begin below."""
    long = cell_len(keys) >= COLUMN
    first: Sequence[tuple[str, str]] = (
        [(" " * COLUMN, "")] if long else [(filled(keys, COLUMN), "strong")]
    )
    rows = wrapped(text, width, "", first)
    if note and sum(cell_len(bit) for bit, _ in rows[-1]) + 2 + cell_len(note) <= width:
        rows[-1] = [*rows[-1], ("  ", ""), (note, "dim em")]
    elif note:
        rows += wrapped(note, width, "dim em", [(" " * COLUMN, "")])
    return [[(filled(keys, width).rstrip(), "strong")], *rows] if long else rows
