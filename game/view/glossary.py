"""The glossary as a list: what is unlocked, what is known to be there, and where to look for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine.glossary_progress import FULL, LOCKED, GlossaryEntry
from game.story.model import Term
from game.view import words
from game.view.blocks import Block, Piece, dim_block, heading
from game.view.sanitize import one_line


def glossary_blocks(entries: Sequence[GlossaryEntry], key: str) -> Iterator[Block]:
    """Met entries with what is known, locked ones with where to look; `key` and a name read one."""
    met = [one for one in entries if one.level != LOCKED]
    whole = sum(one.level == FULL for one in met)
    yield heading("The glossary", 0)
    counts = f"{len(met)} of {len(entries)} met, {whole} of them open in full."
    yield dim_block(f"{counts} Type {key} and a name to read an entry.", "notice", 0)
    people = [one for one in met if one.is_person]
    for title, group in (("Terms", [one for one in met if not one.is_person]), ("People", people)):
        if group:
            yield heading(title)
            yield from map(_short, group)
    if len(met) < len(entries):
        yield heading("Not met yet")
        yield from _locked([one for one in entries if one.level == LOCKED])


def _short(one: GlossaryEntry) -> Block:
    """An entry in a line."""
    entry = one.entry
    said = entry.stub if isinstance(entry, Term) else words.first_sentence(entry.about)
    pieces = Piece(one_line(one.name), "", one.id), Piece(f": {one_line(said)}", "dim")
    return Block(pieces, "entry", hanging="  ", space=0, target=one.id)


def _locked(entries: Sequence[GlossaryEntry]) -> Iterator[Block]:
    """What is there to be met, by where to look for it."""
    for look in dict.fromkeys(one.look for one in entries):
        names = words.listed([one_line(one.name) for one in entries if one.look == look])
        where = f"{one_line(look)}: " if look else "In no scene yet: "
        pieces = Piece(where), Piece(f"{names}.", "dim")
        yield Block(pieces, "entry", hanging="  ", space=0)
