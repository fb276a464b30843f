"""`ten-chairs schema`: write a JSON Schema for every kind of story file."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from game.cli.errors import EXIT_OK, UsageError
from game.plain.console import Console
from game.story.schema import write


def write_schemas(options: Namespace) -> int:
    """Write the schemas; raises UsageError where the folder cannot be written."""
    try:
        write(Path(options.folder))
    except OSError as error:
        raise UsageError(f"{options.folder} cannot be written: {error.strerror}.") from None
    Console.on(sys.stdout).verbatim(f"JSON Schemas written to {options.folder}.")
    return EXIT_OK
