"""Where lines break: a paragraph set to a measure, as pairs of positions in its text. Widths are the terminal's cells."""

from __future__ import annotations

from rich.cells import cell_len, get_character_cell_size

Row = tuple[int, int]


def is_even(text: str) -> bool:
    """Whether every character takes exactly one cell, so that positions are columns."""
    return text.isascii() or all(get_character_cell_size(char) == 1 for char in set(text))


def rows(text: str, first: int, rest: int, even: bool | None = None) -> list[Row]:
    """Break at single spaces: `first` cells for the first row, `rest` for the others, two or more each.

    The space at a break stands in no row. A word longer than a row is cut. `even` is `is_even(text)` if known.
    """
    end = len(text)
    if even or (even is None and is_even(text)):
        if end <= first:
            return [(0, end)]
        return _even_rows(text, max(1, first), max(1, rest))
    return _uneven_rows(text, max(2, first), max(2, rest))


def _even_rows(text: str, room: int, rest: int) -> list[Row]:
    """The common case: one `rfind` a row."""
    found: list[Row] = []
    start, end = 0, len(text)
    while end - start > room:
        cut = text.rfind(" ", start + 1, start + room + 1)
        if cut < 0:
            found.append((start, start + room))
            start += room
        else:
            found.append((start, cut))
            start = cut + 1
        room = rest
    if start < end:
        found.append((start, end))
    return found


def _uneven_rows(text: str, room: int, rest: int) -> list[Row]:
    found: list[Row] = []
    start = end = width = 0
    empty, at = True, 0
    for word in text.split(" "):
        begin, at = at, at + len(word) + 1
        size = cell_len(word)
        if not empty:
            if width + 1 + size <= room:
                width, end = width + 1 + size, at - 1
                continue
            found.append((start, end))
            room = rest
        while size > room:
            cut = fitting(text, begin, at - 1, room)
            found.append((begin, cut))
            size -= cell_len(text[begin:cut])
            begin, room = cut, rest
        start, end, width, empty = begin, at - 1, size, False
    return [*found, (start, end)]


def fitting(text: str, start: int, end: int, room: int) -> int:
    """The furthest position up to `end` such that what stands between fits `room` cells; at least one letter with its marks."""
    width, at = 0, start
    while at < end:
        size = get_character_cell_size(text[at])
        if width + size > room and width:
            return at
        width += size
        at += 1
    return end
