"""A small story, the same story edited, a folder for saves and a store in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from game.saves import Store, open_player
from game.story import Story, load

POST_OFFICE = Path(__file__).parents[1] / "stories" / "post_office"


@pytest.fixture(scope="session")
def story() -> Story:
    return load(POST_OFFICE, cached=False)


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    return tmp_path / "saves"


@pytest.fixture
def store(saves: Path) -> Iterator[Store]:
    with open_player(saves, "anna") as opened:
        yield opened


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Story]:
    """The story with words replaced in its files: edited(("counter.yaml", "old", "new"), ...); a new name renames a file."""

    def edit(*changes: tuple[str, str, str]) -> Story:
        folder = tmp_path / "edited"
        copytree(POST_OFFICE, folder, dirs_exist_ok=True)
        for name, old, new in changes:
            path = folder / name
            if new.endswith(".yaml"):
                path.rename(folder / new)
                continue
            text = path.read_text()
            assert old in text, f"{old!r} does not stand in {name}"
            path.write_text(text.replace(old, new))
        return load(folder, cached=False)

    return edit
