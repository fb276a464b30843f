"""Where the story lies: the folder asked for, the environment's, the checkout's, or the one that came with the package."""

from __future__ import annotations

import os
from pathlib import Path

import game


def story_folder(option: str | None) -> Path:
    """`--story`, else TEN_CHAIRS_STORY, else `scenes` beside the package (a source checkout), else `scenes` inside it."""
    if chosen := option or os.environ.get("TEN_CHAIRS_STORY"):
        return Path(chosen).expanduser()
    package = Path(game.__file__).resolve().parent
    checkout = package.parent / "scenes"
    return checkout if (checkout / "story.yaml").is_file() else package / "scenes"
