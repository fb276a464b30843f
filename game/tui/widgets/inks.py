"""The inks of a page: how a row is cut into stretches of one ink, by the kind of its block and the styles of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from game.tui.widgets.paragraph import Paragraph

Ink = tuple[str, ...]
"""Names of inks, each laid over the one before."""

Shade = tuple[int, int, str]
"""From one position of a paragraph to another, an ink is laid over its words."""

MARKED = frozenset({"choice", "ending"})
"""Kinds whose first sign, a glyph before the words, has the one colour; the mark of a fold has it too."""

CSS = """
Page {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
}
"""


def inked(
    paragraph: Paragraph, row: tuple[int, int], shades: Sequence[Shade] = ()
) -> Iterator[tuple[str, Ink]]:
    """The words of a row with their inks: the kind's, the run's, then the shades'."""
    start, end = row
    for run in paragraph.runs:
        if run.start >= end:
            return
        if run.end <= start:
            continue
        ink = (paragraph.kind, *([run.style] if run.style else ()), *(["term"] if run.term else ()))
        first, last = max(run.start, start), min(run.end, end)
        if not shades:
            yield paragraph.text[first:last], ink
            continue
        cuts = {first, last, *(cut for shade in shades for cut in shade[:2] if first < cut < last)}
        for begin, stop in pairwise(sorted(cuts)):
            yield (
                paragraph.text[begin:stop],
                (*ink, *(name for low, high, name in shades if low <= begin < high)),
            )
