"""The player's settings applied to the application: theme and accent, measure, motion, keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import constants
from textual.app import App
from textual.binding import Binding
from textual.theme import Theme

from game.saves.settings import measure_of, value_of
from game.tui import theme
from game.tui.commands import COMMAND_IDS, COMMANDS, Command, key_name
from game.tui.keys import Own, keymap, keys_with, own_keys
from game.tui.screens.game_screen import GameScreen

if TYPE_CHECKING:
    from game.saves import Store
    from game.saves.run import Run


class PreferencesApp(App[None]):
    """An application with settings.

    `kept` are the player's settings, `own` the keys that he has changed, `playing` the run on the
    screen, by whose date the accent is chosen.
    """

    kept: dict[str, str]
    own: Own
    playing: Run | None

    if TYPE_CHECKING:

        @property
        def store(self) -> Store:
            """The player's saves."""

    def load_preferences(self, kept: dict[str, str]) -> None:
        """Start with these settings, before the styles are read for the first time."""
        self.kept, self.own = kept, {}
        self.set_reactive(App.theme, self.chosen_theme)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours alone, each with its warmer variants."""
        return theme.ALL_THEMES

    def apply_preferences(self) -> None:
        """Show what the player has set, after a setting was changed."""
        self.update_accent(self.playing.turn.state.date if self.playing else "")
        self._apply_keys_and_motion()
        for screen in self.screen_stack:
            if isinstance(screen, GameScreen):
                screen.apply_preferences()

    @property
    def chosen_theme(self) -> str:
        """The theme that the player has set, whatever its accent is just now."""
        return value_of(self.kept, "theme")

    @property
    def measure(self) -> int:
        """Columns that prose takes at most, 40..100."""
        return measure_of(self.kept)

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing is to move or change by itself."""
        return value_of(self.kept, "motion") == "reduced"

    @property
    def skip_read(self) -> bool:
        """Whether what was read before is folded."""
        return value_of(self.kept, "skip") == "yes"

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting and apply it. Raises SavesError."""
        self.set_settings({key: value})

    def set_settings(self, changed: Mapping[str, str]) -> None:
        """Keep settings and apply them; an empty value means the default. Raises SavesError."""
        store = self.store
        with store.transaction():
            for key, value in changed.items():
                store.set_setting(key, value)
        self.kept.update(changed)
        self.apply_preferences()

    def update_accent(self, date: str) -> None:
        """Show the theme with the accent of a date, with its own red where motion is reduced."""
        self.theme = theme.variant(self.chosen_theme, "" if self.reduced_motion else date)

    def try_theme(self, name: str) -> None:
        """Show a theme without keeping it; with "" the chosen one again."""
        date = self.playing.turn.state.date if self.playing and not self.reduced_motion else ""
        self.theme = theme.variant(name or self.chosen_theme, date)

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command, as the player has set them."""
        return keys_with(command, self.own)

    def key_shown(self, command: Command | str) -> str:
        """The first key of a command, or of a command's id, as it is written."""
        if isinstance(command, str):
            command = next(one for one in COMMANDS if one.id == command)
        if command.id in self.own:
            return key_name(self.own[command.id][0])
        return command.shows or key_name(command.keys[0])

    def get_key_display(self, binding: Binding) -> str:
        """A key in the footer as the registry writes it."""
        return self.key_shown(binding.id) if binding.id in COMMAND_IDS else key_name(binding.key)

    def _apply_keys_and_motion(self) -> None:
        self.own = own_keys(self.kept)
        self.set_keymap(keymap(self.own))
        self.animation_level = "none" if self.reduced_motion else constants.TEXTUAL_ANIMATIONS

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.VARIABLES

    def get_css_variables(self) -> dict[str, str]:
        """Variables of the theme; styles that need no colour where none is sent."""
        return super().get_css_variables() | (theme.COLOURLESS if self.no_color else {})
