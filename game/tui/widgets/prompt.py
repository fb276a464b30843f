"""A line to type in, above the keys: a search, a bookmark's name, a player's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from game.tui.widgets.status_bar import StatusBar

LONGEST = 200
KEYS = "enter done  esc cancel"


class Prompt(Input):
    """Asks once: enter answers, escape does not. It goes away and posts `Answered`."""

    DEFAULT_CSS = """
    Prompt {
        dock: bottom;
        height: 1;
        border: none;
        padding: 0 1;
        margin: 0 0 1 0;
        background: $chosen;
        color: $foreground;
        &:focus { border: none; background: $chosen; }
        & > .input--placeholder { color: $quiet; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, id="prompt.leave")
    ]

    @dataclass
    class Answered(Message):
        """Something was typed, or `text` is None. `about` is what the prompt was about."""

        about: str
        text: str | None

    def __init__(self, about: str, ask: str) -> None:
        super().__init__(placeholder=ask, max_length=LONGEST, compact=True, select_on_focus=False)
        self.about = about

    def on_mount(self) -> None:
        self.focus()
        self._hold(KEYS)

    def _hold(self, keys: str) -> None:
        """Let the line below name these keys: letters are typed now."""
        for footer in self.screen.query(StatusBar):
            footer.hold(keys)

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        self._answer(" ".join(event.value.split()))

    def action_leave(self) -> None:
        """No answer."""
        self._answer(None)

    def _answer(self, text: str | None) -> None:
        self._hold("")
        self.post_message(self.Answered(self.about, text))
        self.remove()
