"""The player of a command: the store of what was played, and a console set up as preferred."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from game.cli.streams import print_error
from game.saves import Store, last_player, open_player, saves_folder

if TYPE_CHECKING:
    from game.plain.console import Console


def open_store(options: Namespace) -> Store:
    """The store of `--player`, else of the last player; its notices go to standard error."""
    folder = saves_folder(options.saves)
    store = open_player(folder, options.player or last_player(folder) or "player")
    for notice in store.notices:
        print_error(notice)
    return store


def open_console(store: Store) -> Console:
    """Standard output with the player's settings."""
    from game.plain import settings
    from game.plain.console import Console

    console = Console.on(sys.stdout)
    settings.apply(console, store.settings())
    return console
