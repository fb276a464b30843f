"""A specimen: a little of the game as it looks in the theme and the measure that are on."""

from __future__ import annotations

from rich.cells import cell_len

from game.tui.widgets.lines import Bit, Line, Lines
from game.tui.widgets.wrap import rows

TITLE = "A Specimen"
TEXT = (
    "The council has ten chairs, and you count them again. Across the table a man turns his paper face down and keeps both hands on it, "
    "and behind the second door somebody coughs, once."
)
TERM = "council"
CHOICE, LOCKED, REASON = (
    "Ask for the floor before his nerve goes",
    "Press the bell now",
    "Nobody has answered you.",
)
MOVED = "He owes you: you spoke so that he did not have to."
GAUGE, FULL, SIZE, WORD = "Patience", 4, 5, "wearing"
MARGIN = 2


class Specimen(Lines):
    """A little of the game in the theme that is on; blank rows between where it is `roomy`."""

    def show(self, theme: str, measure: int, *, roomy: bool) -> None:
        """Show how a measure looks, and name the theme."""
        lines = specimen(theme, measure, self.app.size.width, roomy=roomy)
        self.styles.height = len(lines)
        self.put(lines)


def specimen(theme: str, measure: int, width: int, *, roomy: bool) -> list[Line]:
    """The rows of a specimen in the middle of so many cells."""
    room = max(16, min(measure, width - 2 * MARGIN))
    left = (width - room) // 2
    gap: list[Line] = [[]] if roomy else []
    found = [_ruler(theme, measure, room), *gap, [(TITLE, "strong")], *_prose(room), *gap]
    found += [
        *_option("▸ ", "1", CHOICE, "strong", "", room),
        *_option("  ", "⊘", LOCKED, "shut", REASON, room),
        *gap,
    ]
    found += [
        [("  " if start else "· ", "moved"), (MOVED[start:end], "moved")]
        for start, end in rows(MOVED, room - 2, room - 2)
    ]
    found += [
        *gap,
        [
            (f"{GAUGE}  ", ""),
            ("●" * FULL, "red"),
            ("○" * (SIZE - FULL), "dim"),
            (f"  {WORD}", "dim"),
        ],
    ]
    return [*gap, *([(" " * left, ""), *line] for line in found), *gap]


def _ruler(theme: str, measure: int, room: int) -> Line:
    """As wide as the prose will be, and how wide that is."""
    said = f" {theme} · {measure} columns "
    if measure > room and len(said) + 16 < room:
        said = f"{said[:-1]}, room for {room} "
    rest = max(0, room - cell_len(said) - 2)
    return [
        ("├" + "─" * (rest // 2), "rule"),
        (said, "dim"),
        ("─" * (rest - rest // 2) + "┤", "rule"),
    ]


def _prose(room: int) -> list[Line]:
    found: list[Line] = []
    at = TEXT.index(TERM)
    for start, end in rows(TEXT, room, room):
        if start <= at < end:
            stop = at + len(TERM)
            found.append([(TEXT[start:at], ""), (TEXT[at:stop], "term"), (TEXT[stop:end], "")])
        else:
            found.append([(TEXT[start:end], "")])
    return found


def _option(pointer: str, mark: str, label: str, ink: str, reason: str, room: int) -> list[Line]:
    first: list[Bit] = [(pointer, "red"), (f"{mark}  ", "shut" if reason else "red"), (label, ink)]
    inside = len(pointer) + 3
    if not reason:
        return [first]
    if inside + len(label) + 2 + len(reason) <= room:
        return [[*first, ("  ", ""), (reason, "dim em")]]
    return [
        first,
        *(
            [(" " * inside, ""), (reason[start:end], "dim em")]
            for start, end in rows(reason, room - inside, room - inside)
        ),
    ]
