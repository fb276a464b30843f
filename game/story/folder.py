"""The files of a story's folder: which there are, and a fingerprint of each that is cheap to take."""

from __future__ import annotations

import os
from dataclasses import dataclass
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
    return sorted(found, key=lambda leaf: leaf.path.split("/"))


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder being looked through; `prefix` is its path inside the story and `top` the real path of the story."""

    path: str
    prefix: str
    depth: int
    top: str


def _gather(folder: _Folder, found: list[Leaf], problems: list[Problem]) -> None:
    try:
        entries = os.scandir(folder.path)
    except OSError as fault:
        problems.append(_unreadable(folder.prefix or ".", fault))
        return
    with entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if name.endswith(SUFFIXES):
                if leaf := _leaf(entry, folder, problems):
                    found.append(leaf)
            elif entry.is_dir():
                _enter(entry, folder, found, problems)
            if len(found) > MOST_FILES:
                return


def _enter(entry: os.DirEntry[str], folder: _Folder, found: list[Leaf], problems: list[Problem]) -> None:
    if entry.is_symlink():
        problems.append(_whole(folder.prefix + entry.name, "TC0109", "This folder is a link.", "Put the folder itself here: a story is one folder."))
    elif folder.depth >= DEEPEST:
        problems.append(_whole(folder.prefix + entry.name, "TC0105", f"Folders lie more than {DEEPEST} deep.", "Scenes lie in `lead/act/`."))
    else:
        _gather(_Folder(entry.path, f"{folder.prefix}{entry.name}/", folder.depth + 1, folder.top), found, problems)


def _leaf(entry: os.DirEntry[str], folder: _Folder, problems: list[Problem]) -> Leaf | None:
    """A file of the story, unless it is none or leads out of the folder."""
    path = folder.prefix + entry.name
    if not path.isprintable():
        shown = "".join(char if char.isprintable() else "?" for char in path)
        problems.append(_whole(shown, "TC0110", "This file's name cannot be shown.", "Use letters, digits, `_` and `-`."))
        return None
    if entry.is_symlink() and not os.path.realpath(entry.path).startswith(folder.top + os.sep):
        problems.append(_whole(path, "TC0109", "This file is a link that leads out of the story's folder.", "Put the file itself here."))
        return None
    try:
        stat = entry.stat()
    except OSError as fault:
        problems.append(_unreadable(path, fault))
        return None
    if not S_ISREG(stat.st_mode):
        problems.append(_whole(path, "TC0109", "This is not a file.", "Only files are called `.yaml`."))
        return None
    return Leaf(path, stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns))


def _whole(file: str, code: str, message: str, hint: str) -> Problem:
    """A problem of a file or folder as a whole."""
    return Problem(file, 0, 0, code, message, hint)


def _unreadable(path: str, fault: OSError) -> Problem:
    return _whole(path, "TC0109", f"This cannot be read: {fault.strerror}.", "Check that it exists and may be read.")
