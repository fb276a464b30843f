"""A line that a player typed: which command it is, by one table of keys, words and help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.engine import Offer
from game.story.model import Story


class PlainCommand(NamedTuple):
    """A command: its key, its word, what may follow, what it does, what a story needs for it."""

    key: str
    word: str
    rest: str
    help: str
    needs: str = ""


_LEDGER = "the ledger of the chairs, every line with its reason, and the gauges"
_ACCOUNTS = "the hours that you have sat through from two chairs, or one of them"
_BRANCHES = "the tree of everything you have chosen; with a number, go on from there"

COMMANDS = (
    PlainCommand("u", "undo", "", "take the last choice back; the branch stays in the tree"),
    PlainCommand("l", "ledger", "[NAME]", _LEDGER),
    PlainCommand("r", "record", "", "what really happened in the decision you last took"),
    PlainCommand(
        "m", "means", "", "your craft: its rules, what it costs, and how everything stands"
    ),
    PlainCommand("g", "glossary", "[TERM]", "the glossary, or one entry"),
    PlainCommand("c", "chronicle", "[MONTH]", "what really happened in this month, or another"),
    PlainCommand("a", "accounts", "[N]", _ACCOUNTS, "accounts"),
    PlainCommand("b", "branches", "[N]", _BRANCHES),
    PlainCommand("s", "save", "NAME", "put a bookmark here"),
    PlainCommand(
        "n", "new", "", "begin this story again; the run you are in stays in the branches"
    ),
    PlainCommand("p", "page", "", "read this page again"),
    PlainCommand("?", "help", "", "this page"),
    PlainCommand("q", "quit", "", "leave; everything is saved already"),
)
_ALIASES = {"h": "help", "i": "means", "exit": "quit"}
_BY_NAME = {name: one for one in COMMANDS for name in (one.key, one.word)}


class Choose(NamedTuple):
    """The player chose what is offered under this id."""

    id: str


class Request(NamedTuple):
    """The player gave a command: its word and what followed."""

    word: str
    rest: str


class Unclear(NamedTuple):
    """The line is no command; `why` is to be said before asking again."""

    why: str


Meaning = Choose | Request | Unclear


def commands_of(story: Story) -> list[PlainCommand]:
    """The commands that have something to show in a story."""
    return [command for command in COMMANDS if not command.needs or getattr(story, command.needs)]


def read(line: str, offers: Sequence[Offer], story: Story | None = None) -> Meaning:
    """What a line means where these choices are offered; a choice's id comes before a command."""
    typed = " ".join(line.split())
    if by_id := next((offer for offer in offers if offer.id == typed), None):
        return Choose(typed) if by_id.open else Unclear(f"That is locked: {by_id.reason}")
    if typed.isdecimal():
        return _numbered(typed, [offer.id for offer in offers if offer.open])
    if not typed:
        return Request("look", "")
    name, _, rest = typed.partition(" ")
    word = name.casefold()
    command = _BY_NAME.get(_ALIASES.get(word, word))
    known = COMMANDS if story is None else commands_of(story)
    if command is None or command not in known or (rest and not command.rest):
        return Unclear(f"{typed[:40]!r} is no command here. {_hint(offers)}")
    return Request(command.word, rest)


def _numbered(typed: str, open_ids: Sequence[str]) -> Meaning:
    number = int(typed) if len(typed) < 6 else 0
    if 1 <= number <= len(open_ids):
        return Choose(open_ids[number - 1])
    if not open_ids:
        return Unclear("There is nothing to choose here. ? lists the commands.")
    hint = f"choose from 1 to {len(open_ids)}." if len(open_ids) > 1 else "there is only 1."
    return Unclear(f"There is no choice {typed[:12]} here: {hint}")


def _hint(offers: Sequence[Offer]) -> str:
    most = sum(offer.open for offer in offers)
    number = f"A number from 1 to {most} chooses; " if most > 1 else ""
    return f"{number}? lists the commands."
