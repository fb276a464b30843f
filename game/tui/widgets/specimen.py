"""A specimen: a little of the game as it looks in the theme and the measure that are on."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.tui.content import assembled, styled, wrap
from game.tui.rows import NOTHING, wrapped

TITLE = "A Specimen"
TEXT = (
    "The council has ten chairs, and you count them again. Across the table a man turns his "
    "paper face down and keeps both hands on it, and behind the second door somebody coughs, once."
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


class Specimen(Static):
    """A little of the game in the theme that is on; blank rows between where it is `roomy`."""

    def show(self, theme: str, measure: int, *, roomy: bool) -> None:
        """Show how a measure looks, and name the theme."""
        lines = specimen(theme, measure, self.app.size.width, roomy=roomy)
        self.update(Content("\n").join(lines))


def specimen(theme: str, measure: int, width: int, *, roomy: bool) -> list[Content]:
    """The rows of a specimen in the middle of so many cells."""
    room = max(16, min(measure, width - 2 * MARGIN))
    gap = [NOTHING] if roomy else []
    before, _, after = TEXT.partition(TERM)
    found = [
        *(_ruler(theme, measure, room), *gap, styled(TITLE, "strong")),
        *(*wrap(assembled((before, ""), (TERM, "term"), (after, "")), room), *gap),
        assembled(("▸ ", "red"), ("1  ", "red"), (CHOICE, "strong")),
        *(*_locked(room), *gap),
        *(*wrapped(MOVED, room, "moved", styled("· ", "moved")), *gap),
        assembled(
            *((f"{GAUGE}  ", ""), ("●" * FULL, "red"), ("○" * (SIZE - FULL), "dim")),
            (f"  {WORD}", "dim"),
        ),
    ]
    return [*gap, *(line.pad_left((width - room) // 2) for line in found), *gap]


def _ruler(theme: str, measure: int, room: int) -> Content:
    """As wide as the prose will be, and how wide that is."""
    said = f" {theme} · {measure} columns "
    if measure > room and len(said) + 16 < room:
        said = f"{said[:-1]}, room for {room} "
    rest = max(0, room - len(said) - 2)
    left, right = "├" + "─" * (rest // 2), "─" * (rest - rest // 2) + "┤"
    return assembled((left, "rule"), (said, "dim"), (right, "rule"))


def _locked(room: int) -> list[Content]:
    """A locked choice with its reason, behind it where there is room."""
    first = assembled(("  ", ""), ("⊘  ", "dim"), (LOCKED, "dim"))
    if first.cell_length + 2 + len(REASON) <= room:
        return [first + styled(f"  {REASON}", "dim em")]
    return [first, *wrapped(REASON, room, "dim em", Content.blank(5))]
