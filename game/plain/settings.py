"""The page of settings on paper. What may be set, and to what, both faces read in one table."""

from __future__ import annotations

from collections.abc import Mapping

from game.plain.console import Console
from game.saves import settings
from game.saves.settings import PLAIN, measure_of, value_of
from game.view.blocks import Piece
from game.view.sanitize import one_line

KEYS = frozenset(setting.key for setting in settings.settings_of(PLAIN))


def fault_of(key: str, value: str) -> str:
    """Why a value cannot be set here; empty when it can."""
    return (
        settings.fault_of(key, value)
        if key in KEYS
        else f"There is no setting {one_line(key[:40])!r}."
    )


def apply(paper: Console, kept: Mapping[str, str]) -> None:
    """Set up a paper as the player likes it."""
    paper.measure = measure_of(kept)
    paper.colour = paper.inks and value_of(kept, "color") == "yes"


def show_settings(paper: Console, kept: Mapping[str, str]) -> None:
    """Every setting with its value."""
    paper.line(Piece("Settings", "bold"))
    for setting in settings.settings_of(PLAIN):
        paper.line(
            Piece(f"{setting.key} {value_of(kept, setting.key)}", "bold"),
            f": {setting.help}.",
            hanging="  ",
        )
    paper.note("Type a name and a value to change one, or an empty line to go back.", hanging="")
