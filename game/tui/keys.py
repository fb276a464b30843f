"""The keys that a player sets: which can be set, which stay, which are taken already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from textual.binding import Binding
from textual.keys import format_key

from game.tui.commands import COMMANDS, DIGITS, EVERYWHERE, Command
from game.tui.rooms import ROOMS

_STAY = "escape enter up down left right question_mark ctrl+c ctrl+p ctrl+q ctrl+z ctrl+m ctrl+j"
STAY = frozenset({*DIGITS, *_STAY.split()})
"""Keys that a player can neither take from a command nor give to another."""
MOST = 4
"""Keys that a command can have of the player's own."""
TYPING = frozenset({"glossary"})
"""Screens where letters are typed: there no letter is a command's."""
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "meta", "hyper"})
_NAMED = re.compile(
    r"f[1-9][0-9]?|home|end|insert|delete|pageup|pagedown|space|backspace|tab|left|right|up|down"
)
_PUNCTUATION = {" ": "space", ",": "comma"}
"""Characters that part keys or are stripped where Textual names the others."""
_SCREENS = frozenset({"play", "title", *ROOMS})

INSIDE = {
    "reader.next": "term(1)",
    "reader.previous": "term(-1)",
    "reader.select": "select",
    "reader.copy": "copy",
}
"""Bindings of a text that is read, and the commands whose keys they have."""

Own = Mapping[str, tuple[str, ...]]
"""The player's own keys, by the id of the command."""


def key_from(text: str) -> str:
    """A key as the screen calls it, from its name or its one letter; empty for what is no key."""
    *modifiers, key = text.strip().split("+") if len(text) > 1 else (text,)
    if len(key) == 1:
        key = _PUNCTUATION.get(key) or next(iter(Binding.make_bindings([Binding(key, "")]))).key
    once = len(set(modifiers)) == len(modifiers) and set(modifiers) <= _MODIFIERS
    known = _NAMED.fullmatch(key) or _is_letter(key)
    return "+".join((*modifiers, key)) if once and known else ""


def _is_letter(key: str) -> bool:
    """Whether a key stands for a letter or sign that can be shown."""
    letter = format_key(key) if key and len(key) < 80 else ""
    return (
        len(letter) == 1 and not letter.isspace() and letter.isprintable() and cell_len(letter) > 0
    )


def can_be_set(command: Command) -> bool:
    """Whether a command can be given a key: those of the help, but for the palette's."""
    return bool(command.help) and command.id != "app.command_palette"


def is_typed(key: str, command: Command) -> bool:
    """Whether a key would only be a letter where the command is answered."""
    return set(command.where) <= TYPING and (key == "space" or _is_letter(key))


def keys_with(command: Command, own: Own) -> tuple[str, ...]:
    """The keys of a command, the player's own before those that stay."""
    mine = own.get(command.id)
    if mine is None:
        return command.keys
    return (*mine, *(key for key in command.keys if key in STAY and key not in mine))


def keymap(own: Own) -> dict[str, str]:
    """The keys of every binding that has not its own any more, by the binding's id."""
    changed = {
        command.id: ",".join(keys_with(command, own)) for command in COMMANDS if command.id in own
    }
    return changed | {inside: changed[id] for inside, id in INSIDE.items() if id in changed}


def meet(one: Command, other: Command) -> bool:
    """Whether two commands may be answered on the same screen; "roll" and "room" are many."""
    names, others = set(one.where), set(other.where)
    if EVERYWHERE in names | others or names & others:
        return True
    rooms, other_rooms = names - {"play", "title"}, others - {"play", "title"}
    return bool(rooms and other_rooms) and not (rooms <= _SCREENS and other_rooms <= _SCREENS)


def taken_by(key: str, command: Command, own: Own) -> Command | None:
    """The other command that has the key on a screen of this one."""
    return next((other for other in _others(command) if key in keys_with(other, own)), None)


def own_keys(kept: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys kept for a player, without what is no key, what stays and what is taken."""
    settable = [command for command in COMMANDS if can_be_set(command)]
    own = {one.id: _kept(kept.get(one.setting, ""), one) for one in settable}
    own = {id: keys for id, keys in own.items() if keys}
    while wrong := [one for one in settable if one.id in own and _clashes(one, own)]:
        del own[wrong[-1].id]
    return own


def _kept(value: str, command: Command) -> tuple[str, ...]:
    keys = dict.fromkeys(key_from(part) for part in value.split(",")) if value else {}
    return tuple(key for key in keys if key and key not in STAY and not is_typed(key, command))[
        :MOST
    ]


def _clashes(command: Command, own: Own) -> bool:
    return any(taken_by(key, command, own) for key in own[command.id])


def _others(command: Command) -> Iterator[Command]:
    others = (one for one in COMMANDS if one.exists and one.id != command.id)
    return (one for one in others if meet(command, one))
