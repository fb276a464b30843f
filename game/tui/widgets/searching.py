"""Searching a page: every match is marked, one of them is where the reader stands, and folded ones open when he comes to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from game.tui.widgets.inks import Shade
from game.tui.widgets.transcript import Place
from game.tui.widgets.walking import Walking
from game.view.blocks import Block, Fold

Match = tuple[int, int, int]
"""A paragraph's number and the positions in its text."""


class Searching(Walking):
    """A page that can be searched. Capitals do not count; what is appended later is searched too."""

    _needle: re.Pattern[str] | None = None
    _matches: tuple[Match, ...] | list[Match] = ()
    _standing: int = -1

    def search(self, text: str) -> int:
        """Mark every place where the words stand and go to the first in sight or below; how many there are.

        Without words the search is over.
        """
        words = " ".join(text.split())
        self._needle = re.compile(re.escape(words), re.IGNORECASE) if words else None
        self._matches, self._standing = [], -1
        self._look(0)
        self.changed()
        if self._matches:
            here = self.transcript.place(self.scroll_offset.y)
            at = bisect_left(self._matches, (here.paragraph, here.at, 0))
            self._stand_at(at % len(self._matches))
        return len(self._matches)

    def next_match(self, step: int = 1) -> int:
        """Go on to the next match, or with -1 to the one before, around the ends; which it is, counted from 1, or 0 without any."""
        if not self._matches:
            return 0
        self._stand_at((self._standing + step) % len(self._matches))
        return self._standing + 1

    search_next = next_match

    @property
    def matches(self) -> int:
        """How many places were found."""
        return len(self._matches)

    @property
    def match(self) -> int:
        """Which of them the reader stands at, counted from 1; 0 without any."""
        return self._standing + 1

    def end_search(self) -> bool:
        """Take the marks away; False when nothing was searched."""
        had = self._needle is not None
        if had:
            self.search("")
        return had

    def append(self, items: Iterable[Block | Fold], *, scroll: bool = True) -> int:
        start = len(self.transcript.paragraphs)
        mark = super().append(items, scroll=scroll)
        self._look(start)
        return mark

    def replace(self, at: int, items: Iterable[Block | Fold]) -> None:
        super().replace(at, items)
        if self._needle:
            stood = self._matches[self._standing] if self._standing >= 0 else None
            self._matches = []
            self._look(0)
            self._standing = (
                self._matches.index(stood)
                if stood in self._matches
                else min(self._standing, len(self._matches) - 1)
            )
            self.changed()

    def shades(self, number: int, row: int) -> list[Shade]:
        found = super().shades(number, row)
        if self._matches:
            at = bisect_left(self._matches, (number, 0, 0))
            while at < len(self._matches) and self._matches[at][0] == number:
                found.append((*self._matches[at][1:], "found" if at == self._standing else "match"))
                at += 1
        return found

    def _look(self, start: int) -> None:
        """Find the words in the paragraphs from one on."""
        if self._needle:
            new = [
                (number, match.start(), match.end())
                for number, paragraph in enumerate(self.transcript.paragraphs[start:], start)
                for match in self._needle.finditer(paragraph.text)
            ]
            self._matches = [*self._matches, *new]

    def _stand_at(self, number: int) -> None:
        self._standing = number
        paragraph, start, end = self._matches[number]
        one = self.transcript.paragraphs[paragraph]
        if not self.transcript.shown(one):
            self.toggle(one.fold)
        self.changed()
        self.show_rows(
            self.transcript.row(Place(paragraph, start)),
            self.transcript.row(Place(paragraph, end - 1)),
        )
