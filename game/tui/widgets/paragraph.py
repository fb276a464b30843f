"""A block of the transcript taken apart into paragraphs: one run of words each, with its styles and its terms by position."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len

from game.tui.widgets.wrap import Row, is_even, rows
from game.view.blocks import Block, Fold, Piece
from game.view.sanitize import sanitize

KINDS = (
    "text",
    "scene",
    "title",
    "header",
    "labels",
    "choice",
    "outcome",
    "moved",
    "vote",
    "met",
    "record",
    "ending",
    "notice",
)
STYLES = ("em", "strong", "dim", "bold", "red", "ok", "cite")
NARROWEST = 8
ITEM, QUOTE = "– ", "    "
CLOSED, OPEN = "▸ ", "▾ "

_START = itemgetter(0)
_LINES = re.compile(r"(\n+)")
_SPACES = re.compile(r"[ \n]{2,}|\n")
# Joiners and variation selectors: terminals disagree about the width of what they join, so they are left out.
_JOINERS = dict.fromkeys((0x200C, 0x200D, 0xFE0E, 0xFE0F))


class Run(NamedTuple):
    """Positions `start` to `end` of a paragraph stand in one style; `term` is what they lead to."""

    start: int
    end: int
    style: str
    term: str


class Paragraph:
    """One paragraph: what it says, and how it is set just now.

    `text` holds single spaces only. `fold` is the key of the fold whose body it belongs to, `opens` of the fold whose
    head it is. `gap` is how many blank rows stand above; `rows` are positions in `text`, set by `fit`.
    """

    __slots__ = (
        "even",
        "first",
        "fold",
        "gap",
        "hanging",
        "kind",
        "opens",
        "rows",
        "runs",
        "stops",
        "text",
    )

    def __init__(
        self, text: str, runs: list[Run], kind: str, first: str, hanging: str, gap: int
    ) -> None:
        self.text, self.runs, self.kind, self.first, self.hanging, self.gap = (
            text,
            runs,
            kind,
            first,
            hanging,
            gap,
        )
        self.stops = [run for run in runs if run.term]
        self.even = is_even(text)
        self.fold = self.opens = ""
        self.rows: list[Row] = [(0, len(text))]

    def fit(self, measure: int) -> None:
        """Set to a measure in cells."""
        self.rows = self.rows_at(measure)

    def rows_at(self, measure: int) -> list[Row]:
        """The rows it takes at a measure."""
        if not self.hanging and not self.first:
            return rows(self.text, measure, measure, self.even)
        return rows(
            self.text,
            measure - cell_len(self.prefix(0, measure)),
            measure - cell_len(self.prefix(1, measure)),
            self.even,
        )

    def prefix(self, row: int, measure: int, *, is_open: bool = False) -> str:
        """What stands before a row: nothing where it would leave no room for words."""
        text = self.hanging if row else self.first
        if self.opens and not row:
            text = (OPEN if is_open else CLOSED) + text
        return text if measure - cell_len(text) >= NARROWEST else ""

    def row_at(self, position: int) -> int:
        """The row in which a position stands."""
        return max(0, bisect_right(self.rows, position, key=_START) - 1)


def paragraphs(block: Block) -> list[Paragraph]:
    """The paragraphs of a block, without control characters; none where it says nothing."""
    found: list[Paragraph] = []
    kind = block.kind if block.kind in KINDS else KINDS[0]
    lead, hanging = safe(block.first), safe(block.hanging)
    for mark, gap, pieces in _parts(block.pieces):
        text, runs = _joined(pieces)
        if not text:
            continue
        rest = hanging + (" " * len(mark))
        found.append(
            Paragraph(
                text,
                runs,
                kind,
                (hanging if found else lead) + mark,
                rest,
                gap if found else max(0, block.space),
            )
        )
    return found


def folded(fold: Fold) -> list[Paragraph]:
    """The paragraphs of a fold: its head is one paragraph. Without a head to open it with, the body just stands there."""
    body = [paragraph for block in fold.body for paragraph in paragraphs(block)]
    for head in paragraphs(fold.head)[:1]:
        head.opens = fold.key
        head.hanging = head.hanging or " " * len(CLOSED)
        for paragraph in body:
            paragraph.fold = fold.key
        return [head, *body]
    return body


def safe(text: str) -> str:
    """Without control characters, tabs, line ends and joiners."""
    return (
        text
        if text.isascii() and text.isprintable()
        else sanitize(text, keep="").translate(_JOINERS)
    )


def _parts(pieces: Iterable[Piece]) -> Iterator[tuple[str, int, list[Piece]]]:
    """Pieces parted at empty lines, quotes and items, with the mark before each and the blank rows above it."""
    part: list[Piece] = []
    mark, gap, breaks = "", 0, 1
    for piece in pieces:
        for chunk in _LINES.split(piece.text):
            if not chunk.strip("\n"):
                breaks += len(chunk)
                continue
            if breaks and not chunk.strip(" "):
                continue
            sign = chunk[:2] if breaks else ""
            if breaks > 1 or sign in ("- ", "* ") or (sign == "> " and mark != QUOTE):
                yield mark, gap, part
                part, mark, gap = [], "", 1 if breaks > 1 else 0
            elif breaks:
                part.append(Piece(" "))
            breaks = 0
            if sign in ("- ", "* ", "> "):
                mark, chunk = QUOTE if sign == "> " else ITEM, chunk[2:]
            part.append(Piece(chunk, piece.style, piece.term))
    yield mark, gap, part


def _joined(pieces: Iterable[Piece]) -> tuple[str, list[Run]]:
    """One text with single spaces and none at its ends, and its runs."""
    words: list[str] = []
    runs: list[Run] = []
    at, spaced = 0, True
    for piece in pieces:
        text = piece.text
        if not (text.isascii() and text.isprintable()):
            text = sanitize(text, keep="").translate(_JOINERS)
        if "  " in text:
            text = _SPACES.sub(" ", text)
        if spaced and text[:1] == " ":
            text = text[1:]
        if text:
            words.append(text)
            runs.append(
                Run(at, at + len(text), piece.style if piece.style in STYLES else "", piece.term)
            )
            at, spaced = at + len(text), text[-1] == " "
    if spaced and runs:
        words[-1] = words[-1][:-1]
        *runs, last = runs
        runs += [last._replace(end=last.end - 1)] if last.end - 1 > last.start else []
    return "".join(words), runs
