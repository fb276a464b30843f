"""The full-screen application: it holds story, saves and run, and opens the screens."""

from __future__ import annotations

import gc
import os
import sys
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual import events
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Size
from textual.screen import Screen

from game.saves import SavesError, Store
from game.story.model import Story
from game.tui import rooms
from game.tui.filters import AsciiFilter, NoColorFilter, needs_ascii
from game.tui.preferences import PreferencesApp
from game.tui.screens.game_screen import LEAST, LEAVING, GameScreen
from game.tui.widgets.status_bar import StatusBar
from game.view.sanitize import one_line, sanitize

if TYPE_CHECKING:
    from game.engine.glossary_progress import GlossaryProgress
    from game.saves.run import Run
    from game.tui.screens.palette import Palette

S = TypeVar("S", bound=Screen[Any])
DEFAULT_PLAYER = "player"
GONE_EVERY, GONE = 5.0, 129


class TenChairs(PreferencesApp):
    """The game of one player. With `lead` it opens in that run, else on the title page."""

    TITLE = "Ten Chairs"
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS: ClassVar[str | None] = ""
    CSS = ""

    def __init__(
        self,
        story: Story,
        store: Store | None,
        lead: str | None = None,
        *,
        new: bool = False,
        open_store: Callable[[str], Store] | None = None,
    ) -> None:
        self.story = story
        self._store, self._open_store = store, open_store
        self.load_preferences(store.settings() if store else {})
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._palette: Palette | None = None
        self._ascii = needs_ascii(os.environ, sys.stdout.encoding)
        self._apply_keys_and_motion()
        self._ended = self._noticed = self._leaving = False
        self.loop: AbstractEventLoop | None = None
        self.fault: Exception | None = None
        """What went wrong, if that is why the game ended."""
        self.playing: Run | None = self._open(lead, new=new) if lead else None

    # -- the player -------------------------------------------------------------------------------

    @property
    def nameless(self) -> bool:
        """Whether nobody has said yet who plays: then there are no records."""
        return self._store is None

    @property
    def store(self) -> Store:
        """The player's records. While nobody has a name they are the default player's."""
        if self._store is None:
            self.name_player("")
        assert self._store is not None
        return self._store

    def name_player(self, name: str) -> None:
        """Open the saves of a player, by default DEFAULT_PLAYER. Raises SavesError."""
        if self._store is None and self._open_store is not None:
            self._store = self._open_store(name or DEFAULT_PLAYER)
            self.kept = self._store.settings()
            self.apply_preferences()

    def known(self) -> GlossaryProgress:
        """What the player has unlocked of the glossary, over all branches."""
        from game.engine.glossary_progress import GlossaryProgress
        from game.saves.progress import glossary_progress

        if self.nameless:
            return GlossaryProgress()
        known = glossary_progress(self.story, self.store, ended=self._ended)
        self._ended = known.ended
        return known

    def take_notices(self) -> tuple[str, ...]:
        """What is to be said about the player's records, each but once."""
        if self._store is None or self._noticed:
            return ()
        self._noticed = True
        return tuple(one_line(notice) for notice in self._store.notices)

    def close_store(self) -> None:
        """Close the records, if they were ever opened."""
        if self._store is not None:
            self._store.close()

    def get_default_screen(self) -> Screen[Any]:
        if self.playing:
            from game.tui.screens.play import PlayScreen

            return PlayScreen(self.playing)
        from game.tui.screens.title import TitleScreen

        return TitleScreen()

    # -- rooms ------------------------------------------------------------------------------------

    def action_open(self, name: str, *given: Any) -> None:
        """Open a room over the screen; the command that opened the one on top closes it again."""
        if not given and isinstance(self.screen, GameScreen) and self.screen.WHERE[0] == name:
            self.action_leave_room()
        elif self.has_room(name):
            self.push_screen(rooms.make(name, *given))

    def has_room(self, name: str) -> bool:
        """Whether there is such a room in this story."""
        return rooms.within(name, self.story)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A screen that this story has nothing for has no key and no name in the footer."""
        if action == "open" and len(parameters) == 1:
            return self.has_room(str(parameters[0]))
        return super().check_action(action, parameters)

    def action_leave_room(self) -> None:
        """Back to the screen below."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def play(self, lead: str, *, new: bool = False) -> None:
        """Go on with a lead's run, or begin it."""
        self.show(self._open(lead, new=new))

    def _open(self, lead: str, *, new: bool) -> Run:
        from game.saves.run import Run

        return Run.open(self.story, self.store, lead, new=new)

    def show(self, run: Run) -> None:
        """Put a run on the screen: the play screen below, if there is one, or a new one."""
        from game.tui.screens.play import PlayScreen

        self.playing = run
        below = self._topmost(PlayScreen)
        if below is None:
            self.push_screen(PlayScreen(run))
            return
        self.back_to(below)
        below.show_run(run)

    def action_title(self) -> None:
        """To the title page."""
        from game.tui.screens.title import TitleScreen

        below = self._topmost(TitleScreen)
        if below is None:
            self.push_screen(TitleScreen())
        else:
            self.back_to(below)

    def go_to_scene(self, scene: str, choice: str = "") -> bool:
        """Show a choice in the transcript, or else its scene; False if that is not there either."""
        from game.tui.screens.play import PlayScreen

        below = self._topmost(PlayScreen)
        places = (below.run.place_of(scene, choice), below.run.place_of(scene)) if below else ()
        at = next((place for place in places if place is not None), None)
        if below is None or at is None:
            return False
        self.back_to(below)
        below.show_leaf(at)
        return True

    def go_where_met(self, id: str, scene: str) -> None:
        """To the scene where an entry was first met: in this run, else in the branch of it."""
        from game.saves.run import Run

        if self.go_to_scene(scene):
            return
        met = self.store.met(self.story).get(id)
        try:
            run = Run.at(self.story, self.store, met.step) if met else None
        except SavesError as fault:
            self.say(one_line(str(fault)))
            return
        if run is None or run.place_of(scene) is None:
            self.say("The story has no such place any more.")
            return
        self.show(run)
        self.go_to_scene(scene)
        self.say("You met it here, in another branch; b shows where you were.")

    def _topmost(self, kind: type[S]) -> S | None:
        """The screen of a kind that is nearest to the top; None when there is none."""
        return next((one for one in reversed(self.screen_stack) if isinstance(one, kind)), None)

    def say(self, text: str) -> None:
        """Say something in the line below of whatever is on the screen."""
        if isinstance(self.screen, GameScreen):
            self.screen.tell(text)

    def back_to(self, screen: Screen[Any]) -> None:
        """Leave every room above a screen."""
        while self.screen is not screen and len(self.screen_stack) > 1:
            self.pop_screen()

    def action_command_palette(self) -> None:
        """Every command by name; not while there is too little room, nor while the last closes."""
        from game.tui.screens.palette import Palette
        from game.tui.screens.small import SmallScreen

        closing = self._palette is not None and self._palette.is_attached
        if not closing and not isinstance(self.screen, SmallScreen):
            self._palette = Palette()
            self.push_screen(self._palette)

    def mind_size(self, size: Size) -> None:
        """Ask for room where there is too little, and go back when it comes."""
        small = size.width < LEAST.width or size.height < LEAST.height
        asking = "small" in self.screen.WHERE if isinstance(self.screen, GameScreen) else False
        if small and not asking:
            from game.tui.screens.small import SmallScreen

            self.push_screen(SmallScreen())
        elif asking and not small:
            self.pop_screen()

    async def on_event(self, event: events.Event) -> None:
        """Take control characters out of what is pasted anywhere."""
        if isinstance(event, events.Paste):
            event.text = sanitize(event.text)
        await super().on_event(event)

    # -- the end ----------------------------------------------------------------------------------

    def leave(self, code: int) -> None:
        """End with an exit code."""
        self.exit(return_code=code)

    def action_help_quit(self) -> None:
        """Ctrl+c where nothing is selected: pressed again it leaves the game, from every screen."""
        if not isinstance(self.screen, GameScreen):
            return
        lost = self._store is not None and not self._store.kept
        end = "nothing of it can be saved" if lost else "everything is saved already"
        said = f"{LEAVING} again leaves the game; {end}."
        if all(footer.message == said for footer in self.screen.query(StatusBar)):
            self.exit()
        else:
            self.say(said)

    def on_mount(self) -> None:
        self.loop = get_running_loop()
        if not self.is_headless:
            self.set_interval(GONE_EVERY, self._mind_terminal)

    def on_ready(self) -> None:
        """Collect garbage again from the first frame on, but never what was made before it."""
        if not self.is_headless:
            gc.freeze()
            gc.enable()

    def _mind_terminal(self) -> None:
        """A terminal that went away without a word: leave too."""
        try:
            os.tcgetpgrp(0)
        except OSError:
            os._exit(GONE)

    def exit(self, *given: Any, **how: Any) -> None:
        """Leave the game."""
        self._leaving = True
        super().exit(*given, **how)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is laid over every line: no color where NO_COLOR asks for it, ASCII where needed.

        No color is translated: themes have true colors, or the terminal's own to be left alone.
        """
        stock = [it for it in super().get_line_filters() if not isinstance(it, ANSIToTruecolor)]
        filters = [NoColorFilter()] if self.no_color else stock
        return [*filters, AsciiFilter()] if self._ascii else filters

    def _handle_exception(self, error: Exception) -> None:
        """End with the fault kept for whoever started the game, without a traceback.

        A private name of Textual: its public API offers no other place for it. A screen that was
        still opening while the game is left misses its parts; that is no fault.
        """
        if self._leaving:
            return
        self.fault = error
        if not hasattr(error, "__rich__"):  # what Textual then prints instead of the traceback
            error.__rich__ = Text  # type: ignore[attr-defined]
        super()._handle_exception(error)
