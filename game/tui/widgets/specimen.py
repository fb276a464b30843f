"""A specimen: a little of the game as one theme and one measure show it, before they are chosen."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from textual.theme import Theme
from textual.widget import Widget

from game.tui.ink import Inks
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


class ThemeInks(Inks):
    """The inks of a theme that need not be the one that is worn."""

    def __init__(self, widget: Widget, theme: Theme) -> None:
        super().__init__(widget)
        self._theme = theme

    @property
    def ground(self) -> Style:
        if self._widget.app.no_color:
            return super().ground
        return Style(color=self.colour("foreground"), bgcolor=self.colour("background"))

    @property
    def native(self) -> bool:
        return self._theme.ansi

    def value(self, variable: str) -> str:
        if variable in ("foreground", "background"):
            return getattr(self._theme, variable) or "ansi_default"
        return self._theme.variables.get(variable, "")


class Specimen(Lines):
    """The specimen takes the rows it needs, with blank ones between where it is `roomy`."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.theme = ""
        self.measure = 0

    def show(self, theme: Theme, measure: int, *, roomy: bool) -> None:
        """Show how a theme and a measure look."""
        self.theme, self.measure = theme.name, measure
        self._inks = ThemeInks(self, theme)
        self._drawn.clear()
        width = self.app.size.width
        lines = specimen(theme.name, measure, width, roomy=roomy)
        self.styles.height = len(lines)
        self.put(lines)
        self.refresh()


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
