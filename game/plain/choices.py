"""What can be chosen, printed: open choices numbered, locked ones with the reason."""

from __future__ import annotations

from game.engine import Turn
from game.plain.console import Console
from game.story.model import Story
from game.view import words
from game.view.allocations import line_of
from game.view.blocks import Piece
from game.view.powers import choice_notes
from game.view.sanitize import one_line
from game.view.turn import hub_line


def show_choices(console: Console, story: Story, turn: Turn) -> None:
    """What can be done now: open choices numbered, locked ones with the reason."""
    console.blank()
    if turn.picks_left is not None:
        if all(passage.scene != turn.scene for passage in turn.passages):
            console.line(Piece(words.sentence(one_line(story.scenes[turn.scene].title)), "bold"))
        console.line(hub_line(turn))
        console.blank()
    if line := line_of(turn):
        console.line(line)
        console.blank()
    said = choice_notes(story, turn)
    number, wide = 0, len(str(sum(offer.open for offer in turn.choices)))
    for offer in turn.choices:
        label = Piece(one_line(offer.label))
        keeps = [Piece(" "), Piece(f"({said[offer.id]})", "dim")] if offer.id in said else []
        if offer.open:
            number += 1
            console.line(label, *keeps, first=f"{number:>{wide}}  ", hanging=" " * (wide + 2))
        else:
            first = f"{console.glyph('⊘', '-'):>{wide}}  "
            why = Piece(f"Locked: {one_line(offer.reason)}", "dim")
            label = Piece(words.sentence(label.text))
            console.line(label, *keeps, " ", why, first=first, hanging=" " * (wide + 2))
