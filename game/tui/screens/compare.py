"""Two branches side by side: where they part, what each chose and came to, what is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widgets.option_list import Option

from game.engine import LedgerEntry
from game.saves import SavesError
from game.story.model import Story
from game.tui.content import assembled, styled
from game.tui.rows import beside, filled, ruled, sum_style, wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.row_list import item, note
from game.view import ledger, words
from game.view.comparison import BranchComparison, Decision, Pair, compare_branches
from game.view.names import person_name
from game.view.sanitize import one_line

TWO_COLUMNS = 81
"""Columns of the screen from which on A and B stand beside each other."""
GAP = 3
RULE = styled(" │ ", "rule")


class CompareScreen(ListScreen):
    """Two steps of one lead's tree, and how each was reached. Enter goes on from a decision."""

    WHERE = ("compare", "roll", "room")
    DEFAULT_CSS = "CompareScreen RowList { max-width: 126; }"

    def __init__(self, first: int, second: int) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.compared: BranchComparison | None = None
        self.two = True

    def on_mount(self) -> None:
        self.set_heading("TWO BRANCHES", "A and B, from where they part")
        game = self.game
        try:
            self.compared = compare_branches(game.story, game.store, self.first, self.second)
        except SavesError as fault:
            self.row_list.show([note(partial(wrapped, one_line(str(fault)), style="dim"))])
        self.set_out(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        if (event.size.width >= TWO_COLUMNS) != self.two:
            self.set_out(event.size.width)

    def set_out(self, width: int) -> None:
        """Set the comparison out anew, in one column or two."""
        self.two = width >= TWO_COLUMNS
        if self.compared:
            rows = ComparisonRows(self.game.story, self.compared, self.two)
            self.row_list.show(rows.options())

    @property
    def steps(self) -> list[int]:
        """The steps that the cursor can stand on, in order."""
        return decision_steps(self.compared, two=self.two) if self.compared else []

    def action_pick(self) -> None:
        """Go on from a decision."""
        if self.compared:
            self.go_on_from(self.steps[self.row_list.cursor])


def decision_steps(its: BranchComparison, *, two: bool) -> list[int]:
    """The step where they part, then those of the decisions, by pairs in two columns."""
    if not two:
        return [its.parted_step, *(one.step for side in its.decisions for one in side)]
    pairs = zip_longest(*its.decisions)
    return [its.parted_step, *(one.step if one else other.step for one, other in pairs)]


class ComparisonRows(NamedTuple):
    """A comparison as options: in two columns, or A above B."""

    story: Story
    compared: BranchComparison
    two: bool

    def options(self) -> Iterator[Option]:
        """Everything; the cursor can stand on what `decision_steps` has."""
        its = self.compared
        yield note(self.names)
        yield note(partial(_head, "WHERE THEY PART"))
        after = f"In “{its.parted}”, after {words.count(its.shared, 'decision')} that both have."
        yield item(partial(wrapped, after if its.shared else f"At once, in “{its.parted}”."))
        yield note(partial(_head, "WHAT WAS CHOSEN"))
        yield from self.pairs() if self.two else self.columns()
        if its.sums or any(its.lines):
            yield note(self.ledger)
        for title, pairs in (("THE GAUGES", its.gauges), ("THE CHAIRS", its.seats)):
            if pairs:
                yield note(partial(self.differences, title, pairs))
        yield note(self.ends)
        yield note(self.same)

    def pairs(self) -> Iterator[Option]:
        """The decisions by pairs, beside each other."""
        for number, pair in enumerate(zip_longest(*self.compared.decisions)):
            yield item(partial(self.pair, pair, number == 0))

    def columns(self) -> Iterator[Option]:
        """The decisions of A, then those of B."""
        for sign, decisions in zip("AB", self.compared.decisions, strict=True):
            yield note(partial(wrapped, sign, style="red strong"))
            yield from (item(partial(_decision, one)) for one in decisions)
            if not decisions:
                yield note(partial(wrapped, "Nothing more.", style="dim"))

    def half(self, width: int) -> int:
        """Cells of a column."""
        return (width - GAP) // 2 if self.two else width

    def both(
        self, left: list[Content], right: list[Content], width: int, *, labelled: bool = True
    ) -> list[Content]:
        """Rows beside each other, or one above the other under A and B."""
        if self.two:
            return beside(left, right, self.half(width), RULE)
        if not labelled:
            return [*left, *right]
        return [styled("A", "red strong"), *left, styled("B", "red strong"), *right]

    def names(self, width: int) -> list[Content]:
        """The signs and names of the branches."""
        half, (first, second) = self.half(width), self.compared.names
        left = wrapped(first, half, "strong", styled("A  ", "red strong"))
        right = wrapped(second, half, "strong", styled("B  ", "red strong"))
        return self.both(left, right, width, labelled=False)

    def pair(
        self, pair: tuple[Decision | None, Decision | None], first: bool, width: int
    ) -> list[Content]:
        """What each of them chose; where one has nothing more, the first pair says so."""
        half = self.half(width)
        nothing = wrapped("Nothing more.", half, "dim") if first else []
        left, right = (_decision(one, half) if one else nothing for one in pair)
        return self.both(left, right, width)

    def ledger(self, width: int) -> list[Content]:
        """Sums that differ, and the lines that only one of them has."""
        its, rows = self.compared, _head("THE LEDGER", width)
        for person, one, other in its.sums:
            rows.append(styled(person_name(self.story, person), "strong"))
            rows += self.both([_sum("A", one)], [_sum("B", other)], width, labelled=False)
        left, right = (self.entries(lines, self.half(width)) for lines in its.lines)
        if any(its.lines):
            rows += [Content(), *wrapped("Lines that only one of them has:", width, "dim")]
            rows += self.both(left, right, width)
        return rows

    def entries(self, lines: tuple[LedgerEntry, ...], width: int) -> list[Content]:
        """Lines of the ledger, each with its person and reason."""
        found: list[Content] = []
        for line in lines:
            sign = styled(f"{line.weight:+d} ", "good" if line.weight > 0 else "red")
            said = f"{person_name(self.story, line.person)}, {line.kind}: {one_line(line.reason)}"
            found += wrapped(words.sentence(said), width, first=sign)
        return found or wrapped("None.", width, "dim")

    def differences(self, title: str, pairs: Sequence[Pair], width: int) -> list[Content]:
        """Things that are one way in A and another in B."""
        rows, half = _head(title, width), self.half(width)
        for label, one, other in pairs:
            name = (f"{filled(label, min(16, half // 3))} ", "dim")
            left = wrapped(one, half, first=assembled(("A ", "red"), name))
            right = wrapped(other, half, first=assembled(("B ", "red"), name))
            rows += self.both(left, right, width, labelled=False)
        return rows

    def ends(self, width: int) -> list[Content]:
        """What each of them came to."""
        half, ends = self.half(width), self.compared.ends
        left, right = ([row for part in end for row in wrapped(part, half)] for end in ends)
        return [*_head("THE END", width), *self.both(left, right, width)]

    def same(self, width: int) -> list[Content]:
        """What did not change."""
        rows = _head("WHAT DID NOT CHANGE", width)
        for said in self.compared.same or ("Nothing: they have only the beginning in common.",):
            rows += wrapped(said, width, first=styled("· ", "dim"))
        return [*rows, Content(), *wrapped(ledger.MODEL, width, "dim em")]


def _head(title: str, width: int) -> list[Content]:
    """A heading, after a blank row."""
    return [Content(), ruled(title, width)]


def _decision(it: Decision, width: int) -> list[Content]:
    """Where and what."""
    place = wrapped(it.title, width, "dim em")
    return [*place, *wrapped(it.label, width, first=styled("■ ", "dim"))]


def _sum(sign: str, total: int) -> Content:
    arrows = (f"{ledger.arrows(total):<3} ", sum_style(total))
    number = (f"{ledger.signed(total):>2}  ", "strong")
    return assembled((f"{sign} ", "red"), arrows, number, (words.leaning(total), ""))
