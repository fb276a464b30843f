"""Rows of words in styles by name: what the header, the panel and other short surfaces are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from game.tui.content import assembled

Bit = tuple[str, str]
"""Words and the names of their styles, as in `content.styled`."""

Line = Sequence[Bit]


class Lines(Static):
    """Rows that never wrap; what is too long is cut at the edge."""

    DEFAULT_CSS = """
    Lines { background: $background; color: $foreground; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines: list[Line] = []

    def put(self, lines: Iterable[Line]) -> None:
        """Show these rows from now on."""
        new = list(lines)
        if new != self.lines:
            self.lines = new
            self.update(Content("\n").join(assembled(*line) for line in new), layout=False)


def width_of(line: Line) -> int:
    """How many cells a row takes."""
    return sum(cell_len(text) for text, _ in line)
