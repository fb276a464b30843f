"""What was asked for, understood without the parser where it is what nearly everybody asks: that one is slow to import."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

COMMON = {"player": None, "saves": None, "story": None, "plain": False}


def understand(arguments: Sequence[str]) -> Namespace | SimpleNamespace:
    """The command and its options, as `arguments.parse` gives them; exits with 2 and a usage line where that does."""
    if not arguments:
        return SimpleNamespace(command="title", **COMMON)
    if list(arguments) == ["play"]:
        return SimpleNamespace(command="play", lead=None, new=False, **COMMON)
    from game.cli.arguments import parse

    return parse(arguments)
