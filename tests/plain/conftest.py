"""Sittings without a terminal: a story, lines to type, and what was printed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from encoded_page import Page

from game.plain.console import Console
from game.plain.loop import PlayLoop
from game.plain.prompt import LineReader
from game.plain.title import TitleLoop
from game.saves import Store, open_player
from game.saves.run import Run
from game.story import Story, load

STORIES = Path(__file__).parents[1] / "stories"


@pytest.fixture(scope="session")
def bridge() -> Story:
    return load(STORIES / "bridge", cached=False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_player(tmp_path / "saves", "player") as found:
        yield found


@pytest.fixture
def sit(bridge: Story, store: Store) -> Callable[..., str]:
    """Play the lines as the clerk; what was printed."""

    def played(
        *lines: str,
        new: bool = False,
        columns: int = 72,
        encoding: str = "utf-8",
        colour: bool = False,
        person: bool = False,
    ) -> str:
        page = Page(encoding)
        paper = Console(page, columns=columns, colour=colour)
        run = Run.open(bridge, store, "clerk", new=new)
        PlayLoop(
            run,
            paper,
            LineReader(io.StringIO("".join(f"{line}\n" for line in lines)), paper, person=person),
        ).play()
        return page.getvalue()

    return played


@pytest.fixture
def title(bridge: Story, store: Store) -> Callable[..., str]:
    """Type the lines at the title page; what was printed."""

    def opened(*lines: str) -> str:
        page = Page()
        paper = Console(page)
        TitleLoop(
            bridge,
            store,
            paper,
            LineReader(io.StringIO("".join(f"{line}\n" for line in lines)), paper),
        ).open()
        return page.getvalue()

    return opened
