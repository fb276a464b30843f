"""What a player may set, kept with the records: a table drives the page and the reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.plain.paper import MEASURE, Paper
from game.plain.wrap import Piece
from game.wording.letters import one_line


class Setting(NamedTuple):
    """A setting of the plain player: its key, what it is by default, what it may be (none: a number in the range), what it does."""

    key: str
    default: str
    values: tuple[str, ...]
    range: tuple[int, int]
    help: str


SETTINGS = (
    Setting("measure", str(MEASURE), (), (20, 100), "the widest that prose is set, in columns"),
    Setting("colour", "yes", ("yes", "no"), (0, 0), "bold, underlined and quiet lines at a terminal that has them"),
    Setting("moves", "yes", ("yes", "no"), (0, 0), "after each choice, say what it moved and why"),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def value_of(kept: Mapping[str, str], key: str) -> str:
    """A setting's value as kept, or its default where none or a wrong one is kept."""
    value = kept.get(key, "")
    return value if not fault_of(key, value) else _BY_KEY[key].default


def fault_of(key: str, value: str) -> str:
    """Why a value cannot be set; empty when it can."""
    setting = _BY_KEY.get(key)
    if setting is None:
        return f"There is no setting {one_line(key[:40])!r}."
    if setting.values:
        return "" if value in setting.values else f"{key} can be {' or '.join(setting.values)}."
    low, high = setting.range
    return "" if value.isdecimal() and len(value) < 6 and low <= int(value) <= high else f"{key} can be a number from {low} to {high}."


def apply(paper: Paper, kept: Mapping[str, str]) -> None:
    """Set up a paper as the player likes it."""
    paper.measure = int(value_of(kept, "measure"))
    paper.colour = paper.inks and value_of(kept, "colour") == "yes"


def show_settings(paper: Paper, kept: Mapping[str, str]) -> None:
    """Every setting with its value."""
    paper.line(Piece("Settings", "bold"))
    for setting in SETTINGS:
        paper.line(Piece(f"{setting.key} {value_of(kept, setting.key)}", "bold"), f": {setting.help}.", hanging="  ")
    paper.note("Type a name and a value to change one, or an empty line to go back.", hanging="")
