"""The card of means on paper: the rules of the lead's craft, what it costs, and how everything that he works with stands now."""

from __future__ import annotations

from game.plain.paper import Paper
from game.plain.wrap import Piece
from game.play import State
from game.story.model import Story
from game.wording import words
from game.wording.letters import one_line
from game.wording.means import NOTHING, card
from game.wording.sheets import upper_first


def show_means(paper: Paper, story: Story, state: State) -> None:
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
