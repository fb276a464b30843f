"""Conflicting accounts: how far each hour is open, what was read in it, what sources say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from game.saves.accounts import CHOSE, VOTED, EventAccounts, Excerpt, ExcerptPart, Perspective
from game.story.model import Account, Source, Story
from game.view import words
from game.view.blocks import Block, Piece, dim_block, heading, pieces_of
from game.view.ledger import result
from game.view.names import lead_name
from game.view.sanitize import one_line, sanitize

NAME = "Conflicting accounts"
ABOUT = "An hour opens when you have sat in two chairs for it."
NOT_COME = "an hour that you have not come to"
ONE_MORE = "one more chair"
SOURCES = "What each source says"
UNKNOWN = "What cannot be known"
ASIDE = "In another branch"
NONE = "This story has no conflicting accounts."
_KINDS = ("memoir", "documents", "scholarship", "newspaper")


def chair_name(story: Story, lead: str) -> str:
    """A lead by the short name that others call him by."""
    person = story.people.get(story.leads[lead].person)
    return one_line(person.name if person else story.leads[lead].name)


def chair_names(story: Story, leads: Sequence[str]) -> str:
    """The chairs that somebody sat in: `Ada and Otto`."""
    return words.listed([chair_name(story, lead) for lead in leads])


def missing_chairs(story: Story, sat: Sequence[str], written: Sequence[str]) -> str:
    """What an hour seen from one chair lacks: `one more chair: Otto or Berta`."""
    others = [chair_name(story, lead) for lead in written if lead not in sat]
    return f"{ONE_MORE}: {words.listed(others, 'or')}" if others else f"{ONE_MORE}, not written yet"


def why_closed(story: Story, seen: Sequence[str], written: Sequence[str]) -> str:
    """Why an hour cannot be read yet."""
    if not seen:
        return f"{words.sentence(NOT_COME.capitalize())} {ABOUT}"
    lacks = missing_chairs(story, seen, written)
    return words.sentence(f"Seen from the chair of {chair_names(story, seen)}; {lacks}")


def open_count(open_now: int, all: int) -> str:
    """`two of five hours open`."""
    said = words.number_word(open_now) if open_now else "none"
    return f"{said} of {words.count(all, 'hour')} open"


def opened_lines(story: Story, opened: Collection[str], scene: str) -> tuple[list[str], list[str]]:
    """What a step opened: in the scene of its choice, and in those passed through after it."""
    here = story.scenes[scene].event if scene in story.scenes else ""
    lines = {event: f"{NAME}: {one_line(story.accounts[event].title)} is open" for event in opened}
    own = [lines.pop(here)] if here in lines else []
    return own, list(lines.values())


def date_and_place(date: str, place: str) -> str:
    """When and where a scene was: `26 June 1953 · the Kremlin`."""
    return " · ".join(part for part in (words.day(date), one_line(place)) if part)


def source_lines(source: Source | None, id: str) -> tuple[str, str, str]:
    """A source's author, its title with the year, and what it is: `Memoir: a son’s defense.`."""
    if source is None:
        return "", one_line(id), ""
    title, year = one_line(source.title), one_line(source.year)
    title = f"{title}, {year}" if title and year and year not in title else title or year
    kind = source.kind.capitalize() if source.kind in _KINDS else ""
    about = ": ".join(part for part in (kind, one_line(source.slant)) if part)
    return one_line(source.author), title, about


def accounts_blocks(story: Story, found: Sequence[EventAccounts], key: str) -> Iterator[Block]:
    """Every hour in a numbered line, its `target` the event; `key` and a number read one."""
    yield heading(NAME, 0)
    count = words.sentence(open_count(sum(one.open for one in found), len(found)).capitalize())
    yield dim_block(f"{count} {ABOUT}", "notice", 0)
    wide = len(str(len(found)))
    for number, one in enumerate(found, 1):
        first, hanging = f"{number:>{wide}}  ", " " * (wide + 2)
        pieces = tuple(_account_line(story, one))
        yield Block(pieces, "account", first, hanging, int(number == 1), target=one.account.id)
    if any(one.open for one in found):
        yield dim_block(f"Type {key} and a number to read an hour.")


def _account_line(story: Story, one: EventAccounts) -> Iterator[Piece]:
    """The title of an hour and how far it is open; no title before it was come to."""
    if not one.sat:
        yield Piece(words.sentence(NOT_COME.capitalize()), "dim")
        return
    yield Piece(words.sentence(one_line(one.account.title)), "strong" if one.open else "")
    seen = f"Open: {chair_names(story, one.sat)}." if one.open else ""
    yield Piece(f" {seen or why_closed(story, one.sat, one.written)}", "dim")


def account_blocks(story: Story, account: Account, found: Sequence[Perspective]) -> Iterator[Block]:
    """An hour as it was read from each chair, what the sources say, what cannot be known."""
    yield heading(f"{NAME}: {one_line(account.title)}", 0)
    for one in found:
        yield heading(f"From the chair of {lead_name(story, one.lead)}", 2)
        for excerpt in one.scenes:
            yield from excerpt_blocks(story, excerpt)
    yield heading(SOURCES, 2)
    for id, said in account.sources:
        yield from source_blocks(story, id, said)
    if account.unknown.strip():
        yield heading(UNKNOWN)
        yield Block((Piece(sanitize(account.unknown.strip())),))


def excerpt_blocks(story: Story, excerpt: Excerpt) -> Iterator[Block]:
    """A scene as it was shown: where and when, how well it is known, the text, what was chosen."""
    scene, tag = story.scenes[excerpt.scene], excerpt.scene
    title = Piece(words.sentence(one_line(scene.title)), "strong")
    aside = (Piece(f" {ASIDE}.", "dim"),) if excerpt.aside else ()
    yield Block((title, *aside), "title", tag=tag)
    parts = [words.sentence(part) for part in (words.day(excerpt.date), one_line(scene.place))]
    if said := " ".join(part for part in parts if part):
        yield dim_block(said, "header", 0, tag)
    if known := words.labels(scene.evidence):
        yield dim_block(known, "labels", 0, tag)
    for part in excerpt.parts:
        yield _part(part, tag)


def _part(part: ExcerptPart, tag: str) -> Block:
    if part.kind == CHOSE:
        label = Piece(words.sentence(one_line(part.label)), "strong")
        return Block((Piece("You chose: "), label), "choice", hanging="  ", tag=tag)
    if part.kind == VOTED and part.vote:
        title = Piece(words.sentence(one_line(part.vote.title)), "strong")
        pieces = Piece("The motion: "), title, Piece(f" {result(part.vote)}")
        return Block(pieces, "vote", tag=tag)
    return Block(pieces_of(part.spans), "scene", tag=tag)


def source_blocks(story: Story, id: str, said: str) -> Iterator[Block]:
    """Who says it and where, what kind of source that is, and what it says."""
    author, title, kind = source_lines(story.sources.get(id), id)
    name = (Piece(f"{words.sentence(author)} ", "strong"),) if author else ()
    yield Block((*name, Piece(words.sentence(title))), "title")
    if kind:
        yield dim_block(words.sentence(kind), "header", 0)
    yield Block((Piece(sanitize(said.strip())),), space=0)
