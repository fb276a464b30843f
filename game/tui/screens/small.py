"""Too little room: a line that asks for more, and goes when there is enough."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from game.tui.commands import bindings
from game.tui.screens.game_screen import LEAST, GameScreen

TEXT = (
    f"Ten Chairs needs a little more room: {LEAST.width} columns and {LEAST.height} rows. "
    "Your game is saved."
)


class SmallScreen(GameScreen, inherit_bindings=False):
    """Nothing can be done here but quit, by the key that quits elsewhere or by ctrl+c."""

    WHERE = ("small",)
    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in bindings("play")
        if isinstance(binding, Binding) and binding.action == "app.quit"
    ]
    DEFAULT_CSS = """
    SmallScreen { background: $background; }
    SmallScreen Static { height: 1fr; content-align: left middle; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static(TEXT, markup=False)
