"""A bar while a person waits: on a terminal's standard error, and nowhere else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDE, WORDS = 24, 30
EVERY = 0.1


@contextmanager
def bar(out: TextIO) -> Iterator[Callable[[float, str], None]]:
    """Gives a function that is told the part done, 0..1, and what is being done."""
    watched, last = out.isatty(), 0.0

    def draw(done: float, what: str = "") -> None:
        nonlocal last
        now = time.monotonic()
        if not watched or now - last < EVERY:
            return
        last = now
        part = max(0.0, min(1.0, done))
        full = round(WIDE * part)
        out.write(f"\r[{'#' * full}{'.' * (WIDE - full)}] {part:4.0%} {what[:WORDS]:<{WORDS}}")
        out.flush()

    try:
        yield draw
    finally:
        if watched and last:
            out.write("\r" + " " * (WIDE + WORDS + 8) + "\r")
            out.flush()
