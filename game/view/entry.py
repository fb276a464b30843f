"""A glossary entry or a person: as much as is unlocked, what it leads to, where it was met."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.glossary_progress import (
    FULL,
    LOCKED,
    GlossaryEntry,
    GlossaryProgress,
    glossary_entry,
    unlock_level,
)
from game.story.model import Person, Story, Term
from game.view import words
from game.view.blocks import Block, Piece, close_together, dim_block, heading
from game.view.record import source_block
from game.view.sanitize import one_line

KIND = "labels"
"""The kind of the block that says what kind of term it is and what else it is called."""
SCENE = "scene:"
"""What a piece leads to is an entry's id, or this and a scene's."""

_SECTIONS = (
    ("", "definition"),
    ("Why it mattered", "mattered"),
    ("Who disagreed", "disagreed"),
    ("The common error", "error"),
    ("What notes usually say", "notes"),
)


def entry_blocks(story: Story, known: GlossaryProgress, id: str) -> Iterator[Block]:
    """The blocks of an entry; raises KeyError for an id that is neither a term's nor a person's."""
    one = glossary_entry(story, known, id)
    yield heading(one_line(one.name), 0)
    if one.level == LOCKED:
        said = f". It is there to be met: look in {one_line(one.look)}." if one.look else ""
        said = f"Locked{said or ', and in no scene yet.'}"
        yield Block((Piece(said),), "notice", space=0)
        return
    if isinstance(one.entry, Person):
        yield from _person(one, one.entry)
    else:
        yield from _term(one.entry, whole=one.level == FULL)
    yield from close_together(_tail(story, known, one))


def _term(term: Term, *, whole: bool) -> Iterator[Block]:
    also = f"also {words.listed([one_line(name) for name in term.also])}" if term.also else ""
    if said := " · ".join(part for part in (one_line(term.kind), also) if part):
        yield Block((Piece(said),), KIND, space=0)
    yield Block((Piece(_paragraphs(term.stub), "em"),), space=0)
    if not whole:
        said = "The whole entry opens when you have decided something that turns on it."
        yield Block((Piece(said),), "notice")
        return
    for title, name in _SECTIONS:
        if text := _paragraphs(getattr(term, name)):
            yield Block((*_titled(title), Piece(text)))


def _person(one: GlossaryEntry, person: Person) -> Iterator[Block]:
    lived = words.lived(person.born, one.died)
    who = ", ".join(part for part in (person.full, person.cyrillic, lived) if part)
    yield dim_block(one_line(who), "header", 0)
    yield Block((Piece(_paragraphs(person.about)),))
    if person.after.strip() and one.level == FULL:
        yield Block((*_titled("Afterwards"), Piece(_paragraphs(person.after))))


def _titled(title: str) -> tuple[Piece, ...]:
    return (Piece(f"{title}. ", "strong"),) if title else ()


def _paragraphs(text: str) -> str:
    """Paragraphs parted by empty lines, each on one line."""
    return "\n\n".join(one_line(part) for part in text.strip().split("\n\n"))


def _tail(story: Story, known: GlossaryProgress, one: GlossaryEntry) -> Iterator[Block]:
    """What it is related to, where it was met, and the works it rests on."""
    entry, whole = one.entry, one.level == FULL
    if isinstance(entry, Term) and entry.related and whole:
        pieces = [piece for id in entry.related for piece in _link(story, known, id)]
        yield Block((Piece("Related: "), *pieces[1:], Piece(".")), "notice", hanging="  ")
    if scene := story.scenes.get(one.met_in):
        when = f", {words.day(scene.date)}" if scene.date else ""
        said = "You met the name in " if one.is_person else "You met it in "
        title = Piece(one_line(scene.title), "", SCENE + scene.id)
        yield Block((Piece(said), title, Piece(f"{when}.")), "notice", hanging="  ")
    if entry.sources and (whole or one.is_person):
        yield Block((Piece("Sources:"),), "notice", hanging="  ")
        yield from (source_block(story, source, "  ") for source in entry.sources)


def _link(story: Story, known: GlossaryProgress, id: str) -> Iterator[Piece]:
    """A comma, a name, and whether it is locked."""
    leads = id if id in story.terms or id in story.people else ""
    locked = " (locked)" if unlock_level(story, known, id) == LOCKED else ""
    yield Piece(", ")
    yield Piece(one_line(story.link_name(id)), "", leads)
    yield Piece(locked)
