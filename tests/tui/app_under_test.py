"""The application under test: a story, a player's store, a run some choices long, and what can be read off the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from game.saves import Store, open_player
from game.saves.run import Run
from game.story import Story, load
from game.tui.app import TenChairs
from game.tui.chronicle_layout import ChronicleTarget
from game.tui.rows import Rows
from game.tui.screens.chronicle import ChronicleScreen
from game.tui.screens.play import PlayScreen
from game.tui.widgets.row_list import POINTER, RowList

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "tests" / "stories"
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
TO_THE_VOTE = ("write", "window", "post", "burn")


def council() -> Story:
    return load(STORIES / "council", cached=False)


@contextmanager
def records(folder: Path) -> Iterator[Store]:
    with open_player(folder / "saves", "player") as store:
        yield store


def played(story: Story, store: Store, choices: Iterable[str], lead: str = "clerk") -> Run:
    """A run from the beginning by these choices."""
    run = Run.open(story, store, lead, new=True)
    for choice in choices:
        run.choose(choice)
    return run


def game(story: Story, store: Store) -> TenChairs:
    return TenChairs(story, store, "clerk")


def list_width(screen: Screen[None]) -> int:
    """Cells that a row of the list on a screen may take."""
    return screen.query_one(RowList).scrollable_content_region.width - POINTER


def targets(screen: ChronicleScreen) -> list[ChronicleTarget]:
    """What the cursor can stand on in the chronicle, row by row."""
    sides = ((row, side) for row in screen.rows for side in (0, 1) if row.has(side))
    return list(dict.fromkeys(row.target(side) for row, side in sides))


def point_at(screen: ChronicleScreen, target: ChronicleTarget) -> None:
    """Put the cursor of the chronicle on a target."""
    at = screen.find(target)
    screen.row_list.point(at)
    if not screen.rows[at].section:
        screen.row_list.side = int(target is screen.rows[at].own)


def lines_of(screen: Screen[None]) -> list[Content]:
    """Every row of the list on a screen, in sight or not."""
    shown, width = screen.query_one(RowList), list_width(screen)
    visuals = [option.prompt for option in shown.options]
    return [line for visual in visuals if isinstance(visual, Rows) for line in visual.lines(width)]


def rows_of(screen: Screen[None]) -> list[str]:
    """The words of every row of a list or of tiles on a screen, in sight or not."""
    if screen.query(RowList):
        return [line.plain.rstrip() for line in lines_of(screen)]
    shown = [
        (one.visual, one.content_size.width) for one in screen.query_one("#wall").query(Static)
    ]
    return [
        line.plain.rstrip()
        for visual, width in shown
        for line in (visual.lines(width) if isinstance(visual, Rows) else [visual])
        if isinstance(line, Content)
    ]


def said(screen: Screen[None]) -> str:
    """All the words of the list, on one line."""
    return " ".join(" ".join(rows_of(screen)).split())


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
