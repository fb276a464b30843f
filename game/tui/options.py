"""The page of settings: the themes, page and reading, and every command with its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from game.saves.settings import THEMES, value_of
from game.story.model import Story
from game.tui.commands import Command
from game.tui.content import assembled, styled
from game.tui.keys import Own, keys_with
from game.tui.listing import by_place, command_row, keys_written
from game.tui.rows import filled, ruled, wrapped
from game.tui.widgets.row_list import item, note

NAME, VALUE = 20, 10
_THEMES = {
    "winter": "dark and cold",
    "thaw": "dark and warm",
    "paper": "light, like an archive",
    "contrast": "black and white, the strongest",
    "terminal": "your terminal's own colors",
}
_NAMES = {"measure": "Measure", "motion": "Reduced motion", "skip": "Skip what was read"}
_HELP = {
    "measure": "columns that prose takes at most",
    "motion": "nothing moves or changes by itself",
    "skip": "what was read before is folded, from the next scene on",
}
STAYING = "1–9 0, enter, escape, the arrows, ?, ctrl+c and ctrl+p"
ABOUT_KEYS = f"A command has the key you give it, and beside it those that always stay: {STAYING}."
ASKING = "press a key"


class SettingItem(NamedTuple):
    """What can be set: a theme, a setting by its key, a command's keys; with none, every key."""

    theme: str = ""
    setting: str = ""
    command: Command | None = None


def items(story: Story) -> list[SettingItem]:
    """What can be set, in the order of the page."""
    themes, keys = (
        [SettingItem(name) for name in THEMES],
        [SettingItem(setting=key) for key in _NAMES],
    )
    commands = [one for commands in by_place(story).values() for one in commands]
    return [*themes, *keys, *(SettingItem(command=one) for one in commands), SettingItem()]


def said_of(kept: Mapping[str, str], key: str) -> str:
    """A setting's value in words."""
    value = value_of(kept, key)
    return ("yes" if value == "reduced" else "no") if key == "motion" else value


def options(
    story: Story, kept: Mapping[str, str], own: Own, asking: Command | None
) -> Iterator[Option]:
    """The page as options; those that can be taken are `items`, in order."""
    yield note(lambda width: [ruled("THEME", width)])
    for name in THEMES:
        yield item(partial(_theme, name, name == value_of(kept, "theme")))
    yield note(lambda width: [Content(), ruled("PAGE AND READING", width)])
    for key in _NAMES:
        yield item(partial(_setting, key, said_of(kept, key)))
    yield note(lambda width: [Content(), ruled("KEYS", width), *wrapped(ABOUT_KEYS, width, "dim")])
    for place, commands in by_place(story).items():
        yield note(partial(_place, place))
        for command in commands:
            yield item(partial(_command, command, own, command is asking))
    yield note(lambda _width: [Content()])
    yield item(partial(_every_key, len(own)))


def _theme(name: str, chosen: bool, width: int) -> list[Content]:
    mark = styled("✓ ", "good") if chosen else Content.blank(2)
    first = mark + styled(filled(name, NAME - 2), "strong" if chosen else "")
    return wrapped(_THEMES[name] + (", worn now" if chosen else ""), width, "dim", first)


def _setting(key: str, value: str, width: int) -> list[Content]:
    shown = f"← {value} →" if key == "measure" else value
    first = assembled((filled(_NAMES[key], NAME), ""), (filled(shown, VALUE), "strong"))
    return wrapped(_HELP[key], width, "dim", first)


def _place(place: str, _width: int) -> list[Content]:
    return [Content(), styled(place.capitalize(), "dim em")]


def _command(command: Command, own: Own, asking: bool, width: int) -> list[Content]:
    keys = ASKING if asking else keys_written(keys_with(command, own))
    before = f"before: {keys_written(command.keys)}" if command.id in own else ""
    return command_row(keys, command.help, width, before)


def _every_key(own: int, width: int) -> list[Content]:
    many = {0: "none of them is yours", 1: "one of them is yours"}
    said = many.get(own, f"{own} of them are yours")
    return wrapped(said, width, "dim", styled("Set every key back  ", "strong"))
