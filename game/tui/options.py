"""The page of settings in rows: the themes, what the page and the reading are like, and every command with its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from game.saves.settings import THEMES, value_of
from game.story.model import Story
from game.tui.commands import Command
from game.tui.keys import Own, keys_with
from game.tui.listing import by_place, command_row, keys_written
from game.tui.screens.rolling import filled, ruled, wrapped
from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import Sheet

NAME, VALUE = 20, 10
_THEMES = dict(
    zip(
        THEMES,
        (
            "dark and cold",
            "dark and warm",
            "light, like an archive",
            "black and white, the strongest",
            "your terminal's own colors",
        ),
        strict=True,
    )
)
_NAMES = {"measure": "Measure", "motion": "Reduced motion", "skip": "Skip what was read"}
_HELP = {
    "measure": "columns that prose takes at most",
    "motion": "nothing moves or changes by itself",
    "skip": "what was read before is folded, from the next scene on",
}
STAYING = "1–9 0, enter, escape, the arrows, ?, ctrl+c and ctrl+p"
ABOUT_KEYS = f"A command has the key you give it, and beside it those that always stay: {STAYING}."
ASKING = "press a key"


class Item(NamedTuple):
    """What the cursor can stand on: a theme, a setting by its key, a command, or (with none of them) every key set back."""

    theme: str = ""
    setting: str = ""
    command: Command | None = None


def items(story: Story) -> list[Item]:
    """What can be set, in the order of the page."""
    commands = [
        Item(command=command) for commands in by_place(story).values() for command in commands
    ]
    return [
        *(Item(theme=name) for name in THEMES),
        *(Item(setting=key) for key in _NAMES),
        *commands,
        Item(),
    ]


def said_of(kept: Mapping[str, str], key: str) -> str:
    """A setting's value in words."""
    value = value_of(kept, key)
    return ("yes" if value == "reduced" else "no") if key == "motion" else value


def page(
    story: Story, kept: Mapping[str, str], own: Own, asking: Command | None, width: int
) -> Sheet:
    """The page at a width; its items are those of `items`, in order."""
    rows: list[Line] = []
    places: list[tuple[int, int]] = []
    for part in (
        _theme_rows(kept, width),
        _setting_rows(kept, width),
        _key_rows(story, own, asking, width),
    ):
        for lines, is_item in part:
            if is_item:
                places.append((len(rows), len(rows) + len(lines)))
            rows += lines
    return Sheet(rows, places)


Part = tuple[list[Line], bool]
"""Rows, and whether the cursor can stand on them."""


def _theme_rows(kept: Mapping[str, str], width: int) -> Iterator[Part]:
    yield [ruled("THEME", width)], False
    worn = value_of(kept, "theme")
    for name in THEMES:
        mark = ("✓ ", "good") if name == worn else ("  ", "")
        first: list[Bit] = [mark, (filled(name, NAME - 2), "strong" if name == worn else "")]
        yield (
            wrapped(_THEMES[name] + (", worn now" if name == worn else ""), width, "dim", first),
            True,
        )


def _setting_rows(kept: Mapping[str, str], width: int) -> Iterator[Part]:
    yield [[], ruled("PAGE AND READING", width)], False
    for key, name in _NAMES.items():
        value = said_of(kept, key)
        shown = f"← {value} →" if key == "measure" else value
        yield (
            wrapped(
                _HELP[key],
                width,
                "dim",
                [(filled(name, NAME), ""), (filled(shown, VALUE), "strong")],
            ),
            True,
        )


def _key_rows(story: Story, own: Own, asking: Command | None, width: int) -> Iterator[Part]:
    yield [[], ruled("KEYS", width), *wrapped(ABOUT_KEYS, width, "dim")], False
    for place, commands in by_place(story).items():
        yield [[], [(place.capitalize(), "dim em")]], False
        for command in commands:
            keys = ASKING if command is asking else keys_written(keys_with(command, own))
            note = f"before: {keys_written(command.keys)}" if command.id in own else ""
            yield command_row(keys, command.help, width, note), True
    many = (
        f"{len(own)} of them are yours"
        if len(own) > 1
        else "one of them is yours"
        if own
        else "none of them is yours"
    )
    yield [[]], False
    yield wrapped(many, width, "dim", [("Set every key back  ", "strong")]), True
