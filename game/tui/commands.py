"""The one registry of commands: keys, footer, help, palette and rebinding all read it.

A screen lists its bindings with `bindings("its name")`; its actions have the commands' ids.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from textual.binding import Binding, BindingType
from textual.keys import format_key

from game.story.model import Story
from game.tui.rooms import NEEDS, ROOMS

EVERYWHERE = "everywhere"


class Command(Struct, frozen=True):
    """One thing a player can do.

    `keys` are Textual's names of keys, the first of them shown. `label` stands in the footer
    (empty: not there), `help` in the help and the palette. `where` names the screens that answer
    it, `opens` the screen that it opens. `needs` is the attribute of a story without which there is
    no such command. `shows` is how the keys are written where their names will not do.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: tuple[str, ...]
    opens: str = ""
    shows: str = ""
    needs: str = ""

    @property
    def action(self) -> str:
        """The action that a key of this command runs."""
        return f"app.open('{self.opens}')" if self.opens else self.id

    @property
    def setting(self) -> str:
        """The setting that keeps the player's own keys for it, `keys.term.next`."""
        name, _, argument = self.id.removeprefix("app.").partition("(")
        return f"keys.{name}" + {"": "", "1)": ".next", "-1)": ".back"}.get(
            argument, f".{argument[:-1]}"
        )

    @property
    def exists(self) -> bool:
        """Whether there is something to open."""
        return not self.opens or self.opens in ROOMS

    def within(self, story: Story) -> bool:
        """Whether a story has what this is about; else it is told of nowhere and does nothing."""
        needed = self.needs or NEEDS.get(self.opens)
        return not needed or bool(getattr(story, needed))


DIGITS = tuple("1234567890")


def _command(id: str, keys: str, label: str, help: str, where: str, **more: str) -> Command:
    """A command with its keys and screens as words parted by blanks."""
    return Command(id, tuple(keys.split()), label, help, tuple(where.split()), **more)


def _screen(id: str, keys: str, help: str, where: str, **more: str) -> Command:
    """A command that opens the screen that it is called after."""
    return _command(id, keys, id, help, where, opens=id, **more)


