"""Lines from the player: typed at a terminal with editing and a prompt, or read from a pipe."""

from __future__ import annotations

from typing import TextIO

from game.plain.console import Console

LONGEST = 4000


class LineReader:
    """Where the lines come from. `person` says that somebody types them."""

    def __init__(self, source: TextIO, console: Console, person: bool | None = None) -> None:
        self.source, self.console = source, console
        self.person = source.isatty() if person is None else person
        self._editing = False

    def ask(self, prompt: str = "> ") -> str | None:
        """The next line without its end, or None when there are no more."""
        self.console.flush()
        if not (self.person and self.console.terminal):
            return self._read()
        line = self._typed(prompt)
        self.console.prompted()
        return line

    def _typed(self, prompt: str) -> str | None:
        if not self._editing:
            _edit_lines()
            self._editing = True
        try:
            return input(prompt)[:LONGEST]
        except EOFError:
            self.console.out.write("\n")
            return None

    def _read(self) -> str | None:
        line = self.source.readline(LONGEST)
        rest = line
        while rest and not rest.endswith("\n"):
            rest = self.source.readline(LONGEST)
        return line.rstrip("\r\n") if line else None


def _edit_lines() -> None:
    """Line editing and a history of this session, where the platform has it."""
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(True)
