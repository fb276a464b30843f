"""Two branches side by side: where they part, what was chosen, what the ledger, the gauges and the ends came to, and what did not change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType

from game.engine import LedgerEntry
from game.saves import SavesError
from game.saves.run import Run
from game.story.model import Story
from game.tui.commands import bindings
from game.tui.screens.rolling import RollScreen, filled, ruled, wrapped
from game.tui.widgets.footer import Footer
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import Roll, Sheet
from game.view import ledger, words
from game.view.comparison import BranchComparison, Decision, compare_branches
from game.view.names import person_name
from game.view.sanitize import one_line

TWO_COLUMNS = 76
GAP = 3


class CompareScreen(RollScreen):
    """Two steps of one lead's tree and the branches that led there. Enter goes on from the decision under the cursor."""

    WHERE = ("compare", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("compare", "roll", "room")
    DEFAULT_CSS = """
    CompareScreen {
        background: $background;
        align-horizontal: center;
        #both { margin: 1 1 0 1; max-width: 126; }
        &.-short #both { margin: 0 1; }
    }
    """

    def __init__(self, first: int, second: int) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.steps: list[int] = []

    def compose(self) -> ComposeResult:
        yield Header()
        yield Roll(id="both")
        yield Footer(*self.WHERE)

    def on_mount(self) -> None:
        self.query_one(Header).say("TWO BRANCHES", "A and B, from where they part")
        try:
            compared = compare_branches(self.game.story, self.game.store, self.first, self.second)
        except SavesError as fault:
            said = one_line(str(fault))
            self.roll.show(lambda width: Sheet(wrapped(said, width, "dim")))
            return
        self.roll.show(partial(self.set_to, compared), 0)

    def set_to(self, compared: BranchComparison, width: int) -> Sheet:
        """The comparison at a width; the cursor walks the decisions."""
        sheet, self.steps = Setting(self.game.story, compared, width).sheet()
        return sheet

    def action_pick(self) -> None:
        """Go on from a decision."""
        if not self.steps:
            return
        try:
            run = Run.at(self.game.story, self.game.store, self.steps[self.roll.cursor])
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return
        self.game.show(run)


class Setting:
    """A comparison set to a width: two columns where there is room, else A above B."""

    def __init__(self, story: Story, compared: BranchComparison, width: int) -> None:
        self.story, self.compared, self.width = story, compared, width
        self.two = width >= TWO_COLUMNS
        self.half = (width - GAP) // 2 if self.two else width
        self.rows: list[Line] = []
        self.items: list[tuple[int, int]] = []
        self.steps: list[int] = []

    def sheet(self) -> tuple[Sheet, list[int]]:
        """The rows, and the step behind each item."""
        its = self.compared
        self.rows += self.both(
            *(self.headed(sign, name) for sign, name in zip("AB", its.names, strict=True)),
            labelled=False,
        )
        self.head("WHERE THEY PART")
        after = words.count(its.shared, "decision")
        self.item(
            [its.parted_step],
            wrapped(
                f"In “{its.parted}”, after {after} that both have."
                if its.shared
                else f"At once, in “{its.parted}”.",
                self.width,
            ),
        )
        self.decisions(*its.decisions)
        self.ledger()
        self.pairs("THE GAUGES", its.gauges)
        self.pairs("THE CHAIRS", its.seats)
        self.head("THE END")
        self.rows += self.both(
            *([line for part in end for line in wrapped(part, self.half, "")] for end in its.ends)
        )
        self.head("WHAT DID NOT CHANGE")
        for said in its.same or ("Nothing: they have only the beginning in common.",):
            self.rows += wrapped(said, self.width, "", [("· ", "dim")])
        self.rows += [[], *wrapped(ledger.MODEL, self.width, "dim em")]
        return Sheet(self.rows, self.items), self.steps

    def head(self, title: str) -> None:
        """A heading, after a blank row."""
        self.rows += [[], ruled(title, self.width)]

    def item(self, steps: Sequence[int], rows: list[Line]) -> None:
        """Rows that the cursor can stand on, with the step they lead to."""
        self.items.append((len(self.rows), len(self.rows) + len(rows)))
        self.steps.append(steps[0])
        self.rows += rows

    def headed(self, sign: str, name: str) -> list[Line]:
        """A branch's sign and name."""
        return wrapped(name, self.half, "strong", [(f"{sign}  ", "red strong")])

    def both(self, left: list[Line], right: list[Line], *, labelled: bool = True) -> list[Line]:
        """Rows beside each other, or one above the other under A and B."""
        if not self.two:
            signs: list[list[Line]] = [
                [[(sign, "red strong")]] if labelled else [] for sign in "AB"
            ]
            return [*signs[0], *left, *signs[1], *right]
        found: list[Line] = []
        for one, other in zip_longest(left, right, fillvalue=()):
            gap = self.half - sum(cell_len(text) for text, _ in one)
            found.append([*one, (" " * max(0, gap), ""), (" │ ", "rule"), *other])
        return found

    def decisions(self, one: tuple[Decision, ...], other: tuple[Decision, ...]) -> None:
        """What each chose from there on; the cursor stands on each pair, or on each decision in one column."""
        self.head("WHAT WAS CHOSEN")
        if self.two:
            nothing = wrapped("Nothing more.", self.half, "dim")
            for number, (left, right) in enumerate(zip_longest(one, other)):
                steps = [it.step for it in (left, right) if it]
                sides = [self.decision(it) if it or number else nothing for it in (left, right)]
                self.item(steps, self.both(*sides))
            return
        for sign, line in zip("AB", (one, other), strict=True):
            self.rows.append([(sign, "red strong")])
            for it in line:
                self.item([it.step], self.decision(it))
            if not line:
                self.rows += wrapped("Nothing more.", self.width, "dim")

    def decision(self, it: Decision | None) -> list[Line]:
        """Where and what."""
        return (
            [
                *wrapped(it.title, self.half, "dim em"),
                *wrapped(it.label, self.half, "", [("■ ", "dim")]),
            ]
            if it
            else []
        )

    def ledger(self) -> None:
        """Sums that differ, and the lines that only one of them has."""
        its = self.compared
        if not its.sums and not any(its.lines):
            return
        self.head("THE LEDGER")
        for person, one, other in its.sums:
            self.rows.append([(person_name(self.story, person), "strong")])
            self.rows += self.both([_sum("A", one)], [_sum("B", other)], labelled=False)
        left, right = (self.entries(lines) for lines in its.lines)
        if left or right:
            self.rows += [
                [],
                *wrapped("Lines that only one of them has:", self.width, "dim"),
                *self.both(left, right),
            ]

    def entries(self, lines: tuple[LedgerEntry, ...]) -> list[Line]:
        """Lines of the ledger, each with its person and reason."""
        found: list[Line] = []
        for line in lines:
            sign: list[Bit] = [(f"{line.weight:+d} ", "good" if line.weight > 0 else "red")]
            found += wrapped(
                words.sentence(
                    f"{person_name(self.story, line.person)}, {line.kind}: {one_line(line.reason)}"
                ),
                self.half,
                "",
                sign,
            )
        return found or wrapped("None.", self.half, "dim")

    def pairs(self, title: str, pairs: Sequence[tuple[str, str, str]]) -> None:
        """Things that are one way in A and another in B."""
        if not pairs:
            return
        self.head(title)
        for label, one, other in pairs:
            name = filled(label, min(16, self.half // 3))
            self.rows += self.both(
                *(
                    wrapped(said, self.half, "", [(f"{sign} ", "red"), (name, "dim"), (" ", "")])
                    for sign, said in (("A", one), ("B", other))
                ),
                labelled=False,
            )


def _sum(sign: str, total: int) -> Line:
    ink = "good" if total > 0 else "red" if total < 0 else "dim"
    return [
        (f"{sign} ", "red"),
        (f"{ledger.arrows(total):<3} ", ink),
        (f"{ledger.signed(total):>2}  ", "strong"),
        (words.leaning(total), ""),
    ]
