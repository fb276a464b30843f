"""A glossary entry or a person as blocks to read: as much of it as is unlocked, what it leads to, and where it was met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from game.view.bibliography import reference
from game.view.blocks import Block, Piece
from game.view.sanitize import one_line

SCENE = "scene:"
"""What a piece leads to is an entry's id, or this and a scene's."""

_SECTIONS = (
    ("", "definition"),
    ("Why it mattered", "mattered"),
    ("Who disagreed", "disagreed"),
    ("The common error", "error"),
    ("What notes usually say", "notes"),
)


def entry(story: Story, known: GlossaryProgress, id: str) -> list[Block]:
    """The blocks of an entry; raises KeyError for an id that is neither a term's nor a person's."""
    one = glossary_entry(story, known, id)
    found = [Block((Piece(one_line(one.name), "strong"),), "title")]
    if one.level == LOCKED:
        look = f": look in {one_line(one.look)}" if one.look else ""
        return [*found, Block((Piece(f"Locked. It is there to be met{look}."),), "notice")]
    if isinstance(one.entry, Person):
        return [*found, *_person(one, one.entry), *_tail(story, one, one.entry.sources)]
    if one.level != FULL:
        return [*found, *_term(one.entry), *_tail(story, one, ())]
    return [
        *found,
        *_term(one.entry, whole=True),
        *_related(story, known, one.entry.related),
        *_tail(story, one, one.entry.sources),
    ]


def _term(term: Term, *, whole: bool = False) -> Iterator[Block]:
    also = f"also {words.listed([one_line(name) for name in term.also])}" if term.also else ""
    if term.kind or also:
        yield Block(
            (Piece(" · ".join(part for part in (one_line(term.kind), also) if part)),),
            "header",
            space=0,
        )
    yield Block((Piece(term.stub, "em"),))
    if not whole:
        yield Block(
            (Piece("The whole entry opens when you have decided something that turns on it."),),
            "notice",
        )
        return
    for title, name in _SECTIONS:
        text = str(getattr(term, name)).strip()
        if text:
            yield Block((*_titled(title), Piece(text)))


def _person(one: GlossaryEntry, person: Person) -> Iterator[Block]:
    lived = words.lived(person.born, one.died)
    who = " · ".join(one_line(part) for part in (person.full, person.cyrillic, lived) if part)
    if who:
        yield Block((Piece(who),), "header", space=0)
    yield Block((Piece(person.about),))
    if person.after.strip() and one.level == FULL:
        yield Block((*_titled("Afterwards"), Piece(person.after)))


def _titled(title: str) -> Iterable[Piece]:
    return (Piece(f"{title}. ", "strong"),) if title else ()


def _related(story: Story, known: GlossaryProgress, ids: Iterable[str]) -> Iterator[Block]:
    pieces: list[Piece] = []
    for id in ids:
        leads = id if id in story.terms or id in story.people else ""
        pieces += [
            Piece(", " if pieces else "Related: "),
            Piece(one_line(story.link_name(id)), "", leads),
        ]
        pieces += [Piece(" (locked)")] if unlock_level(story, known, id) == LOCKED else []
    if pieces:
        yield Block((*pieces, Piece(".")), "notice", hanging="  ")


def _tail(story: Story, one: GlossaryEntry, sources: Iterable[str]) -> Iterator[Block]:
    scene = story.scenes.get(one.met_in)
    if scene:
        when = f", {words.day(scene.date)}" if scene.date else ""
        said = "You met the name in " if one.is_person else "You met it in "
        yield Block(
            (Piece(said), Piece(one_line(scene.title), "", SCENE + scene.id), Piece(when + ".")),
            "notice",
            hanging="  ",
        )
    for number, source in enumerate(sources):
        work = reference(story.sources[source]) if source in story.sources else source
        if not number:
            yield Block((Piece("Sources"),), "notice")
        yield Block((Piece(one_line(work)),), "notice", "  ", "    ", 0)
