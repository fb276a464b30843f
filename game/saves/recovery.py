"""A damaged file set aside, and a new one made of what can be read of it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.saves import migrations
from game.saves.errors import SavesError
from game.saves.folders import now, recovered_file
from game.saves.rows import counted
from game.saves.salvage import SalvagedRows, read_rows

JOURNALS = ("-wal", "-shm", "-journal")
MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came out of a damaged file; `adrift` are steps whose way back to a beginning is lost."""

    steps: int
    bookmarks: int
    terms: int
    adrift: int

    def __str__(self) -> str:
        if not (self.steps or self.terms or self.bookmarks):
            return "nothing in it could be read"
        marks, terms = counted(self.bookmarks, "bookmark"), counted(self.terms, "term")
        found = f"{counted(self.steps, 'step')}, {marks} and {terms} met were recovered from it"
        lost = f"{counted(self.adrift, 'more step')} could not be joined to a beginning"
        return f"{found} ({lost})" if self.adrift else found


def recover(path: Path) -> str:
    """Copy the file aside, put a new one with all that is readable in its place; a notice of that.

    The caller holds `locked(path)`. On OSError (no writing there) the file is as it was.
    """
    database, journal = read_bytes(path)
    aside = set_aside(path, database, journal)
    part = path.with_name(f"{path.stem}.recovered-{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        recovered = write_rows(connection, read_rows(database, journal))
    part.replace(recovered_file(path))
    finish_recovery(path)
    return f"{path.name} was damaged. It was set aside as {aside.name}; {recovered}."


def finish_recovery(path: Path) -> None:
    """Put a finished recovery in place, also one that a crash left half way."""
    if not recovered_file(path).exists():
        return
    # The old journals go first: SQLite would apply them to the new file.
    for ending in JOURNALS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    recovered_file(path).replace(path)
    _sync_folder(path.parent)


def read_bytes(path: Path) -> tuple[bytes, bytes]:
    """The file and its write-ahead journal."""
    if path.stat().st_size > MOST_BYTES:
        said = f"{path.name} is damaged and far too big for a player's file."
        raise SavesError(f"{said} Move it away to begin anew.", path)
    journal = path.with_name(path.name + "-wal")
    return path.read_bytes(), journal.read_bytes() if journal.exists() else b""


def set_aside(path: Path, database: bytes, journal: bytes) -> Path:
    """Write what the file and its journal held to a new NAME.damaged-N, and make that durable."""
    aside = _free_name(path, "damaged")
    _write(aside, database)
    if journal:
        _write(aside.with_name(aside.name + "-wal"), journal)
    _sync_folder(path.parent)
    return aside


def back_up(path: Path, why: str) -> Path:
    """A copy of a healthy file, journal included, as a new NAME.why-N."""
    aside = _free_name(path, why)
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(aside)) as new:
        old.backup(new)
    _sync_folder(path.parent)
    return aside


def _free_name(path: Path, why: str) -> Path:
    """The first NAME.why-N that is not taken; nothing is ever overwritten."""
    for number in range(1, 10_000):
        aside = path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")
        if not aside.exists():
            return aside
    said = f"There are too many files like {path.stem}.{why}-1{path.suffix}."
    raise SavesError(f"{said} Move some away.", path)


def write_rows(connection: sqlite3.Connection, rows: SalvagedRows) -> Recovered:
    """Make the tables in an empty file and put the rows into them, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    migrations.create(connection)
    roots, adrift = _write_steps(connection, rows)
    _write_heads(connection, rows, set(roots.values()))
    for table in ("bookmark", "met", "review", "setting"):
        for id, row in rows.tables[table].items():
            kept = _with_known_step(table, row, roots)
            if kept is not None:
                _insert(connection, table, id, kept)
    connection.execute("COMMIT")
    question = "SELECT (SELECT count(*) FROM bookmark), (SELECT count(*) FROM met)"
    bookmarks, terms = connection.execute(question).fetchone()
    return Recovered(len(roots) - len(set(roots.values())), bookmarks, terms, adrift)


def _write_steps(connection: sqlite3.Connection, rows: SalvagedRows) -> tuple[dict[int, int], int]:
    """The steps that lead back to a root, parents first: step to root, and how many were adrift."""
    found, roots, adrift = rows.tables["step"], dict[int, int](), 0
    for id in sorted(found.keys() | rows.keys.keys()):
        if id in found:
            _, parent, scene, choice, *rest = found[id]
        else:
            (parent, choice), scene, rest = rows.keys[id], "", [0, "", now()]
        root = id if parent == 0 else roots.get(int(parent or 0))
        if root is None or id <= 0:
            adrift += 1
        elif _insert(connection, "step", id, (root, parent, scene, choice, *rest)):
            roots[id] = root
    return roots, adrift


def _write_heads(connection: sqlite3.Connection, rows: SalvagedRows, roots: set[int]) -> None:
    """Where each lead stood; where that is lost, at the last thing that was chosen."""
    for root in sorted(roots):
        step, at = rows.tables["head"].get(root, (0, now()))
        question = "SELECT id FROM step WHERE root = ? ORDER BY id = ? DESC, id DESC"
        stands = connection.execute(question, (root, step)).fetchone()
        _insert(connection, "head", root, (stands[0], at))


def _with_known_step(
    table: str, row: tuple[Any, ...], roots: dict[int, int]
) -> tuple[Any, ...] | None:
    """The row with its step mended: what was met stays met without it; a bookmark does not."""
    if table == "setting":
        return row
    place = migrations.COLUMNS[table].index("step")
    if row[place] in roots:
        return row
    return None if table == "bookmark" else (*row[:place], 0, *row[place + 1 :])


def _insert(connection: sqlite3.Connection, table: str, id: int, row: tuple[Any, ...]) -> bool:
    marks = ", ".join("?" * (len(row) + 1))
    done = connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", (id, *row))  # noqa: S608  (our own table names)
    return done.rowcount == 1


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the right to mend this file, by the lock of an empty database beside it."""
    file = path.with_name(f"{path.stem}.lock")
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _write(target: Path, raw: bytes) -> None:
    with target.open("xb") as new:
        new.write(raw)
        new.flush()
        os.fsync(new.fileno())


def _sync_folder(folder: Path) -> None:
    """Make renames durable where the platform can (Windows cannot open a folder)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
