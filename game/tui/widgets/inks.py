"""The inks of a page: component classes for kinds of blocks and styles of words, and how a row is cut into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.style import Style
from textual.widget import Widget

from game.tui.widgets.paragraph import KINDS, STYLES, Paragraph

Ink = tuple[str, ...]
"""Names of components, each laid over the one before."""

Shade = tuple[int, int, str]
"""From one position of a paragraph to another, a component is laid over its words."""

SHADES = ("cursor", "match", "found", "selection", "caret")
COMPONENTS = frozenset(f"prose--{name}" for name in (*KINDS, *STYLES, *SHADES, "term", "mark"))
MARKED = frozenset({"choice", "record", "ending"})
"""Kinds whose first sign, a glyph before the words, has the one colour."""

# Nothing here rests on colour alone: terms are underlined, cursor, matches and caret reversed, quiet lines begin with a sign.
CSS = """
Page {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    & > .prose--title, & > .prose--choice, & > .prose--ending, & > .prose--strong, & > .prose--bold { text-style: bold; }
    & > .prose--header, & > .prose--labels, & > .prose--moved, & > .prose--met { color: $secondary; }
    & > .prose--notice, & > .prose--dim, & > .prose--cite { color: $secondary; }
    & > .prose--em { text-style: italic; }
    & > .prose--term { text-style: underline; }
    & > .prose--mark, & > .prose--red { color: $accent; }
    & > .prose--ok { color: $success; }
    & > .prose--cursor { text-style: reverse bold; }
    & > .prose--found { text-style: reverse bold; color: $accent; }
    & > .prose--match { text-style: reverse; }
    & > .prose--caret { text-style: reverse underline bold; }
    & > .prose--selection { background: $screen-selection-background; color: $screen-selection-foreground; }
    &:ansi > .prose--header, &:ansi > .prose--labels, &:ansi > .prose--moved, &:ansi > .prose--met { text-style: dim; }
    &:ansi > .prose--notice, &:ansi > .prose--dim, &:ansi > .prose--cite { text-style: dim; }
    &:nocolor > .prose--selection { text-style: reverse; }
}
"""


class Inks:
    """The styles of one widget's components, put together once for each combination."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[Ink, Style] = {}

    def __call__(self, *names: str) -> Style:
        """The style of the widget with those of the components over it."""
        found = self._known.get(names)
        if found is None:
            found = self._widget.rich_style
            for name in names:
                found += self._component(f"prose--{name}")
            self._known[names] = found
        return found

    def _component(self, name: str) -> Style:
        """What the component says itself; its colours as they look on the page when they are translucent."""
        own, whole = (self._widget.get_component_rich_style(name, partial=partial) for partial in (True, False))
        return own + Style(color=own.color and whole.color, bgcolor=own.bgcolor and whole.bgcolor)

    def clear(self) -> None:
        """The theme has changed, or the focus."""
        self._known.clear()


def inked(paragraph: Paragraph, row: tuple[int, int], shades: Sequence[Shade] = ()) -> Iterator[tuple[str, Ink]]:
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
            yield paragraph.text[begin:stop], (*ink, *(name for low, high, name in shades if low <= begin < high))
