"""The panel beside the text: chairs, country, means and terms, what is known without asking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from game.engine import power_statuses
from game.saves.run import Run
from game.story.model import SPENT, Variable
from game.tui.content import assembled, styled
from game.tui.rows import NOTHING, filled, wrapped
from game.view import ledger, words
from game.view.names import person_name
from game.view.powers import GLYPHS
from game.view.sanitize import one_line

WIDTH = 38
INSIDE = WIDTH - 4
LABEL = 12
"""Columns of the panel, of a row in it, and of the name in a row."""
WIDEST_GAUGE = 7
"""Steps up to which a gauge is drawn as dots."""


class PanelRow(NamedTuple):
    """A row, and what a click opens: a term's card, a person's page of the ledger, or nothing."""

    content: Content
    term: str = ""
    person: str = ""


class Section(NamedTuple):
    """Rows under a title."""

    title: str
    rows: list[PanelRow]


class Panel(Widget):
    """What the player may know without opening anything, as far as there is room for it."""

    DEFAULT_CSS = f"Panel {{ width: {WIDTH}; height: 1fr; text-wrap: nowrap; }}"

    class RowClicked(Message):
        """A row that leads somewhere was clicked."""

        def __init__(self, row: PanelRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._rows: list[PanelRow] = []
        self._run: Run | None = None

    def tell(self, run: Run) -> None:
        """Show how things stand in a run."""
        self._run = run
        self._show()

    def _show(self) -> None:
        if self._run is None:
            return
        shown = list(rows(sections(self._run), self.size.height or self.app.size.height - 2))
        old, self._rows = self._rows, shown
        blank = PanelRow(NOTHING)
        both = enumerate(zip_longest(old, shown, fillvalue=blank))
        if changed := [Region(0, y, WIDTH, 1) for y, (one, other) in both if one != other]:
            self.refresh(*changed)  # to draw all of it again takes as long as the text

    def render_line(self, y: int) -> Strip:
        """A row; Textual asks for those that changed."""
        content = self._rows[y].content if y < len(self._rows) else NOTHING
        style = self.visual_style
        return Strip(content.render_segments(style)).adjust_cell_length(WIDTH, style.rich_style)

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join(row.content.plain for row in self._rows)

    def on_resize(self) -> None:
        self._show()

    def on_click(self, event: events.Click) -> None:
        row = self._rows[event.y] if event.y < len(self._rows) else PanelRow(NOTHING)
        if row.term or row.person:
            self.post_message(self.RowClicked(row))


def sections(run: Run) -> list[Section]:
    """What the panel tells, what matters most first; powers and means stand together."""
    powers, country, means = _powers(run), _gauges(run, "country"), _gauges(run, "resource")
    between = [*powers, means, country] if powers else [country, means]
    return [part for part in (_chairs(run), *between, _terms(run)) if part.rows]


def rows(parts: list[Section], height: int) -> Iterator[PanelRow]:
    """The sections in a box; where there is no room for all, the last ones go first."""
    left = height - 1
    for number, part in enumerate(parts):
        if left < 2:
            break
        yield PanelRow(_title(part.title, first=not number))
        for row in part.rows[: left - 1]:
            yield row._replace(content=_boxed(row.content))
        left -= 1 + min(len(part.rows), left - 1)
    if parts:
        yield PanelRow(styled(f"└{'─' * (WIDTH - 3)}┘ ", "rule"))


def _title(title: str, *, first: bool) -> Content:
    left, right = ("┌", "┐ ") if first else ("├", "┤ ")
    said = styled(f" {title} ", "dim").truncate(WIDTH - 5, ellipsis=True)
    rule = styled("─" * (WIDTH - 3 - said.cell_length), "rule")
    return styled(left, "rule") + said + rule + styled(right, "rule")


def _boxed(content: Content) -> Content:
    inside = content.truncate(INSIDE, ellipsis=True, pad=True)
    return styled("│ ", "rule") + inside + styled("│ ", "rule")


def _label(text: str) -> Content:
    """A name and at least one blank, cut with an ellipsis where it is longer."""
    return Content(filled(one_line(text), LABEL - 1) + " ")


def _chairs(run: Run) -> Section:
    story, state = run.story, run.turn.state
    seated = any(person.chairs for person in story.world.people)
    lines, sums = ledger.visible_ledger(story, state, run.ledger())
    found: list[PanelRow] = []
    for id in ledger.ledger_people(story, state, lines):
        total = sums.get(id, 0)
        style = "good" if total > 0 else "red" if total < 0 else "dim"
        has_chair = state.is_seated(id) or not seated
        said = ledger.support_words(story, state, total) if has_chair else "no chair"
        row = assembled((f"{ledger.arrows(total):<4}", style), (said, "dim"))
        found.append(PanelRow(_label(person_name(story, id)) + row, person=id))
    if not seated:
        return Section("THE LEDGER", found)
    body = next((chair.body for one in story.world.people for chair in one.chairs), "")
    count = len(state.members(body))
    return Section(
        f"THE {words.number_word(count).upper()} CHAIRS" if count else "THE LEDGER", found
    )


def _powers(run: Run) -> list[Section]:
    """The holds of each power by how they stand, with the names of whom they are on."""
    found = []
    for power in power_statuses(run.story, run.turn.state):
        part = Section(one_line(power.name).upper(), [])
        for state, glyph in GLYPHS.items():
            names = ", ".join(one_line(hold.name) for hold in power.holds if hold.state == state)
            spent = state == SPENT
            first = assembled((f"{glyph} ", "" if spent else "red"), (f"{state:<8}", "dim"))
            lines = wrapped(names, INSIDE, "dim" if spent else "", first) if names else []
            part.rows.extend(PanelRow(line) for line in lines)
        found.append(part)
    return found


def _gauges(run: Run, kind: str) -> Section:
    title = {"country": "THE COUNTRY", "resource": "YOUR MEANS"}[kind]
    state = run.turn.state
    shown = ledger.gauges(run.story, state, kind)
    return Section(title, [PanelRow(_gauge(one, state[one.id])) for one in shown])


def _gauge(variable: Variable, value: int | bool | str) -> Content:
    label = _label(variable.label or variable.id)
    if isinstance(value, bool) or not isinstance(value, int):
        return label + styled(ledger.gauge(variable, value), "dim")
    full, size = value - variable.low, variable.high - variable.low
    word = one_line(variable.words[full]) if variable.words else f"{value} of {variable.high}"
    if size > WIDEST_GAUGE:
        return label + styled(word, "dim")
    dots = assembled(("●" * full, "red"), ("○" * (size - full), "dim"))
    return label + dots + styled(f"  {word}", "dim")


def _terms(run: Run) -> Section:
    spans = [span for passage in run.turn.passages for span in passage.spans]
    found: list[PanelRow] = []
    for id in dict.fromkeys(span.term for span in spans if span.term):
        new = run.known.get(id) == run.step
        name = filled(one_line(run.story.link_name(id)), 19) + " "
        said = "met here" if new else "met before"
        row = assembled(("✓ ", "good"), (name, "name"), (said, "dim"))
        found.append(PanelRow(row, term=id))
    return Section("TERMS IN THIS SCENE", found)
