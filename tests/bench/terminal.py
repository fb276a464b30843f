"""A program in a real pseudo-terminal: what it draws is read, keys are typed, and the time until words appear is measured."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

ESCAPES = re.compile(rb"\x1b(\[[0-9;?<>=]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9])")


class Terminal:
    """A child on a terminal of so many columns and rows. `seen` is what it wrote, without escape sequences."""

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(command[0], list(command), environment)
        self.raw = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    @property
    def seen(self) -> bytes:
        return ESCAPES.sub(b"", self.raw)

    def until(self, words: bytes, seconds: float = 20.0) -> float:
        """Read until the words were drawn; seconds since the child was started."""
        limit = time.perf_counter() + seconds
        while words not in self.seen:
            if not self.read(limit - time.perf_counter()):
                raise TimeoutError(f"{words!r} was never drawn; the last was {self.seen[-400:]!r}")
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.06) -> float:
        """Read until nothing came for a while; the moment of the last byte."""
        last = time.perf_counter()
        while self.read(quiet):
            last = time.perf_counter()
        return last

    def read(self, wait: float) -> bool:
        """Whether something came within so many seconds."""
        ready, _, _ = select.select([self.file], [], [], max(0.0, wait))
        if not ready:
            return False
        try:
            new = os.read(self.file, 1 << 16)
        except OSError:
            return False
        self.raw += new
        return bool(new)

    def type(self, keys: str) -> None:
        os.write(self.file, keys.encode())

    def end(self) -> None:
        """Ask the child to go, then make it."""
        for signal in (15, 9):
            try:
                os.kill(self.pid, signal)
            except ProcessLookupError:
                return
            limit = time.perf_counter() + 3
            while time.perf_counter() < limit:
                self.read(0.01)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self.file)
                    return
