"""Standard streams: any bytes accepted, a closed pipe no error, printed text free of controls."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def is_terminal() -> bool:
    """Whether a person sits at a terminal that can be drawn on."""
    if os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32":
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def replace_undecodable() -> None:
    """Let no byte read and no letter written raise an encoding error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


def silence_stdout() -> None:
    """Send standard output nowhere from now on, also while the interpreter shuts down."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush_stdout() -> None:
    """Flush standard output; that it cannot be written is no error."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        silence_stdout()


def print_text(text: str) -> None:
    """Print to standard output as it stands, with one line feed at its end."""
    from game.plain.console import Console

    Console.on(sys.stdout).verbatim(text.rstrip("\n"))


def print_error(text: str) -> None:
    """Print to standard error, after what standard output holds; one that is closed is no error."""
    from game.view.sanitize import sanitize

    flush_stdout()
    with suppress(OSError, ValueError):
        sys.stderr.write(sanitize(text) + "\n")
        sys.stderr.flush()
