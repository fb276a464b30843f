"""A motion called chair by chair: how each member votes, his sum, every line behind it, and the count."""

from __future__ import annotations

from game.engine import MemberVote, Vote
from game.plain.console import Console
from game.plain.wrap import Piece
from game.story.model import Story
from game.view import words
from game.view.ledger import MODEL, result, signed
from game.view.sanitize import one_line


def show_vote(
    paper: Console, story: Story, lead: str, vote: Vote, heading: str = "The motion"
) -> None:
    """The whole call."""
    person = story.leads[lead].person if lead in story.leads else ""
    paper.line(Piece(f"{heading}: "), Piece(words.sentence(one_line(vote.title)), "bold"))
    for voice in vote.voices:
        paper.blank()
        show_voice(paper, voice, voice.person == person)
    paper.blank()
    paper.line(Piece(result(vote), "bold"))
    paper.note(MODEL, hanging="")


def show_voice(paper: Console, voice: MemberVote, is_lead: bool = False) -> None:
    """One member: name, vote, sum, words, then a line for each reason."""
    who = one_line(voice.name) + (" (you)" if is_lead else "")
    said = f" {one_line(voice.words)}" if voice.words else ""
    paper.line(Piece(who, "bold"), f": {voice.stance}, {signed(voice.total)}.{said}", hanging="  ")
    if voice.bound:
        paper.line(
            Piece("Bound", "bold"),
            Piece(f": {words.sentence(one_line(voice.bound))}"),
            first="  ",
            hanging="    ",
        )
    for line in voice.lines:
        paper.line(
            Piece(f"{line.weight:+d} {line.kind}: {words.sentence(one_line(line.reason))}", "dim"),
            first="  ",
            hanging="    ",
        )
