"""The chronicle as rows: the record left and the branch right, or one below the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from game.saves import timeline
from game.saves.timeline import TimelineEntry
from game.story.model import ChronicleEntry, Story
from game.tui.content import assembled, styled
from game.tui.rows import beside, with_rule, wrapped
from game.tui.widgets.row_list import item, note
from game.view import words
from game.view.bibliography import reference
from game.view.chronicle import MonthSection
from game.view.names import ending_name, scene_title
from game.view.sanitize import one_line

TWO_COLUMNS = 86
RULE = styled(" │  ", "rule")
GAP = RULE.cell_length
BEYOND = "BEYOND WHERE YOU STAND"
NOT_YET = "Your branch has not come here yet. Enter opens a month of the record all the same."
ENDED_BEFORE = "Your branch ended before this. Enter opens a month of the record all the same."
ChronicleTarget = str | ChronicleEntry | TimelineEntry
"""What the cursor can stand on: a section by its key, an entry of the record or of the branch."""


class ChronicleRow(NamedTuple):
    """A row that the cursor can stand on: a section, over both columns, or what they have there."""

    section: MonthSection | None
    entry: ChronicleEntry | None = None
    own: TimelineEntry | None = None

    def target(self, side: int) -> ChronicleTarget:
        """What stands on a side, 0 for the record and 1 for the branch, or else on the other."""
        if self.section:
            return self.section.key
        first, second = (self.own, self.entry) if side else (self.entry, self.own)
        target = first or second
        assert target
        return target

    def has(self, side: int) -> bool:
        """Whether there is something on a side."""
        return bool(self.section or (self.own if side else self.entry))


def chronicle_rows(
    sections: Sequence[MonthSection], opened: Collection[str], *, two: bool
) -> Iterator[ChronicleRow]:
    """The sections, each with what is in it where it is open by its key."""
    for section in sections:
        yield ChronicleRow(section)
        if section.key not in opened:
            continue
        if two:
            for band in section.bands:
                for entry, own in zip_longest(band.entries, band.timeline):
                    yield ChronicleRow(None, entry, own)
        else:
            yield from (ChronicleRow(None, entry) for entry in section.entries)
            yield from (ChronicleRow(None, None, own) for own in section.timeline)


class ChronicleLayout(NamedTuple):
    """Rows of the chronicle in one column or two, none wider than the measure."""

    story: Story
    opened: Collection[str]
    """Keys of sections and ids of entries."""
    hours: Mapping[str, str]
    """The events that can be read from two chairs, each with what says so."""
    measure: int
    two: bool

    def half(self, width: int) -> int:
        """Cells of a column."""
        return min(self.measure, (width - GAP) // 2 if self.two else width)

    def whole(self, width: int) -> int:
        """Cells of all columns."""
        return self.half(width) * 2 + GAP if self.two else self.half(width)

    def options(self, rows: Sequence[ChronicleRow], *, over: bool) -> Iterator[Option]:
        """The rows with what stands between them; `over` says that the branch has ended."""
        beyond = is_blank = in_branch = False
        for row in rows:
            if section := row.section:
                is_open, begins = section.key in self.opened, section.beyond and not beyond
                if (is_open or begins) and not is_blank:
                    yield self.blank(ruled=False)
                if begins:
                    beyond = True
                    yield note(partial(self.beyond, ENDED_BEFORE if over else NOT_YET))
                yield item(partial(self.heading, section, is_open))
                if is_open and self.two:
                    yield self.blank(ruled=True)
                is_blank = in_branch = False
            else:
                if row.own and not in_branch and not self.two:
                    in_branch = True
                    yield note(self.own_heading)
                yield item(partial(self.pair, row))
                yield self.blank(ruled=self.two)
                is_blank = not self.two
        yield self.blank(ruled=False)

    def blank(self, *, ruled: bool) -> Option:
        """An empty row, or the rule between the columns."""
        if not ruled:
            return note(lambda _width: [Content()])
        return note(lambda width: [Content.blank(self.half(width)) + RULE])

    def beyond(self, said: str, width: int) -> list[Content]:
        """What stands before the first month that the branch has not come to."""
        text = wrapped(said, self.whole(width), "dim")
        return [styled(BEYOND, "red strong"), *text, Content()]

    def own_heading(self, width: int) -> list[Content]:
        """What stands before the branch in one column."""
        said = assembled(("─── ", "rule"), ("your branch ", "dim"))
        return [with_rule(said, self.half(width))]

    def heading(self, section: MonthSection, is_open: bool, width: int) -> list[Content]:
        """The month with what is in it, over both columns."""
        name = words.day(section.month).upper() or "BEFORE ANY DATE"
        count = words.count(len(section.entries), "entry", "entries") if section.entries else ""
        title = (f"LATER IN {name}" if section.later else name, "strong")
        opens = (" ▾" if is_open else " ▸", "red")
        left = assembled(title, opens, (f"  {count} " if count else " ", "dim"))
        right, half, whole = _counted(section), self.half(width), self.whole(width)
        if not self.two:
            room = whole - left.cell_length - right.cell_length - 1
            ruled = left + styled("─" * max(0, room), "rule") + " " + right
            return [ruled if right and room > 0 else with_rule(left, whole)]
        if not is_open and not right:
            return [with_rule(left, whole)]
        joint = styled("┬─" if is_open else "──", "rule")
        said = " " + right + " " if right else right
        return [with_rule(with_rule(left, half + 1) + joint + said, whole)]

    def pair(self, row: ChronicleRow, width: int) -> list[Content]:
        """What the columns have in a row."""
        half = self.half(width)
        left = self.entry(row.entry, half) if row.entry else []
        right = self.own(row.own, half) if row.own else []
        return beside(left, right, half, RULE) if self.two else [*left, *right]

    def entry(self, entry: ChronicleEntry, width: int) -> list[Content]:
        """Of the record: title, date, how well it is known, the text; the works if it is open."""
        glyph = words.glyph_of(entry.evidence)
        works = words.count(len(entry.sources), "work") if entry.sources else ""
        is_open = entry.id in self.opened
        said = styled(_brief(entry.date), "dim")
        if entry.evidence:
            said += assembled(("  ", ""), (glyph, "red"), (f" {one_line(entry.evidence)}", "dim"))
        if works and said.cell_length + len(works) + 4 <= width:
            said += styled(f"  {'▾' if is_open else '▸'} {works}", "dim")
        rows = [*wrapped(one_line(entry.title), width, "strong"), said]
        if accounts := self.hours.get(entry.event, ""):
            rows += wrapped(accounts, width, "dim", styled("■ ", "red"))
        rows += wrapped(one_line(entry.text), width)
        for source in entry.sources if is_open else ():
            work = self.story.sources.get(source)
            text = one_line(reference(work) if work else source)
            rows += wrapped(text, width, "dim", styled("· ", "dim"))
        return rows

    def own(self, own: TimelineEntry, width: int) -> list[Content]:
        """Of the branch: where, when, what was chosen, and whether the record did the same."""
        day = _brief(own.date)
        title = scene_title(self.story, own.scene)
        where = wrapped(f"{title}, {day}" if day else title, width, "dim em")
        return [*where, *self.what_happened(own, width)]

    def what_happened(self, own: TimelineEntry, width: int) -> list[Content]:
        """What was chosen, voted or reached."""
        if own.kind == timeline.PASSED:
            return []
        if own.kind == timeline.ENDED:
            ending = self.story.endings.get(own.text)
            head = styled("The end: ", "red strong")
            rows = wrapped(ending_name(self.story, own.text), width, "strong", head, 2)
            kind = words.ending_kind(ending.kind) if ending else ""
            return rows + (wrapped(kind, width, "dim", Content("  ")) if kind else [])
        if own.kind == timeline.VOTED:
            motion = self.story.motions.get(own.text)
            name = one_line(motion.title if motion else own.text)
            said = words.sentence(f"{name}: {'carried' if own.carried else 'not carried'}")
            return wrapped(said, width, first=styled("✓ " if own.carried else "⊘ ", "red"))
        if own.kind != timeline.DECIDED:
            return [styled("● you stand here", "red strong")]
        rows = wrapped(one_line(own.text), width, first=styled("■ ", "dim"))
        if own.against == timeline.AS_IT_WAS:
            rows.append(styled(f"{words.SAME} {words.AS_IT_WAS}", "dim"))
        elif own.against == timeline.PARTED:
            mark = styled(f"{words.OTHER} {words.PARTS_HERE}", "red strong") + "  "
            rows += wrapped(words.in_record(one_line(own.really)), width, first=mark, hanging=2)
        return rows


def _counted(section: MonthSection) -> Content:
    """What the branch did in a month, counted."""
    if not section.timeline:
        return Content()
    decided = sum(own.kind == timeline.DECIDED for own in section.timeline)
    parted = timeline.partings(section.timeline)
    said = f"  {words.OTHER} {words.count(parted, 'parting')}" if parted else ""
    return assembled((words.count(decided, "decision"), "dim"), (said, "red"))


def _brief(date: str) -> str:
    """A date without the year: the month above has it."""
    if len(date) < 7:
        return date
    first, _, last = date.partition("/")
    year = f" {first[:4]}"
    return " to ".join(words.day(part).replace(year, "") for part in (first, last) if part)
