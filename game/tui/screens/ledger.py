"""The ledger of the chairs: every member, his sum, and every line in it with its reason, its kind and the scene that wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from game.engine import LedgerEntry, State
from game.story.model import Story
from game.tui.commands import bindings
from game.tui.screens.rolling import RollScreen, filled, ruled, wrapped
from game.tui.widgets.footer import Footer
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line, Lines
from game.tui.widgets.roll import Roll, Sheet
from game.view import ledger, words
from game.view.sanitize import one_line

WIDE = 100
INDEX = 36
Sums = Mapping[str, int]
REACH = 9
"""A member's sum lies between -9 and 9."""


class Index(Lines):
    """The members and their sums beside the pages; the one being read stands out."""

    DEFAULT_CSS = f"Index {{ width: {INDEX}; height: 1fr; margin: 1 0 0 2; }}"


class LedgerScreen(RollScreen):
    """The whole ledger as it stands in the run on the play screen, open at one person's page if one is named."""

    WHERE = ("ledger", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("ledger", "roll", "room")
    DEFAULT_CSS = """
    LedgerScreen {
        background: $background;
        #pages { margin: 1 0 0 1; max-width: 82; }
        #index { display: none; }
        &.-wide #index { display: block; }
        &.-short #pages { margin: 0 0 0 1; }
    }
    """

    def __init__(self, who: str = "") -> None:
        super().__init__()
        self.who = who
        self.books = ledger.VisibleLedger((), {})
        self.targets: list[tuple[str, LedgerEntry | None]] = []

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            yield Index(id="index")
            yield Roll(id="pages")
        yield Footer(*self.WHERE)

    def on_mount(self) -> None:
        run = self.game.playing
        self.set_class(self.app.size.width >= WIDE, "-wide")
        day = words.day(run.turn.state.date) if run else ""
        self.query_one(Header).say(
            "THE LEDGER",
            f"{one_line(run.story.leads[run.lead].name)} · {day}" if run and day else day,
        )
        self.lay()

    def lay(self) -> None:
        """Set the pages, the cursor on the person asked for."""
        run = self.game.playing
        if run is None:
            self.roll.show(
                lambda width: Sheet(
                    wrapped("There is no ledger before there is a run.", width, "dim")
                )
            )
            return
        story, state = run.story, run.turn.state
        self.books = ledger.visible_ledger(story, state, run.ledger())
        self.targets = targets(story, state, self.books.lines)
        at = next(
            (number for number, (person, _) in enumerate(self.targets) if person == self.who), 0
        )
        self.roll.show(lambda width: pages(story, state, self.books.sums, self.targets, width), at)
        self._mark()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")

    @on(Roll.Moved)
    def _mark(self) -> None:
        """Let the index show whose page is being read."""
        run = self.game.playing
        if run is not None and self.targets:
            here = self.targets[self.roll.cursor][0]
            people = list(dict.fromkeys(person for person, _ in self.targets))
            self.query_one(Index).put(index(run.story, self.books.sums, people, here))

    def action_pick(self) -> None:
        """From a line to the place that wrote it; from a name to the person's card."""
        if not self.targets:
            return
        person, entry = self.targets[self.roll.cursor]
        if entry is None:
            self.call_next(self.show_card, person)
        elif not self.game.go_to_scene(entry.scene, entry.choice) and not self.game.go_to_scene(
            entry.scene
        ):
            self.tell("That place is not on the paper of this run.")

    def action_next_page(self, step: int) -> None:
        """To the next person's page, or the one before."""
        heads = [number for number, (_, entry) in enumerate(self.targets) if entry is None]
        here = self.roll.cursor
        past = [number for number in heads if (number - here) * step > 0]
        if past:
            self.roll.point(past[0] if step > 0 else past[-1])


def targets(
    story: Story, state: State, lines: Sequence[LedgerEntry]
) -> list[tuple[str, LedgerEntry | None]]:
    """What the cursor can stand on: each person, then each of his lines, oldest first."""
    found: list[tuple[str, LedgerEntry | None]] = []
    for person in ledger.ledger_people(story, state, lines):
        found.append((person, None))
        found += [(person, line) for line in lines if line.person == person]
    return found


def pages(
    story: Story, state: State, sums: Sums, items: list[tuple[str, LedgerEntry | None]], width: int
) -> Sheet:
    """The pages set to a width, the gauges after them."""
    rows: list[Line] = [*wrapped(ledger.MODEL, width, "dim em"), []]
    places: list[tuple[int, int]] = []
    if not items:
        rows += wrapped("Nobody has a page in it yet.", width, "dim")
    for number, (person, entry) in enumerate(items):
        if entry is None and number:
            rows += [] if items[number - 1][1] is None else [[]]
        start = len(rows)
        rows += (
            _entry(story, entry, width)
            if entry
            else [_head(story, state, person, sums.get(person, 0), width)]
        )
        places.append((start, len(rows)))
        last = number + 1 == len(items) or items[number + 1][1] is None
        if last and entry is None:
            rows += wrapped("Nothing is written yet.", width, "dim", first=[("     ", "")])
            rows.append([])
        elif last:
            rows += _clamped(
                sums.get(person, 0),
                [line.weight for who, line in items if who == person and line],
                width,
            )
    return Sheet([*rows, *_gauges(story, state, width)], places)


def _head(story: Story, state: State, person: str, total: int, width: int) -> Line:
    name = one_line(story.people[person].name if person in story.people else person)
    seats = any(one.chairs for one in story.world.people)
    said = words.leaning(total) + ("" if state.is_seated(person) or not seats else ", no chair")
    beam = _beam(total) if width >= 64 else []
    room = max(8, min(22, width - 28 - (2 * REACH + 3 if beam else 0)))
    return [
        (filled(name, room), "strong"),
        (f" {ledger.arrows(total):<3} ", _ink(total)),
        (f"{ledger.signed(total):>2}  ", "strong"),
        (filled(said, max(0, min(28, width - room - 10 - (2 * REACH + 2 if beam else 0)))), ""),
        *beam,
    ]


def _beam(total: int) -> list[Bit]:
    """The sum as a weight on a beam from -9 to 9."""
    at = max(-REACH, min(REACH, total)) + REACH
    marks = ["─"] * (2 * REACH + 1)
    marks[REACH] = "┼"
    return [("".join(marks[:at]), "rule"), ("●", _ink(total)), ("".join(marks[at + 1 :]), "rule")]


def _entry(story: Story, line: LedgerEntry, width: int) -> list[Line]:
    scene = one_line(story.scenes[line.scene].title if line.scene in story.scenes else line.scene)
    first: list[Bit] = [
        ("  ", ""),
        (f"{line.weight:+d}", f"{_ink(line.weight)} strong"),
        (f"  {line.kind:<9}", "dim"),
    ]
    rows = wrapped(words.sentence(one_line(line.reason)), width, "", first)
    size = sum(len(text) for text, _ in rows[-1])
    if scene and size + len(scene) + 4 <= width:
        rows[-1] = [*rows[-1], ("  ", ""), (scene, "dim em")]
    elif scene:
        rows += wrapped(scene, width, "dim em", [(" " * 15, "")])
    return rows


def _clamped(total: int, weights: list[int], width: int) -> list[Line]:
    """A word where the lines come to more than a sum can be."""
    if sum(weights) == total:
        return []
    return wrapped(
        f"The lines come to {ledger.signed(sum(weights))}; a sum stops at nine on either side, as it is written.",
        width,
        "dim",
        [(" " * 6, "")],
    )


def _gauges(story: Story, state: State, width: int) -> list[Line]:
    rows: list[Line] = []
    for kind, title in (("country", "THE COUNTRY"), ("resource", "YOUR MEANS")):
        shown = ledger.gauges(story, state, kind)
        if shown:
            rows += [[], ruled(title, width)]
        for variable in shown:
            label = filled(one_line(variable.label or variable.id), 18)
            rows += wrapped(
                one_line(ledger.gauge(variable, state[variable.id])),
                width,
                "",
                [(label, "dim"), (" ", "")],
            )
    return rows


def index(story: Story, sums: Sums, people: Sequence[str], here: str) -> list[Line]:
    """The members with their sums; the one being read has the pointer."""
    rows: list[Line] = [ruled("WHO", INDEX - 2), []]
    for person in people:
        total = sums.get(person, 0)
        name = one_line(story.people[person].name if person in story.people else person)
        at = person == here
        rows.append(
            [
                ("▸ " if at else "  ", "red"),
                (filled(name, 19), "strong" if at else ""),
                (f" {ledger.arrows(total):<3}", _ink(total)),
                (f" {ledger.signed(total):>2}", "strong" if at else "dim"),
            ]
        )
    return rows


def _ink(total: int) -> str:
    return "good" if total > 0 else "red" if total < 0 else "dim"
