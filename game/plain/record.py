"""The Record: what they really did, what cannot be known, and the works it rests on."""

from __future__ import annotations

from game.engine import Record
from game.plain.console import Console
from game.plain.wrap import Piece
from game.story.model import Span, Story
from game.view.bibliography import reference
from game.view.sanitize import one_line


def show_record(paper: Console, story: Story, record: Record) -> None:
    """The prose with its citations numbered, then the works."""
    title = story.scenes[record.scene].title
    paper.line(Piece("The record: ", "bold"), Piece(one_line(title), "bold"))
    paper.blank()
    numbers = {source: number for number, source in enumerate(record.sources, 1)}
    paper.prose(
        Span(f"[{numbers[span.text[1:-1]]}]") if span.style == "cite" else span
        for span in record.spans
    )
    if numbers:
        paper.blank()
    for source, number in numbers.items():
        show_source(paper, story, source, f"[{number}] ")


def show_source(paper: Console, story: Story, id: str, first: str = "") -> None:
    """A work as a bibliography has it, with its slant."""
    source = story.sources.get(id)
    text = reference(source) if source else id
    paper.line(Piece(one_line(text), "dim"), first=first, hanging=" " * len(first))
