"""What can go wrong with a player's file; every message names it and says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class SavesError(Exception):
    """The store cannot do what was asked; the message is for the player, `path` is the file."""

    def __init__(self, message: str, path: Path | None = None) -> None:
        self.path = path
        super().__init__(message)


class BadName(SavesError):
    """A name (of a player, a bookmark, a setting) that cannot be used."""


class NotOurs(SavesError):
    """The file belongs to another program, or is no file at all. It was not touched."""


class TooNew(SavesError):
    """A newer version of the game wrote the file. It was not touched."""


class Busy(SavesError):
    """Another process holds the file for too long; nothing was kept, it can be tried again."""


class NotKept(SavesError):
    """The write was refused (disk full, file moved away ...); nothing of it was kept."""


class NoSuchStep(SavesError):
    """There is no step of this number."""


class BadFile(SavesError):
    """An exported file that cannot be read or written."""


CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
FAULTY = (*CORRUPT, sqlite3.SQLITE_ERROR)
"""What is asked on opening is right, so an ERROR there says that the tables are wrong."""
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
UNWRITABLE = (
    *(sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOLFS),
)


def code_of(fault: sqlite3.Error) -> int:
    """SQLite's primary result code, or 0 when there is none."""
    return (getattr(fault, "sqlite_errorcode", 0) or 0) & 0xFF


def error_for(fault: sqlite3.Error, path: Path | None) -> SavesError:
    """What happened to a read or a write, for the player."""
    code, name = code_of(fault), path.name if path else "the records in memory"
    if code in HELD:
        said = f"{name} is in use by another process, and waiting did not help."
        return Busy(f"{said} Close the other game, or try again.", path)
    if code == sqlite3.SQLITE_FULL:
        said = f"The disk is full: {name} could not keep the last step."
        return NotKept(f"{said} Free some space, then do it again.", path)
    if code in CORRUPT:
        hint = "it will be set aside, and all that can be read will be recovered."
        return NotKept(f"{name} is damaged. Quit and start again: {hint}", path)
    if code in UNWRITABLE:
        hint = "Check the disk and the permissions of its folder, then do it again."
        return NotKept(f"{name} cannot be written ({fault}). {hint}", path)
    said = "Nothing was kept of the last step; what was kept before stands."
    return SavesError(f"{name}: {fault}. {said}", path)
