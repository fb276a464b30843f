"""The chronicle by month: what the record has, what of it has come, a branch beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from game.saves.timeline import AS_IT_WAS, DECIDED, ENDED, PARTED, TimelineEntry
from game.story.model import ChronicleEntry, Story
from game.view import words
from game.view.accounts import NAME as ACCOUNTS
from game.view.blocks import Block, Piece, heading
from game.view.names import ending_name, scene_title
from game.view.sanitize import one_line, sanitize


def start_of(entry: ChronicleEntry) -> str:
    """The day, month or year in which an entry begins."""
    return entry.date.partition("/")[0]


def month_of(entry: ChronicleEntry) -> str:
    """The month in which an entry begins, `1953-06`; a year where no month is known."""
    return start_of(entry)[:7]


def months(story: Story) -> tuple[str, ...]:
    """The months that have entries, in order."""
    return tuple(sorted({month_of(entry) for entry in story.world.chronicle}))


def entries_in(story: Story, month: str) -> list[ChronicleEntry]:
    """The entries that begin in a month, by date; those of one day as they are written."""
    return sorted((one for one in story.world.chronicle if month_of(one) == month), key=start_of)


def has_come(
    entry: ChronicleEntry, day: str, seen: Collection[str] = (), *, over: bool = False
) -> bool:
    """Whether an entry lies behind somebody who stands on a day.

    It began before that, or is of the events `seen`; what begins on the very day, or in a month
    that is not over, may still lie before him, unless his story is `over`.
    """
    start = start_of(entry)
    same = day[: len(start)]
    return start < same or (over and start == same) or bool(entry.event and entry.event in seen)


class Band(NamedTuple):
    """What the record has of some days, and what the branch did in them."""

    entries: tuple[ChronicleEntry, ...]
    timeline: tuple[TimelineEntry, ...]


class MonthSection(NamedTuple):
    """A month, or what is still to come of it; `month` is empty before any scene names a date.

    `beyond`: the branch has not come so far. `later`: the section before has a part of the month.
    """

    month: str
    bands: tuple[Band, ...]
    beyond: bool = False
    later: bool = False

    @property
    def key(self) -> str:
        return self.month + "+" * self.later

    @property
    def entries(self) -> tuple[ChronicleEntry, ...]:
        return tuple(entry for band in self.bands for entry in band.entries)

    @property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        return tuple(own for band in self.bands for own in band.timeline)


def month_sections(story: Story, timeline: Sequence[TimelineEntry] = ()) -> list[MonthSection]:
    """The months that have entries or a timeline; without one nothing is beyond anything."""
    day = max((own.date for own in timeline), default="")
    over = bool(timeline) and timeline[-1].kind == ENDED
    seen = {story.scenes[own.scene].event for own in timeline[: len(timeline) if over else -1]}
    found: list[MonthSection] = []
    for month in sorted({*months(story), *(own.month for own in timeline)}):
        entries = entries_in(story, month)
        here = [own for own in timeline if own.month == month]
        come = [entry for entry in entries if not timeline or has_come(entry, day, seen, over=over)]
        ahead = [entry for entry in entries if entry not in come]
        if come or here:
            found.append(MonthSection(month, tuple(_bands(story, come, here))))
        if ahead:
            bands = (Band(tuple(ahead), ()),)
            found.append(MonthSection(month, bands, beyond=True, later=bool(come or here)))
    return found


def first_month(story: Story) -> str:
    """The month in which the first playable chair begins; empty where its scene has no date."""
    starts = (lead.start for lead in story.world.leads if lead.start)
    return next((story.scenes[start].date[:7] for start in starts), "")


def current_section(
    sections: Sequence[MonthSection], timeline: Sequence[TimelineEntry], otherwise: str = ""
) -> int:
    """The section where the branch stands; without a branch that of a month, else the first."""
    month = max((own.month for own in timeline), default=otherwise)
    come = (number for number, one in enumerate(sections) if one.month == month and not one.beyond)
    return next(come, 0)


def _bands(
    story: Story, entries: Sequence[ChronicleEntry], timeline: Sequence[TimelineEntry]
) -> Iterator[Band]:
    """Entries by date and timeline by play; what is of one day or event begins side by side."""
    at, left, right = 0, list[ChronicleEntry](), list[TimelineEntry]()
    end = len(entries)
    for own in timeline:
        event = story.scenes[own.scene].event
        ahead = range(at, end)
        same = next((n for n in ahead if event and entries[n].event == event), None)
        dated = next((n for n in ahead if start_of(entries[n]) >= own.date), end)
        until = dated if same is None else same
        begins = start_of(entries[until]) if until < end else None
        new_day = begins == own.date and bool(right) and right[-1].date < own.date
        if until > at or ((left or right) and (same is not None or new_day)):
            yield Band((*left, *entries[at:until]), tuple(right))
            at, left, right = until, [], []
        if same is not None:
            left, at = [entries[same]], same + 1
        right.append(own)
    if left or right or at < end:
        yield Band((*left, *entries[at:]), tuple(right))


def months_blocks(story: Story) -> Iterator[Block]:
    """The list of months, numbered; the `target` of each row is its month."""
    yield heading("The chronicle", 0)
    for number, month in enumerate(months(story), 1):
        size = words.count(len(entries_in(story, month)), "entry", "entries")
        said = (Piece(f"{words.day(month)}, {size}"),)
        yield Block(said, "month", f"{number:>2}  ", "    ", 0, target=month)


def month_blocks(
    story: Story, month: str, timeline: Sequence[TimelineEntry], accounts: Mapping[str, int]
) -> Iterator[Block]:
    """One month, and what a branch did in it; `accounts` are the open events by their numbers."""
    yield heading(f"The chronicle: {words.day(month)}", 0)
    for entry in entries_in(story, month):
        yield from _entry(entry)
        if number := accounts.get(entry.event):
            said = f"{ACCOUNTS}: a {number} reads this hour from two chairs."
            yield Block((Piece(said, "dim"),), "moved", hanging="  ", space=0, target=entry.event)
    here = [one for one in timeline if one.month == month and one.kind in (DECIDED, ENDED)]
    if here:
        yield heading(f"Your branch in {words.day(month)}")
    for one in here:
        yield from _decision(story, one)


def _entry(entry: ChronicleEntry) -> Iterator[Block]:
    """What happened and when, how certain that is, and the text."""
    known = " ".join(part for part in (words.glyph_of(entry.evidence), entry.evidence) if part)
    title = Piece(words.sentence(one_line(entry.title)), "strong")
    certainty = (Piece(f" {known}.", "dim"),) if known else ()
    yield Block((Piece(f"{words.day(entry.date)}. ", "dim"), title, *certainty), "title")
    yield Block((Piece(sanitize(entry.text.strip())),), space=0)


def _decision(story: Story, one: TimelineEntry) -> Iterator[Block]:
    """A decision of the branch, and whether the record has the same; or the ending it came to."""
    if one.kind == ENDED:
        name = Piece(words.sentence(ending_name(story, one.text)), "strong")
        yield Block((Piece("The end: "), name), "choice", hanging="  ", space=0)
        return
    day = f"{words.day(one.date)}. " if one.date else ""
    where = Piece(f"{day}{scene_title(story, one.scene)}: ", "dim")
    label = Piece(words.sentence(one_line(one.text)), "strong")
    yield Block((where, label), "choice", "", "  ", 0, one.scene, str(one.step))
    said = {
        AS_IT_WAS: Piece(f"{words.SAME} {words.AS_IT_WAS}.", "dim"),
        PARTED: Piece(f"{words.OTHER} {words.PARTS_HERE}. {words.in_record(one_line(one.really))}"),
    }.get(one.against)
    if said:
        yield Block((said,), "moved", "    ", "    ", 0, one.scene)
