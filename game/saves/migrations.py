"""The tables of a player's file, their version, and the way forward from older ones.

`step` is the tree of everything chosen. Its roots are the choices before all others (whose chair,
in which story): parent 0, and `choice` holds "LEAD TITLE". So one rule, that a parent has each
choice once, keeps one root for every lead of every story and merges equal beginnings by themselves.
A parent's number is always below its children's, and no row of `step` is ever deleted. No two
tables have columns of the same types in the same order, and no two indexes either, so a row can be
told by its shape even where the file around it is destroyed (see `salvage`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x54436873  # "TChs"
VERSION = 1
NEWEST_BELIEVED = 999  # a version number beyond this is damage, not the future
PAGE_SIZE = 4096

_STORY, _SCENE, _AT = "story TEXT NOT NULL", "scene TEXT NOT NULL", "at TEXT NOT NULL"
_STEP = "step INTEGER NOT NULL"
TABLES = {
    "step": (
        "root INTEGER NOT NULL",
        "parent INTEGER NOT NULL CHECK (parent >= 0 AND parent < id)",
        _SCENE,
        "choice TEXT NOT NULL",
        "edition INTEGER NOT NULL",
        "state_hash TEXT NOT NULL",
        _AT,
    ),
    "head": (_STEP, _AT),  # id: the root
    "bookmark": (_STORY, "name TEXT NOT NULL", _STEP, _AT),
    "met": (_STORY, "term TEXT NOT NULL", _STEP, _SCENE, _AT),
    "review": (_STORY, "item TEXT NOT NULL", "answer TEXT NOT NULL", _STEP, _AT),
    "setting": ("key TEXT NOT NULL", "value TEXT NOT NULL"),
}
UNIQUE = {
    "step": "parent, choice",
    "bookmark": "story, name",
    "met": "story, term",
    "setting": "key",
}
COLUMNS = {table: tuple(one.split()[0] for one in columns) for table, columns in TABLES.items()}
SHAPES: dict[tuple[type, ...], str] = {
    tuple(int if column.split()[1] == "INTEGER" else str for column in columns): table
    for table, columns in TABLES.items()
}

# Version n to n + 1; each change runs inside one transaction, after a copy of the file was kept; it
# leaves the tables word for word as `statements` has them: rename, create, copy, drop.
FORWARD: dict[int, Callable[[sqlite3.Connection], None]] = {}


def statements() -> dict[str, str]:
    """What makes each table and index, by name; SQLite keeps these words in the file."""
    found = {}
    for table, columns in TABLES.items():
        unique = (f"UNIQUE ({UNIQUE[table]})",) if table in UNIQUE else ()
        body = ", ".join(("id INTEGER PRIMARY KEY", *columns, *unique))
        found[table] = f"CREATE TABLE {table} ({body})"
    return found | {"review_by_item": "CREATE INDEX review_by_item ON review (item, step)"}


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the file has our tables and nothing else, and SQLite finds no fault in it."""
    question = "SELECT name, sql FROM sqlite_master WHERE substr(name, 1, 7) != 'sqlite_'"
    if dict(connection.execute(question)) != statements():
        return False
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, inside the caller's transaction."""
    for statement in statements().values():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the tables in an open file; 0 where there are none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def forward(connection: sqlite3.Connection) -> None:
    """Bring older tables to this version, inside the caller's transaction."""
    for version in range(version_of(connection), VERSION):
        FORWARD[version](connection)
        connection.execute(f"PRAGMA user_version = {version + 1}")
