"""`ten-chairs export` and `ten-chairs import`: runs as YAML, out of and into a player's file."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from game.cli.errors import EXIT_OK, UsageError
from game.cli.paths import story_folder
from game.cli.player import open_store
from game.plain.console import Console
from game.saves import Store, exporter, importer
from game.story import load


def export_file(options: Namespace) -> int:
    """Write the run the player is in, or everything; raises UsageError where there is no run."""
    file = Path(options.file)
    with open_store(options) as store:
        if options.what == "all":
            exporter.export_all(store, file)
        else:
            _export_run(store, story_folder(options.story), file)
    Console.on(sys.stdout).verbatim(f"Written to {file}.")
    return EXIT_OK


def import_file(options: Namespace) -> int:
    """Read a file that was exported into the player's own; nothing there is overwritten."""
    with open_store(options) as store:
        imported = importer.import_file(store, Path(options.file))
    Console.on(sys.stdout).verbatim(f"From {options.file}: {imported}.")
    return EXIT_OK


def _export_run(store: Store, folder: Path, file: Path) -> None:
    story = load(folder)
    lead = store.last_lead(story)
    head = store.head(story, lead) if lead else None
    if head is None:
        raise UsageError(
            f"{store.player} has not played {story.title} yet, so there is no run to export."
        )
    exporter.export_run(story, store, head, file)
