"""The story and where it lies; the folder of the players' files is `game.saves.saves_folder`."""

from __future__ import annotations

import os
from pathlib import Path

import game
from game.story import Story, load


def load_story(option: str | None) -> Story:
    """The story that lies in `story_folder`; raises StoryProblems."""
    return load(story_folder(option))


def story_folder(option: str | None) -> Path:
    """`--story`, else TEN_CHAIRS_STORY, else `scenes` of the checkout, else of the package."""
    if chosen := option or os.environ.get("TEN_CHAIRS_STORY"):
        return Path(chosen).expanduser()
    package = Path(game.__file__).resolve().parent
    checkout = package.parent / "scenes"
    return checkout if (checkout / "story.yaml").is_file() else package / "scenes"
