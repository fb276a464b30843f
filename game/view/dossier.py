"""A lead on one page: who he is, what he wants, what he has, what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.model import Lead, Story
from game.view import words
from game.view.blocks import Block, Piece, dim_block, heading
from game.view.sanitize import one_line, sanitize


def dossier_blocks(story: Story, lead: Lead) -> Iterator[Block]:
    """The page."""
    yield heading(one_line(lead.name), 0)
    if person := story.people.get(lead.person):
        born = f"born {words.day(person.born)}" if person.born else ""
        said = ", ".join(part for part in (person.full, person.cyrillic, born) if part)
        yield dim_block(one_line(said), "header", 0)
    if lead.about.strip():
        yield Block((Piece(sanitize(lead.about.strip())),))
    parts = (("Wants", lead.wants), ("Has", lead.mechanic), ("Pays", lead.cost))
    for number, (title, text) in enumerate(part for part in parts if part[1].strip()):
        pieces = Piece(f"{title}: ", "strong"), Piece(one_line(text))
        yield Block(pieces, hanging="  ", space=int(not number))
    if not lead.start:
        yield Block((Piece("This chair is not written yet.", "red"),), "notice")


def lead_line(lead: Lead) -> str:
    """A lead in one line of a menu."""
    name, about = words.sentence(one_line(lead.name)), lead.wants or lead.about
    return f"{name} {one_line(words.first_sentence(about))}" if about else name
