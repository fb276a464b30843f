"""Chairs and votes: who sits on a date in this run, and how each of them votes and why."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from game.engine.conditions import Conditions, Test
from game.engine.layout import DATE, SEATED, UNSEATED, Layout, StateValues, day_number
from game.story.model import HOLDS, OPEN, SPENT, SUPPORT_RANGE, Chair, Hold, LedgerLine, Motion

FOR, AGAINST, ABSTAINS = "for", "against", "abstains"
IS_OPEN, IS_SPENT = HOLDS.index(OPEN), HOLDS.index(SPENT)


class Count(Struct, frozen=True):
    """How a call went: members by the way they voted, and whether the motion was carried."""

    votes_for: int
    votes_against: int
    abstained: int
    carried: bool

    @property
    def packed(self) -> int:
        """As one number for the state; 0 is kept for a motion that was never called."""
        return 1 + 2 * self.votes_for + self.carried


class VotingRules:
    """The bodies of a story: chairs over time, and motions called in them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        # Set by the machine: conditions may ask for votes, and votes for conditions.
        self.conditions: Conditions
        people = layout.story.world.people
        self.chairs = {person.id: [_term(chair) for chair in person.chairs] for person in people}
        self._holders: dict[str, list[str]] = {}
        for person, chairs in self.chairs.items():
            for body in dict.fromkeys(body for body, _, _ in chairs):
                self._holders.setdefault(body, []).append(person)
        places = sorted(layout.seats.values())
        # The places are next to each other: see `layout`.
        self._seats = slice(places[0], places[-1] + 1) if places else slice(0)
        self._leanings: dict[str, dict[str, list[tuple[Test | None, LedgerLine]]]] = {}
        self.holds = holds_by_motion(layout)
        """For each motion in which votes can be bound, what can bind them."""

    def is_seated(self, values: StateValues, person: str, body: str = "") -> bool:
        """Whether a person holds a chair (in that body) at the state's date in this run."""
        changed = values[self.layout.seats[person]]
        if changed:
            return bool(changed == SEATED)
        day = values[DATE]
        return any(
            (not body or body == held) and first <= day < last
            for held, first, last in self.chairs.get(person, ())
        )

    def members(self, values: StateValues, body: str) -> list[str]:
        """Who sits in a body, in the order of people.yaml.

        Whoever was seated in this run sits in every body.
        """
        people = self.chairs if SEATED in values[self._seats] else self._holders.get(body, ())
        seats = self.layout.seats
        present = [person for person in people if values[seats[person]] != UNSEATED]
        return [person for person in present if self.is_seated(values, person, body)]

    def voters(self, values: StateValues, motion: Motion) -> list[str]:
        """Who is called on a motion: everybody in the body but the accused."""
        return [person for person in self.members(values, motion.body) if person != motion.accused]

    def active_leanings(self, values: StateValues, motion: Motion, person: str) -> list[LedgerLine]:
        """The leanings that count now for a member."""
        found = self._leanings.get(motion.id)
        if found is None:
            found = self._leanings[motion.id] = {}
            for line in motion.leanings:
                test = self.conditions.test(line.condition)
                found.setdefault(line.person, []).append((test, line))
        return [line for test, line in found.get(person, ()) if test is None or test(values)]

    def total(self, values: StateValues, motion: Motion, person: str) -> int:
        """A member's sum: leanings and ledger, within the range of support."""
        own = values[self.layout.support[person]] if person in self.layout.support else 0
        leanings = sum(line.weight for line in self.active_leanings(values, motion, person))
        return max(SUPPORT_RANGE[0], min(SUPPORT_RANGE[1], leanings + motion.support * own))

    def binding_hold(self, values: StateValues, motion: Motion, person: str) -> Hold | None:
        """What binds a member's vote on a motion now, if anything does."""
        holds = self.holds.get(motion.id, {}).get(person, ())
        return next((hold for place, hold in holds if values[place] == IS_OPEN), None)

    def effective_total(self, values: StateValues, motion: Motion, person: str) -> int:
        """A member's sum as it counts: whoever is bound votes as the lead wants it."""
        total = self.total(values, motion, person)
        if motion.id in self.holds and self.binding_hold(values, motion, person):
            return max(total, 1) if motion.support > 0 else min(total, -1)
        return total

    def spend_holds(self, values: list[Any], motion: Motion) -> None:
        """Mark as spent what bound a vote in a motion that was just called."""
        if motion.id in self.holds:
            called = set(self.voters(values, motion))
            for person, holds in self.holds[motion.id].items():
                for place, _ in holds if person in called else ():
                    if values[place] == IS_OPEN:
                        values[place] = IS_SPENT

    def count(self, values: StateValues, motion: Motion) -> Count:
        """How a motion goes if it is called with these values."""
        weighed = self.effective_total if motion.id in self.holds else self.total
        sums = [weighed(values, motion, person) for person in self.voters(values, motion)]
        ayes, noes = sum(total > 0 for total in sums), sum(total < 0 for total in sums)
        needed = motion.needs or len(sums) // 2 + 1
        return Count(ayes, noes, len(sums) - ayes - noes, ayes >= needed)

    def votes(self, values: StateValues, motion: str) -> int:
        """Votes for a motion: as called, or before that as they would fall now."""
        packed = values[self.layout.tally[motion]]
        if packed:
            return int(packed - 1) >> 1
        return self.count(values, self.layout.story.motions[motion]).votes_for

    def is_carried(self, values: StateValues, motion: str) -> bool:
        """Whether a motion was carried when called, or would be now if it was not called yet."""
        packed = values[self.layout.tally[motion]]
        if packed:
            return bool((packed - 1) & 1)
        return self.count(values, self.layout.story.motions[motion]).carried


def _term(chair: Chair) -> tuple[str, int, int]:
    """A chair as its body, its first day, and the day on which it ends (far off where none is)."""
    return chair.body, day_number(chair.start), day_number(chair.end) or 1 << 30


Holds = dict[str, list[tuple[int, Hold]]]
"""By person: what can bind his vote, with the places of the states."""


def holds_by_motion(layout: Layout) -> dict[str, Holds]:
    """The motions in which votes can be bound, each with the holds that can."""
    found = {motion.id: _holds_in(layout, motion) for motion in layout.story.world.motions}
    return {motion: holds for motion, holds in found.items() if holds}


def _holds_in(layout: Layout, motion: Motion) -> Holds:
    """The holds that can bind a vote on a motion, by person, with the places of their states."""
    found: Holds = {}
    for power in layout.story.world.powers if motion.support else ():
        if not power.motions or motion.id in power.motions:
            for hold in power.holds:
                found.setdefault(hold.person, []).append((layout.variables[hold.state], hold))
    return found


def stance(total: int) -> str:
    """Above zero for, below against, at zero an abstention."""
    return FOR if total > 0 else AGAINST if total < 0 else ABSTAINS
