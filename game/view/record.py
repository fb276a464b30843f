"""The Record: what they really did, what cannot be known, and the works it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import Record
from game.story.model import Span, Story
from game.view import words
from game.view.bibliography import reference
from game.view.blocks import Block, Fold, Piece, pieces_of
from game.view.names import scene_title
from game.view.sanitize import one_line


def record_key(step: int) -> str:
    """What the fold of the Record that a step showed is called."""
    return f"record {step}"


def record_fold(story: Story, record: Record, step: int) -> Fold:
    """The Record folded to its head."""
    size = words.count(len(str(record).split()), "word")
    title = scene_title(story, record.scene)
    pieces = Piece("The Record", "strong"), Piece(f": {title}, {size}", "dim")
    body = tuple(block.indented("  ") for block in record_blocks(story, record))
    head = Block(pieces, "record", tag=record.scene)
    closed = f"The record has {size} on this: r reads it."
    return Fold(record_key(step), head, body, closed)


def record_blocks(story: Story, record: Record) -> Iterator[Block]:
    """The prose with its citations numbered, then the works."""
    numbers = {source: number for number, source in enumerate(record.sources, 1)}
    spans = [
        Span(f"[{numbers[span.text[1:-1]]}]", style="cite") if span.style == "cite" else span
        for span in record.spans
    ]
    yield Block(pieces_of(spans), "record", tag=record.scene)
    for source, number in numbers.items():
        yield source_block(story, source, f"[{number}] ", int(number == 1), record.scene)


def source_block(story: Story, id: str, first: str = "", space: int = 0, tag: str = "") -> Block:
    """A work as a bibliography has it; by its id where the story does not know it."""
    work = reference(story.sources[id]) if id in story.sources else id
    hanging = " " * len(first)
    return Block((Piece(one_line(work), "dim"),), "record", first, hanging, space, tag)
