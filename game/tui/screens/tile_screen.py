"""A wall of tiles: boxes in a grid of as many columns as fit, and the keys that walk them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.containers import ItemGrid, VerticalScroll
from textual.widgets import Static

from game.tui.rows import Rows
from game.tui.screens.game_screen import GameScreen

MOST_COLUMNS, WIDEST = 4, 202
BESIDE = 5
"""Columns of the screen beside the tiles: margins, the pointer's two and the scroll bar."""


class Tile(Static):
    """A box with its number in the upper edge, and a pointer beside it when the cursor is on it."""

    DEFAULT_CSS = """
    Tile {
        height: auto;
        padding: 0 1;
        border: solid $rule;
        border-title-color: $quiet;
        &.-lit { border: solid $foreground; border-title-color: $foreground; }
        &.-lit { border-title-style: bold; }
        &.-record { border: solid $red; }
        &.-current { background: $chosen; }
    }
    """

    def __init__(self, rows: Rows, number: int, classes: str) -> None:
        super().__init__(rows, classes=classes)
        self.number = number
        self.border_title = str(number)

    def mark(self, current: bool) -> None:
        """Show that the cursor is on this tile, or no more."""
        self.set_class(current, "-current")
        self.border_title = f"▸ {self.number}" if current else str(self.number)


class TileScreen(GameScreen):
    """The base of the screens that are a wall of tiles, numbered from 1 as they are composed."""

    WHERE: ClassVar[tuple[str, ...]] = ("roll", "room")
    NARROWEST: ClassVar[int] = 34
    GAP: ClassVar[int] = 3
    """Cells that a tile is wide at least, and those between two."""
    DEFAULT_CSS = """
    TileScreen {
        background: $background;
        align-horizontal: center;
        #wall { max-width: 200; margin: 1 1 0 1; padding: 0 1 0 2; scrollbar-gutter: stable; }
        #wall { scrollbar-size: 0 1; }
        &.-short #wall { margin: 0 1; }
        #wall > Static { margin: 0 0 1 0; }
        ItemGrid { grid-gutter: 1 3; margin: 0 0 1 0; }
    }
    """
    cursor = 0
    """The number of the tile under the cursor, from 0."""

    @property
    def tiles(self) -> list[Tile]:
        return list(self.query(Tile))

    @property
    def wall(self) -> VerticalScroll:
        return self.query_one("#wall", VerticalScroll)

    def columns(self, width: int) -> int:
        """How many tiles stand beside each other on a screen so wide."""
        inside = min(width, WIDEST) - BESIDE
        return max(1, min(MOST_COLUMNS, (inside + self.GAP) // (self.NARROWEST + self.GAP)))

    def fit(self, columns: int) -> None:
        """Set the grids to so many columns, none wider than the measure."""
        for grid in self.query(ItemGrid):
            grid.styles.grid_size_columns = columns
            grid.styles.max_width = columns * (self.game.measure + self.GAP) - self.GAP

    def on_resize(self, event: events.Resize) -> None:
        self.fit(self.columns(event.size.width))
        self.call_after_refresh(self.point, self.cursor)

    def point(self, at: int) -> None:
        """Put the cursor on a tile, or the nearest to such a number, and bring it into sight."""
        tiles = self.tiles
        if not tiles:
            return
        self.cursor = max(0, min(at, len(tiles) - 1))
        for number, tile in enumerate(tiles):
            tile.mark(number == self.cursor)
        if self.cursor:
            self.wall.scroll_to_widget(tiles[self.cursor], animate=False)
        else:
            self.wall.scroll_home(animate=False)
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """The cursor is on a tile, perhaps another one."""

    def column(self) -> Iterable[tuple[int, int]]:
        """The tiles above and below the one under the cursor: numbers, and rows from it."""
        here = self.tiles[self.cursor].region
        for at, tile in enumerate(self.tiles):
            if tile.region.x <= here.x < tile.region.right:
                yield at, tile.region.y - here.y

    def action_walk(self, step: int) -> None:
        """To the next tile below or above; at an end the page scrolls."""
        ahead = [at for at, rows in self.column() if rows * step > 0] if self.tiles else []
        if ahead:
            self.point(ahead[0] if step > 0 else ahead[-1])
        else:
            self.wall.scroll_relative(y=step, animate=False)

    def action_leaf(self, step: int) -> None:
        """A page down or up, the cursor with it."""
        page = step * max(1, self.wall.size.height - 2)
        if self.tiles:
            self.point(min(self.column(), key=lambda one: abs(one[1] - page))[0])
        else:
            self.wall.scroll_relative(y=page, animate=False)

    def action_far(self, step: int) -> None:
        """To the end, or to the beginning."""
        self.point(len(self.tiles) if step > 0 else 0)

    def action_across(self, step: int) -> None:
        """To the tile beside this one; from the last of a row to the first of the next."""
        self.point(self.cursor + step)

    def action_pick(self) -> None:
        """What enter does with the tile under the cursor."""

    def on_click(self, event: events.Click) -> None:
        """Point at a tile; take the one that has the cursor."""
        if isinstance(event.widget, Tile):
            again = event.widget.number - 1 == self.cursor
            self.point(event.widget.number - 1)
            if again:
                self.action_pick()
