"""Ten chairs in a row, for the title screen."""

from __future__ import annotations

from game.tui.widgets.lines import Line

CHAIRS = 10
_CHAIR = ("╷ ", "├┐", "╵╵")


def chairs(width: int, taken: int) -> list[Line]:
    """Ten chairs in a row, three rows high, one of them in red; nothing where there is no room."""
    gap = 3 if width >= 60 else 1
    wide = CHAIRS * 2 + (CHAIRS - 1) * gap
    if width < wide + 2:
        return []
    left = " " * ((width - wide) // 2)
    found: list[Line] = []
    for row in _CHAIR:
        bits = [(left, "")]
        for number in range(CHAIRS):
            bits.append((row, "red" if number == taken else "rule"))
            bits.append((" " * gap, ""))
        found.append(bits)
    return found
