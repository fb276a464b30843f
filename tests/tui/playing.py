"""A game on the screen: a story, a player's records, the application, and what can be read off it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.pilot import Pilot

from game.saves import Store, open_player
from game.story import Story, load
from game.tui.app import TenChairs
from game.tui.screens.play import PlayScreen

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "tests" / "stories"
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


def council() -> Story:
    return load(STORIES / "council")


@contextmanager
def playing(
    folder: Path, story: Story, lead: str | None = "clerk", **how: bool
) -> Iterator[TenChairs]:
    """The application of a player whose file lies in the folder."""
    with open_player(folder, "ann") as store:
        yield TenChairs(story, store, lead, **how)


def play_screen(pilot: Pilot[None]) -> PlayScreen:
    """The play screen, which is on top."""
    screen = pilot.app.screen
    assert isinstance(screen, PlayScreen)
    return screen


def drawn(pilot: Pilot[None]) -> str:
    """Everything that is on the screen now, a line a row."""
    rows = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in rows)


def store_of(app: TenChairs) -> Store:
    return app.store
