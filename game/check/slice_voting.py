"""What is known when only a part of the state is: conditions in three values, and votes within bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from game.check.read_sets import ReadSets
from game.engine.voting import Count, VotingRules
from game.story.model import Motion

if TYPE_CHECKING:
    from game.check.slice_machine import SliceMachine

Values = Sequence[Any]
# What is known of a condition: its answer, or the places that would have to be known.
Partly = Callable[[Values], bool | frozenset[int]]


class SliceVotingRules(VotingRules):
    """Rules of a vote in which the way that a member votes may be anybody's guess."""

    def __init__(self, sliced: SliceMachine) -> None:
        super().__init__(sliced.layout)
        self.sliced = sliced
        self._missing: dict[tuple[str, str], frozenset[int]] = {}

    def count(self, values: Values, motion: Motion) -> Count:
        """A call: ayes are what the known members give, and any number of the others."""
        if self.layout.tally[motion.id] not in self.sliced.kept:
            return Count(0, 0, 0, False)  # nothing known reads it
        least, most, called, missing = self.bounds(values, motion)
        ayes = least + (self.sliced.oracle.answer(most - least + 1, missing) if most > least else 0)
        return Count(ayes, 0, 0, ayes >= (motion.needs or called // 2 + 1))

    def bounds(self, values: Values, motion: Motion) -> tuple[int, int, int, frozenset[int]]:
        """Fewest and most ayes, how many are called, and what the slice lacks to know the first who is not known."""
        least, open_votes, missing = 0, 0, frozenset[int]()
        called = self.voters(values, motion)
        for person in called:
            lost = self.missing(motion, person)
            if lost:
                open_votes += 1
                missing = missing or lost
            elif self.effective_total(values, motion, person) > 0:
                least += 1
        return least, least + open_votes, len(called), missing

    def missing(self, motion: Motion, person: str) -> frozenset[int]:
        """The places outside the slice that tell how a member votes."""
        found = self._missing.get((motion.id, person))
        if found is None:
            found = self._missing[motion.id, person] = (
                stance_places(self.sliced.readers, motion, person) - self.sliced.kept
            )
        return found


def stance_places(readers: ReadSets, motion: Motion, person: str) -> frozenset[int]:
    """The places that tell how a member votes once he is called."""
    place = readers.layout.support.get(person)
    found = {place} if motion.support and place is not None else set()
    found.update(readers.binding(motion, person))
    for line in motion.leanings:
        if line.person == person and line.condition:
            found |= readers.places(line.condition.expression)
    return frozenset(found)


def opposite(known: Partly) -> Partly:
    """`not` of what is partly known."""

    def turned(values: Values) -> bool | frozenset[int]:
        answer = known(values)
        return not answer if isinstance(answer, bool) else answer

    return turned


def together(parts: Sequence[Partly], settled: bool) -> Partly:
    """`and` (settled by one that is false) or `or` (settled by one that is true) of what is partly known."""

    def joined(values: Values) -> bool | frozenset[int]:
        waits: frozenset[int] | None = None
        for part in parts:
            answer = part(values)
            if answer is settled:
                return settled
            if not isinstance(answer, bool) and (waits is None or len(answer) < len(waits)):
                waits = answer
        return (not settled) if waits is None else waits

    return joined
