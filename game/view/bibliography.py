"""A work as a bibliography has it."""

from __future__ import annotations

from game.story.model import Source
from game.view import words


def reference(source: Source) -> str:
    """Author, title, publisher, year; then where it stands."""
    made = ", ".join(part for part in (source.publisher, source.year) if part)
    parts = [source.author, source.title, made, source.slant]
    return " ".join(words.sentence(" ".join(part.split())) for part in parts if part)
