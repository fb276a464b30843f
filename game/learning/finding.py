"""Finding an entry while its name is being typed: how well words match a name, and at which of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.engine.glossary_progress import FULL, LOCKED, GlossaryEntry
from game.story.model import Person, Term

MOST = 60
"""Letters of a query and of a name that are looked at."""
IN_TEXT, LEAST_TEXT = 20, 3


class Found(NamedTuple):
    """An entry that matches: how well (0 is best), and which letters of its name are those that were typed."""

    rank: int
    card: GlossaryEntry
    letters: tuple[int, ...] = ()


def found(cards: Iterable[GlossaryEntry], query: str) -> list[Found]:
    """The entries that a query means, best first: by name, then by other names, then by what of the entry can be read."""
    wanted = _folded(query.lstrip())
    if not wanted:
        return [Found(0, card) for card in cards]
    matches = (match for card in cards if (match := _match(card, wanted)) is not None)
    return sorted(
        matches,
        key=lambda match: (match.rank, match.card.level == LOCKED, match.card.name.casefold()),
    )


def letters(wanted: str, name: str) -> tuple[int, tuple[int, ...]] | None:
    """How well folded words match a name, and where: 0 whole, 1 its beginning, 2 a word's, 3 inside, 4 letters in this order; None not at all."""
    text = _folded(name)
    at = text.find(wanted)
    if at >= 0:
        begun = next((start for start in _starts(text) if text.startswith(wanted, start)), -1)
        rank, first = (
            (3, at) if begun < 0 else (0 if text == wanted else 1 if not begun else 2, begun)
        )
        return rank, tuple(range(first, first + len(wanted)))
    places = _in_order(wanted.replace(" ", ""), text) if len(wanted) > 1 else None
    return None if places is None else (4, places)


def _match(card: GlossaryEntry, wanted: str) -> Found | None:
    best = letters(wanted, card.name)
    if best and best[0] < 4:
        return Found(best[0], card, best[1])
    others = [
        match[0] + 5
        for name in _other_names(card)
        if (match := letters(wanted, name)) and match[0] < 4
    ]
    if others:
        return Found(min(others), card)
    if best:
        return Found(10 + best[0], card, best[1])
    if len(wanted) >= LEAST_TEXT and wanted in _readable(card):
        return Found(IN_TEXT, card)
    return None


def _other_names(card: GlossaryEntry) -> Sequence[str]:
    entry = card.entry
    return (
        (entry.full, entry.cyrillic, entry.id)
        if isinstance(entry, Person)
        else (*entry.also, entry.id)
    )


def _readable(card: GlossaryEntry) -> str:
    """What the player can read of an entry, folded."""
    entry, whole = card.entry, card.level == FULL
    if card.level == LOCKED:
        return ""
    if isinstance(entry, Term):
        parts: tuple[str, ...] = (
            entry.stub,
            *(
                (entry.definition, entry.mattered, entry.disagreed, entry.error, entry.notes)
                if whole
                else ()
            ),
        )
    else:
        parts = (entry.about, entry.after if whole else "")
    return " ".join(" ".join(parts).casefold().split())


def _in_order(wanted: str, text: str) -> tuple[int, ...] | None:
    """Where the letters stand one after another, each at the beginning of a word where it can; None when they do not."""
    starts, places, at = set(_starts(text)), list[int](), 0
    for letter in wanted:
        where = next(
            (place for place in range(at, len(text)) if place in starts and text[place] == letter),
            -1,
        )
        if where < 0 or (places and text.find(letter, at) == at):
            where = text.find(letter, at)
        if where < 0:
            return None
        places.append(where)
        at = where + 1
    return tuple(places)


def _starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, char in enumerate(text) if char in " -")]


def _folded(text: str) -> str:
    """Letter for letter, so that a place in it is a place in the text."""
    return "".join(
        low if len(low := char.lower()) == 1 else char for char in text[:MOST].replace("_", " ")
    )
