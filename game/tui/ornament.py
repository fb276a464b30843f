"""Ten chairs in a row: the ornament of the title page."""

from __future__ import annotations

from textual.content import Content

from game.tui.content import assembled

CHAIRS = 10
_ROWS = ("╷ ", "├┐", "╵╵")


def chairs(width: int, taken: int) -> list[Content]:
    """Ten chairs in three rows, number `taken` in red; none where they do not fit."""
    gap = 3 if width >= 60 else 1
    if width < CHAIRS * (2 + gap) - gap + 2:
        return []
    styles = ["red" if number == taken else "rule" for number in range(CHAIRS)]
    between = Content.blank(gap)
    return [between.join(assembled((row, style)) for style in styles) for row in _ROWS]
