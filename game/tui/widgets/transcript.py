"""The transcript as rows: paragraphs one under another at a measure, what stands in which row, and what is folded away.

Positions are (paragraph, place in its text), so they outlive a new measure; rows count from the top of everything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.tui.widgets.paragraph import Paragraph, folded, paragraphs
from game.view.blocks import Block, Fold


class Place(NamedTuple):
    """A position: the paragraph's number and a place in its text."""

    paragraph: int
    at: int


class Stop(NamedTuple):
    """A term where it stands: the paragraph's number, positions in its text, and what it leads to."""

    paragraph: int
    start: int
    end: int
    term: str


class Transcript:
    """Everything that was appended, in order. Appending costs what is new; nothing else costs what is old but `fit`."""

    def __init__(self, measure: int = 72) -> None:
        self.measure = measure
        """Columns that prose takes at most."""
        self.paragraphs: list[Paragraph] = []
        self.height = 0
        """Rows of all that is shown."""
        self._tops: list[int] = []
        self._items: list[int] = []
        self._open: set[str] = set()

    def __len__(self) -> int:
        """How many blocks and folds were appended."""
        return len(self._items)

    # -- what is in it --------------------------------------------------------------------------------------

    def append(self, items: Iterable[Block | Fold]) -> int:
        """Add blocks and folds; the number of the first new one, which is also the mark to truncate to."""
        mark, start = len(self._items), len(self.paragraphs)
        for item in items:
            self._items.append(len(self.paragraphs))
            new = folded(item) if isinstance(item, Fold) else paragraphs(item)
            for paragraph in new:
                paragraph.fit(self.measure)
            self.paragraphs += new
        self._stack(start)
        return mark

    def prepend(self, older: Transcript) -> int:
        """Put all of another transcript before this one; how many rows came before what was first. Marks move by `len(older)`."""
        older.fit(self.measure)
        height, shift = self.height, len(older.paragraphs)
        self.paragraphs = older.paragraphs + self.paragraphs
        self._items = older._items + [item + shift for item in self._items]
        self._open |= older._open
        self._tops, self.height = [], 0
        self._stack(0)
        return self.height - height

    def truncate(self, to: int) -> None:
        """Keep the first `to` blocks; opened folds that go are forgotten."""
        if not 0 <= to < len(self._items):
            return
        start = self._items[to]
        gone = {paragraph.opens for paragraph in self.paragraphs[start:]} & self._open
        self.height = self._tops[start] if start < len(self._tops) else self.height
        del self._items[to:], self.paragraphs[start:], self._tops[start:]
        if gone:
            self._open -= gone - {paragraph.opens for paragraph in self.paragraphs}

    def fit(self, measure: int) -> None:
        """Set everything to another measure."""
        if measure != self.measure:
            self.measure = measure
            for paragraph in self.paragraphs:
                paragraph.fit(measure)
            self._stack(0)

    def toggle(self, key: str) -> bool:
        """Open a fold or close it; whether it is open now. False for a key that there is none of."""
        if self.head_of(key) is None:
            return False
        self._open ^= {key}
        self._stack(
            next(
                number for number, paragraph in enumerate(self.paragraphs) if paragraph.opens == key
            )
        )
        return key in self._open

    def is_open(self, key: str) -> bool:
        return key in self._open

    def head_of(self, key: str) -> int | None:
        """The last paragraph that opens this fold."""
        return next(
            (
                number
                for number in range(len(self.paragraphs) - 1, -1, -1)
                if key and self.paragraphs[number].opens == key
            ),
            None,
        )

    def shown(self, paragraph: Paragraph) -> bool:
        return not paragraph.fold or paragraph.fold in self._open

    def _stack(self, start: int) -> None:
        """Put paragraphs one under another, from one on."""
        tops, row = self._tops, self.height
        if start < len(tops):
            row = tops[start]
            del tops[start:]
        for paragraph in self.paragraphs[start:]:
            tops.append(row)
            if not paragraph.fold or paragraph.fold in self._open:
                row += len(paragraph.rows) + (paragraph.gap if row else 0)
        self.height = row

    # -- rows and positions ---------------------------------------------------------------------------------

    def at(self, row: int) -> tuple[int, int]:
        """The paragraph in a row, and which of its rows that is; negative in a blank one, above it or under everything."""
        if not 0 <= row < self.height:
            return 0, -1
        number = bisect_right(self._tops, row) - 1
        return number, row - self._tops[number] - self._gap(number)

    def row(self, place: Place) -> int:
        """The row of a position; of the next that is shown, when it is folded away."""
        if place.paragraph >= len(self.paragraphs):
            return self.height
        paragraph = self.paragraphs[place.paragraph]
        top = self._tops[place.paragraph]
        return (
            top + self._gap(place.paragraph) + paragraph.row_at(place.at)
            if self.shown(paragraph)
            else top
        )

    def place(self, row: int, column: int = 0) -> Place:
        """The position that a row and a letter in it stand for, both brought into what there is."""
        if not self.height:
            return Place(0, 0)
        number, line = self.at(max(0, min(row, self.height - 1)))
        start, end = self.paragraphs[number].rows[max(0, line)]
        return Place(number, start if line < 0 else max(start, min(start + column, end)))

    def spot(self, place: Place) -> tuple[int, int]:
        """The row of a position, and which letter of the row it is: the inverse of `place`."""
        if place.paragraph >= len(self.paragraphs):
            return self.height, 0
        paragraph = self.paragraphs[place.paragraph]
        return self.row(place), max(0, place.at - paragraph.rows[paragraph.row_at(place.at)][0])

    def row_of(self, item: int) -> int:
        """The first row of words of a block; the end for one that is not there."""
        if not 0 <= item < len(self._items):
            return self.height
        return self.row(Place(self._items[item], 0))

    def rows_of_fold(self, head: int) -> tuple[int, int]:
        """The row of a fold's head, and the row after the last that it shows."""
        last = head
        key = self.paragraphs[head].opens
        while last + 1 < len(self.paragraphs) and self.paragraphs[last + 1].fold == key:
            last += 1
        below = self._tops[last + 1] if last + 1 < len(self.paragraphs) else self.height
        return self.row(Place(head, 0)), below

    def prefix(self, number: int, line: int) -> str:
        """What stands before a row of a paragraph."""
        paragraph = self.paragraphs[number]
        return paragraph.prefix(line, self.measure, is_open=paragraph.opens in self._open)

    def item_of(self, paragraph: int) -> int:
        """The block that a paragraph came from."""
        return bisect_right(self._items, paragraph) - 1

    def height_at(self, measure: int) -> int:
        """How many rows it would take at another measure."""
        if measure == self.measure:
            return self.height
        height = 0
        for paragraph in self.paragraphs:
            if self.shown(paragraph):
                height += len(paragraph.rows_at(measure)) + (paragraph.gap if height else 0)
        return height

    def _gap(self, number: int) -> int:
        return self.paragraphs[number].gap if self._tops[number] else 0

    # -- terms ----------------------------------------------------------------------------------------------

    def stops(self) -> Iterator[Stop]:
        """Every term that is shown, in order."""
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.stops and self.shown(paragraph):
                yield from (Stop(number, run.start, run.end, run.term) for run in paragraph.stops)

    def stop_after(self, place: Place, step: int = 1) -> Stop | None:
        """The next term that begins at a position or after it; with `step` -1 the last that begins before it."""
        numbers = (
            range(place.paragraph, len(self.paragraphs))
            if step > 0
            else range(min(place.paragraph, len(self.paragraphs) - 1), -1, -1)
        )
        for number in numbers:
            paragraph = self.paragraphs[number]
            if not paragraph.stops or not self.shown(paragraph):
                continue
            runs = paragraph.stops
            if number == place.paragraph:
                cut = bisect_left(runs, place.at, key=lambda run: run.start)
                runs = runs[cut:] if step > 0 else runs[:cut]
            if runs:
                run = runs[0] if step > 0 else runs[-1]
                return Stop(number, run.start, run.end, run.term)
        return None

    def stop_at(self, place: Place) -> Stop | None:
        """The term that stands at a position."""
        if place.paragraph >= len(self.paragraphs):
            return None
        found = (
            run for run in self.paragraphs[place.paragraph].stops if run.start <= place.at < run.end
        )
        return next((Stop(place.paragraph, run.start, run.end, run.term) for run in found), None)

    # -- words ----------------------------------------------------------------------------------------------

    def between(self, start: Place, end: Place) -> str:
        """The words from a position to another, paragraphs as far apart as they stand; nothing of what is folded away."""
        parts: list[str] = []
        for number in range(start.paragraph, min(end.paragraph + 1, len(self.paragraphs))):
            paragraph = self.paragraphs[number]
            if not self.shown(paragraph):
                continue
            stop = end.at if number == end.paragraph else None
            text = paragraph.text[start.at if number == start.paragraph else 0 : stop]
            if text or number < end.paragraph:
                parts.append("\n" * (self._gap(number) + 1 if parts else 0) + text)
        return "".join(parts)

    def plain_text(self, *, everything: bool = False) -> str:
        """The transcript as text, a line for each paragraph with what stands before it; `everything` opens the folds."""
        lines: list[str] = []
        for number, paragraph in enumerate(self.paragraphs):
            if everything or self.shown(paragraph):
                lines += [""] * (self._gap(number) if lines else 0)
                lines.append(paragraph.first + paragraph.text)
        return "\n".join(lines)
