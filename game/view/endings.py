"""The endings: those reached by name, the others without, with the distance of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.story.model import Ending, Story
from game.view import words
from game.view.blocks import Block, Piece, dim_block, heading
from game.view.names import lead_name
from game.view.sanitize import one_line


def endings_blocks(story: Story, reached: Collection[str]) -> Iterator[Block]:
    """How many were reached, then a line for each; its `target` is the ending."""
    yield heading("Endings", 0)
    count = f"{len(set(reached) & set(story.endings))} of {len(story.endings)} reached."
    yield dim_block(count, "notice", 0)
    for number, ending in enumerate(story.world.endings):
        pieces = tuple(_ending(story, ending, ending.id in reached))
        yield Block(pieces, "ending_row", hanging="  ", space=int(not number), target=ending.id)


def _ending(story: Story, ending: Ending, reached: bool) -> Iterator[Piece]:
    who = f" {lead_name(story, ending.lead)}." if ending.lead in story.leads else ""
    far = f" Distance from the record: {words.distance(ending.drift)}"
    if reached:
        yield Piece(words.sentence(one_line(ending.name)), "strong")
        yield Piece(f"{who} {words.ending_kind(ending.kind)}{far}", "dim")
    else:
        yield Piece("Not reached.")
        yield Piece(f"{who}{far}", "dim")
