"""`load`: a folder into a Story, from the cache when its content was built before."""

from __future__ import annotations

from io import FileIO
from pathlib import Path

from game.story import cache
from game.story import diagnostics as diag
from game.story.collector import collector_off
from game.story.folder import MOST_BYTES_OF_A_FILE, Leaf, survey
from game.story.model import Story
from game.story.problems import StoryProblems


def load(path: str | Path, *, cached: bool = True) -> Story:
    """The story in the folder `path`; raises StoryProblems with every problem found.

    `cached=False` neither reads nor writes the compiled cache.
    """
    root = Path(path)
    with collector_off():
        leaves = survey(root)
        if cached and (story := cache.find(root, leaves)):
            return story
        contents = _read(root, sorted(leaves))
        digest = cache.content_digest(contents)
        if cached and (story := cache.open_story(root, digest)):
            cache.note_folder(root, leaves, digest)
            return story
        story = _build(root, contents, digest)
        if cached:
            cache.keep(root, leaves, story)
        return story


def _read(root: Path, leaves: list[Leaf]) -> dict[str, bytes]:
    """The bytes of every file, of one that is too long only as many as show it.

    Each is asked for by its size: room for the largest one, for each, costs a tenth of all loading.
    """
    problems, contents = [], {}
    for leaf in leaves:
        try:
            with FileIO(f"{root}/{leaf.path}") as file:
                contents[leaf.path] = file.read(min(leaf.size, MOST_BYTES_OF_A_FILE) + 1)
        except OSError as fault:
            problems.append(diag.CANNOT_READ.at(leaf.path, reason=fault.strerror))
    if problems:
        raise StoryProblems(problems)
    return contents


def _build(root: Path, contents: dict[str, bytes], digest: str) -> Story:
    """From YAML, which is imported here and not before: a story in the cache does without it."""
    from game.story.builder import build

    world, scenes = build(contents)
    return Story(world, scenes, digest, str(root))
