"""From blocks to Textual's `Content`: paragraphs, styles by name, terms by position, rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span

from game.view.blocks import Block, Fold, Piece
from game.view.sanitize import sanitize

STYLES = {
    # of pieces
    "dim": "$dim",
    "rule": "$faint",
    "red": "$red",
    "good": "$good",
    "ok": "$good",
    "name": "$term",
    "strong": "bold",
    "bold": "bold",
    "em": "italic",
    "cite": "$dim",
    # of blocks, by kind
    "title": "bold",
    "choice": "bold",
    "ending": "bold",
    "header": "$dim",
    "labels": "$dim",
    "moved": "$dim",
    "met": "$dim",
    "notice": "$dim",
    # of what is pointed at
    "mark": "$red",
    "term": "underline",
    "here": "on $chosen",
    "cursor": "reverse bold",
    "found": "$red reverse bold",
    "match": "reverse",
    "caret": "reverse underline bold",
    "selection": "$selected",
}
"""Textual's style for each name of a style; theme.py has the variables. Any other name is plain.

Nothing rests on colour alone: terms are underlined, what is pointed at is bold or reversed.
"""

ITEM, QUOTE = "– ", "    "
CLOSED, OPEN = "▸ ", "▾ "
NARROWEST = 8
"""Cells that must be left for words beside what stands before a row."""
_LINES = re.compile(r"(\n+)")
_SPACES = re.compile(r"[ \n]{2,}|\n")
# Joiners and variation selectors: terminals disagree about the width of what they join.
_JOINERS = dict.fromkeys((0x200C, 0x200D, 0xFE0E, 0xFE0F))
_NO_BREAK = re.compile(r"[^\S ]")
_WIDE_SPACE = "\u3000"


class TermSpan(NamedTuple):
    """Positions `start` to `end` of a paragraph lead to the entry `term`."""

    start: int
    end: int
    term: str


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a block, with single spaces only.

    `first` stands before its first row, `hanging` before the others; `gap` blank rows come above.
    `opens` is the key of the fold whose head it is, `fold` of the one in whose body it stands.
    `rows` are positions in its text at the measure that it was fitted to last.
    """

    content: Content
    terms: list[TermSpan]
    kind: str
    first: str
    hanging: str
    gap: int
    opens: str = ""
    fold: str = ""
    rows: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words without their styles."""
        return self.content.plain

    def fit(self, measure: int) -> None:
        """Break it into rows of a measure in cells."""
        self.rows = self.rows_at(measure)

    def rows_at(self, measure: int) -> list[tuple[int, int]]:
        """The rows it takes at a measure."""
        first, rest = (measure - cell_len(self.prefix(row, measure)) for row in (0, 1))
        return row_spans(self.text, first, rest)

    def prefix(self, row: int, measure: int, *, is_open: bool = False) -> str:
        """What stands before a row: nothing where it would leave no room for words."""
        text = self.hanging if row else self.first
        if self.opens and not row:
            text = (OPEN if is_open else CLOSED) + text
        return text if measure - cell_len(text) >= NARROWEST else ""

    def row_at(self, position: int) -> int:
        """The row in which a position stands."""
        return max(0, bisect_right(self.rows, position, key=itemgetter(0)) - 1)


def styled(text: str, names: str = "") -> Content:
    """Words in styles by name, parted by spaces, each laid over the one before."""
    return assembled((text, names))


def assembled(*parts: tuple[str, str]) -> Content:
    """Stretches of words one after another, each with its styles as in `styled`."""
    spans: list[Span] = []
    start = 0
    for text, names in parts:
        end = start + len(text)
        spans += [Span(start, end, STYLES[name]) for name in names.split() if name in STYLES]
        start = end
    return Content("".join(text for text, _ in parts), spans, strip_control_codes=False)


def safe(text: str) -> str:
    """Without control characters, tabs, line ends and joiners."""
    if text.isascii() and text.isprintable():
        return text
    return sanitize(text, keep="").translate(_JOINERS)


def row_spans(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Where the rows of a text with single spaces begin and end, as positions in it.

    The first row takes `first` cells at most and the others `rest`, two or more each. The space
    at a break stands in no row; a no-break space is none to break at; a word too long is cut.
    """
    if cell_len(text) <= first:
        return [(0, len(text))]
    solid = text
    if not text.isascii():
        solid = _NO_BREAK.sub(lambda found: "字" if found[0] == _WIDE_SPACE else "_", text)
    lines = Content(solid).wrap(max(2, first))
    if first != rest and len(lines) > 1:
        taken = len(lines[0])
        lines = [lines[0], *Content(solid[taken:].lstrip(" ")).wrap(max(2, rest))]
    found: list[tuple[int, int]] = []
    end = 0
    for line in lines:
        if size := len(line.plain.lstrip(" ")):
            start = end + (text[end : end + 1] == " ")
            end = start + size
            found.append((start, end))
    return found


def wrap(content: Content, first: int, rest: int | None = None) -> list[Content]:
    """The rows of a text, with its styles; widths as in `row_spans`, `rest` by default `first`."""
    spans = row_spans(content.plain, first, first if rest is None else rest)
    return [content[start:end] for start, end in spans]


def paragraphs(block: Block) -> list[Paragraph]:
    """The paragraphs of a block, without control characters; none where it says nothing."""
    found: list[Paragraph] = []
    lead, hanging = safe(block.first), safe(block.hanging)
    for mark, gap, pieces in _parts(block.pieces):
        content, terms = _joined(pieces, block.kind)
        if content:
            before = hanging if found else lead
            above = gap if found else max(0, block.space)
            rest = hanging + " " * len(mark)
            found.append(Paragraph(content, terms, block.kind, before + mark, rest, above))
    return found


def folded(fold: Fold) -> list[Paragraph]:
    """The paragraphs of a fold; without a head to open it with, those of its body."""
    body = [paragraph for block in fold.body for paragraph in paragraphs(block)]
    heads = paragraphs(fold.head)[:1]
    for head in heads:
        head.opens = fold.key
        head.hanging = head.hanging or " " * len(CLOSED)
        for paragraph in body:
            paragraph.fold = fold.key
    return [*heads, *body]


def _parts(pieces: Iterable[Piece]) -> Iterator[tuple[str, int, list[Piece]]]:
    """Pieces parted at empty lines, quotes and items: mark before, gap above, pieces."""
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


def _joined(pieces: Iterable[Piece], kind: str) -> tuple[Content, list[TermSpan]]:
    """One text with single spaces and none at its ends, and the terms in it."""
    text = ""
    found: list[tuple[int, int, Piece]] = []
    for piece in pieces:
        words = _SPACES.sub(" ", safe(piece.text))
        if text[-1:] in ("", " "):
            words = words.removeprefix(" ")
        found.append((len(text), len(text) + len(words), piece))
        text += words
    text = text.removesuffix(" ")
    found = [(start, min(end, len(text)), piece) for start, end, piece in found]
    found = [(start, end, piece) for start, end, piece in found if end > start]
    spans = [(0, len(text), kind)]
    spans += [(start, end, piece.style) for start, end, piece in found]
    spans += [(start, end, "term") for start, end, piece in found if piece.term]
    known = [Span(start, end, STYLES[name]) for start, end, name in spans if name in STYLES]
    terms = [TermSpan(start, end, piece.term) for start, end, piece in found if piece.term]
    return Content(text, known, strip_control_codes=False), terms
