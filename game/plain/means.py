"""The card of means on paper: the rules of the lead's craft, what it costs, and how everything that he works with stands now."""

from __future__ import annotations

from game.engine import State
from game.plain.console import Console
from game.story.model import Story
from game.view import words
from game.view.allocations import upper_first
from game.view.blocks import Piece
from game.view.means import NOTHING, card
from game.view.sanitize import one_line


def show_means(paper: Console, story: Story, state: State) -> None:
    """The whole card."""
    parts = card(story, state)
    if not parts:
        paper.line(NOTHING)
    for part in parts:
        paper.blank()
        paper.line(Piece(one_line(part.title), "bold"))
        if part.text.strip():
            paper.text(part.text.strip())
        for row in part.rows:
            name = f"{row.name} " if row.name.isdecimal() else f"{row.name}: " if row.name else ""
            said = row.said if row.name else upper_first(row.said)
            quiet = f" {words.sentence(row.quiet)}" if row.quiet else ""
            paper.line(f"{name}{words.sentence(said)}", Piece(quiet, "dim"), hanging="  ")
