"""`ten-chairs glossary`: what the player has unlocked, or one entry."""

from __future__ import annotations

from argparse import Namespace

from game.cli.errors import EXIT_OK, EXIT_UNUSABLE
from game.cli.paths import story_folder
from game.cli.player import open_console, open_store
from game.plain.glossary import show_entry, show_glossary
from game.saves.progress import glossary_progress
from game.story import load


def glossary(options: Namespace) -> int:
    """Print the glossary, or the entry of the term that was named."""
    story = load(story_folder(options.story))
    with open_store(options) as store:
        console, known = open_console(store), glossary_progress(story, store)
        if not options.term:
            show_glossary(console, story, known, "ten-chairs glossary")
            return EXIT_OK
        found = show_entry(console, story, known, " ".join(options.term))
    return EXIT_OK if found else EXIT_UNUSABLE
