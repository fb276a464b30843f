"""The palette: every command by name, to be typed."""

from __future__ import annotations

from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's own, which takes no harm from a key or a click that comes while it opens or closes."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Closes once: a second time it would be the screen below."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Walk the list. One that was never drawn has no pages yet."""
        with suppress(KeyError):
            super()._action_command_list(action)
