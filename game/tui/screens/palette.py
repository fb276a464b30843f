"""The command palette: every command of the registry by name."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from game.tui.commands import Command, commands_of
from game.tui.screens.game_screen import GameScreen

if TYPE_CHECKING:
    from game.tui.app import TenChairs


class CommandProvider(Provider):
    """The commands of the screen below that have a help line."""

    def _commands(self) -> list[tuple[str, str, Command]]:
        """Name, help with the key, and the command."""
        game = cast("TenChairs", self.app)
        where = self.screen.WHERE if isinstance(self.screen, GameScreen) else ()
        found = []
        for command in commands_of(*where):
            if command.help and command.within(game.story) and command.id != "app.command_palette":
                name = command.label or command.help.partition(";")[0].partition(":")[0]
                said = f"{game.key_shown(command)} · {command.help}"
                found.append((name[0].upper() + name[1:], said, command))
        return sorted(found, key=lambda one: one[0])

    def _run(self, command: Command) -> None:
        self.screen.call_next(self.screen.run_action, command.action)

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for name, said, command in self._commands():
            yield DiscoveryHit(name, partial(self._run, command), help=said)

    async def search(self, query: str) -> Hits:
        """The commands whose names match, best first."""
        matcher = self.matcher(query)
        for name, said, command in self._commands():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self._run, command), help=said)


class Palette(CommandPalette):
    """Textual's palette, safe from keys and clicks that come while it opens or closes."""

    def __init__(self) -> None:
        super().__init__(providers=[CommandProvider])

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close once: a second time it would be the screen below."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Walk the list. One that was never drawn has no pages yet, and Textual raises KeyError.

        A private name of Textual: the keys of the palette are bound to it.
        """
        with suppress(KeyError):
            super()._action_command_list(action)
