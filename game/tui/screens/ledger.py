"""The ledger of the chairs: every member, his sum, and each line with its reason and scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.engine import LedgerEntry, State
from game.story.model import Story
from game.tui.content import assembled, styled
from game.tui.rows import Rows, filled, ruled, sum_style, wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.row_list import RowList, item, note
from game.view import ledger, words
from game.view.names import lead_name, person_name, scene_title
from game.view.sanitize import one_line

WIDE = 100
BEAM_FROM = 64
"""Columns from which on a sum is also shown as a weight on a beam."""
REACH = 9
"""A member's sum lies between -9 and 9."""
LedgerTarget = tuple[str, LedgerEntry | None]
"""A person, and one of his lines or None for his head."""


class LedgerScreen(ListScreen):
    """The whole ledger of the run on the play screen, open at one person's page if one is named.

    Where there is room the members and their sums stand beside the pages.
    """

    WHERE = ("ledger", "roll", "room")
    DEFAULT_CSS = """
    LedgerScreen {
        #pages { margin: 1 0 0 1; max-width: 82; }
        #index { width: 36; height: 1fr; margin: 1 0 0 2; padding: 0 2 0 0; display: none; }
        &.-wide #index { display: block; }
        &.-short #pages { margin: 0 0 0 1; }
    }
    """

    def __init__(self, who: str = "") -> None:
        super().__init__()
        self.who = who
        self.books = ledger.VisibleLedger((), {})
        self.targets: list[LedgerTarget] = []

    def compose_body(self) -> ComposeResult:
        with Horizontal():
            yield Static(id="index")
            yield RowList(id="pages")

    def on_mount(self) -> None:
        run = self.game.playing
        self.set_class(self.app.size.width >= WIDE, "-wide")
        day = words.day(run.turn.state.date) if run else ""
        self.set_heading("THE LEDGER", lead_name(run.story, run.lead) if run and day else "", day)
        if run is None:
            said = "There is no ledger before there is a run."
            self.row_list.show([note(partial(wrapped, said, style="dim"))])
            return
        story, state = run.story, run.turn.state
        self.books = ledger.visible_ledger(story, state, run.ledger())
        self.targets = targets(story, state, self.books.lines)
        people = [person for person, _ in self.targets]
        at = people.index(self.who) if self.who in people else 0
        self.row_list.show(options(story, state, self.books.sums, self.targets), at)
        self.mark()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    @on(RowList.OptionHighlighted)
    def mark(self) -> None:
        """Let the index show whose page is being read."""
        run = self.game.playing
        if run is not None and self.targets:
            here = self.targets[self.row_list.cursor][0]
            people = [person for person, entry in self.targets if entry is None]
            rows = partial(index, run.story, self.books.sums, people, here)
            self.query_one("#index", Static).update(Rows(rows), layout=False)

    def action_pick(self) -> None:
        """From a line to the place that wrote it; from a name to the person's card."""
        if not self.targets:
            return
        person, entry = self.targets[self.row_list.cursor]
        if entry is None:
            self.call_next(self.show_card, person)
        else:
            self.go_to_place(entry.scene, entry.choice)

    def action_next_page(self, step: int) -> None:
        """To the next person's page, or the one before."""
        heads = (number for number, (_, entry) in enumerate(self.targets) if entry is None)
        self.row_list.move_among(heads, step)


def targets(story: Story, state: State, lines: Sequence[LedgerEntry]) -> list[LedgerTarget]:
    """What the cursor can stand on: each person, then each of his lines, oldest first."""
    found: list[LedgerTarget] = []
    for person in ledger.ledger_people(story, state, lines):
        found.append((person, None))
        found += [(person, line) for line in lines if line.person == person]
    return found


