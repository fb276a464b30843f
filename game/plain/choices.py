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


def show_choices(paper: Console, story: Story, turn: Turn) -> None:
    """What can be done now: open choices numbered, locked ones with the reason."""
    paper.blank()
    if turn.picks_left is not None:
        if all(passage.scene != turn.scene for passage in turn.passages):
            paper.line(Piece(words.sentence(one_line(story.scenes[turn.scene].title)), "bold"))
        paper.line(hub_line(turn))
        paper.blank()
    if line := line_of(turn):
        paper.line(line)
        paper.blank()
    said = choice_notes(story, turn)
    number, wide = 0, len(str(sum(offer.open for offer in turn.choices)))
    for offer in turn.choices:
        label = Piece(one_line(offer.label))
        keeps = [Piece(" "), Piece(f"({said[offer.id]})", "dim")] if offer.id in said else []
        if offer.open:
            number += 1
            paper.line(label, *keeps, first=f"{number:>{wide}}  ", hanging=" " * (wide + 2))
        else:
            mark = paper.glyph("⊘", "-")
            why = Piece(f"Locked: {one_line(offer.reason)}", "dim")
            label = Piece(words.sentence(label.text))
            paper.line(label, *keeps, " ", why, first=f"{mark:>{wide}}  ", hanging=" " * (wide + 2))


def show_labels(paper: Console, evidence: tuple[str, str]) -> None:
    """How well what happens and what is said are known."""
    said = []
    for name, certainty in zip(("EVENT", "WORDS"), evidence, strict=True):
        if certainty:
            said.append(
                " ".join(
                    part
                    for part in (name, paper.glyph(words.glyph_of(certainty)), certainty)
                    if part
                )
            )
    if said:
        paper.note(", ".join(said), hanging="")
