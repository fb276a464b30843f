"""Rows of words in a few inks, drawn as they are: what header, footer, panel and choices are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from game.tui.ink import Inks
from game.tui.widgets.drawn import Drawn

Bit = tuple[str, str]
Line = Sequence[Bit]


class Lines(Drawn):
    """Lines of bits: words and the names of their inks, parted by spaces. What is too long is cut, what is too short is filled."""

    DEFAULT_CSS = """
    Lines { background: $background; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines: list[Line] = []
        self._inks = Inks(self)
        self._drawn: dict[int, Strip] = {}
        self._drawn_for = 0
        """The width that they were drawn for."""

    def put(self, lines: Iterable[Line]) -> None:
        """Show these lines from now on; only those that are different are drawn again."""
        new, old = list(lines), self.lines
        self.lines = new
        width = self.size.width
        changed = [
            y
            for y in range(max(len(new), len(old)))
            if y >= len(old) or y >= len(new) or new[y] != old[y]
        ]
        for y in changed:
            self._drawn.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed)) if width else self.refresh()

    def ink(self, names: str) -> Style:
        """The style of inks laid one over another."""
        return self._inks(*names.split())

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks.clear()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if width != self._drawn_for:
            self._drawn_for = width
            self._drawn.clear()
        strip = self._drawn.get(y)
        if strip is None:
            strip = self._drawn[y] = self._strip(
                self.lines[y] if 0 <= y < len(self.lines) else (), width
            )
        return strip

    def _strip(self, line: Line, width: int) -> Strip:
        segments, left, ink = [], width, ""
        for text, ink in line:
            size = cell_len(text)
            if size > left:
                text, size = set_cell_size(text, left), left
            segments.append(Segment(text, self.ink(ink)))
            left -= size
            if not left:
                break
        fill = "here" if "here" in ink.split() else ""
        return Strip([*segments, Segment(" " * left, self.ink(fill))], width)


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(text) for text, _ in line)
