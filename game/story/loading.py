"""`load`: a folder into a Story, from the cache when its content was built before."""

from __future__ import annotations

import gc
from pathlib import Path

from game.story import cache
from game.story.folder import MOST_BYTES_OF_A_FILE, Leaf, survey
from game.story.model import Story
from game.story.problems import Problem, StoryProblems


def load(path: str | Path, *, cached: bool = True) -> Story:
    """The story in the folder `path`.

    Raises StoryProblems with every problem found. `cached=False` neither reads nor writes the compiled cache.
    """
    root = Path(path)
    leaves = survey(root)
    if cached and (story := cache.find(root, leaves)):
        return story
    contents = _read(root, leaves)
    digest = cache.content_digest(leaves, contents)
    if cached and (story := cache.open_story(root, digest)):
        cache.note_folder(root, leaves, digest)
        return story
    story = _build(root, contents, digest)
    if cached:
        cache.keep(root, leaves, story)
    return story


def _read(root: Path, leaves: list[Leaf]) -> dict[str, bytes]:
    """The bytes of every file, none longer than needed to see that it is too long."""
    problems, contents, folder = [], {}, str(root)
    for leaf in leaves:
        try:
            with open(f"{folder}/{leaf.path}", "rb", buffering=0) as file:  # noqa: PTH123  (ten thousand paths are slow to make)
                contents[leaf.path] = file.read(MOST_BYTES_OF_A_FILE + 1) if leaf.size > MOST_BYTES_OF_A_FILE else file.readall()
        except OSError as fault:
            problems.append(Problem(leaf.path, 0, 0, "TC0109", f"This cannot be read: {fault.strerror}.", "Check the permissions."))
    if problems:
        raise StoryProblems(problems)
    return contents


def _build(root: Path, contents: dict[str, bytes], digest: str) -> Story:
    """Build with the cyclic collector off: a story is a million small objects and no cycles."""
    from game.story.builder import build

    collecting = gc.isenabled()
    gc.disable()
    try:
        world, scenes = build(contents)
    finally:
        if collecting:
            gc.enable()
    return Story(world, scenes, digest, str(root))
