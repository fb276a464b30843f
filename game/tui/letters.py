"""A terminal that has only plain letters: every glyph is shown by a letter that takes the same room."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from game.view.sanitize import carries, spelled

GLYPHS = {
    **dict(zip("●◐○◆◇■□▲▼·⊘✓▸▾◂…↵⇧⌫↑↓←→–—≠", "*~o*o#.^v.x+>v<.<^<^v<>--!", strict=True)),
    **dict(zip("─│┌┐└┘├┤╷╵┬┴┼━┃▁▂▃▄▅▆▇█▔🔎", "-|++++++||+++-|_______#->", strict=True)),
}


def is_plain(environment: Mapping[str, str], encoding: str | None) -> bool:
    """Whether the terminal has plain letters only: the kernel's console, or an encoding without the glyphs."""
    return environment.get("TERM") == "linux" or not carries(
        encoding or sys.getdefaultencoding(), "".join(GLYPHS)
    )


class PlainLetters(LineFilter):
    """Spells what is drawn in ASCII, letter for letter."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [
            segment
            if segment.text.isascii()
            else Segment(_plain(segment.text), segment.style, segment.control)
            for segment in segments
        ]


@lru_cache(4096)
def _plain(text: str) -> str:
    return "".join(char if char.isascii() else _letter(char) for char in text)


def _letter(char: str) -> str:
    """One letter for one, two for a wide one, none for a mark that takes no room."""
    found = GLYPHS.get(char) or spelled(char, "ascii")
    return found[: cell_len(char)].ljust(cell_len(char))
