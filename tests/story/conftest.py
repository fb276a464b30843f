"""Small stories written out where a test needs them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.story import Problem, Story, StoryProblems, load

STORY = "title: A Small Story\nedition: 1\nleads:\n  clerk: {name: The Clerk, start: desk}\n"
DESK = "title: The Desk\ntext: |\n  The telephone rings.\nending: the_end\n"

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files into a story's folder; story.yaml and desk.yaml are there unless given."""

    def written(files: dict[str, str | bytes]) -> Path:
        for name, content in {"story.yaml": STORY, "desk.yaml": DESK, **files}.items():
            path = tmp_path / "story" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "story"

    return written


@pytest.fixture
def read(write: Write) -> Callable[..., Story]:
    return lambda files: load(write(files), cached=False)


@pytest.fixture
def problems(write: Write) -> Callable[..., list[Problem]]:
    """The problems of a story that is expected to have some."""

    def found(files: dict[str, str | bytes]) -> list[Problem]:
        with pytest.raises(StoryProblems) as caught:
            load(write(files), cached=False)
        return caught.value.problems

    return found
