"""The files of a story's folder: which there are, and a fingerprint of each that is cheap to take."""

from __future__ import annotations

import os
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from stat import S_IFREG, S_ISREG
from typing import NamedTuple

from msgspec import Struct

from game.story import diagnostics as diag
from game.story.problems import Problem, StoryProblems

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 50_000
MOST_BYTES = 200_000_000
MOST_BYTES_OF_A_FILE = 1_000_000
DEEPEST = 6


_changed = attrgetter("st_mtime_ns" if os.name == "nt" else "st_ctime_ns")


class Leaf(NamedTuple):
    """A file: its path inside the folder with `/` between parts, its size, and when it or its name last changed (nanoseconds).

    That is the time of change where systems have one, which nothing sets back; on Windows the time of writing.
    """

    path: str
    size: int
    changed: int


def survey(root: Path) -> list[Leaf]:
    """Every YAML file below `root`, in the order in which the system lists them; raises StoryProblems when there is no story there."""
    if not root.is_dir():
        raise StoryProblems([diag.NO_FOLDER.at(str(root))])
    if not (root / "story.yaml").is_file():
        raise StoryProblems([diag.NO_STORY_FILE.at(str(root))])
    found: list[Leaf] = []
    problems: list[Problem] = []
    _gather(_Folder(str(root), "", 0, os.path.realpath(root)), found, problems)
    if len(found) > MOST_FILES:
        problems.append(diag.TOO_MANY_FILES.at(str(root), limit=MOST_FILES))
    if sum(leaf.size for leaf in found) > MOST_BYTES:
        problems.append(diag.STORY_TOO_LARGE.at(str(root), limit=MOST_BYTES))
    if problems:
        raise StoryProblems(problems)
    return found


_leaf = tuple.__new__  # a NamedTuple made without its slower constructor
_KIND, _PLAIN = 0o170000, S_IFREG


class _Folder(Struct, frozen=True):
    """A folder being looked through; `prefix` is its path inside the story and `top` the real path of the story."""

    path: str
    prefix: str
    depth: int
    top: str


def _gather(folder: _Folder, found: list[Leaf], problems: list[Problem]) -> None:
    """Add the files below a folder, what is hidden left out."""
    handle = None
    try:
        # Through a handle the system looks names up in the folder itself, and not along the whole path again.
        handle = os.open(folder.path, os.O_RDONLY) if os.scandir in os.supports_fd else None
        with os.scandir(folder.path if handle is None else handle) as entries:
            others = _gather_files(entries, folder.prefix, found)
            for entry in others:
                if entry.name.endswith(SUFFIXES):
                    _gather_odd(folder, entry.name, entry.is_symlink(), found, problems)
                elif entry.is_dir() and len(found) <= MOST_FILES:
                    _enter(entry.name, entry.is_symlink(), folder, found, problems)
    except OSError as fault:
        problems.append(_unreadable(folder.prefix or ".", fault))
    finally:
        if handle is not None:
            os.close(handle)


def _gather_files(
    entries: Iterable[os.DirEntry[str]], prefix: str, found: list[Leaf]
) -> list[os.DirEntry[str]]:
    """Add the plain YAML files of a folder; what else there is. A story may have ten thousand of them, so the loop is written out."""
    others = []
    for entry in entries:
        name = entry.name
        if name.endswith(SUFFIXES) and name[0] != "." and name.isprintable():
            try:
                stat = entry.stat(follow_symlinks=False)
            except OSError:
                others.append(entry)
                continue
            if stat.st_mode & _KIND == _PLAIN:
                found.append(_leaf(Leaf, (prefix + name, stat.st_size, _changed(stat))))
                continue
        if name[0] != ".":
            others.append(entry)
    return others


def _enter(
    name: str, is_link: bool, folder: _Folder, found: list[Leaf], problems: list[Problem]
) -> None:
    if not name.isprintable():
        problems.append(diag.FOLDER_NAME.at(_shown(folder.prefix + name)))
    elif is_link:
        problems.append(diag.LINKED_FOLDER.at(folder.prefix + name))
    elif folder.depth >= DEEPEST:
        problems.append(diag.FOLDERS_TOO_DEEP.at(folder.prefix + name, limit=DEEPEST))
    else:
        _gather(
            _Folder(
                f"{folder.path}/{name}", f"{folder.prefix}{name}/", folder.depth + 1, folder.top
            ),
            found,
            problems,
        )


def _gather_odd(
    folder: _Folder, name: str, is_link: bool, found: list[Leaf], problems: list[Problem]
) -> None:
    """Something called `.yaml` that is no plain file, or has an odd name; a link is fine as long as it stays in the folder."""
    path, full = folder.prefix + name, f"{folder.path}/{name}"
    if not path.isprintable():
        problems.append(diag.FILE_NAME.at(_shown(path)))
    elif is_link and not os.path.realpath(full).startswith(folder.top + os.sep):
        problems.append(diag.LINK_OUT.at(path))
    else:
        try:
            stat = Path(full).stat()
        except OSError as fault:
            problems.append(_unreadable(path, fault))
            return
        if S_ISREG(stat.st_mode):
            found.append(Leaf(path, stat.st_size, _changed(stat)))
        else:
            problems.append(diag.NO_FILE.at(path))


def _shown(path: str) -> str:
    """A path with what cannot be shown as question marks."""
    return "".join(char if char.isprintable() else "?" for char in path)


def _unreadable(path: str, fault: OSError) -> Problem:
    return diag.CANNOT_FIND.at(path, reason=fault.strerror)
