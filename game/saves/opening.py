"""Opening a player's file: making, migrating or recovering it, or playing in memory."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from game.saves import errors, migrations
from game.saves.folders import now, player_file, recovered_file
from game.saves.store import Store, text_of

if TYPE_CHECKING:
    from game.saves.salvage import SalvagedRows

BUSY_SECONDS = 5.0  # seconds to wait for another process
LEAST = 512  # bytes of the smallest database; SQLite takes less for an empty file


ANOTHER = "choose another player with --player."


class _Damaged(Exception):
    """What stands in the file is not what this game writes."""


class _Opened(Struct, frozen=True):
    connection: sqlite3.Connection
    notices: tuple[str, ...] = ()
    kept: bool = True


def open_player(folder: Path, name: str, *, clock: Callable[[], str] = now) -> Store:
    """The records of a player, made when there are none.

    Never loses play: a damaged file is set aside and recovered, an older one is copied and brought
    forward, and where nothing can be written the run goes on in memory; `Store.notices` says which.
    Raises BadName, NotOurs (the file of another program), TooNew (of a newer game), Busy, and
    SavesError where the file cannot even be read.
    """
    path = player_file(folder, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = _open(path)
    except OSError as fault:
        opened = _in_memory(path, str(fault.strerror or fault))
    return Store(opened.connection, path, opened.notices, opened.kept, clock)


def _open(path: Path) -> _Opened:
    try:
        if recovered_file(path).exists():
            from game.saves import recovery

            with recovery.locked(path):
                recovery.finish_recovery(path)
        _check_owner(path)
        effective = os.access in os.supports_effective_ids
        if path.exists() and not os.access(path, os.W_OK, effective_ids=effective):
            # Opened, SQLite would leave journals beside it.
            return _in_memory(path, "the file is read-only")
        return _connected(path)
    except _Damaged:
        return _recovered(path)
    except sqlite3.Error as fault:
        if errors.code_of(fault) in errors.FAULTY:
            return _recovered(path)
        if errors.code_of(fault) in errors.UNWRITABLE:
            return _in_memory(path, str(fault))
        raise errors.error_for(fault, path) from None


def _check_owner(path: Path) -> None:
    """Whose file it is; without locks or journals, so a stranger's or a newer one is not touched.

    Through SQLite all the same: were the file opened and closed otherwise, POSIX would drop the
    locks of a store that this very process has open on it.
    """
    if not path.exists():
        return
    if not path.is_file():
        raise errors.NotOurs(f"{path} is not a file. Move it away, or {ANOTHER}", path)
    if not _size(path) and not _size(path.with_name(path.name + "-wal")):
        return
    if _size(path) < LEAST:
        raise _Damaged
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as look:
        version = migrations.version_of(look)
        if look.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
            if _has_our_tables(look):
                raise _Damaged
            said = f"{path.name} is the database of another program; it was not touched."
            raise errors.NotOurs(f"{said} Move it away, or {ANOTHER}", path)
    if migrations.VERSION < version <= migrations.NEWEST_BELIEVED:
        versions = f"(records {version}; this one knows {migrations.VERSION})"
        said = f"{path.name} was written by a newer version of Ten Chairs {versions}"
        raise errors.TooNew(f"{said}; it was not touched. Update the game, or {ANOTHER}", path)
    if not 0 < version <= migrations.VERSION:
        raise _Damaged


def _has_our_tables(look: sqlite3.Connection) -> bool:
    """Whether a database without our mark has our tables all the same."""
    question = "SELECT 1 FROM sqlite_master WHERE name = 'step' AND sql LIKE '%state_hash%'"
    try:
        return bool(look.execute(question).fetchone())
    except UnicodeDecodeError:
        return True


def _connected(path: Path) -> _Opened:
    """The open file, made or brought forward, whole, and known to be writable."""
    notices: tuple[str, ...] = ()
    empty = path.exists() and not _size(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.text_factory = text_of
    try:
        connection.execute(f"PRAGMA page_size = {migrations.PAGE_SIZE}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN IMMEDIATE")
        made = _make(connection)
        if made and empty:
            notices = (f"{path.name} was empty, so it begins anew.",)
        if not made and migrations.version_of(connection) != migrations.VERSION:
            notices = (_migrate(connection, path),)
        if not migrations.is_whole(connection):
            raise _Damaged
        # There is nothing to delete, but a read-only file fails here.
        connection.execute("DELETE FROM setting WHERE id < 0")
        connection.execute("COMMIT")
        _write_ahead(connection)
    except UnicodeDecodeError:  # SQLite quotes damaged names in its messages
        connection.close()
        raise _Damaged from None
    except BaseException:
        connection.close()
        raise
    return _Opened(connection, notices)


def _make(connection: sqlite3.Connection) -> bool:
    """Make the tables in an empty file; of two processes that try, one does it."""
    if connection.execute("PRAGMA schema_version").fetchone()[0]:
        return False
    migrations.create(connection)
    return True


def _migrate(connection: sqlite3.Connection, path: Path) -> str:
    """Copy the file and change its tables, inside the caller's transaction; what to say of it."""
    from game.saves import recovery

    old = migrations.version_of(connection)
    copy = recovery.back_up(path, f"version-{old}")
    try:
        migrations.forward(connection)
    except sqlite3.Error as fault:
        raise errors.error_for(fault, path) from None
    said = f"{path.name} was brought from records {old} to {migrations.VERSION}"
    return f"{said}; a copy of the old file is kept as {copy.name}."


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead journaling; two processes that switch at once must try again."""
    for attempt in range(50):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if errors.code_of(fault) not in errors.HELD or attempt == 49:
                raise
            time.sleep(0.02)
        else:
            return


def _recovered(path: Path) -> _Opened:
    """The file mended by this process, or by another that was quicker."""
    from game.saves import recovery

    try:
        with recovery.locked(path):
            try:
                _check_owner(path)
                return _connected(path)
            except _Damaged:
                pass
            except sqlite3.DatabaseError as fault:
                if errors.code_of(fault) not in errors.FAULTY:
                    raise
            notice = recovery.recover(path)
        return _Opened(_connected(path).connection, (notice,))
    except sqlite3.Error as fault:
        if errors.code_of(fault) not in errors.UNWRITABLE:
            raise errors.error_for(fault, path) from None
        return _in_memory(path, str(fault))


def _in_memory(path: Path, why: str) -> _Opened:
    """Everything that can be read, in memory: the run can be played, but not kept."""
    from game.saves import recovery

    rows = _salvaged(path)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    recovery.write_rows(connection, rows)
    said = f"{path} cannot be written ({why}). You can play, and everything kept there is here"
    hint = "Change the permissions, free some space, or choose another place with --saves."
    notice = f"{said}, but what you do now is lost when you quit. {hint}"
    return _Opened(connection, (notice,), kept=False)


def _salvaged(path: Path) -> SalvagedRows:
    from game.saves import recovery
    from game.saves.salvage import SalvagedRows, read_rows

    try:
        return read_rows(*recovery.read_bytes(path))
    except (FileNotFoundError, NotADirectoryError):
        return SalvagedRows()
    except OSError as fault:
        hint = "Change its permissions, or choose another place with --saves."
        raise errors.SavesError(f"{path} cannot be read ({fault.strerror}). {hint}", path) from None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
