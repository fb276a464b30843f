"""The story and where it lies; the folder of the players' files is `game.saves.saves_folder`."""

from __future__ import annotations

import os
from pathlib import Path

import game
from game.story import Story, load


def load_story(option: str | None) -> Story:
    """That of `--story`, else TEN_CHAIRS_STORY, else `scenes` of the checkout or of the package.

    Raises StoryProblems.
    """
    if chosen := option or os.environ.get("TEN_CHAIRS_STORY"):
        return load(Path(chosen).expanduser())
    package = Path(game.__file__).resolve().parent
    checkout = package.parent / "scenes"
    return load(checkout if (checkout / "story.yaml").is_file() else package / "scenes")
