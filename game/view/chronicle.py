"""The chronicle by month: which months have entries, and how much of it a day has already seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.story.model import ChronicleEntry, Story


def start_of(entry: ChronicleEntry) -> str:
    """The day, month or year in which an entry begins."""
    return entry.date.partition("/")[0]


def month_of(entry: ChronicleEntry) -> str:
    """The month in which an entry begins, `1953-06`; a year where no month is known."""
    return start_of(entry)[:7]


def months(story: Story) -> tuple[str, ...]:
    """The months that have entries, in order."""
    return tuple(sorted({month_of(entry) for entry in story.world.chronicle}))


def entries_in(story: Story, month: str) -> Iterator[ChronicleEntry]:
    """The entries that begin in a month, in the order of their dates; those of one day as they are written."""
    return iter(
        sorted((entry for entry in story.world.chronicle if month_of(entry) == month), key=start_of)
    )


def has_come(
    entry: ChronicleEntry, day: str, seen: Collection[str] = (), *, over: bool = False
) -> bool:
    """Whether an entry lies behind somebody who stands on a day.

    That is so when it began before the day, or is one of the events `seen`; what begins on the very day, or at some
    time in a month that is not over, may still lie before him, unless his story is `over`.
    """
    start = start_of(entry)
    same = day[: len(start)]
    return start < same or (over and start == same) or bool(entry.event and entry.event in seen)
