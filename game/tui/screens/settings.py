"""The settings: theme, measure, motion, skipping and keys, applied as soon as they are set."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal

from game.saves import SavesError
from game.saves.settings import NARROWEST, WIDEST, value_of
from game.tui import options
from game.tui.commands import COMMANDS, Command, key_name
from game.tui.keys import STAY, can_be_set, is_typed, key_from, taken_by
from game.tui.listing import place_of, short
from game.tui.options import SettingItem
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.header import Header
from game.tui.widgets.row_list import RowList
from game.tui.widgets.specimen import Specimen
from game.tui.widgets.status_bar import StatusBar
from game.view.sanitize import one_line

STEP = 2
ROOMY, TALL = 36, 30
"""Rows from which the specimen has blank ones, and from which it stays beside the keys."""
_OTHER = {"full": "reduced", "reduced": "full", "yes": "no", "no": "yes"}


class SettingsScreen(ListScreen):
    """A list of what can be set, and below it how the page looks with it."""

    WHERE = ("settings", "roll", "room")
    DEFAULT_CSS = """
    SettingsScreen {
        #list { height: 1fr; align-horizontal: center; }
        RowList { max-width: 92; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.items = options.items(self.game.story)
        self.asking: Command | None = None

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal(id="list"):
            yield RowList(id="settings")
        yield Specimen(id="specimen")
        yield StatusBar()

    def on_mount(self) -> None:
        self.lay(self.items.index(SettingItem(theme=self.game.chosen_theme)))

    def on_resize(self, _event: events.Resize) -> None:
        self.show_specimen()

    def on_screen_suspend(self) -> None:
        self.ask(None)
        self.game.try_theme("")

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.lay()

    def lay(self, at: int | None = None) -> None:
        """Set the page anew, the cursor on an item or where it was."""
        game = self.game
        self.query_one(Header).say(
            "SETTINGS", "" if game.nameless else f"kept for {one_line(game.store.player)}"
        )
        self.row_list.show(options.options(game.story, game.kept, game.own, self.asking), at)
        self.show_specimen()

    @property
    def item(self) -> SettingItem:
        """What the cursor stands on."""
        return self.items[self.row_list.cursor]

    @on(RowList.OptionHighlighted)
    def show_specimen(self) -> None:
        """Try on the theme under the cursor; on a low screen the keys need the specimen's rows."""
        game, size, item = self.game, self.app.size, self.item
        game.try_theme(item.theme)
        shown = self.query_one(Specimen)
        shown.display = size.height >= TALL or bool(item.theme or item.setting)
        shown.show(item.theme or game.chosen_theme, game.measure, roomy=size.height >= ROOMY)

    # -- setting ----------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Wear the theme under the cursor, turn yes to no, ask for a key."""
        item = self.item
        if item.theme:
            self.keep({"theme": item.theme})
        elif item.setting == "measure":
            self.tell("← and → make it narrower and wider.")
        elif item.setting:
            self.keep({item.setting: _OTHER[value_of(self.game.kept, item.setting)]})
        elif item.command:
            self.ask(item.command)
        else:
            self.give_all_back()

    action_pick = action_turn

    def action_change(self, step: int) -> None:
        """A wider measure or a narrower one; yes instead of no."""
        key = self.item.setting
        if key == "measure":
            self.keep({key: str(max(NARROWEST, min(self.game.measure + step * STEP, WIDEST)))})
        elif key:
            self.action_turn()

    def action_give_back(self) -> None:
        """Set what is under the cursor back to what it was before anybody set it."""
        item = self.item
        of_command = item.command.setting if item.command else ""
        key = "theme" if item.theme else item.setting or of_command
        if not key:
            self.give_all_back()
        elif self.game.kept.get(key):
            self.keep({key: ""})

    def give_all_back(self) -> None:
        """Every command has its own keys again."""
        kept = {command.setting: "" for command in COMMANDS if self.game.kept.get(command.setting)}
        if self.keep(kept):
            self.tell("Every command has its own keys.")

    def keep(self, changed: dict[str, str]) -> bool:
        """Keep settings and wear them, or say why not."""
        try:
            self.game.set_settings(changed)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return False
        return True

    # -- a new key --------------------------------------------------------------------------------

    def ask(self, command: Command | None) -> None:
        """Wait for the next key to be a command's own; with None, for none any more."""
        if command and not can_be_set(command):
            self.tell(f"{self.game.key_shown(command)} stays what it is.")
            return
        if command is not self.asking:
            self.asking = command
            self.lay()
        if command:
            self.tell(f"Press the key for “{short(command)}”, escape to leave it.")

    def on_key(self, event: events.Key | None = None) -> None:
        super().on_key(event)
        if event is None or self.asking is None:
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.ask(None)
        elif fault := self.fault_of(event.key, self.asking):
            self.tell(f"{fault} Another key, or escape.")
        else:
            self.take(self.asking, key_from(event.key))

    def fault_of(self, key: str, command: Command) -> str:
        """Why a command cannot have a key; empty when it can."""
        if not key_from(key):
            return "That is no key that can be kept."
        if key_from(key) in STAY:
            return f"{key_name(key)} stays what it is."
        if is_typed(key_from(key), command):
            return f"{key_name(key)} is only a letter {place_of(command)}."
        other = taken_by(key_from(key), command, self.game.own)
        return f"{key_name(key)} is taken {place_of(other)}: {short(other)}." if other else ""

    def take(self, command: Command, key: str) -> None:
        """Give a command the key."""
        self.asking = None
        own = "" if key in command.keys else key
        if self.keep({command.setting: own}):
            self.tell(f"{key_name(key)}: {short(command)}.")
