"""`ten-chairs glossary`: what the player has unlocked, or one entry."""

from __future__ import annotations

from argparse import Namespace

from game.cli.errors import EXIT_OK, EXIT_UNUSABLE
from game.cli.paths import load_story
from game.cli.player import open_console, open_store
from game.engine.glossary_progress import find_entry
from game.plain.pages import glossary_page
from game.plain.render import show
from game.saves.progress import glossary_progress


def glossary(options: Namespace) -> int:
    """Print the glossary, or the entry of the term that was named."""
    story = load_story(options.story)
    typed = " ".join(options.term or ())
    with open_store(options) as store:
        known = glossary_progress(story, store)
        show(open_console(store), glossary_page(story, known, typed, "ten-chairs glossary"))
    return EXIT_OK if not typed or find_entry(story, typed) else EXIT_UNUSABLE
