"""The files of a story's folder: which there are, and a fingerprint of each that is cheap to take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from game.story.problems import Problem, StoryProblems

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 50_000
MOST_BYTES = 200_000_000
MOST_BYTES_OF_A_FILE = 1_000_000
DEEPEST = 6


class Leaf(NamedTuple):
    """A file: its path inside the folder with `/` between parts, its size, and when it or its name last changed (nanoseconds)."""

    path: str
    size: int
    changed: int


def survey(root: Path) -> list[Leaf]:
    """Every YAML file below `root`, sorted by path; raises StoryProblems when there is no story there."""
    if not root.is_dir():
        raise StoryProblems([_whole(str(root), "TC0109", "There is no such folder.", "Give the folder that holds story.yaml.")])
    if not (root / "story.yaml").is_file():
        raise StoryProblems([_whole(str(root), "TC0109", "This folder holds no story.yaml.", "Every story has one: title, edition and leads.")])
    found: list[Leaf] = []
    problems: list[Problem] = []
    _gather(_Folder(str(root), "", 0, os.path.realpath(root)), found, problems)
    if len(found) > MOST_FILES:
        problems.append(_whole(str(root), "TC0105", f"The folder holds more than {MOST_FILES:,} files.", "Split the story."))
    if sum(leaf.size for leaf in found) > MOST_BYTES:
        problems.append(_whole(str(root), "TC0105", f"The files have more than {MOST_BYTES:,} bytes.", "Split the story."))
    if problems:
        raise StoryProblems(problems)
    return found


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder being looked through; `prefix` is its path inside the story and `top` the real path of the story."""

    path: str
    prefix: str
    depth: int
    top: str


def _gather(folder: _Folder, found: list[Leaf], problems: list[Problem]) -> None:
    """Add the files below a folder, by name: so all of them end up in the order of their paths."""
    prefix = folder.prefix
    for entry in _entries(folder, problems):
        name = entry.name
        if name.endswith(SUFFIXES):
            try:
                stat = entry.stat(follow_symlinks=False)
            except OSError as fault:
                problems.append(_unreadable(prefix + name, fault))
                continue
            if S_ISREG(stat.st_mode) and name.isprintable():
                found.append(Leaf(prefix + name, stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns)))
            else:
                _gather_odd(entry, folder, found, problems)
        elif entry.is_dir():
            _enter(entry, folder, found, problems)
        if len(found) > MOST_FILES:
            return


def _entries(folder: _Folder, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """What a folder holds, by name, what is hidden left out."""
    try:
        with os.scandir(folder.path) as entries:
            return sorted((entry for entry in entries if entry.name[0] != "."), key=attrgetter("name"))
    except OSError as fault:
        problems.append(_unreadable(folder.prefix or ".", fault))
        return []


def _enter(entry: os.DirEntry[str], folder: _Folder, found: list[Leaf], problems: list[Problem]) -> None:
    if not entry.name.isprintable():
        problems.append(_whole(_shown(folder.prefix + entry.name), "TC0110", "This folder's name cannot be shown.", "Use letters, digits and `_`."))
    elif entry.is_symlink():
        problems.append(_whole(folder.prefix + entry.name, "TC0109", "This folder is a link.", "Put the folder itself here: a story is one folder."))
    elif folder.depth >= DEEPEST:
        problems.append(_whole(folder.prefix + entry.name, "TC0105", f"Folders lie more than {DEEPEST} deep.", "Scenes lie in `lead/act/`."))
    else:
        _gather(_Folder(entry.path, f"{folder.prefix}{entry.name}/", folder.depth + 1, folder.top), found, problems)


def _gather_odd(entry: os.DirEntry[str], folder: _Folder, found: list[Leaf], problems: list[Problem]) -> None:
    """Something called `.yaml` that is no plain file, or has an odd name; a link is fine as long as it stays in the folder."""
    path = folder.prefix + entry.name
    if not path.isprintable():
        problems.append(_whole(_shown(path), "TC0110", "This file's name cannot be shown.", "Use letters, digits, `_` and `-`."))
    elif entry.is_symlink() and not os.path.realpath(entry.path).startswith(folder.top + os.sep):
        problems.append(_whole(path, "TC0109", "This file is a link that leads out of the story's folder.", "Put the file itself here."))
    else:
        try:
            stat = entry.stat()
        except OSError as fault:
            problems.append(_unreadable(path, fault))
            return
        if S_ISREG(stat.st_mode):
            found.append(Leaf(path, stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns)))
        else:
            problems.append(_whole(path, "TC0109", "This is not a file.", "Only files are called `.yaml`."))


def _shown(path: str) -> str:
    """A path with what cannot be shown as question marks."""
    return "".join(char if char.isprintable() else "?" for char in path)


def _whole(file: str, code: str, message: str, hint: str) -> Problem:
    """A problem of a file or folder as a whole."""
    return Problem(file, 0, 0, code, message, hint)


def _unreadable(path: str, fault: OSError) -> Problem:
    return _whole(path, "TC0109", f"This cannot be read: {fault.strerror}.", "Check that it exists and may be read.")
