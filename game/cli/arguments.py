"""The command line: which commands there are and what each takes. Common options stand before or after the command."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence

import game

FORMATS = ("mermaid", "dot", "svg")


def parser() -> argparse.ArgumentParser:
    """The whole parser; `cli.USAGE` is its help in a form that needs no import."""
    top = argparse.ArgumentParser(
        prog="ten-chairs",
        description="A terminal text-adventure, and the tools of its story.",
        allow_abbrev=False,
    )
    top.set_defaults(command="title", player=None, saves=None, story=None, plain=False)
    _common(top)
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", parser_class=argparse.ArgumentParser
    )

    play = _command(commands, "play", "play; goes on where you left")
    play.add_argument(
        "lead",
        nargs="?",
        metavar="LEAD",
        help="whose chair (the one you sat in last, or the only one there is)",
    )
    play.add_argument(
        "--new",
        action="store_true",
        help="start over; what you played before stays in the branches",
    )

    glossary = _command(commands, "glossary", "what you have unlocked, as text")
    glossary.add_argument("term", nargs="*", metavar="TERM", help="one entry")

    check = _command(commands, "check", "lint and prove the story")
    check.add_argument("--json", action="store_true", help="print one object")
    check.add_argument(
        "--seconds", type=_seconds, metavar="S", help="how long to look for what is not yet proved"
    )

    drawing = _command(commands, "map", "draw the scenes")
    drawing.add_argument("lead", metavar="LEAD", help="whose scenes")
    drawing.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="as what (mermaid)")

    schema = _command(commands, "schema", "write a JSON Schema for every kind of story file")
    schema.add_argument("folder", metavar="DIR", help="where to")

    export = _command(commands, "export", "write your runs as YAML")
    export.add_argument("what", choices=("run", "all"), help="the run you are in, or everything")
    export.add_argument("file", metavar="FILE", help="where to")

    read = _command(commands, "import", "read what was exported")
    read.add_argument("file", metavar="FILE", help="where from")
    return top


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked; exits with 2 and a usage line when it cannot be understood."""
    found = parser().parse_args(arguments)
    found.command = found.command or "title"
    return found


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help: str
) -> argparse.ArgumentParser:
    one = commands.add_parser(
        name, help=help, description=help[0].upper() + help[1:] + ".", allow_abbrev=False
    )
    _common(one)
    return one


def _common(one: argparse.ArgumentParser) -> None:
    """No defaults here: those of a command would overwrite what stood before it."""
    group = one.add_argument_group("common options")
    for option, metavar, help in (
        ("--player", "NAME", "whose records (the last player's)"),
        ("--saves", "DIR", "where records lie (or TEN_CHAIRS_SAVES)"),
        ("--story", "DIR", "another story (or TEN_CHAIRS_STORY)"),
    ):
        group.add_argument(option, metavar=metavar, default=argparse.SUPPRESS, help=help)
    group.add_argument(
        "--plain",
        action="store_true",
        default=argparse.SUPPRESS,
        help="line by line; by itself where there is no terminal",
    )
    group.add_argument(
        "--version", action="version", version=f"ten-chairs {game.__version__}", help="the version"
    )


def _seconds(typed: str) -> float:
    try:
        number = float(typed)
    except ValueError:
        number = -1.0
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of seconds above 0")
    return number
