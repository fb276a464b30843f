"""The files of a story's folder: which there are, and a fingerprint of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from game.story import diagnostics as diag
from game.story.problems import Problem, StoryProblems, printable

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 50_000
MOST_BYTES = 200_000_000
MOST_BYTES_OF_A_FILE = 1_000_000
DEEPEST = 6


class Leaf(Struct, frozen=True, order=True, array_like=True):
    """A file: its path in the folder with `/` between parts, its size, and when it last changed."""

    path: str
    size: int
    changed: int  # ns: the time of change, which nothing sets back; on Windows the time of writing


def survey(root: Path) -> list[Leaf]:
    """Every YAML file below `root` that is not hidden, in any order; raises StoryProblems."""
    if not root.is_dir():
        raise StoryProblems([diag.NO_FOLDER.at(str(root))])
    if not (root / "story.yaml").is_file():
        raise StoryProblems([diag.NO_STORY_FILE.at(str(root))])
    surveyed = _Survey(root)
    surveyed.gather("", 0)
    if len(surveyed.found) > MOST_FILES:
        surveyed.problems.append(diag.TOO_MANY_FILES.at(str(root), limit=MOST_FILES))
    if sum(leaf.size for leaf in surveyed.found) > MOST_BYTES:
        surveyed.problems.append(diag.STORY_TOO_LARGE.at(str(root), limit=MOST_BYTES))
    if surveyed.problems:
        raise StoryProblems(surveyed.problems)
    return surveyed.found


class _Survey:
    """A folder being looked through."""

    def __init__(self, root: Path) -> None:
        self.root, self.top = str(root), os.path.realpath(root) + os.sep
        self.found: list[Leaf] = []
        self.problems: list[Problem] = []

    def gather(self, prefix: str, depth: int) -> None:
        """Look through a folder; `prefix` is its path inside the story with a `/` at the end."""
        try:
            with _listing(f"{self.root}/{prefix}") as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.name.endswith(SUFFIXES):
                        self.add(entry, prefix + entry.name)
                    elif entry.is_dir() and len(self.found) <= MOST_FILES:
                        self.enter(entry, prefix + entry.name, depth)
        except OSError as fault:
            self.problems.append(diag.CANNOT_FIND.at(prefix or ".", reason=fault.strerror))

    def enter(self, entry: os.DirEntry[str], path: str, depth: int) -> None:
        if not entry.name.isprintable():
            self.problems.append(diag.FOLDER_NAME.at(printable(path, "?")))
        elif entry.is_symlink():
            self.problems.append(diag.LINKED_FOLDER.at(path))
        elif depth >= DEEPEST:
            self.problems.append(diag.FOLDERS_TOO_DEEP.at(path, limit=DEEPEST))
        else:
            self.gather(f"{path}/", depth + 1)

    def add(self, entry: os.DirEntry[str], path: str) -> None:
        """Add a file; a link is fine as long as it stays in the folder."""
        target = os.path.realpath(f"{self.root}/{path}") if entry.is_symlink() else self.top
        if not entry.name.isprintable():
            self.problems.append(diag.FILE_NAME.at(printable(path, "?")))
        elif not target.startswith(self.top):
            self.problems.append(diag.LINK_OUT.at(path))
        else:
            try:
                stat = entry.stat()
            except OSError as fault:
                self.problems.append(diag.CANNOT_FIND.at(path, reason=fault.strerror))
                return
            if S_ISREG(stat.st_mode):
                changed = stat.st_mtime_ns if os.name == "nt" else stat.st_ctime_ns
                self.found.append(Leaf(path, stat.st_size, changed))
            else:
                self.problems.append(diag.NO_FILE.at(path))


@contextmanager
def _listing(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What lies in a folder; through a handle, the system looks up its files without their path."""
    handle = os.open(path, os.O_RDONLY) if os.scandir in os.supports_fd else None
    try:
        with os.scandir(path if handle is None else handle) as entries:
            yield entries
    finally:
        if handle is not None:
            os.close(handle)
