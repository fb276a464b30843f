"""Record and branch beside each other as data: a section for each month, in it what stands side by side, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from game.saves.timeline import ENDED, TimelineEntry
from game.story.model import ChronicleEntry, Story
from game.view.chronicle import entries_in, has_come, months, start_of


class Band(NamedTuple):
    """What the record has of some days, and what the branch did in them."""

    entries: tuple[ChronicleEntry, ...]
    moments: tuple[TimelineEntry, ...]


class Section(NamedTuple):
    """A month, or what is still to come of it. `month` is empty where no scene has named a date yet.

    `beyond`: the branch has not come so far. `later`: part of the month stands in the section before.
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
    def moments(self) -> tuple[TimelineEntry, ...]:
        return tuple(moment for band in self.bands for moment in band.moments)


def sections(story: Story, moments: Sequence[TimelineEntry] = ()) -> list[Section]:
    """The months that have entries or moments, in order; without moments nothing is beyond anything."""
    day = max((moment.date for moment in moments), default="")
    over = bool(moments) and moments[-1].kind == ENDED
    seen = {story.scenes[moment.scene].event for moment in moments[: len(moments) if over else -1]}
    found: list[Section] = []
    for month in sorted({*months(story), *(moment.month for moment in moments)}):
        entries = list(entries_in(story, month))
        own = [moment for moment in moments if moment.month == month]
        come = [entry for entry in entries if not moments or has_come(entry, day, seen, over=over)]
        ahead = [entry for entry in entries if entry not in come]
        if come or own:
            found.append(Section(month, tuple(_bands(story, come, own))))
        if ahead:
            found.append(
                Section(month, (Band(tuple(ahead), ()),), beyond=True, later=bool(come or own))
            )
    return found


def begins(story: Story) -> str:
    """The month in which the first chair that can be played begins; empty where its first scene names no date."""
    starts = (lead.start for lead in story.world.leads if lead.start)
    return next((story.scenes[start].date[:7] for start in starts), "")


def place_of(
    sections: Sequence[Section], moments: Sequence[TimelineEntry], otherwise: str = ""
) -> int:
    """The section where the branch stands; without a branch that of the month `otherwise`, else the first."""
    month = max((moment.month for moment in moments), default=otherwise)
    return next(
        (number for number, one in enumerate(sections) if one.month == month and not one.beyond), 0
    )


def _bands(
    story: Story, entries: Sequence[ChronicleEntry], moments: Sequence[TimelineEntry]
) -> Iterator[Band]:
    """Entries in the order of their dates, moments in that of play; what is of one day, or of one event, begins side by side."""
    at, left, right = 0, list[ChronicleEntry](), list[TimelineEntry]()
    for moment in moments:
        event = story.scenes[moment.scene].event
        same = next(
            (
                number
                for number in range(at, len(entries))
                if event and entries[number].event == event
            ),
            None,
        )
        until = (
            next(
                (
                    number
                    for number in range(at, len(entries))
                    if start_of(entries[number]) >= moment.date
                ),
                len(entries),
            )
            if same is None
            else same
        )
        new_day = (
            until < len(entries)
            and start_of(entries[until]) == moment.date
            and right[-1:]
            and right[-1].date < moment.date
        )
        if until > at or ((left or right) and (same is not None or new_day)):
            yield Band((*left, *entries[at:until]), tuple(right))
            at, left, right = until, [], []
        if same is not None:
            left, at = [entries[same]], same + 1
        right.append(moment)
    if left or right or at < len(entries):
        yield Band((*left, *entries[at:]), tuple(right))
