"""Line filters: lines without color, or in ASCII where the terminal shows nothing else."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from game.view.sanitize import can_encode, transliterate

GLYPHS = {
    **dict(zip("●◐○◆◇■□▲▼·⊘✓▸▾◂…↵⇧⌫↑↓←→–—≠", "*~o*o#.^v.x+>v<.<^<^v<>--!", strict=True)),
    **dict(zip("─│┌┐└┘├┤╷╵┬┴┼━┃▁▂▃▄▅▆▇█▔🔎", "-|++++++||+++-|_______#->", strict=True)),
}


def needs_ascii(environment: Mapping[str, str], encoding: str | None) -> bool:
    """Whether a terminal shows ASCII only: the Linux console, an encoding without our glyphs."""
    return environment.get("TERM") == "linux" or not can_encode(
        encoding or sys.getdefaultencoding(), "".join(GLYPHS)
    )


class NoColorFilter(LineFilter):
    """Removes every color, the terminal's default colors too; bold, underline and reverse stay.

    Textual's own filter for NO_COLOR still sends the codes of the default colors.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        plain = [style and style.without_color for _, style, _ in segments]
        return [one._replace(style=style) for one, style in zip(segments, plain, strict=True)]


class AsciiFilter(LineFilter):
    """Replaces each character by ASCII of the same width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [Segment(_ascii(text), style, control) for text, style, control in segments]


@lru_cache(4096)
def _ascii(text: str) -> str:
    return "".join(char if char.isascii() else _ascii_character(char) for char in text)


def _ascii_character(char: str) -> str:
    """ASCII as wide as the character: one cell, two for a wide one, none for a combining mark."""
    found = GLYPHS.get(char) or transliterate(char, "ascii")
    return found[: cell_len(char)].ljust(cell_len(char))
