"""The game in a process of its own at a pseudo-terminal; who imports this is skipped where there is none."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

REASON = "needs a pseudo-terminal"
fcntl = pytest.importorskip("fcntl", reason=REASON)
termios = pytest.importorskip("termios", reason=REASON)
pty = pytest.importorskip("pty", reason=REASON)

ROOT = Path(__file__).parents[1]
OWN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Makes the terminal the process's own, so that ctrl+c and a closed terminal reach it, and becomes the game."""


class Terminal:
    """`python ARGUMENTS` at a terminal; variables of the environment that are empty are left out."""

    def __init__(self, *arguments: str, columns: int = 80, **environment: str) -> None:
        self.outer, inner = pty.openpty()
        self.resize(columns)
        own = {"TERM": "xterm-256color", "COLUMNS": "", "LINES": "", **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={name: value for name, value in {**os.environ, **own}.items() if value},
            cwd=ROOT,
            start_new_session=True,
        )
        os.close(inner)
        self.out = b""
        self.told = 0

    def resize(self, columns: int, rows: int = 24) -> None:
        fcntl.ioctl(self.outer, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.outer, keys.encode())

    def until(self, words: str, seconds: float = 30) -> str:
        """Everything written since the last call, up to the words."""
        limit = time.monotonic() + seconds
        while (at := self.out.find(words.encode(), self.told)) < 0:
            assert time.monotonic() < limit, self.out[self.told :][-2000:]
            self.read()
        start, self.told = self.told, at + len(words.encode())
        return self.out[start : self.told].decode(errors="replace")

    def read(self, seconds: float = 0.2) -> bool:
        """Whether something new was written."""
        if not select.select([self.outer], [], [], seconds)[0]:
            return False
        try:
            new = os.read(self.outer, 65536)
        except OSError:
            return False
        self.out += new
        return bool(new)

    def interrupt(self) -> None:
        """Ctrl+C until it is heard: between readline's prompt and its waiting it is heard with the next key only."""
        for _ in range(20):
            self.type("\x03")
            if self.process.poll() is not None or (self.read(1) and b"saved" in self.out):
                return

    def end(self, seconds: float = 20) -> int:
        """The exit code, once all that was written is read; a game that does not leave fails the test."""
        limit = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > limit:
                self.process.kill()
            self.read()
        while self.read():
            pass
        return self.process.returncode
