"""The chronicle set to a width: the record on the left, the branch on the right; below each month where there is one column only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from game.saves.timeline import (
    AS_IT_WAS,
    DECIDED,
    ENDED,
    PARTED,
    PASSED,
    VOTED,
    TimelineEntry,
    partings,
)
from game.story.model import ChronicleEntry, Story
from game.tui.screens.rolling import wrapped
from game.tui.widgets.lines import Bit, Line, width_of
from game.tui.widgets.roll import Sheet
from game.view import words
from game.view.bibliography import reference
from game.view.chronicle import Band, MonthSection
from game.view.sanitize import one_line

TWO_COLUMNS = 86
GAP = 4
BEYOND = "BEYOND WHERE YOU STAND"
NOT_YET = "Your branch has not come here yet. Enter opens a month of the record all the same."
ENDED_BEFORE = "Your branch ended before this. Enter opens a month of the record all the same."
Target = str | ChronicleEntry | TimelineEntry
"""What the cursor can stand on: a section, by its key, an entry of the record, or a moment of the branch."""
Placed = list[tuple[int, int]]


class Annals:
    """Sections set to a width, no column wider than the measure. `opened` are keys of sections and ids of entries.

    `hours` are the events that can be read from two chairs, each with what says so.
    """

    def __init__(
        self,
        story: Story,
        sections: Sequence[MonthSection],
        opened: Collection[str],
        width: int,
        measure: int,
        hours: Mapping[str, str],
    ) -> None:
        self.story, self.sections, self.opened = story, sections, opened
        self.whole, self.hours = width, hours
        self.two = width >= TWO_COLUMNS
        self.half = min(measure, (width - GAP) // 2 if self.two else width)
        self.width = 2 * self.half + GAP if self.two else self.half
        self.over = any(moment.kind == ENDED for section in sections for moment in section.timeline)
        self.rows: list[Line] = []
        self.items: list[tuple[int, int]] = []
        self.sides: list[tuple[int, int]] = []

    def sheet(self, before: Sequence[Line] = ()) -> Sheet:
        """The rows, after those that stand before everything; items in the order of `targets`."""
        self.rows += before
        told = False
        for section in self.sections:
            if section.beyond and not told:
                told = True
                self.space()
                self.rows += [
                    [(BEYOND, "red strong")],
                    *wrapped(ENDED_BEFORE if self.over else NOT_YET, self.width, "dim"),
                    [],
                ]
            self.section(section)
        return Sheet([*self.rows, []], self.items, self.sides)

    def section(self, section: MonthSection) -> None:
        """A heading; below it, where it is open, the bands."""
        is_open = section.key in self.opened
        if is_open:
            self.space()
        self.items.append((len(self.rows), len(self.rows) + 1))
        self.sides.append((0, self.whole))
        self.rows.append(self.heading(section, is_open))
        if not is_open:
            return
        entries: Placed = []
        moments: Placed = []
        if self.two:
            self.rows.append(self.beside([], []))
            for band in section.bands:
                self.two_columns(band, entries, moments)
        else:
            self.one_column(section, entries, moments)
        self.items += [*entries, *moments]
        self.sides += [(0, self.half)] * len(entries)
        self.sides += [(self.half + GAP, self.width) if self.two else (0, self.half)] * len(moments)

    def space(self) -> None:
        """A blank row, unless there is one."""
        if self.rows and self.rows[-1]:
            self.rows.append([])

    def heading(self, section: MonthSection, is_open: bool) -> Line:
        """The month with what is in it, over both columns."""
        name = words.day(section.month).upper() or "BEFORE ANY DATE"
        first: list[Bit] = [
            (f"LATER IN {name}" if section.later else name, "strong"),
            (" ▾" if is_open else " ▸", "red"),
        ]
        count = (
            f"  {words.count(len(section.entries), 'entry', 'entries')}" if section.entries else ""
        )
        left = [*first, (count, "dim"), (" ", "")]
        right = self.told(section)
        if not self.two:
            room = self.width - width_of(left) - width_of(right) - 1
            return (
                [*left, ("─" * max(0, room), "rule"), (" ", ""), *right]
                if right and room > 0
                else self._ruled(left, self.width)
            )
        if not is_open and not right:
            return self._ruled(left, self.width)
        joint = "┬─" if is_open else "──"
        told: Line = [(" ", ""), *right, (" ", "")] if right else []
        return self._ruled([*self._ruled(left, self.half + 1), (joint, "rule"), *told], self.width)

    def told(self, section: MonthSection) -> Line:
        """What the branch did in a month, counted."""
        if not section.timeline:
            return []
        decided = sum(moment.kind == DECIDED for moment in section.timeline)
        parted = partings(section.timeline)
        said: list[Bit] = [(words.count(decided, "decision"), "dim")]
        return (
            [*said, (f"  {words.OTHER} {words.count(parted, 'parting')}", "red")]
            if parted
            else said
        )

    def _ruled(self, line: Line, width: int) -> Line:
        return [*line, ("─" * max(0, width - width_of(line)), "rule")]

    # -- columns --------------------------------------------------------------------------------------------------

    def two_columns(self, band: Band, entries: Placed, moments: Placed) -> None:
        """A band, the record beside the branch."""
        start = len(self.rows)
        left, right = list[Line](), list[Line]()
        for entry in band.entries:
            self._put(left, self.entry(entry), entries, start)
        for moment in band.timeline:
            self._put(right, self.moment(moment), moments, start)
        self.rows += [
            self.beside(one, other) for one, other in zip_longest(left, right, fillvalue=())
        ]

    def one_column(self, section: MonthSection, entries: Placed, moments: Placed) -> None:
        """A month of the record, then of the branch."""
        for entry in section.entries:
            self._put(self.rows, self.entry(entry), entries, 0)
        if section.timeline:
            self.rows.append(
                self._ruled([("─── ", "rule"), ("your branch", "dim"), (" ", "")], self.width)
            )
        for moment in section.timeline:
            self._put(self.rows, self.moment(moment), moments, 0)

    def beside(self, left: Line, right: Line) -> Line:
        """A row of both columns."""
        return [*left, (" " * max(0, self.half - width_of(left)), ""), (" │  ", "rule"), *right]

    def _put(self, column: list[Line], rows: list[Line], placed: Placed, start: int) -> None:
        """Rows at the end of a column, a blank one after them."""
        at = start + len(column)
        placed.append((at, at + len(rows)))
        column += [*rows, []]

    # -- what stands in them --------------------------------------------------------------------------------------

    def entry(self, entry: ChronicleEntry) -> list[Line]:
        """An entry of the record: title, date, how well it is known, what happened; the works where it is open."""
        glyph = words.glyph_of(entry.evidence)
        works = words.count(len(entry.sources), "work") if entry.sources else ""
        is_open = entry.id in self.opened
        parts: list[Bit] = [(_brief(entry.date), "dim")]
        if entry.evidence:
            parts += [("  ", ""), (glyph, "red"), (f" {one_line(entry.evidence)}", "dim")]
        if works and width_of(parts) + len(works) + 4 <= self.half:
            parts += [(f"  {'▾' if is_open else '▸'} {works}", "dim")]
        rows = [*wrapped(one_line(entry.title), self.half, "strong"), parts]
        if accounts := self.hours.get(entry.event, ""):
            rows += wrapped(accounts, self.half, "dim", [("■ ", "red")])
        rows += [*wrapped(one_line(entry.text), self.half)]
        for source in entry.sources if is_open else ():
            work = self.story.sources.get(source)
            rows += wrapped(
                one_line(reference(work) if work else source), self.half, "dim", [("· ", "dim")]
            )
        return rows

    def moment(self, moment: TimelineEntry) -> list[Line]:
        """A moment of the branch: where, when, what was chosen, and whether the record did the same."""
        day = _brief(moment.date)
        title = one_line(self.story.scenes[moment.scene].title)
        where = wrapped(f"{title}, {day}" if day else title, self.half, "dim em")
        if moment.kind == PASSED:
            return where
        if moment.kind == ENDED:
            ending = self.story.endings.get(moment.text)
            rows = wrapped(
                one_line(ending.name if ending else moment.text),
                self.half,
                "strong",
                [("The end: ", "red strong")],
                2,
            )
            return [
                *where,
                *rows,
                *(
                    wrapped(words.ending_kind(ending.kind), self.half, "dim", [("  ", "")])
                    if ending
                    else ()
                ),
            ]
        if moment.kind == VOTED:
            motion = self.story.motions.get(moment.text)
            said = f"{one_line(motion.title if motion else moment.text)}: {'carried' if moment.carried else 'not carried'}"
            return [
                *where,
                *wrapped(
                    words.sentence(said), self.half, "", [("✓ " if moment.carried else "⊘ ", "red")]
                ),
            ]
        if moment.kind != DECIDED:
            return [*where, [("● you stand here", "red strong")]]
        rows = [*where, *wrapped(one_line(moment.text), self.half, "", [("■ ", "dim")])]
        if moment.against == AS_IT_WAS:
            rows.append([(f"{words.SAME} {words.AS_IT_WAS}", "dim")])
        elif moment.against == PARTED:
            mark: list[Bit] = [(f"{words.OTHER} {words.PARTS_HERE}", "red strong"), ("  ", "")]
            rows += wrapped(words.in_record(one_line(moment.really)), self.half, "", mark, 2)
        return rows


def targets(sections: Sequence[MonthSection], opened: Collection[str]) -> list[Target]:
    """What the cursor can stand on, in the order of the items of the sheet."""
    found: list[Target] = []
    for section in sections:
        found.append(section.key)
        if section.key in opened:
            found += [*section.entries, *section.timeline]
    return found


def _brief(date: str) -> str:
    """A date without the year: the month above has it."""
    if len(date) < 7:
        return date
    first, _, last = date.partition("/")
    year = f" {first[:4]}"
    return " to ".join(words.day(part).replace(year, "") for part in (first, last) if part)
