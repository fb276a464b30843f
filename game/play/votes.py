"""Chairs and votes: who sits on a date in this run, and how each of them votes and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from game.play.conditions import Conditions, Test
from game.play.layout import DATE, SEATED, UNSEATED, Layout, day_number
from game.story.model import SUPPORT_RANGE, Line, Motion

FOR, AGAINST, ABSTAINS = "for", "against", "abstains"
Values = Sequence[Any]


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


class House:
    """The bodies of a story: chairs over time, and motions called in them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.conditions: Conditions  # set by the machine: conditions may ask for votes, votes for conditions
        self.chairs = {
            person.id: [(chair.body, day_number(chair.start), day_number(chair.end) or 1 << 30) for chair in person.chairs]
            for person in layout.story.world.people
        }
        self._holders: dict[str, list[str]] = {}
        for person, chairs in self.chairs.items():
            for body in dict.fromkeys(body for body, _, _ in chairs):
                self._holders.setdefault(body, []).append(person)
        places = sorted(layout.seats.values())
        self._seats = slice(places[0], places[-1] + 1) if places else slice(0)  # next to each other: see `layout`
        self._leanings: dict[str, dict[str, list[tuple[Test | None, Line]]]] = {}

    def seated(self, values: Values, person: str, body: str = "") -> bool:
        """Whether a person holds a chair (in that body) at the state's date in this run."""
        changed = values[self.layout.seats[person]]
        if changed:
            return bool(changed == SEATED)
        day = values[DATE]
        return any((not body or body == held) and first <= day < last for held, first, last in self.chairs.get(person, ()))

    def members(self, values: Values, body: str) -> list[str]:
        """Who sits in a body, in the order of people.yaml. Whoever was seated in this run sits in every body."""
        people = self.chairs if SEATED in values[self._seats] else self._holders.get(body, ())
        return [person for person in people if values[self.layout.seats[person]] != UNSEATED and self.seated(values, person, body)]

    def called(self, values: Values, motion: Motion) -> list[str]:
        return [person for person in self.members(values, motion.body) if person != motion.accused]

    def leanings(self, values: Values, motion: Motion, person: str) -> list[Line]:
        """The leanings that count now for a member."""
        found = self._leanings.get(motion.id)
        if found is None:
            found = self._leanings[motion.id] = {}
            for line in motion.leanings:
                found.setdefault(line.person, []).append((self.conditions.test(line.condition), line))
        return [line for test, line in found.get(person, ()) if test is None or test(values)]

    def sum(self, values: Values, motion: Motion, person: str) -> int:
        """A member's sum: leanings and ledger, within the range of support."""
        own = values[self.layout.support[person]] if person in self.layout.support else 0
        total = sum(line.weight for line in self.leanings(values, motion, person)) + motion.support * own
        return max(SUPPORT_RANGE[0], min(SUPPORT_RANGE[1], total))

    def count(self, values: Values, motion: Motion) -> Count:
        sums = [self.sum(values, motion, person) for person in self.called(values, motion)]
        ayes, noes = sum(total > 0 for total in sums), sum(total < 0 for total in sums)
        needed = motion.needs or len(sums) // 2 + 1
        return Count(ayes, noes, len(sums) - ayes - noes, ayes >= needed)

    def votes(self, values: Values, motion: str) -> int:
        """Votes for a motion: as called, or before that as they would fall now."""
        packed = values[self.layout.tally[motion]]
        return (packed - 1) >> 1 if packed else self.count(values, self.layout.story.motions[motion]).votes_for

    def carried(self, values: Values, motion: str) -> bool:
        packed = values[self.layout.tally[motion]]
        return bool((packed - 1) & 1) if packed else self.count(values, self.layout.story.motions[motion]).carried


def stance(total: int) -> str:
    """Above zero for, below against, at zero an abstention."""
    return FOR if total > 0 else AGAINST if total < 0 else ABSTAINS
