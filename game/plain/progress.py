"""A bar while a person waits: on a terminal's standard error, and nowhere else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDE = 30
EVERY = 0.1


@contextmanager
def bar(out: TextIO) -> Iterator[Callable[[float], None]]:
    """Gives a function to be told the part done, 0..1, and whatever else: it draws at most ten times a second, and wipes up after itself."""
    watched, last = out.isatty(), 0.0

    def draw(done: float, *_: object) -> None:
        nonlocal last
        now = time.monotonic()
        if not watched or now - last < EVERY:
            return
        last = now
        full = round(WIDE * max(0.0, min(1.0, done)))
        out.write(f"\r[{'#' * full}{'.' * (WIDE - full)}] {max(0.0, min(1.0, done)):4.0%}")
        out.flush()

    try:
        yield draw
    finally:
        if watched and last:
            out.write("\r" + " " * (WIDE + 8) + "\r")
            out.flush()
