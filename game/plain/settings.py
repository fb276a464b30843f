"""The page of settings. What may be set, and to what, both faces read in one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.plain.console import Console
from game.saves import settings
from game.saves.settings import PLAIN, measure_of, value_of
from game.view.blocks import Block, Piece, dim_block, heading
from game.view.sanitize import one_line

KEYS = frozenset(setting.key for setting in settings.settings_of(PLAIN))


def fault_of(key: str, value: str) -> str:
    """Why a value cannot be set here; empty when it can."""
    if key in KEYS:
        return settings.fault_of(key, value)
    return f"There is no setting {one_line(key[:40])!r}."


def apply(console: Console, kept: Mapping[str, str]) -> None:
    """Set up a console as the player likes it."""
    console.measure = measure_of(kept)
    console.colour = console.can_style and value_of(kept, "color") == "yes"


def settings_page(kept: Mapping[str, str]) -> Iterator[Block]:
    """Every setting with its value."""
    yield heading("Settings", 0)
    for setting in settings.settings_of(PLAIN):
        name = Piece(f"{setting.key} {value_of(kept, setting.key)}", "strong")
        yield Block((name, Piece(f": {setting.help}.")), "row", hanging="  ", space=0)
    said = "Type a name and a value to change one, or an empty line to go back."
    yield dim_block(said, "notice", 0)