COMMANDS: tuple[Command, ...] = (
    *(_command(f"take({digit})", digit, "", "", "play title") for digit in DIGITS),
    _command(
        "choose",
        "enter",
        "",
        "take the choice under the cursor, or open the term under it",
        "play title",
    ),
    _command("cursor(1)", "down", "", "the next choice", "play title", shows="↓"),
    _command("cursor(-1)", "up", "", "the choice before", "play title", shows="↑"),
    _command(
        "undo",
        "u backspace",
        "undo",
        "take the last choice back; the branch stays in the tree",
        "play",
    ),
    _screen(
        "ledger", "l", "the ledger of the chairs: every line, its reason and its scene", "play"
    ),
    _command(
        "record", "r", "record", "open or fold what really happened in the last decision", "play"
    ),
    _screen(
        "means", "i", "your craft: its rules, what it costs, and how everything stands", "play"
    ),
    _screen("glossary", "g", "every term and person, as far as you have met them", "play title"),
    _screen("branches", "b", "the tree of everything you have chosen", "play title"),
    _screen("chronicle", "c", "the record month by month, beside your branch", "play title"),
    _screen(
        "accounts", "a", "hours that you sat through from two chairs, side by side", "play title"
    ),
    _screen("endings", "e", "the endings, reached and not", "play title"),
    _command("panel", "p", "panel", "show or fold the chairs and gauges", "play"),
    _command("term(1)", "tab", "terms", "walk to the next term; enter opens its card", "play"),
    _command("term(-1)", "shift+tab", "", "walk to the term before", "play"),
    _command("search", "slash", "", "search in the transcript", "play", shows="/"),
    _command("search_on(1)", "n", "", "the next place found", "play"),
    _command("search_on(-1)", "N", "", "the place found before", "play"),
    _command("page(1)", "space pagedown", "", "a page down", "play title"),
    _command("page(-1)", "pageup", "", "a page up", "play title"),
    _command("line(1)", "j", "", "a line down", "play title"),
    _command("line(-1)", "k", "", "a line up", "play title"),
    _command("edge(1)", "end", "", "to the end of the transcript", "play"),
    _command("edge(-1)", "home", "", "to the beginning of the transcript", "play"),
    _command("unfold", "o", "", "open what was read before, or fold it", "play"),
    _command("select", "v", "", "put a caret down: the arrows select words", "play"),
    _command("copy", "y", "", "copy the selected words", "play"),
    _command("bookmark", "m", "", "put a bookmark here", "play"),
    _command(
        "back", "escape", "", "let go of a term or a search; back to the choices", "play title"
    ),
    _screen(
        "settings",
        "s",
        "the settings: theme, measure, motion, skipping what was read, keys",
        "play title",
    ),
    _command(
        "pick",
        "enter",
        "go there",
        "go to what is under the cursor",
        "ledger branches compare chronicle endings means",
    ),
    _command("walk(1)", "down j", "", "the next line", "roll", shows="↓"),
    _command("walk(-1)", "up k", "", "the line before", "roll", shows="↑"),
    _command("leaf(1)", "pagedown space", "", "a page down", "roll"),
    _command("leaf(-1)", "pageup", "", "a page up", "roll"),
    _command("far(1)", "end G", "", "to the end", "roll"),
    _command("far(-1)", "home", "", "to the beginning", "roll"),
    _command("next_page(1)", "tab right", "next person", "the next person's page", "ledger"),
    _command("next_page(-1)", "shift+tab left", "", "the page before", "ledger"),
    _command(
        "go_on",
        "enter escape",
        "on",
        "back to the story; while chairs are called any key hurries them",
        "vote",
    ),
    _command(
        "fold(1)",
        "left h",
        "fold",
        "fold what follows the step under the cursor",
        "branches",
        shows="←",
    ),
    _command("fold(0)", "right", "unfold", "unfold it again", "branches", shows="→"),
    _command(
        "fold_all",
        "f",
        "fold all",
        "fold every branch but the one you stand in, or unfold all",
        "branches",
    ),
    _command("ways", "o", "not taken", "show or hide the choices seen but not taken", "branches"),
    _command(
        "seek", "slash", "search", "search choices, scenes and bookmarks", "branches", shows="/"
    ),
    _command("seek_on(1)", "n", "", "the next place found", "branches"),
    _command("seek_on(-1)", "N", "", "the place found before", "branches"),
    _command(
        "name_place", "m", "bookmark", "put a bookmark on the step under the cursor", "branches"
    ),
    _command(
        "mark",
        "x",
        "compare",
        "mark a step; marking a second compares the two branches",
        "branches",
    ),
    _command("stand_here", "full_stop", "", "to where you stand", "branches", shows="."),
    _command("next_lead", "tab", "", "the tree of the next lead", "branches"),
    _command(
        "turn", "enter", "change", "wear the theme, turn yes to no, ask for a key", "settings"
    ),
    _command("change(1)", "right", "wider", "a wider measure; yes or no", "settings"),
    _command("change(-1)", "left", "narrower", "a narrower measure; yes or no", "settings"),
    _command(
        "give_back",
        "backspace delete",
        "as it was",
        "set it back; a command has its own keys again",
        "settings",
    ),
    _command("walk_list(1)", "down", "", "the next entry", "glossary", shows="↓"),
    _command("walk_list(-1)", "up", "", "the entry before", "glossary", shows="↑"),
    _command("leaf_list(1)", "pagedown", "", "a page down", "glossary"),
    _command("leaf_list(-1)", "pageup", "", "a page up", "glossary"),
    _command(
        "read",
        "enter right",
        "read",
        "read the entry under the cursor; in it tab walks the terms, enter opens one",
        "glossary",
    ),
    _command(
        "kind",
        "tab",
        "kind",
        "terms only, people only, what is not met yet, everything",
        "glossary",
    ),
    _command(
        "erase",
        "backspace",
        "",
        "erase a letter of the search; in an entry, back to the one before",
        "glossary",
    ),
    _command(
        "close", "escape left", "back", "back to the list, then out of the glossary", "glossary"
    ),
    _command(
        "month(1)", "right_square_bracket", "month", "the next month", "chronicle", shows="[ ]"
    ),
    _command("month(-1)", "left_square_bracket", "", "the month before", "chronicle", shows="["),
    _command(
        "across(1)",
        "right",
        "",
        "to the branch beside the record; a frame to the right",
        "chronicle endings accounts",
        shows="→",
    ),
    _command(
        "across(-1)",
        "left",
        "",
        "to the record beside the branch; a frame to the left",
        "chronicle endings accounts",
        shows="←",
    ),
    _command(
        "read_hour", "enter", "read", "read the hour under the cursor", "accounts", needs="accounts"
    ),
    _command(
        "hour",
        "a",
        "accounts",
        "what was read of an entry's hour from two chairs",
        "chronicle",
        needs="accounts",
    ),
    _command(
        "chair(1)",
        "right tab",
        "other chair",
        "another chair on the right",
        "hour",
        shows="→",
        needs="accounts",
    ),
    _command(
        "chair(-1)",
        "left shift+tab",
        "",
        "another chair on the left",
        "hour",
        shows="←",
        needs="accounts",
    ),
    _command(
        "next_chair",
        "tab",
        "next chair",
        "the branch of the next lead that was played",
        "chronicle",
    ),
    _command("app.title", "t", "", "to the title page", "play"),
    _command("app.command_palette", "ctrl+p", "commands", "every command by name", "everywhere"),
    _screen("help", "question_mark", "the keys of this screen", "everywhere", shows="?"),
    _command("app.quit", "q", "quit", "leave; everything is saved already", "play title"),
    _command("app.leave_room", "escape q", "back", "back to where you were", "room"),
)

COMMAND_IDS = frozenset(command.id for command in COMMANDS)

_NAMES = dict(
    zip(
        ("enter", "escape", "pagedown", "pageup", "delete", "backspace", "shift+tab"),
        ("enter", "esc", "pgdn", "pgup", "del", "⌫", "⇧tab"),
        strict=True,
    )
)


def commands_of(*where: str) -> Iterator[Command]:
    """The commands of a screen and of every screen, in the order of the registry."""
    for command in COMMANDS:
        if command.exists and (
            command.where == (EVERYWHERE,) or any(name in command.where for name in where)
        ):
            yield command


def bindings(*where: str) -> list[BindingType]:
    """The bindings of a screen. The binding's id is the command's, so a keymap can rebind it."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label or command.help,
            show=bool(command.label),
            tooltip=command.help,
            id=command.id,
        )
        for command in commands_of(*where)
        if command.id != "app.command_palette"
    ]


def key_name(key: str) -> str:
    """A key as people write it."""
    if key in _NAMES:
        return _NAMES[key]
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _NAMES.get(last) or format_key(last)))
