"""From blocks to Textual's `Content`: paragraphs, styles by name, terms by position, rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content, Span

from game.view.blocks import Block, Piece
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

    `first` stands before its first row and `hanging` before the others; `gap` blank rows come above.
    """

    content: Content
    terms: list[TermSpan]
    kind: str
    first: str
    hanging: str
    gap: int

    @property
    def text(self) -> str:
        """The words without their styles."""
        return self.content.plain


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
    return found or [(0, 0)]


def wrap(content: Content, first: int, rest: int | None = None) -> list[Content]:
    """The rows of a text, with its styles; widths as in `row_spans`, `rest` like `first` if None."""
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


def _parts(pieces: Iterable[Piece]) -> Iterator[tuple[str, int, list[Piece]]]:
    """Pieces parted at empty lines, quotes and items, with the mark before each and the gap above."""
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
