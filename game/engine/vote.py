"""A motion called chair by chair, with every line behind every voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from game.engine.ledger import LedgerEntry
from game.engine.machine import Machine
from game.engine.voting import stance
from game.story.model import LedgerLine, Motion


class MemberVote(Struct, frozen=True):
    """A member called: his sum, the way he votes, what he says, and every line behind it.

    `bound` is the reason why he votes as he does whatever his sum; it is empty where nothing binds him.
    """

    person: str
    name: str
    total: int
    stance: str
    words: str
    lines: tuple[LedgerEntry, ...]
    bound: str = ""


class Vote(Struct, frozen=True):
    """A motion called chair by chair."""

    motion: str
    title: str
    scene: str
    voices: tuple[MemberVote, ...]
    votes_for: int
    votes_against: int
    abstained: int
    needed: int
    carried: bool


def call_vote(
    machine: Machine,
    values: Sequence[Any],
    motion_id: str,
    ledger: Sequence[LedgerEntry],
    scene: str = "",
) -> Vote:
    """A motion called with these values: as it went in a step, or as it would go now."""
    voting, motion = machine.voting, machine.story.motions[motion_id]
    said = {voice.person: voice for voice in motion.voices}
    voices = []
    for person in voting.voters(values, motion):
        total = voting.total(values, motion, person)
        hold = voting.binding_hold(values, motion, person)
        way = stance(voting.effective_total(values, motion, person))
        voice = said.get(person)
        words = (
            {"for": voice.votes_for, "against": voice.votes_against, "abstains": voice.abstains}[
                way
            ]
            if voice
            else ""
        )
        lines = _lines_behind(machine, values, motion, person, ledger)
        voices.append(
            MemberVote(
                person,
                machine.story.people[person].name,
                total,
                way,
                words,
                lines,
                hold.reason if hold else "",
            )
        )
    count = voting.count(values, motion)
    return Vote(
        motion_id,
        motion.title,
        scene,
        tuple(voices),
        count.votes_for,
        count.votes_against,
        count.abstained,
        motion.needs or len(voices) // 2 + 1,
        count.carried,
    )


def vote_text(vote: Vote) -> str:
    """The call in plain words, one member a line, then the count."""
    verb = {"for": "for", "against": "against", "abstains": "abstains"}
    lines = []
    for voice in vote.voices:
        bound = f" (bound: {voice.bound})" if voice.bound else ""
        lines.append(
            f"- {voice.name}: {verb[voice.stance]}{bound}{'. ' + voice.words if voice.words else '.'}"
        )
    result = "carried" if vote.carried else "not carried"
    lines.append(
        f"- For {vote.votes_for}, against {vote.votes_against}, abstaining {vote.abstained}: {result}."
    )
    return "\n".join([f"{vote.title}.", "", *lines]).replace("..", ".")


def _lines_behind(
    machine: Machine,
    values: Sequence[Any],
    motion: Motion,
    person: str,
    ledger: Sequence[LedgerEntry],
) -> tuple[LedgerEntry, ...]:
    leanings = [
        _entry(line, "", "") for line in machine.voting.active_leanings(values, motion, person)
    ]
    if not motion.support:
        return tuple(leanings)
    own = [
        LedgerEntry(e.person, motion.support * e.weight, e.kind, e.reason, e.scene, e.choice)
        for e in ledger
        if e.person == person
    ]
    return (*leanings, *own)


def _entry(line: LedgerLine, scene: str, choice: str) -> LedgerEntry:
    return LedgerEntry(line.person, line.weight, line.kind, line.reason, scene, choice)
