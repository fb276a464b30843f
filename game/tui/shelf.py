"""The glossary's list: entries by how well they are known, or those that typed words mean, set as rows with their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from game.engine.glossary_progress import FULL, LOCKED, STUB, GlossaryEntry
from game.learning.finding import Found, found
from game.tui.screens.rolling import filled, ruled, wrapped
from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import Sheet
from game.view import words
from game.view.sanitize import one_line

KINDS = ("everything", "terms", "people", "not met yet")
LEVELS = {
    FULL: ("■", "good", "in full"),
    STUB: ("◐", "", "a stub"),
    LOCKED: ("□", "rule", "not met yet"),
}
"""Of each level its glyph, the glyph's ink and what it is called."""
LONG = 34
"""Columns from which on a row says its level in words."""


class Listed(NamedTuple):
    """Entries under one heading."""

    heading: str
    entries: Sequence[Found]


def listed(cards: Sequence[GlossaryEntry], kind: str, query: str) -> list[Listed]:
    """The entries of a kind: all of them by heading and name, or with a query those it means, best first."""
    chosen = [card for card in cards if _is_of(card, kind)]
    if query.strip():
        return [Listed("", found(chosen, query))]
    by_name = [Found(0, card) for card in sorted(chosen, key=lambda card: card.name.casefold())]
    groups = [
        Listed(
            "TERMS", [one for one in by_name if not one.card.is_person and one.card.level != LOCKED]
        ),
        Listed(
            "PEOPLE", [one for one in by_name if one.card.is_person and one.card.level != LOCKED]
        ),
        *_by_place([Found(0, card) for card in chosen if card.level == LOCKED]),
    ]
    return [group for group in groups if group.entries]


def _is_of(card: GlossaryEntry, kind: str) -> bool:
    if kind == "not met yet":
        return card.level == LOCKED
    return kind == "everything" or (kind == "people") == card.is_person


def _by_place(locked: Sequence[Found]) -> Iterator[Listed]:
    """What is locked, by where to look for it."""
    for look in dict.fromkeys(one.card.look for one in locked):
        where = f"NOT MET YET: {one_line(look)}" if look else "IN NO SCENE YET"
        yield Listed(
            where,
            sorted(
                (one for one in locked if one.card.look == look),
                key=lambda one: one.card.name.casefold(),
            ),
        )


def rows(groups: Sequence[Listed], width: int) -> Sheet:
    """The list set to a width; every entry is an item."""
    lines: list[Line] = []
    items: list[tuple[int, int]] = []
    for group in groups:
        if group.heading:
            lines += (
                [[], *_heading(group.heading, width)] if lines else _heading(group.heading, width)
            )
        for one in group.entries:
            items.append((len(lines), len(lines) + 1))
            lines.append(_row(one, width))
    return Sheet(lines or wrapped("No entry has such a name.", width, "dim"), items)


def _heading(text: str, width: int) -> list[Line]:
    return [ruled(text, width)] if cell_len(text) < width - 4 else wrapped(text, width, "dim")


def _row(one: Found, width: int) -> Line:
    glyph, ink, word = LEVELS[one.card.level]
    said = f"  {word}" if width >= LONG and one.card.level == STUB else ""
    name = one_line(one.card.name)
    room = max(4, width - 2 - len(said))
    text = filled(name, min(cell_len(name), room))
    quiet = "dim" if one.card.level == LOCKED else ""
    return [(f"{glyph} ", ink), *_marked(text, set(one.letters), quiet), (said, "dim")]


def _marked(text: str, letters: set[int], ink: str) -> list[Bit]:
    """The letters that were typed stand out."""
    found: list[Bit] = []
    for at, char in enumerate(text):
        style = "strong term" if at in letters else ink
        if found and found[-1][1] == style:
            found[-1] = (found[-1][0] + char, style)
        else:
            found.append((char, style))
    return found


def counted(cards: Sequence[GlossaryEntry]) -> str:
    """How much of the glossary is open."""
    met, whole = (
        sum(card.level != LOCKED for card in cards),
        sum(card.level == FULL for card in cards),
    )
    return f"{met} of {len(cards)} met, {words.number_word(whole)} in full"
