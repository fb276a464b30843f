"""One door: `ten-chairs`. Looks at what was asked and imports nothing heavy before it must."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

TYPE_CHECKING = False  # the one in `typing` would cost its import; checkers know this name
if TYPE_CHECKING:
    from typing import Any

    from game.saves import Store
    from game.story.model import Story

USAGE = """\
usage: ten-chairs [COMMAND] [OPTIONS]

A terminal text-adventure about how ten men divided Stalin's power in 1953.
Alone it opens the title page.

commands:
  play [LEAD]              play; goes on where you left, --new starts over
  glossary [TERM]          what you have unlocked, as text
  check                    lint and prove the story; exit 1 on errors
                           --json: one object; --seconds S: how long to try
  map LEAD                 draw the scenes
                           --format mermaid|dot|svg (mermaid)
  schema DIR               write a JSON Schema for every kind of story file
  export run|all FILE      write your current run, or everything, as YAML
  import FILE              read what another player exported

common options, before or after the command:
  --plain                  line by line: for screen readers; by itself in a pipe
  --player NAME            whose records (the last player's)
  --saves DIR              where records lie (or TEN_CHAIRS_SAVES)
  --story DIR              another story (or TEN_CHAIRS_STORY)
  --version                the version
  -h, --help               this page; after a command, the command's own
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. 0 is well, 1 the story has errors or the program failed, 2 unusable input."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if typed in (["-h"], ["--help"], ["--version"]):
        return _answer(typed[0])
    from game.cli.errors import guarded

    return guarded(typed, _full_screen if _at_terminal() else None)


def _at_terminal() -> bool:
    """Whether somebody sits before a terminal that can be drawn on."""
    if os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32":
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _full_screen(story: Story, store: Store | None, lead: str | None = None, **how: Any) -> int:
    """Only who plays on the full screen waits for its library."""
    import gc

    gc.disable()  # on the way to the first frame nothing is garbage; the game collects again from there on
    from game.tui.start import play

    return play(story, store, lead, **how)


def _answer(asked: str) -> int:
    """`--help` and `--version` are answered before anything is imported."""
    import game

    text = f"ten-chairs {game.__version__}\n" if asked == "--version" else USAGE
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        from game.cli.streams import hush

        hush()
    return 0
