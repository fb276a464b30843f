"""The endings: a wall of frames, empty until reached, each with how far from the record it stands."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from game.saves import SavesError
from game.saves.endings import endings_reached
from game.saves.run import Run
from game.story.model import Ending
from game.tui.commands import bindings
from game.tui.screens.frames import Frame, Wall, caption, groups, out_of
from game.tui.screens.rolling import RollScreen, wrapped
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Line, Lines
from game.tui.widgets.roll import POINTER, Roll, Sheet
from game.tui.widgets.spread import Spread
from game.tui.widgets.status_bar import StatusBar
from game.view.sanitize import one_line
from game.view.turn import epitaph_of

TALL, WIDE = 30, 100
"""From so many rows and columns on, the epitaph hangs below the frames; else each frame has its own."""
WIDEST = 200


class EndingsScreen(RollScreen):
    """Every ending of the story. Enter on a reached one goes to the end of a branch that stands there."""

    WHERE = ("endings", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("endings", "roll", "room")
    DEFAULT_CSS = f"""
    EndingsScreen {{
        background: $background;
        align-horizontal: center;
        #wall {{ margin: 1 1 0 1; max-width: {WIDEST}; }}
        #caption {{ display: none; margin: 0 1; padding: 0 2; max-width: {WIDEST}; }}
        &.-tall #caption {{ display: block; }}
        &.-short #wall {{ margin: 0 1; }}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self.reached: dict[str, tuple[int, ...]] = {}
        self.frames: list[Frame] = []

    def compose(self) -> ComposeResult:
        yield Header()
        yield Spread(id="wall")
        yield Lines(id="caption")
        yield StatusBar()

    @property
    def roll(self) -> Spread:
        return self.query_one(Spread)

    def on_mount(self) -> None:
        game = self.game
        try:
            self.reached = {} if game.nameless else endings_reached(game.story, game.store)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
        hung = [ending for _, endings in groups(game.story) for ending in endings]
        self.frames = [self.frame(number, ending) for number, ending in enumerate(hung, 1)]
        count = out_of(sum(frame.reached for frame in self.frames), len(self.frames))
        self.query_one(Header).say("THE ENDINGS", f"reached {count}" if self.frames else "")
        self.shape()
        here = game.playing.turn.ending if game.playing else None
        self.lay(next((at for at, ending in enumerate(hung) if ending.id == here), 0))

    def on_resize(self, _event: events.Resize) -> None:
        self.shape()
        self.call_after_refresh(self.tell_frame)

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.lay(self.roll.cursor)

    def shape(self) -> None:
        """Where there is room, the epitaph below the wall."""
        size = self.app.size
        self.set_class(size.height >= TALL and size.width >= WIDE, "-tall")
        self.roll.styles.max_width = (
            WIDEST if self.has_class("-tall") else self.game.measure + POINTER + 1
        )

    def frame(self, number: int, ending: Ending) -> Frame:
        """An ending's frame, with its epitaph as the branch that reached it last has it."""
        ends = self.reached.get(ending.id)
        if not ends:
            return Frame(number, ending, reached=False)
        run = Run(self.game.story, self.game.store, self.game.store.root_of(ends[-1]).lead)
        run.replay(ends[-1])
        spans = epitaph_of(run.story, run.turn)
        return Frame(
            number, ending, reached=True, said=one_line("".join(span.text for span in spans))
        )

    # -- what is shown --------------------------------------------------------------------------------------------

    def lay(self, at: int) -> None:
        """Hang the frames, the cursor on one of them."""
        if not self.frames:
            self.roll.show(
                lambda width: Sheet(wrapped("This story has no endings yet.", width, "dim"))
            )
            return
        self.roll.show(self.set_to, at)
        self.tell_frame()

    def set_to(self, width: int) -> Sheet:
        """The wall at a width."""
        return Wall(
            self.game.story, self.frames, width, self.game.measure, full=not self.has_class("-tall")
        ).sheet()

    @on(Roll.Moved)
    def tell_frame(self) -> None:
        """The epitaph of the frame under the cursor; the place for it is as tall as the longest, so nothing moves."""
        tall = self.has_class("-tall")
        self.roll.styles.max_height = len(self.roll.sheet.rows) if tall else None
        if not self.frames or not tall:
            return
        width = max(20, min(self.app.size.width - 8, self.game.measure))
        told = [self.caption(frame, width) for frame in self.frames]
        most = min(max(map(len, told)), self.app.size.height // 2 - 2)
        lines = told[self.roll.cursor]
        if len(lines) > most:
            lines = [*lines[: most - 1], [("… enter shows it whole, where it was read", "dim")]]
        below = self.query_one("#caption", Lines)
        below.styles.height = most + 2
        below.put([[("─" * (self.app.size.width - 8), "rule")], *lines])

    def caption(self, frame: Frame, width: int) -> list[Line]:
        """What is told of a frame."""
        return caption(self.game.story, frame, self.reached.get(frame.ending.id, ()), width)

    # -- commands -------------------------------------------------------------------------------------------------

    def action_across(self, step: int) -> None:
        """To the frame beside this one; from the last of a row to the first of the next."""
        self.roll.point(self.roll.cursor + step)

    def action_pick(self) -> None:
        """To the end of the branch that reached this last."""
        if not self.frames:
            return
        ends = self.reached.get(self.frames[self.roll.cursor].ending.id)
        if not ends:
            self.tell("No branch of yours has ended here yet.")
            return
        try:
            run = Run.at(self.game.story, self.game.store, ends[-1])
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return
        self.game.show(run)