def options(
    story: Story, state: State, sums: Mapping[str, int], found: Sequence[LedgerTarget]
) -> Iterator[Option]:
    """The pages, with a blank row after each; the gauges after them."""
    yield note(lambda width: [*wrapped(ledger.MODEL, width, "dim em"), Content()])
    if not found:
        yield note(partial(wrapped, "Nobody has a page in it yet.", style="dim"))
    people = dict.fromkeys(person for person, _ in found)
    for number, person in enumerate(people):
        entries = [entry for who, entry in found if who == person and entry]
        total = sums.get(person, 0)
        if number:
            yield note(lambda _width: [Content()])
        yield item(partial(_head, story, state, person, total))
        yield from (item(partial(_entry, story, entry)) for entry in entries)
        if not entries:
            indent = Content.blank(5)
            yield note(partial(wrapped, "Nothing is written yet.", style="dim", first=indent))
        elif (weight := sum(entry.weight for entry in entries)) != total:
            bound = "a sum stops at nine on either side, as it is written"
            said = f"The lines come to {ledger.signed(weight)}; {bound}."
            yield note(partial(wrapped, said, style="dim", first=Content.blank(6)))
    yield note(partial(_gauges, story, state))


def _head(story: Story, state: State, person: str, total: int, width: int) -> list[Content]:
    seats = any(one.chairs for one in story.world.people)
    said = words.leaning(total) + ("" if state.is_seated(person) or not seats else ", no chair")
    beam = _beam(total) if width >= BEAM_FROM else Content()
    room = max(8, min(22, width - 28 - (2 * REACH + 3 if beam else 0)))
    left = max(0, min(28, width - room - 10 - (2 * REACH + 2 if beam else 0)))
    arrows = (f" {ledger.arrows(total):<3} ", sum_style(total))
    name, number = filled(person_name(story, person), room), f"{ledger.signed(total):>2}  "
    return [
        assembled((name, "strong"), arrows, (number, "strong"), (filled(said, left), "")) + beam
    ]


def _beam(total: int) -> Content:
    """The sum as a weight on a beam from -9 to 9."""
    at = max(-REACH, min(REACH, total)) + REACH
    marks = ["─"] * (2 * REACH + 1)
    marks[REACH] = "┼"
    left, right = "".join(marks[:at]), "".join(marks[at + 1 :])
    return assembled((left, "rule"), ("●", sum_style(total)), (right, "rule"))


def _entry(story: Story, line: LedgerEntry, width: int) -> list[Content]:
    scene = scene_title(story, line.scene)
    weight = (f"{line.weight:+d}", f"{sum_style(line.weight)} strong")
    first = assembled(("  ", ""), weight, (f"  {line.kind:<9}", "dim"))
    rows = wrapped(words.sentence(one_line(line.reason)), width, first=first)
    if scene and rows[-1].cell_length + len(scene) + 4 <= width:
        rows[-1] = rows[-1] + "  " + styled(scene, "dim em")
    elif scene:
        rows += wrapped(scene, width, "dim em", Content.blank(15))
    return rows


def _gauges(story: Story, state: State, width: int) -> list[Content]:
    rows: list[Content] = [Content()]
    for kind, title in (("country", "THE COUNTRY"), ("resource", "YOUR MEANS")):
        shown = ledger.gauges(story, state, kind)
        rows += [Content(), ruled(title, width)] if shown else []
        for variable in shown:
            label = styled(f"{filled(one_line(variable.label or variable.id), 18)} ", "dim")
            said = one_line(ledger.gauge(variable, state[variable.id]))
            rows += wrapped(said, width, first=label)
    return rows


def index(
    story: Story, sums: Mapping[str, int], people: Sequence[str], here: str, width: int
) -> list[Content]:
    """The members with their sums; the one being read has the pointer."""
    rows = [ruled("WHO", width), Content()]
    for person in people:
        total, strong = sums.get(person, 0), "strong" if person == here else ""
        pointer = ("▸ " if person == here else "  ", "red")
        name = (filled(person_name(story, person), 19), strong)
        arrows = (f" {ledger.arrows(total):<3}", sum_style(total))
        rows.append(
            assembled(pointer, name, arrows, (f" {ledger.signed(total):>2}", strong or "dim"))
        )
    return rows
