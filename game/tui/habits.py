"""What the player likes, worn by the application: theme and accent, measure, stillness, keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import constants
from textual.app import App
from textual.theme import Theme

from game.saves.settings import measure_of, value_of
from game.tui import theme
from game.tui.commands import COMMANDS, Command, key_name
from game.tui.keys import Own, keymap, keys_with, own_keys
from game.tui.screens.game_screen import GameScreen

if TYPE_CHECKING:
    from game.saves import Store
    from game.tui.run import Run


class Habits(App[None]):
    """An application that heeds settings. `kept` are those of the player, `own` his keys, `playing` the run on the screen."""

    kept: dict[str, str]
    own: Own
    playing: Run | None

    def take_up(self, kept: dict[str, str]) -> None:
        """Begin with these settings, before the styles are read for the first time."""
        self.kept, self.own = kept, {}
        self._worn = dict(theme.THEMES)
        self.set_reactive(App.theme, self._chosen_theme())

    if TYPE_CHECKING:

        @property
        def store(self) -> Store:
            """The player's records."""

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours alone, as they are on the date of the run."""
        return self._worn

    def wear(self) -> None:
        """Let what the player has set be seen: after a setting was changed."""
        if self.theme != self._chosen_theme():
            self.theme = self._chosen_theme()
        self._take_habits()
        for screen in self.screen_stack:
            if isinstance(screen, GameScreen):
                screen.wear()
        if self.playing:
            self.keep_accent(self.playing.turn.state.date)

    @property
    def measure(self) -> int:
        """Columns that prose takes at most, 40..100."""
        return measure_of(self.kept)

    @property
    def calm(self) -> bool:
        """Whether nothing is to move or change by itself."""
        return value_of(self.kept, "motion") == "reduced"

    @property
    def skipping(self) -> bool:
        """Whether what was read before is folded."""
        return value_of(self.kept, "skip") == "yes"

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting, and let it be seen. Raises RecordsError."""
        self.set_settings({key: value})

    def set_settings(self, changed: Mapping[str, str]) -> None:
        """Keep several settings at once, and let them be seen; an empty value is the default's. Raises RecordsError."""
        store = self.store
        with store.together():
            for key, value in changed.items():
                store.set_setting(key, value)
        self.kept.update(changed)
        self.wear()

    def keep_accent(self, date: str) -> None:
        """Let the red be as warm as it is on a date; the theme's own where nothing is to change by itself."""
        name = self.theme
        new = theme.THEMES[name] if self.calm else theme.warmed(name, date)
        if new.primary != self._worn[name].primary:
            self._worn[name] = new
            self._invalidate_css()
            self.refresh_css(animate=False)

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command, as the player has set them."""
        return keys_with(command, self.own)

    def key_shown(self, command: Command | str) -> str:
        """The key of a command, also one given by its id, as it is written where there is room for one."""
        if isinstance(command, str):
            command = next(one for one in COMMANDS if one.id == command)
        return (
            key_name(self.own[command.id][0])
            if command.id in self.own
            else command.shows or key_name(command.keys[0])
        )

    def _take_habits(self) -> None:
        """The keys that the player has set, and how still he likes it."""
        self.own = own_keys(self.kept)
        self.set_keymap(keymap(self.own))
        self.animation_level = "none" if self.calm else constants.TEXTUAL_ANIMATIONS

    def _chosen_theme(self) -> str:
        return value_of(self.kept, "theme")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLES

    def get_css_variables(self) -> dict[str, str]:
        """Variables of the theme; styles that need no colour where none is sent."""
        return super().get_css_variables() | (theme.COLOURLESS if self.no_color else {})
