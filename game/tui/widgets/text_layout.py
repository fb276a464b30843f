"""Paragraphs as rows at a measure: what stands in which row, and what is folded away.

Positions are (paragraph, place in its text), so they outlive a new measure; rows count from the
top of everything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from game.tui.content import Paragraph, folded, paragraphs
from game.view.blocks import BlockOrFold, Fold


class TextPosition(NamedTuple):
    """The number of a paragraph and a place in its text."""

    paragraph: int
    at: int


class TextRange(NamedTuple):
    """The number of a paragraph, a range of places in its text, and the term that stands there."""

    paragraph: int
    start: int
    end: int
    term: str = ""

    @property
    def first(self) -> TextPosition:
        """The position of its first letter."""
        return TextPosition(self.paragraph, self.start)

    @property
    def last(self) -> TextPosition:
        """The position of its last letter."""
        return TextPosition(self.paragraph, self.end - 1)


class TextLayout:
    """Everything that was appended, in order. Appending costs what is new, whatever came before."""

    def __init__(self, measure: int = 72) -> None:
        self.measure = measure
        """Columns that the text takes at most, 2 or more."""
        self.paragraphs: list[Paragraph] = []
        self.height = 0
        """Rows of all that is shown."""
        self._tops: list[int] = []
        self._items: list[int] = []
        self._open: set[str] = set()

    def __len__(self) -> int:
        """How many blocks and folds were appended."""
        return len(self._items)

    # -- what is in it ----------------------------------------------------------------------------

    def append(self, items: Iterable[BlockOrFold]) -> int:
        """Add blocks and folds; the number of the first new one, the mark to truncate to."""
        mark, start = len(self._items), len(self.paragraphs)
        for item in items:
            self._items.append(len(self.paragraphs))
            new = folded(item) if isinstance(item, Fold) else paragraphs(item)
            for paragraph in new:
                paragraph.fit(self.measure)
            self.paragraphs += new
        self._stack(start)
        return mark

    def prepend(self, older: TextLayout) -> int:
        """Put all of another layout before this one; how many rows came before what was first.

        Marks move by `len(older)`. A fold that is open on either side stays open.
        """
        older.fit(self.measure)
        height, shift = self.height, len(older.paragraphs)
        self.paragraphs = older.paragraphs + self.paragraphs
        self._items = older._items + [item + shift for item in self._items]
        self._open |= older._open
        self._stack(0)
        return self.height - height

    def truncate(self, to: int) -> None:
        """Keep the first `to` blocks; opened folds that go are forgotten."""
        if not 0 <= to < len(self._items):
            return
        start = self._items[to]
        del self._items[to:], self.paragraphs[start:]
        self._open &= {paragraph.opens for paragraph in self.paragraphs}
        self._stack(start)

    def fit(self, measure: int) -> None:
        """Break everything into rows of another measure."""
        if measure != self.measure:
            self.measure = measure
            for paragraph in self.paragraphs:
                paragraph.fit(measure)
            self._stack(0)

    def toggle(self, key: str) -> bool:
        """Open a fold or close it; whether it is open now. False for a key that no fold has."""
        if self.head_of(key) is None:
            return False
        self._open ^= {key}
        self._stack(0)
        return key in self._open

    def is_open(self, key: str) -> bool:
        """Whether a fold is open."""
        return key in self._open

    def head_of(self, key: str) -> int | None:
        """The last paragraph that opens this fold."""
        numbers = range(len(self.paragraphs) - 1, -1, -1)
        return next((at for at in numbers if key and self.paragraphs[at].opens == key), None)

    def shown(self, number: int) -> bool:
        """Whether a paragraph is not folded away."""
        fold = self.paragraphs[number].fold
        return not fold or fold in self._open

    def _stack(self, start: int) -> None:
        """Find the first row of each paragraph, from one on."""
        row = self._tops[start] if start < len(self._tops) else self.height
        del self._tops[start:]
        for number in range(start, len(self.paragraphs)):
            self._tops.append(row)
            if self.shown(number):
                row += len(self.paragraphs[number].rows) + self._gap(number)
        self.height = row

    def _gap(self, number: int) -> int:
        return self.paragraphs[number].gap if self._tops[number] else 0

    # -- rows and positions -----------------------------------------------------------------------

    def at(self, row: int) -> tuple[int, int]:
        """The paragraph in a row, and which of its rows it is; negative in a row without words."""
        if not 0 <= row < self.height:
            return 0, -1
        number = bisect_right(self._tops, row) - 1
        return number, row - self._tops[number] - self._gap(number)

    def row_span(self, row: int) -> tuple[int, int]:
        """Where a row of words begins and ends in its paragraph."""
        number, line = self.at(row)
        return self.paragraphs[number].rows[line]

    def row(self, position: TextPosition) -> int:
        """The row of a position; of the next that is shown, when it is folded away."""
        number = position.paragraph
        if number >= len(self.paragraphs):
            return self.height
        inside = self._gap(number) + self.paragraphs[number].row_at(position.at)
        return self._tops[number] + (inside if self.shown(number) else 0)

    def position(self, row: int, column: int = 0) -> TextPosition:
        """The position of a letter of a row, both brought into what there is."""
        if not self.height:
            return TextPosition(0, 0)
        number, line = self.at(max(0, min(row, self.height - 1)))
        start, end = self.paragraphs[number].rows[max(0, line)]
        return TextPosition(number, start if line < 0 else max(start, min(start + column, end)))

    def spot(self, position: TextPosition) -> tuple[int, int]:
        """The row of a position, and which letter of the row it is: the inverse of `position`."""
        if position.paragraph >= len(self.paragraphs):
            return self.height, 0
        paragraph = self.paragraphs[position.paragraph]
        start = paragraph.rows[paragraph.row_at(position.at)][0]
        return self.row(position), max(0, position.at - start)

    def row_of(self, mark: int) -> int:
        """The first row of words of a block; the end for one that is not there."""
        known = 0 <= mark < len(self._items)
        return self.row(TextPosition(self._items[mark], 0)) if known else self.height

    def rows_of_fold(self, head: int) -> tuple[int, int]:
        """The row of a fold's head, and the row after the last that it shows."""
        key, below = self.paragraphs[head].opens, head + 1
        while below < len(self.paragraphs) and self.paragraphs[below].fold == key:
            below += 1
        end = self._tops[below] if below < len(self.paragraphs) else self.height
        return self.row(TextPosition(head, 0)), end

    def prefix(self, number: int, line: int) -> str:
        """What stands before a row of a paragraph."""
        paragraph = self.paragraphs[number]
        return paragraph.prefix(line, self.measure, is_open=paragraph.opens in self._open)

    def height_at(self, measure: int) -> int:
        """How many rows it would take at another measure."""
        if measure == self.measure:
            return self.height
        height = 0
        for number, paragraph in enumerate(self.paragraphs):
            if self.shown(number):
                height += len(paragraph.rows_at(measure)) + (paragraph.gap if height else 0)
        return height

    # -- terms ------------------------------------------------------------------------------------

    def terms(self, number: int) -> list[TextRange]:
        """The terms of a paragraph, in order; none while it is folded away."""
        if not 0 <= number < len(self.paragraphs) or not self.shown(number):
            return []
        return [TextRange(number, *span) for span in self.paragraphs[number].terms]

    def next_term(self, position: TextPosition, step: int = 1) -> TextRange | None:
        """The next term that begins at a position or after it; with -1 the last before it."""
        number, at = position
        here = self.terms(number)
        cut = bisect_left(here, at, key=lambda term: term.start)
        if step > 0:
            below = map(self.terms, range(number + 1, len(self.paragraphs)))
            return next((terms[0] for terms in chain([here[cut:]], below) if terms), None)
        above = map(self.terms, range(min(number, len(self.paragraphs)) - 1, -1, -1))
        return next((terms[-1] for terms in chain([here[:cut]], above) if terms), None)

    def term_at(self, position: TextPosition) -> TextRange | None:
        """The term that stands at a position."""
        terms = self.terms(position.paragraph)
        return next((term for term in terms if term.start <= position.at < term.end), None)

    # -- words ------------------------------------------------------------------------------------

    def between(self, start: TextPosition, end: TextPosition) -> str:
        """The words from a position to another, paragraphs as far apart as they stand.

        What is folded away is left out.
        """
        parts: list[str] = []
        for number in range(start.paragraph, min(end.paragraph + 1, len(self.paragraphs))):
            if not self.shown(number):
                continue
            stop = end.at if number == end.paragraph else None
            text = self.paragraphs[number].text[start.at if number == start.paragraph else 0 : stop]
            if text or number < end.paragraph:
                parts.append("\n" * (self._gap(number) + 1 if parts else 0) + text)
        return "".join(parts)

    def plain_text(self) -> str:
        """A line for each paragraph that is shown, with what stands before it."""
        lines: list[str] = []
        for number, paragraph in enumerate(self.paragraphs):
            if self.shown(number):
                lines += [""] * (self._gap(number) if lines else 0)
                lines.append(paragraph.first + paragraph.text)
        return "\n".join(lines)
