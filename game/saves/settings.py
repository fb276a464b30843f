"""What a player may set, what each may be, what it is by default: one table for both faces.

Keys of commands (`keys.undo`) are kept beside these; only the full screen knows which are good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

THEMES = ("winter", "thaw", "paper", "contrast", "terminal")
NARROWEST, WIDEST = 40, 100
PLAIN, SCREEN = "plain", "screen"


class Setting(NamedTuple):
    """A setting: key, default, values (none: a number of columns), what it does, on which faces."""

    key: str
    default: str
    values: tuple[str, ...]
    help: str
    faces: tuple[str, ...]


_MOTION = "reduced: nothing moves or changes by itself"
_COLOR = "bold, underlined and quiet lines at a terminal that has them"
_MOVES = "after each choice, say what it moved and why"
SETTINGS = (
    Setting("theme", THEMES[0], THEMES, "the colors of the page", (SCREEN,)),
    Setting("measure", "72", (), "the widest that prose is set, in columns", (PLAIN, SCREEN)),
    Setting("motion", "full", ("full", "reduced"), _MOTION, (SCREEN,)),
    Setting("skip", "no", ("yes", "no"), "what was read before is folded to one line", (SCREEN,)),
    Setting("color", "yes", ("yes", "no"), _COLOR, (PLAIN,)),
    Setting("moves", "yes", ("yes", "no"), _MOVES, (PLAIN,)),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def settings_of(face: str) -> Iterator[Setting]:
    """What can be set on a face."""
    return (setting for setting in SETTINGS if face in setting.faces)


def value_of(kept: Mapping[str, str], key: str) -> str:
    """A setting's value as kept, or its default where none or a wrong one is kept."""
    value = kept.get(key, "")
    return value if not fault_of(key, value) else _BY_KEY[key].default


def measure_of(kept: Mapping[str, str]) -> int:
    """Columns that prose takes at most."""
    return int(value_of(kept, "measure"))


def fault_of(key: str, value: str) -> str:
    """Why a value cannot be set, in plain words without the value; empty when it can."""
    setting = _BY_KEY.get(key)
    if setting is None:
        return "There is no such setting."
    if setting.values:
        return "" if value in setting.values else f"{key} can be {' or '.join(setting.values)}."
    columns = int(value) if re.fullmatch("[0-9]{1,3}", value) else 0
    fits = NARROWEST <= columns <= WIDEST
    return "" if fits else f"{key} can be a number from {NARROWEST} to {WIDEST}."
