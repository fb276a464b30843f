"""Finding an entry while its name is typed: how well words match a name, and at which letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.engine.glossary_progress import FULL, LOCKED, GlossaryEntry
from game.story.model import Person, Term

MOST = 60
"""Letters of a query and of a name that are looked at."""
IN_TEXT, LEAST_TEXT = 20, 3


class Found(NamedTuple):
    """An entry that matches: how well (0 is best), and which letters of its name were typed."""

    rank: int
    card: GlossaryEntry
    letters: tuple[int, ...] = ()


def found(cards: Iterable[GlossaryEntry], query: str) -> list[Found]:
    """The entries that a query means, best first: by name, by other names, by what can be read."""
    wanted = _folded(query.lstrip())
    if not wanted:
        return [Found(0, card) for card in cards]
    matches = (match for card in cards if (match := _match(card, wanted)) is not None)
    return sorted(matches, key=_order)


def letters(wanted: str, name: str) -> tuple[int, tuple[int, ...]] | None:
    """How well folded words match a name, and where; None when they do not.

    0 is the whole name, 1 its beginning, 2 a word's, 3 inside a word, 4 letters in this order.
    """
    text = _folded(name)
    at = text.find(wanted)
    if at >= 0:
        begun = next((start for start in _starts(text) if text.startswith(wanted, start)), -1)
        rank = 3 if begun < 0 else 2 if begun else 1 if text != wanted else 0
        first = at if begun < 0 else begun
        return rank, tuple(range(first, first + len(wanted)))
    places = _in_order(wanted.replace(" ", ""), text) if len(wanted) > 1 else None
    return None if places is None else (4, places)


def _order(match: Found) -> tuple[int, bool, str]:
    return match.rank, match.card.level == LOCKED, match.card.name.casefold()


def _match(card: GlossaryEntry, wanted: str) -> Found | None:
    best = letters(wanted, card.name)
    if best and best[0] < 4:
        return Found(best[0], card, best[1])
    matches = [letters(wanted, name) for name in _other_names(card)]
    others = [match[0] for match in matches if match and match[0] < 4]
    if others:
        return Found(min(others) + 5, card)
    if best:
        return Found(10 + best[0], card, best[1])
    if len(wanted) >= LEAST_TEXT and wanted in _readable(card):
        return Found(IN_TEXT, card)
    return None


def _other_names(card: GlossaryEntry) -> Sequence[str]:
    entry = card.entry
    if isinstance(entry, Person):
        return entry.full, entry.cyrillic, entry.id
    return *entry.also, entry.id


def _readable(card: GlossaryEntry) -> str:
    """What the player can read of an entry, folded."""
    entry, whole = card.entry, card.level == FULL
    if card.level == LOCKED:
        return ""
    if isinstance(entry, Term):
        rest = (entry.definition, entry.mattered, entry.disagreed, entry.error, entry.notes)
        parts = (entry.stub, *(rest if whole else ()))
    else:
        parts = (entry.about, entry.after if whole else "")
    return " ".join(" ".join(parts).casefold().split())


def _in_order(wanted: str, text: str) -> tuple[int, ...] | None:
    """Where the letters stand in this order, at beginnings of words where they can; else None."""
    starts, places, at = set(_starts(text)), list[int](), 0
    for letter in wanted:
        begun = (place for place in starts if place >= at and text.startswith(letter, place))
        where = min(begun, default=-1)
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
