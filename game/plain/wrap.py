"""Prose set to a measure: words broken into lines, each line a list of pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from game.view.blocks import Piece
from game.view.sanitize import cells

NARROWEST = 8
QUOTED = "    "
ITEMS = ("- ", "* ")


RowSpan = list[Piece]
Word = list[Piece]


def joined(row: RowSpan) -> Iterator[Piece]:
    """The row with neighbours of one style made one piece."""
    for style, group in groupby(row, key=lambda piece: piece.style):
        yield Piece("".join(piece.text for piece in group), style)


def wrap_prose(text: Iterable[Piece], measure: int) -> list[RowSpan]:
    """Paragraphs parted by an empty row; quotes stand in, list items hang."""
    rows: list[RowSpan] = []
    for number, paragraph in enumerate(_split(text, "\n\n")):
        if number:
            rows.append([])
        quoted: list[Piece] = []
        for line in _split(paragraph, "\n"):
            start = "".join(piece.text for piece in line)[:2]
            if start == "> " or (quoted and start not in ITEMS):
                first, *rest = line
                mark = ">" if start == "> " else ""
                quoted += [Piece(" "), first._replace(text=first.text.removeprefix(mark)), *rest]
                continue
            rows += wrap_line(line, measure, "", "  " if start in ITEMS else "")
        if quoted:
            rows += wrap_line(quoted, measure - len(QUOTED), QUOTED, QUOTED)
    return rows


def wrap_line(
    text: Iterable[Piece], measure: int, first: str = "", hanging: str = ""
) -> list[RowSpan]:
    """One paragraph: `first` stands before the first row, `hanging` before the others."""
    lead, rest = first, hanging
    if measure - cells(hanging) < NARROWEST:
        lead, rest = first if cells(first) < measure else "", ""
    rows: list[RowSpan] = []
    row, width = ([Piece(lead)] if lead else []), cells(lead)
    empty = True
    for word in _words(text):
        for part in _fitting(word, max(1, measure - max(cells(lead), cells(rest)))):
            size = sum(cells(piece.text) for piece in part)
            if not empty and width + 1 + size > measure:
                rows.append(row)
                row, width, empty = ([Piece(rest)] if rest else []), cells(rest), True
            if not empty:
                # A space between words of one style has that style: a line under them goes through.
                style = row[-1].style if row[-1].style == part[0].style else ""
                row.append(Piece(" ", style))
                width += 1
            row += part
            width, empty = width + size, False
    return [*rows, row] if row else rows


def _split(text: Iterable[Piece], mark: str) -> Iterator[list[Piece]]:
    """Pieces parted where `mark` stands in their text; empty parts are left out."""
    part: list[Piece] = []
    for piece in text:
        head, *tails = piece.text.split(mark)
        part.append(Piece(head, piece.style))
        for tail in tails:
            if any(one.text.strip() for one in part):
                yield part
            part = [Piece(tail, piece.style)]
    if any(one.text.strip() for one in part):
        yield part


def _words(text: Iterable[Piece]) -> Iterator[Word]:
    """Words as pieces: a link and the comma behind it are one word, in two styles."""
    word: Word = []
    for piece in text:
        # No-break spaces part no words.
        for number, part in enumerate(piece.text.replace("\n", " ").split(" ")):
            if number and word:
                yield word
                word = []
            if part:
                word.append(Piece(part, piece.style))
    if word:
        yield word


def _fitting(word: Word, room: int) -> Iterator[Word]:
    """The word, cut where it would not fit a row of its own."""
    if sum(cells(piece.text) for piece in word) <= room:
        yield word
        return
    part, width = "", 0
    for piece in word:
        for char in piece.text:
            if width + cells(char) > room:
                yield [Piece(part, piece.style)]
                part, width = "", 0
            part, width = part + char, width + cells(char)
    if part:
        yield [Piece(part, word[-1].style)]
