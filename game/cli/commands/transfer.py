"""`ten-chairs export` and `ten-chairs import`: runs as YAML, out of and into a player's file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from game.cli.errors import EXIT_OK, UsageError
from game.cli.paths import load_story
from game.cli.player import open_store
from game.cli.streams import print_text
from game.saves import Store, exporter, importer
from game.story import Story


def export_file(options: Namespace) -> int:
    """Write the run the player is in, or everything; raises UsageError where there is no run."""
    file = Path(options.file)
    with open_store(options) as store:
        if options.what == "all":
            exporter.export_all(store, file)
        else:
            _export_run(store, load_story(options.story), file)
    print_text(f"Written to {file}.")
    return EXIT_OK


def import_file(options: Namespace) -> int:
    """Read a file that was exported into the player's own; nothing there is overwritten."""
    with open_store(options) as store:
        imported = importer.import_file(store, Path(options.file))
    print_text(f"From {options.file}: {imported}.")
    return EXIT_OK


def _export_run(store: Store, story: Story, file: Path) -> None:
    lead = store.last_lead(story)
    head = store.head(story, lead) if lead else None
    if head is None:
        played = f"{store.player} has not played {story.title} yet"
        raise UsageError(f"{played}, so there is no run to export.")
    exporter.export_run(story, store, head, file)
