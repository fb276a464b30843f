"""Votes when only a part of the state is known: the ayes lie between bounds."""

from __future__ import annotations

from game.check.nondeterminism import Nondeterminism
from game.check.read_sets import ReadSets
from game.engine.layout import StateValues
from game.engine.voting import Count, VotingRules
from game.story.model import Motion


class SliceVotingRules(VotingRules):
    """Rules of a vote in which a member may vote either way, where the known places do not tell."""

    def __init__(
        self, read_sets: ReadSets, known_places: frozenset[int], choices: Nondeterminism
    ) -> None:
        super().__init__(read_sets.layout)
        self.read_sets, self.known_places, self.choices = read_sets, known_places, choices
        self._missing: dict[tuple[str, str], frozenset[int]] = {}

    def count(self, values: StateValues, motion: Motion) -> Count:
        """A call: ayes are what the known members give, and any number of the others."""
        if self.layout.tally[motion.id] not in self.known_places:
            return Count(0, 0, 0, False)  # nothing known reads it
        least, most, called, missing = self.bounds(values, motion)
        ayes = least + (self.choices.choose(most - least + 1, missing) if most > least else 0)
        return Count(ayes, 0, 0, ayes >= (motion.needs or called // 2 + 1))

    def bounds(self, values: StateValues, motion: Motion) -> tuple[int, int, int, frozenset[int]]:
        """Fewest and most ayes, how many are called, and what tells about the first unknown one."""
        least, unknown, missing = 0, 0, frozenset[int]()
        called = self.voters(values, motion)
        for person in called:
            lacking = self._missing_places(motion, person)
            if lacking:
                unknown += 1
                missing = missing or lacking
            elif self.effective_total(values, motion, person) > 0:
                least += 1
        return least, least + unknown, len(called), missing

    def _missing_places(self, motion: Motion, person: str) -> frozenset[int]:
        """The unknown places that tell how a member votes."""
        key = motion.id, person
        if key not in self._missing:
            places = self.read_sets.stance_places(motion, person)
            self._missing[key] = places - self.known_places
        return self._missing[key]
