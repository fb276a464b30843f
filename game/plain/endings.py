"""The endings: those reached by name, the others as empty frames, each with its distance from the record."""

from __future__ import annotations

from game.plain.console import Console
from game.saves import Store
from game.saves.endings import endings_reached
from game.story.model import Story
from game.view import words
from game.view.blocks import Piece
from game.view.sanitize import one_line


def show_endings(paper: Console, story: Story, store: Store) -> None:
    """One line each."""
    reached = endings_reached(story, store)
    paper.line(Piece("Endings", "bold"))
    paper.note(
        f"{len(reached.keys() & set(story.endings))} of {len(story.endings)} reached.", hanging=""
    )
    paper.blank()
    for ending in story.world.endings:
        lead = story.leads.get(ending.lead)
        who = f" {one_line(lead.name)}." if lead else ""
        far = f" Distance from the record: {words.distance(ending.drift)}"
        if ending.id in reached:
            paper.line(
                Piece(words.sentence(one_line(ending.name)), "bold"),
                Piece(f"{who} {words.ending_kind(ending.kind)}{far}", "dim"),
                hanging="  ",
            )
        else:
            paper.line("Not reached.", Piece(f"{who}{far}", "dim"), hanging="  ")
