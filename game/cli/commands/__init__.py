"""The commands: each takes the parsed options and gives the exit code."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from game.cli.errors import EXIT_UNUSABLE, UsageError
from game.cli.streams import print_error
from game.engine import LeadNotPlayable
from game.saves import SavesError
from game.story import StoryProblems


def run(options: Namespace) -> int:
    """Run the command that was asked for; what the player can mend is told on standard error."""
    try:
        return _command(options.command)(options)
    except (UsageError, LeadNotPlayable, SavesError, StoryProblems) as error:
        print_error(str(error))
        return EXIT_UNUSABLE


def _command(name: str) -> Callable[[Namespace], int]:
    """The function of a command; only its own module is imported."""
    match name:
        case "play":
            from game.cli.commands.play import play as command
        case "glossary":
            from game.cli.commands.glossary import glossary as command
        case "check":
            from game.cli.commands.check import check as command
        case "map":
            from game.cli.commands.map import draw_map as command
        case "schema":
            from game.cli.commands.schema import write_schemas as command
        case "export":
            from game.cli.commands.transfer import export_file as command
        case "import":
            from game.cli.commands.transfer import import_file as command
        case _:
            from game.cli.commands.play import title as command
    return command
