"""`ten-chairs schema`: write a JSON Schema for every kind of story file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from game.cli.errors import EXIT_OK, UsageError
from game.cli.streams import print_text
from game.story.schema import write


def write_schemas(options: Namespace) -> int:
    """Write the schemas; raises UsageError where the folder cannot be written."""
    try:
        write(Path(options.folder))
    except OSError as error:
        raise UsageError(f"{options.folder} cannot be written: {error.strerror}.") from None
    print_text(f"JSON Schemas written to {options.folder}.")
    return EXIT_OK
