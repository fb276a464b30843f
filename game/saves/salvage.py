"""What can still be read of a damaged file: rows found page by page, trusting no link of pages.

The layout of pages, cells and records is that of the SQLite file format
(https://www.sqlite.org/fileformat2.html). A row of `step` stands twice in the file, in its table
and in the index over (parent, choice), so a lost page of either one costs no decision. Bytes in,
rows out: nothing here opens or writes a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeAlias

from game.saves.migrations import PAGE_SIZE, SHAPES

Cell: TypeAlias = int | float | str | bytes | None
Pages: TypeAlias = dict[int, bytes]

HEADER = b"SQLite format 3\0"
TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x0A, 0x02
JOURNAL_MAGIC = (0x377F0682, 0x377F0683)
INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class SalvagedRows:
    """Rows by table and number; and (parent, choice) of steps by number, from the index."""

    tables: dict[str, dict[int, tuple[Cell, ...]]] = field(
        default_factory=lambda: {table: {} for table in SHAPES.values()}
    )
    keys: dict[int, tuple[int, str]] = field(default_factory=dict)


def read_rows(database: bytes, journal: bytes = b"") -> SalvagedRows:
    """Every row that can be made out in a database and the write-ahead journal beside it."""
    size = page_size(database, journal)
    pages = _pages(database, journal, size)
    rows = SalvagedRows()
    for number, page in sorted(pages.items()):
        if number > 1 and page[0] == TABLE_LEAF:
            for id, record in _leaf_cells(page, pages, size):
                table = SHAPES.get(tuple(map(type, record[1:])))
                if table and record[0] is None and id > 0:
                    rows.tables[table][id] = tuple(record[1:])
        elif number > 1 and page[0] in (INDEX_LEAF, INDEX_INTERIOR):
            for record in _index_cells(page, pages, size):
                match record:
                    case [int(parent), str(choice), int(id)]:
                        rows.keys[id] = (parent, choice)
    return rows


def page_size(database: bytes, journal: bytes = b"") -> int:
    """The size of pages as the file says, or as its journal says, or the one this game uses."""
    said = database[16:18] if database.startswith(HEADER) else journal[8:12]
    size = int.from_bytes(said, "big")
    size = 65536 if size == 1 else size
    return size if size in (512, 1024, 2048, 4096, 8192, 16384, 32768, 65536) else PAGE_SIZE


def _pages(database: bytes, journal: bytes, size: int) -> Pages:
    """Pages by number, the journal's newer ones over the database's; the last may be torn."""
    starts = enumerate(range(0, len(database), size), 1)
    pages = {number: database[start : start + size] for number, start in starts}
    if int.from_bytes(journal[:4], "big") not in JOURNAL_MAGIC:
        return pages
    salts, waiting = journal[16:24], dict[int, bytes]()
    for start in range(32, len(journal) - 24 - size + 1, 24 + size):
        number = int.from_bytes(journal[start : start + 4], "big")
        if journal[start + 8 : start + 16] != salts or not number:
            continue
        waiting[number] = journal[start + 24 : start + 24 + size]
        if any(journal[start + 4 : start + 8]):  # the transaction is complete
            pages |= waiting
            waiting.clear()
    return pages


def _pointers(page: bytes, front: int) -> Iterator[int]:
    count = int.from_bytes(page[3:5], "big")
    for place in range(front, min(front + 2 * count, len(page) - 1), 2):
        yield int.from_bytes(page[place : place + 2], "big")


def _leaf_cells(page: bytes, pages: Pages, size: int) -> Iterator[tuple[int, list[Cell]]]:
    for pointer in _pointers(page, 8):
        with suppress(IndexError, ValueError):
            length, at = _varint(page, pointer)
            id, at = _varint(page, at)
            yield id, _record(_payload(page, at, length, size - 35, pages, size))


def _index_cells(page: bytes, pages: Pages, size: int) -> Iterator[list[Cell]]:
    inner = page[0] == INDEX_INTERIOR
    for pointer in _pointers(page, 12 if inner else 8):
        with suppress(IndexError, ValueError):
            length, at = _varint(page, pointer + 4 * inner)
            yield _record(_payload(page, at, length, (size - 12) * 64 // 255 - 23, pages, size))


def _payload(page: bytes, at: int, length: int, most: int, pages: Pages, size: int) -> bytes:
    """A cell's payload, gathered from its overflow pages when it is longer than `most`."""
    if length <= most:
        return _slice(page, at, length)
    least = (size - 12) * 32 // 255 - 23
    local = least + (length - least) % (size - 4)
    local = local if local <= most else least
    found = bytearray(_slice(page, at, local))
    following = int.from_bytes(_slice(page, at + local, 4), "big")
    for _ in range(len(pages)):
        if len(found) >= length or following not in pages:
            break
        found += pages[following][4:]
        following = int.from_bytes(pages[following][:4], "big")
    return _slice(bytes(found), 0, length)


def _record(payload: bytes) -> list[Cell]:
    """The values of one record; raises ValueError or IndexError when it is no record."""
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end or not kinds:
        raise ValueError("the front of the record does not add up")
    values: list[Cell] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("the record does not fill its cell")
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Cell, int]:
    if kind >= 12:
        length = (kind - 12) // 2
        raw = _slice(payload, at, length)
        if kind % 2 and 0 in raw:
            raise ValueError("no text of this game holds a zero: part of the page was wiped")
        return raw.decode() if kind % 2 else raw, at + length
    if 0 < kind < len(INTEGER_SIZES):
        size = INTEGER_SIZES[kind]
        return int.from_bytes(_slice(payload, at, size), "big", signed=True), at + size
    if kind == 7:
        return 0.0, at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind == 0:
        return None, at
    raise ValueError("no such kind of value")


def _slice(raw: bytes, at: int, length: int) -> bytes:
    part = raw[at : at + length]
    if len(part) != length:
        raise ValueError("the cell reaches beyond its page")
    return part


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, high bits first, and the place after it."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | raw[place] & 0x7F
        if raw[place] < 0x80:
            return number, place + 1
    number = number << 8 | raw[at + 8]
    return number - (1 << 64) if number >> 63 else number, at + 9
