"""A lead's dossier as blocks: who he is, what he wants, what he has, what it costs; and the ten chairs as an ornament."""

from __future__ import annotations

from game.story.model import Lead, Story
from game.tui.widgets.lines import Line
from game.view import words
from game.view.blocks import Block, Piece
from game.view.sanitize import one_line, sanitize

CHAIRS = 10
_CHAIR = ("╷ ", "├┐", "╵╵")


def dossier(story: Story, lead: Lead) -> list[Block]:
    """The page."""
    person = story.people.get(lead.person)
    found = [Block((Piece(one_line(lead.name), "strong"),), "title")]
    if person:
        born = f"born {words.day(person.born)}" if person.born else ""
        names = one_line(person.full) if person.full != lead.name else ""
        said = [names, " · ".join(part for part in (one_line(person.cyrillic), born) if part)]
        found += [Block((Piece(line, "dim"),), "header", space=0) for line in said if line]
    if lead.about.strip():
        found.append(Block((Piece(sanitize(lead.about.strip())),)))
    for title, text in (("WANTS ", lead.wants), ("HAS   ", lead.mechanic), ("PAYS  ", lead.cost)):
        if text.strip():
            found.append(Block((Piece(one_line(text)),), "text", title, " " * len(title)))
    if not lead.start:
        found.append(Block((Piece("This chair is not written yet.", "red"),), "notice"))
    return found


def chairs(width: int, taken: int) -> list[Line]:
    """Ten chairs in a row, three rows high, one of them in red; nothing where there is no room."""
    gap = 3 if width >= 60 else 1
    wide = CHAIRS * 2 + (CHAIRS - 1) * gap
    if width < wide + 2:
        return []
    left = " " * ((width - wide) // 2)
    found: list[Line] = []
    for row in _CHAIR:
        bits = [(left, "")]
        for number in range(CHAIRS):
            bits.append((row, "red" if number == taken else "rule"))
            bits.append((" " * gap, ""))
        found.append(bits)
    return found
