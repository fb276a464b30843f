"""A motion called chair by chair, with every line behind every voice."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from game.engine.layout import StateValues
from game.engine.ledger import LedgerEntry
from game.engine.machine import Machine
from game.engine.voting import ABSTAINS, AGAINST, FOR, stance
from game.story.model import Motion, Voice


class MemberVote(Struct, frozen=True):
    """A member called: the sum (-9..9), the way of voting, the words, and every line behind them.

    `bound` is the reason for a vote that does not follow the sum, else empty.
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
    values: StateValues,
    motion_id: str,
    ledger: Sequence[LedgerEntry],
    scene: str = "",
) -> Vote:
    """A motion called with these values: as it went in a step, or as it would go now."""
    voting, motion = machine.voting, machine.story.motions[motion_id]
    spoken = {voice.person: voice for voice in motion.voices}
    members = []
    for person in voting.voters(values, motion):
        way = stance(voting.effective_total(values, motion, person))
        hold = voting.binding_hold(values, motion, person)
        name, total = machine.story.people[person].name, voting.total(values, motion, person)
        words = _words(spoken[person], way) if person in spoken else ""
        lines = _lines_behind(machine, values, motion, person, ledger)
        bound = hold.reason if hold else ""
        members.append(MemberVote(person, name, total, way, words, lines, bound))
    count = voting.count(values, motion)
    return Vote(
        motion_id,
        motion.title,
        scene,
        tuple(members),
        count.votes_for,
        count.votes_against,
        count.abstained,
        motion.needs or len(members) // 2 + 1,
        count.carried,
    )


def vote_text(vote: Vote) -> str:
    """The call in plain words, one member a line, then the count."""
    lines = [f"{vote.title}.", ""]
    for member in vote.voices:
        bound = f" (bound: {member.bound})" if member.bound else ""
        words = f". {member.words}" if member.words else "."
        lines.append(f"- {member.name}: {member.stance}{bound}{words}")
    ways = f"For {vote.votes_for}, against {vote.votes_against}, abstaining {vote.abstained}"
    lines.append(f"- {ways}: {'carried' if vote.carried else 'not carried'}.")
    return "\n".join(lines).replace("..", ".")


def _words(voice: Voice, way: str) -> str:
    """What a member says who votes this way."""
    said = {FOR: voice.votes_for, AGAINST: voice.votes_against, ABSTAINS: voice.abstains}
    return said[way]


def _lines_behind(
    machine: Machine,
    values: StateValues,
    motion: Motion,
    person: str,
    ledger: Sequence[LedgerEntry],
) -> tuple[LedgerEntry, ...]:
    """The leanings that count for a member, and the ledger as the motion weighs it."""
    leanings = [
        LedgerEntry(line.person, line.weight, line.kind, line.reason, "", "")
        for line in machine.voting.active_leanings(values, motion, person)
    ]
    support = motion.support
    own = [entry for entry in ledger if support and entry.person == person]
    weighed = [replace(entry, weight=support * entry.weight, unseen=False) for entry in own]
    return (*leanings, *weighed)
