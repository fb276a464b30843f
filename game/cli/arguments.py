"""The arguments: commands and options, declared once; `--help` is made from this declaration."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import game

MAP_FORMATS = ("mermaid", "dot", "svg")
_AddCommand = Callable[[str, str], argparse.ArgumentParser]  # takes a name and a help line


class _Parser(argparse.ArgumentParser):
    """Takes options only in full; its help is as wide on every terminal."""

    def __init__(self, **options: Any) -> None:
        formatter = partial(argparse.HelpFormatter, width=80, max_help_position=26)
        super().__init__(**options, formatter_class=formatter, allow_abbrev=False)


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is "title" where none was given.

    Raises SystemExit: 2 after a usage line where the arguments are wrong, 0 after a help page.
    """
    options = build_parser().parse_args(arguments)
    options.command = options.command or "title"
    return options


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command; common options stand before or after the command."""
    parser = _Parser(
        prog="ten-chairs",
        usage="ten-chairs [COMMAND] [OPTIONS]",
        description="A terminal text-adventure about how ten men divided Stalin's power in 1953."
        " Alone it opens the title page.",
        epilog="ten-chairs COMMAND --help tells the options of a command.",
    )
    parser.set_defaults(player=None, saves=None, story=None, plain=False)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", prog="ten-chairs", title="commands"
    )
    _add_common_options(parser)

    def add_command(name: str, help: str) -> argparse.ArgumentParser:
        description = f"{help[0].upper()}{help[1:]}."
        command = commands.add_parser(name, help=help, description=description)
        _add_common_options(command)
        return command

    _add_playing(add_command)
    _add_story_tools(add_command)
    _add_transfer(add_command)
    return parser


def _add_playing(add_command: _AddCommand) -> None:
    play = add_command("play", "play; goes on where you left, --new starts over")
    chair = "whose chair (the one you sat in last, or the only one there is)"
    play.add_argument("lead", nargs="?", metavar="LEAD", help=chair)
    new = "start over; what you played before stays in the branches"
    play.add_argument("--new", action="store_true", help=new)
    glossary = add_command("glossary", "what you have unlocked, as text")
    glossary.add_argument("term", nargs="*", metavar="TERM", help="one entry")


def _add_story_tools(add_command: _AddCommand) -> None:
    check = add_command("check", "lint and prove the story; exit 1 on errors")
    check.add_argument("--json", action="store_true", help="print one object")
    seconds = "how long to look for what is not yet proved"
    check.add_argument("--seconds", type=_seconds, metavar="S", help=seconds)
    draw = add_command("map", "draw the scenes as mermaid, dot or svg")
    draw.add_argument("lead", metavar="LEAD", help="whose scenes")
    draw.add_argument("--format", choices=MAP_FORMATS, default="mermaid", help="as what (mermaid)")
    schema = add_command("schema", "write a JSON Schema for every kind of story file")
    schema.add_argument("folder", metavar="DIR", help="where to")


def _add_transfer(add_command: _AddCommand) -> None:
    export = add_command("export", "write your current run, or everything, as YAML")
    export.add_argument("what", choices=("run", "all"), help="the run you are in, or everything")
    export.add_argument("file", metavar="FILE", help="where to")
    imported = add_command("import", "read what another player exported")
    imported.add_argument("file", metavar="FILE", help="where from")


def _add_common_options(parser: argparse.ArgumentParser) -> None:
    """No defaults here: those of a command would overwrite what stood before it."""
    group = parser.add_argument_group("common options, before or after the command")
    plain = "line by line: for screen readers; by itself in a pipe"
    group.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=plain)
    for option, metavar, help in (
        ("--player", "NAME", "whose records (the last player's)"),
        ("--saves", "DIR", "where records lie (or TEN_CHAIRS_SAVES)"),
        ("--story", "DIR", "another story (or TEN_CHAIRS_STORY)"),
    ):
        group.add_argument(option, metavar=metavar, default=argparse.SUPPRESS, help=help)
    version = f"ten-chairs {game.__version__}"
    group.add_argument("--version", action="version", version=version, help="the version")


def _seconds(typed: str) -> float:
    """A positive, finite number of seconds."""
    try:
        number = float(typed)
    except ValueError:
        number = -1.0
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of seconds above 0")
    return number
