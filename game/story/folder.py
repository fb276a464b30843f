"""The files of a story's folder: which there are, and a fingerprint of each that is cheap to take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from game.story.problems import Problem, StoryProblems

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 50_000
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file: its path inside the folder with `/` between parts, and size and time of change in nanoseconds."""

    path: str
    size: int
    changed: int


def survey(root: Path) -> list[Leaf]:
    """Every YAML file below `root`, sorted by path; raises StoryProblems when there is no story there."""
    if not root.is_dir():
        raise StoryProblems([Problem(str(root), 0, 0, "TC0109", "There is no such folder.", "Give the folder that holds story.yaml.")])
    if not (root / "story.yaml").is_file():
        raise StoryProblems(
            [Problem(str(root), 0, 0, "TC0109", "This folder holds no story.yaml.", "Every story has one: title, edition and leads.")]
        )
    found: list[Leaf] = []
    try:
        _gather(str(root), "", found, 0)
    except OSError as fault:
        raise StoryProblems(
            [Problem(str(fault.filename or root), 0, 0, "TC0109", f"This cannot be read: {fault.strerror}.", "Check the permissions.")]
        ) from None
    if len(found) > MOST_FILES:
        raise StoryProblems(
            [Problem(str(root), 0, 0, "TC0105", f"The folder holds {len(found):,} files; {MOST_FILES:,} are allowed.", "Split the story.")]
        )
    return sorted(found, key=lambda leaf: leaf.path.split("/"))


def _gather(folder: str, prefix: str, found: list[Leaf], depth: int) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.name.endswith(SUFFIXES):
                stat = entry.stat()
                found.append(Leaf(prefix + entry.name, stat.st_size, stat.st_mtime_ns))
            elif depth < DEEPEST and entry.is_dir(follow_symlinks=False):
                _gather(entry.path, f"{prefix}{entry.name}/", found, depth + 1)
