"""Too little room: a line that asks for more, and goes when there is enough."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from game.tui.commands import bindings
from game.tui.screens.game_screen import GameScreen
from game.tui.widgets.lines import Line, Lines
from game.tui.widgets.wrap import rows

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
TEXT = f"Ten Chairs needs a little more room: {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows. Your game is saved."


class Plea(Lines):
    """The line, broken as it must be."""

    DEFAULT_CSS = "Plea { height: 1fr; }"

    def on_resize(self) -> None:
        width = max(2, self.size.width - 2)
        said: list[Line] = [
            [(" ", ""), (TEXT[start:end], "")] for start, end in rows(TEXT, width, width)
        ]
        self.put([[]] * max(0, (self.size.height - len(said)) // 2) + said)


class SmallScreen(GameScreen, inherit_bindings=False):
    """Nothing can be done here but quit, by the key that quits elsewhere or by ctrl+c."""

    WHERE = ("small",)
    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in bindings("play")
        if isinstance(binding, Binding) and binding.action == "app.quit"
    ]

    def compose(self) -> ComposeResult:
        yield Plea()
