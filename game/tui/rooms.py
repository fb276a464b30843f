"""The screens beside play and title, and where their classes are: imported when first opened.

A room that is not in this table does not exist: no key is bound to it and no menu names it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from game.story.model import Story

ROOMS: dict[str, str] = {
    "ledger": "game.tui.screens.ledger:LedgerScreen",
    "means": "game.tui.screens.means:MeansScreen",
    "vote": "game.tui.screens.vote:VoteScreen",
    "branches": "game.tui.screens.branches:BranchesScreen",
    "glossary": "game.tui.screens.glossary:GlossaryScreen",
    "compare": "game.tui.screens.compare:CompareScreen",
    "chronicle": "game.tui.screens.chronicle:ChronicleScreen",
    "accounts": "game.tui.screens.accounts:AccountsScreen",
    "hour": "game.tui.screens.hour:EventScreen",
    "endings": "game.tui.screens.endings:EndingsScreen",
    "settings": "game.tui.screens.settings:SettingsScreen",
    "help": "game.tui.screens.help:HelpScreen",
}
NEEDS = {"accounts": "accounts", "hour": "accounts"}
"""What a story must have for a room, by its name on the story."""


def within(name: str, story: Story) -> bool:
    """Whether there is such a room in a story."""
    return name in ROOMS and (name not in NEEDS or bool(getattr(story, NEEDS[name])))


def make(name: str, *given: Any) -> Screen[Any]:
    """A new screen of that name, with what it is given."""
    module, _, kind = ROOMS[name].partition(":")
    made: Screen[Any] = getattr(import_module(module), kind)(*given)
    return made
