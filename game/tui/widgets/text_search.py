"""Searching a text: every match, and the one at which the reader stands."""

from __future__ import annotations

import re
from bisect import bisect_left

from game.tui.widgets.text_layout import TextLayout, TextPosition, TextRange


class TextSearch:
    """The matches of some words in a layout, in order. Capitals do not count."""

    def __init__(self, layout: TextLayout, words: str = "") -> None:
        """Find the words; without any there is no search and no match."""
        words = " ".join(words.split())
        self.pattern = re.compile(re.escape(words), re.IGNORECASE) if words else None
        self.matches: list[TextRange] = []
        self.current = -1
        """Which match the reader stands at; negative without any."""
        self._layout = layout
        self.find_from(0)

    @property
    def match(self) -> TextRange | None:
        """The match that the reader stands at."""
        return self.matches[self.current] if self.current >= 0 else None

    def find_from(self, start: int) -> None:
        """Search the paragraphs from one on: they are new, or others than before."""
        self.matches = self.matches[: bisect_left(self.matches, (start, 0, 0))]
        for number in range(start, len(self._layout.paragraphs) if self.pattern else 0):
            text = self._layout.paragraphs[number].text
            found = self.pattern.finditer(text) if self.pattern else ()
            self.matches += [TextRange(number, *match.span()) for match in found]
        self.current = min(self.current, len(self.matches) - 1)

    def go_to(self, position: TextPosition) -> None:
        """Stand at the first match from a position on, or else at the first of all."""
        if self.matches:
            at = bisect_left(self.matches, (*position, 0))
            self.current = at % len(self.matches)

    def step(self, step: int) -> None:
        """Go on to the next match, or with -1 to the one before, around the ends."""
        if self.matches:
            self.current = (self.current + step) % len(self.matches)

    def within(self, number: int) -> list[TextRange]:
        """The matches in a paragraph."""
        first, last = (bisect_left(self.matches, (at, 0, 0)) for at in (number, number + 1))
        return self.matches[first:last]
