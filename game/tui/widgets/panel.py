"""The panel beside the text: the chairs and how each leans, the country, the lead's own means, and the terms of this scene."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.message import Message

from game.engine import power_statuses
from game.saves.run import Run
from game.story.model import SPENT, Variable
from game.tui.widgets.lines import Bit, Line, Lines
from game.tui.widgets.wrap import fitting
from game.tui.widgets.wrap import rows as broken
from game.view import ledger, words
from game.view.powers import GLYPHS
from game.view.sanitize import one_line

WIDTH = 38
INSIDE = WIDTH - 4
LABEL = 12


class Panel(Lines):
    """What the player may know without opening anything. A click on a term opens its card, on a chair the ledger."""

    DEFAULT_CSS = f"Panel {{ width: {WIDTH}; height: 1fr; }}"

    class Asked(Message):
        """A row was clicked: a term to open, or a `chair`."""

        def __init__(self, id: str, chair: bool) -> None:
            super().__init__()
            self.id, self.chair = id, chair

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._asks: dict[int, str] = {}
        self._run: Run | None = None

    def tell(self, run: Run) -> None:
        """Show how things stand in a run."""
        self._run = run
        self.lay()

    def lay(self) -> None:
        """Set the lines anew; where there is no room for all, the terms go first and the chairs last.

        Powers and means stand together: they are what a lead works with.
        """
        if self._run is None:
            return
        self._asks = {}
        powers, (country, means) = self._powers(self._run), self._gauges(self._run)
        between = [*powers, means, country] if powers else [country, means]
        parts = [
            part for part in (self._chairs(self._run), *between, self._terms(self._run)) if part[1]
        ]
        tall = (self.size.height or self.app.size.height - 2) - 1
        lines: list[Line] = []
        for title, rows in parts:
            room = tall - len(lines) - 1
            if room < 1:
                break
            lines.append(_rule(title, first=not lines))
            for line, ask in rows[:room]:
                if ask:
                    self._asks[len(lines)] = ask
                lines.append(_inside(line))
        if lines:
            lines.append([(f"└{'─' * (WIDTH - 3)}┘ ", "rule")])
        self.put(lines)

    def _chairs(self, run: Run) -> tuple[str, list[tuple[Line, str]]]:
        story, state = run.story, run.turn.state
        rows: list[tuple[Line, str]] = []
        seated = any(person.chairs for person in story.world.people)
        lines, sums = ledger.visible_ledger(story, state, run.ledger())
        for id in ledger.ledger_people(story, state, lines):
            total = sums.get(id, 0)
            name = one_line(story.people[id].name if id in story.people else id)
            ink = "good" if total > 0 else "red" if total < 0 else "dim"
            said = (
                ledger.support_words(story, state, total)
                if state.is_seated(id) or not seated
                else "no chair"
            )
            rows.append(
                (
                    [(_fill(name, LABEL), ""), (f"{ledger.arrows(total):<4}", ink), (said, "dim")],
                    f"chair {id}",
                )
            )
        count = (
            len(state.members(next((c.body for p in story.world.people for c in p.chairs), "")))
            if seated
            else len(rows)
        )
        return (
            f"THE {words.number_word(count).upper()} CHAIRS" if seated and count else "THE LEDGER"
        ), rows

    def _powers(self, run: Run) -> list[tuple[str, list[tuple[Line, str]]]]:
        """The holds of each power by how they stand, with the names of whom they are on."""
        found = []
        for hand in power_statuses(run.story, run.turn.state):
            parts: list[tuple[Line, str]] = []
            for state, glyph in GLYPHS.items():
                names = ", ".join(one_line(hold.name) for hold in hand.holds if hold.state == state)
                first: Line = [
                    (f"{glyph} ", "" if state == SPENT else "red"),
                    (f"{state:<8}", "dim"),
                ]
                room = INSIDE - 10
                for start, end in broken(names, room, room) if names else ():
                    parts.append(
                        (
                            [
                                *(first if not start else [(" " * 10, "")]),
                                (names[start:end], "dim" if state == SPENT else ""),
                            ],
                            "",
                        )
                    )
            found.append((_cut(one_line(hand.name).upper(), WIDTH - 8), parts))
        return found

    def _gauges(self, run: Run) -> list[tuple[str, list[tuple[Line, str]]]]:
        story, state = run.story, run.turn.state
        found = []
        for kind, title in (("country", "THE COUNTRY"), ("resource", "YOUR MEANS")):
            rows: list[tuple[Line, str]] = [
                (_gauge(one, state[one.id]), "") for one in ledger.gauges(story, state, kind)
            ]
            found.append((title, rows))
        return found

    def _terms(self, run: Run) -> tuple[str, list[tuple[Line, str]]]:
        step = run.last
        found = dict.fromkeys(
            span.term for passage in step.turn.passages for span in passage.spans if span.term
        )
        rows: list[tuple[Line, str]] = []
        for id in found:
            new = run.known.get(id) == step.id
            name = one_line(run.story.link_name(id))
            rows.append(
                (
                    [
                        ("✓ ", "good"),
                        (_fill(name, 20), "name"),
                        ("met here" if new else "met before", "dim"),
                    ],
                    id,
                )
            )
        return "TERMS IN THIS SCENE", rows

    def on_resize(self) -> None:
        self.lay()

    def on_click(self, event: events.Click) -> None:
        if event.y in self._asks:
            id = self._asks[event.y]
            self.post_message(self.Asked(id.removeprefix("chair "), id.startswith("chair ")))


def _gauge(variable: Variable, value: int | bool | str) -> Line:
    label = _fill(one_line(variable.label or variable.id), LABEL)
    if isinstance(value, bool) or not isinstance(value, int):
        return [(label, ""), (ledger.gauge(variable, value), "dim")]
    full, size = value - variable.low, variable.high - variable.low
    word = one_line(variable.words[full]) if variable.words else f"{value} of {variable.high}"
    if size > 7:
        return [(label, ""), (word, "dim")]
    return [(label, ""), ("●" * full, "red"), ("○" * (size - full), "dim"), (f"  {word}", "dim")]


def _fill(text: str, width: int) -> str:
    """The text and at least one blank in so many cells, three or more; cut with an ellipsis where it is longer."""
    if cell_len(text) >= width:
        text = text[: fitting(text, 0, len(text), width - 2)] + "…"
    return text + " " * (width - cell_len(text))


def _cut(text: str, width: int) -> str:
    """The text in so many cells at most."""
    return text if cell_len(text) <= width else text[: fitting(text, 0, len(text), width - 1)] + "…"


def _inside(line: Line) -> Line:
    used, bits = 0, list[Bit]()
    for text, ink in line:
        size, room = cell_len(text), INSIDE - used
        if size > room:
            text = set_cell_size(text, max(0, room - 1)) + "…"[:room]
            size = room
        bits.append((text, ink))
        used += size
    return [("│ ", "rule"), *bits, (" " * (INSIDE - used), ""), ("│ ", "rule")]


def _rule(title: str, *, first: bool) -> Line:
    left, right = ("┌", "┐ ") if first else ("├", "┤ ")
    return [
        (left, "rule"),
        (f" {title} ", "dim"),
        ("─" * (WIDTH - 5 - cell_len(title)), "rule"),
        (right, "rule"),
    ]
