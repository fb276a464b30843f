"""Where in a file a character of a scalar stands, however the scalar is quoted, folded or indented.

Reading a scalar changes its white space and its escapes only, so a place is named by how many
characters other than white space come before it ("solids"), and found by counting them in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.story.nodes import ScalarNode

_ESCAPE_LENGTH = {"x": 2, "u": 4, "U": 8}


def solids(text: str) -> int:
    """How many characters other than white space a text has."""
    return sum(map(len, text.split()))


def locate(lines: Sequence[str], text: ScalarNode, before: int) -> tuple[int, int]:
    """Line and column, from 1, of the character with `before` solids before it, or of the end."""
    end = (text.line, text.column)
    for line, column in _characters(lines, text):
        if before <= 0:
            return line, column
        before -= 1
        end = (line, column + 1)
    return end


def _characters(lines: Sequence[str], text: ScalarNode) -> Iterator[tuple[int, int]]:
    """The places of a scalar's solid characters, in order."""
    style = text.style
    first = text.line - 1
    start = text.column if style in ("'", '"') else text.column - 1
    if style in ("|", ">"):
        first, start = first + 1, 0
    for number in range(first, len(lines)):
        line, column = lines[number], start if number == first else 0
        while column < len(line):
            width = _width(line, column, style)
            if width > 0 and not line[column].isspace():
                yield number + 1, column + 1
            column += abs(width)


def _width(line: str, column: int, style: str) -> int:
    """How many characters of the file make up the one at `column`; negative for white space."""
    if style == "'" and line[column : column + 2] == "''":
        return 2
    if style == '"' and line[column] == "\\":
        sign = line[column + 1 : column + 2]
        return -2 if not sign or sign in "ntrvf _NLP\t" else 2 + _ESCAPE_LENGTH.get(sign, 0)
    return 1
