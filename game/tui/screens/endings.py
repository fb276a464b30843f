"""The endings: a wall of tiles, empty until reached, each with its distance from the record."""

from __future__ import annotations

from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.saves.endings import endings_reached
from game.saves.run import Run
from game.story.model import Ending
from game.tui import ending_tiles
from game.tui.content import styled
from game.tui.ending_tiles import EndingTile
from game.tui.rows import Rows
from game.tui.screens.tile_screen import Tile, TileScreen
from game.view.sanitize import one_line
from game.view.turn import epitaph_of

TALL, WIDE = 30, 100
"""From so many rows and columns on the epitaph stands below the wall; else in each tile."""
GOES_ON = "… enter shows it whole, where it was read"


class EndingsScreen(TileScreen):
    """Every ending of the story. Enter on a reached one goes to a branch that ends there."""

    WHERE = ("endings", "roll", "room")
    DEFAULT_CSS = """
    EndingsScreen {
        #caption { display: none; margin: 0 1; padding: 0 3 0 2; max-width: 200; }
        &.-tall #caption { display: block; }
    }
    """

    def compose_body(self) -> ComposeResult:
        game, reached = self.game, dict[str, tuple[int, ...]]()
        with self.telling_faults():
            reached = {} if game.nameless else endings_reached(game.story, game.store)
        self.endings: list[EndingTile] = []
        with VerticalScroll(id="wall", can_focus=False):
            if not game.story.world.endings:
                yield Static(styled("This story has no endings yet.", "dim"))
            for lead, endings in ending_tiles.groups(game.story):
                numbers = enumerate(endings, len(self.endings) + 1)
                tiles = [self.ending(at, one, reached.get(one.id, ())) for at, one in numbers]
                self.endings += tiles
                yield Static(Rows(partial(ending_tiles.heading, game.story, lead, tiles)))
                with ItemGrid():
                    yield from map(self.tile, tiles)
        yield Static(id="caption")

    def on_mount(self) -> None:
        count = ending_tiles.out_of(sum(one.reached for one in self.endings), len(self.endings))
        self.set_heading("THE ENDINGS", f"reached {count}" if self.endings else "")
        here = self.game.playing.turn.ending if self.game.playing else None
        ids = [one.ending.id for one in self.endings]
        self.cursor = ids.index(here) if here in ids else 0

    def ending(self, number: int, ending: Ending, ends: tuple[int, ...]) -> EndingTile:
        """An ending, with its epitaph as the branch that reached it last has it."""
        if not ends:
            return EndingTile(number, ending)
        run = Run(self.game.story, self.game.store, self.game.store.root_of(ends[-1]).lead)
        run.replay(ends[-1])
        said = "".join(span.text for span in epitaph_of(run.story, run.turn))
        return EndingTile(number, ending, ends, one_line(said))

    def tile(self, one: EndingTile) -> Tile:
        """The tile of an ending: red where the record went, quiet while it is empty."""
        record = " -record" if ending_tiles.is_of_record(self.game.story, one.ending) else ""
        classes = f"-lit{record}" if one.reached else ""
        return Tile(Rows(partial(self.tile_rows, one)), one.number, classes)

    @property
    def tall(self) -> bool:
        """Whether there is room for the epitaph below the wall."""
        return self.app.size.height >= TALL and self.app.size.width >= WIDE

    def tile_rows(self, one: EndingTile, width: int) -> list[Content]:
        """What a tile says."""
        return ending_tiles.tile_rows(self.game.story, one, not self.tall, width)

    def columns(self, width: int) -> int:
        return super().columns(width) if self.tall else 1

    def on_resize(self, _event: events.Resize) -> None:
        self.set_class(self.tall, "-tall")
        for tile, one in zip(self.tiles, self.endings, strict=True):
            tile.update(Rows(partial(self.tile_rows, one)))

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.fit(self.columns(self.app.size.width))

    def cursor_moved(self) -> None:
        """The epitaph of the ending under the cursor; its place is as tall as the longest."""
        if not self.tall:
            return
        width = max(20, min(self.app.size.width - 8, self.game.measure))
        captions = [ending_tiles.caption(self.game.story, one, width) for one in self.endings]
        most = min(max(map(len, captions)), self.app.size.height // 2 - 2)
        lines = captions[self.cursor]
        if len(lines) > most:
            lines = [*lines[: most - 1], styled(GOES_ON, "dim")]
        below = self.query_one("#caption", Static)
        below.styles.height = most + 2
        below.update(Rows(lambda whole: [styled("─" * whole, "rule"), *lines]))

    def action_pick(self) -> None:
        """To the end of the branch that reached this last."""
        if not self.endings:
            return
        if ends := self.endings[self.cursor].ends:
            self.go_on_from(ends[-1])
        else:
            self.tell("No branch of yours has ended here yet.")
