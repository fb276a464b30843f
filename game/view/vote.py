"""A motion called chair by chair: how each member votes, the lines behind it, the count."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import MemberVote, Vote
from game.view import words
from game.view.blocks import Block, Piece, dim_block
from game.view.ledger import MODEL, result, signed
from game.view.sanitize import one_line


def vote_blocks(vote: Vote, lead: str = "", *, reasons: bool = False) -> Iterator[Block]:
    """The motion, each vote, with `reasons` every line behind it, the count; `lead` is a person."""
    title = Piece(words.sentence(one_line(vote.title)), "strong")
    yield Block((Piece("The motion: ", "dim"), title), "vote", tag=vote.scene)
    for number, voice in enumerate(vote.voices):
        space = int(reasons or not number)
        yield from _voice(vote, voice, lead if reasons else "", space, reasons=reasons)
    yield Block((Piece(result(vote), "strong"),), "vote", tag=vote.scene)
    yield dim_block(MODEL, "vote", 0, vote.scene)


def _voice(
    vote: Vote, voice: MemberVote, lead: str, space: int, *, reasons: bool
) -> Iterator[Block]:
    """One member: name, vote, sum, words; what binds the vote; a line for each reason."""
    you = " (you)" if lead and voice.person == lead else ""
    said = f" {one_line(voice.words)}" if voice.words else ""
    name = Piece(one_line(voice.name) + you, "strong", voice.person)
    row = name, Piece(f": {voice.stance}, {signed(voice.total)}.{said}")
    yield Block(row, "vote", "", "  ", space, vote.scene)
    if voice.bound:
        style, word = ("", "Bound") if reasons else ("dim", "bound")
        why = words.sentence(one_line(voice.bound))
        bound = Piece(word, style or "strong"), Piece(f": {why}", style)
        yield Block(bound, "vote", "  ◇ ", "    ", 0, vote.scene)
    for line in voice.lines if reasons else ():
        reason = f"{line.weight:+d} {line.kind}: {words.sentence(one_line(line.reason))}"
        yield Block((Piece(reason, "dim"),), "vote", "  ", "    ", 0, vote.scene)
