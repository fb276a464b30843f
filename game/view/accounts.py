"""Conflicting accounts in words: how far an hour is open, whose chairs it was read from, what a source is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from game.story.model import Source, Story
from game.view import words
from game.view.sanitize import one_line

NAME = "Conflicting accounts"
ABOUT = "An hour opens when you have sat in two chairs for it."
NOT_COME = "an hour that you have not come to"
ONE_MORE = "one more chair"
SOURCES = "What each source says"
UNKNOWN = "What cannot be known"
ASIDE = "In another branch"
NONE = "This story has no conflicting accounts."
_KINDS = {
    "memoir": "memoir",
    "documents": "documents",
    "scholarship": "scholarship",
    "newspaper": "newspaper",
}


def chair_name(story: Story, lead: str) -> str:
    """A lead by the short name that others call him by."""
    person = story.people.get(story.leads[lead].person)
    return one_line(person.name if person else story.leads[lead].name)


def sat(story: Story, leads: Sequence[str]) -> str:
    """The chairs that somebody sat in: `Ada and Otto`."""
    return words.listed([chair_name(story, lead) for lead in leads])


def one_more(story: Story, sat: Sequence[str], written: Sequence[str]) -> str:
    """What an hour seen from one chair lacks, and whose chairs it is written from: `one more chair: Otto or Berta`."""
    others = [chair_name(story, lead) for lead in written if lead not in sat]
    return f"{ONE_MORE}: {words.listed(others, 'or')}" if others else f"{ONE_MORE}, not written yet"


def lacking(story: Story, seen: Sequence[str], written: Sequence[str]) -> str:
    """Why an hour cannot be read yet."""
    if not seen:
        return f"{words.sentence(NOT_COME.capitalize())} {ABOUT}"
    return words.sentence(
        f"Seen from the chair of {sat(story, seen)}; {one_more(story, seen, written)}"
    )


def counted(open_now: int, all: int) -> str:
    """`two of five hours open`."""
    return (
        f"{words.number_word(open_now) if open_now else 'none'} of {words.count(all, 'hour')} open"
    )


def opened_line(story: Story, event: str) -> str:
    """What is said once, when an hour opens; the key that reads it comes behind."""
    return f"{NAME}: {one_line(story.accounts[event].title)} is open"


def opened_lines(story: Story, opened: Collection[str], scene: str) -> tuple[list[str], list[str]]:
    """What is said of hours that a step opened: of the one that the scene of the choice was in, and of those passed through after it."""
    here = story.scenes[scene].event if scene in story.scenes else ""
    return [opened_line(story, event) for event in opened if event == here], [
        opened_line(story, event) for event in opened if event != here
    ]


def where(date: str, place: str) -> str:
    """When and where a scene was: `26 June 1953 · the Kremlin`."""
    return " · ".join(part for part in (words.day(date), one_line(place)) if part)


def work(source: Source | None, id: str) -> tuple[str, str, str]:
    """A source's author, its title with the year, and what it is: `Memoir: a son’s defense.`."""
    if source is None:
        return "", one_line(id), ""
    title, year = one_line(source.title), one_line(source.year)
    title = f"{title}, {year}" if title and year and year not in title else title or year
    kind, slant = _KINDS.get(source.kind, ""), one_line(source.slant)
    return (
        one_line(source.author),
        title,
        ": ".join(part for part in (kind.capitalize(), slant) if part),
    )
