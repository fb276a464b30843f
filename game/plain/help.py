"""The help of the play screen, drawn from the table of commands."""

from __future__ import annotations

from game.plain.commands import commands_of
from game.plain.console import Console
from game.story.model import Story
from game.view.blocks import Piece


def show_help(paper: Console, story: Story) -> None:
    """Every command in a line, then what the labels mean."""
    paper.line(Piece("Commands", "bold"))
    paper.line("A choice's number, or its id: choose it.", hanging="  ")
    for command in commands_of(story):
        keys = f"{command.key} {command.rest}".rstrip()
        paper.line(Piece(keys, "bold"), f": {command.help}.", hanging="  ")
    paper.line("An empty line: the choices again.", hanging="  ")
    paper.blank()
    paper.line(Piece("Labels", "bold"))
    for glyph, word, meaning in (
        ("●", "attested", "good sources agree"),
        ("◐", "disputed", "the sources contradict one another"),
        ("○", "imagined", "no source: written for this game"),
    ):
        mark = paper.glyph(glyph)
        paper.line(f"{mark} {word}: {meaning}.".lstrip(), hanging="  ")
    paper.line("EVENT is what happens in a scene, WORDS what is said in it.", hanging="  ")
    paper.blank()
    paper.line("Each step is saved before you see it. Nothing you have met or tried is ever lost.")
