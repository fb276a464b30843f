"""The glossary's list: entries by how well they are known, or those that typed words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from game.engine.glossary_progress import FULL, LOCKED, STUB, GlossaryEntry
from game.learning.finding import Found, found
from game.tui.content import styled
from game.tui.rows import filled, ruled, wrapped
from game.tui.widgets.row_list import item, note
from game.view import words
from game.view.sanitize import one_line

KINDS = ("everything", "terms", "people", "not met yet")
LEVELS = {
    FULL: ("■", "good", "in full"),
    STUB: ("◐", "", "a stub"),
    LOCKED: ("□", "rule", "not met yet"),
}
"""Of each level its glyph, the glyph's style and what it is called."""
LONG = 34
"""Columns from which on a row says its level in words."""


class Listed(NamedTuple):
    """Entries under one heading."""

    heading: str
    entries: Sequence[Found]


def listed(cards: Sequence[GlossaryEntry], kind: str, query: str) -> list[Listed]:
    """The entries of a kind, by heading and name; with a query those it means, best first."""
    chosen = [card for card in cards if _is_of(card, kind)]
    if query.strip():
        return [Listed("", found(chosen, query))]
    met = [card for card in chosen if card.level != LOCKED]
    locked = [card for card in chosen if card.level == LOCKED]
    groups = [
        _by_name("TERMS", [card for card in met if not card.is_person]),
        _by_name("PEOPLE", [card for card in met if card.is_person]),
    ]
    for look in dict.fromkeys(card.look for card in locked):
        where = f"NOT MET YET: {one_line(look)}" if look else "IN NO SCENE YET"
        groups.append(_by_name(where, [card for card in locked if card.look == look]))
    return [group for group in groups if group.entries]


def _by_name(heading: str, cards: Sequence[GlossaryEntry]) -> Listed:
    return Listed(heading, [Found(0, card) for card in sorted(cards, key=_name)])


def _name(card: GlossaryEntry) -> str:
    return card.name.casefold()


def _is_of(card: GlossaryEntry, kind: str) -> bool:
    if kind == "not met yet":
        return card.level == LOCKED
    return kind == "everything" or (kind == "people") == card.is_person


def options(groups: Sequence[Listed]) -> Iterator[Option]:
    """The list; every entry is an item."""
    for number, group in enumerate(groups):
        if group.heading:
            yield note(partial(_heading, group.heading, number > 0))
        yield from (item(partial(_row, one)) for one in group.entries)
    if not groups:
        yield note(partial(wrapped, "No entry has such a name.", style="dim"))


def _heading(text: str, spaced: bool, width: int) -> list[Content]:
    short = cell_len(text) < width - 4
    rows = [ruled(text, width)] if short else wrapped(text, width, "dim")
    return [Content(), *rows] if spaced else rows


def _row(one: Found, width: int) -> list[Content]:
    glyph, style, word = LEVELS[one.card.level]
    said = f"  {word}" if width >= LONG and one.card.level == STUB else ""
    name = one_line(one.card.name)
    room = max(4, width - 2 - len(said))
    text = filled(name, min(cell_len(name), room))
    label = styled(text, "dim" if one.card.level == LOCKED else "")
    for at in one.letters:  # those that were typed stand out
        label = label.stylize("bold underline", at, at + 1)
    return [styled(f"{glyph} ", style) + label + styled(said, "dim")]


def counted(cards: Sequence[GlossaryEntry]) -> str:
    """How much of the glossary is open."""
    met = sum(card.level != LOCKED for card in cards)
    whole = sum(card.level == FULL for card in cards)
    return f"{met} of {len(cards)} met, {words.number_word(whole)} in full"
