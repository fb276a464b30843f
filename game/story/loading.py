"""`load`: a folder into a Story, from the cache when its content was built before."""

from __future__ import annotations

import gc
from pathlib import Path

from game.story import cache
from game.story.folder import Leaf, survey
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
    problems, contents = [], {}
    for leaf in leaves:
        try:
            contents[leaf.path] = (root / leaf.path).read_bytes() if leaf.size <= 10_000_000 else b""
        except OSError as fault:
            problems.append(Problem(leaf.path, 0, 0, "TC0109", f"This cannot be read: {fault.strerror}.", "Check the permissions."))
        if leaf.size > 10_000_000:
            problems.append(Problem(leaf.path, 0, 0, "TC0105", f"The file has {leaf.size:,} bytes.", "Split it into several files."))
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
