"""Conditions when only a part of the state is known: true, false or unknown (Kleene's logic)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.check.slice_voting import SliceVotingRules
from game.engine.conditions import Test
from game.engine.layout import StateValues
from game.story.conditions import HOLDS
from game.story.model import All, Call, Compare, Either, Expression, Motion, Not, Number

PartialTest = Callable[[StateValues], bool | frozenset[int]]
"""A condition's answer or, where it is unknown, the places that would have to be known."""


class PartialConditions:
    """Conditions as functions of values of which only the places `known` mean anything."""

    def __init__(self, voting: SliceVotingRules) -> None:
        self.voting, self.choices, self.conditions = voting, voting.choices, voting.conditions
        self.known, self.read_sets = voting.known_places, voting.read_sets
        self._tests: dict[Expression, Test] = {}

    def is_known(self, expression: Expression) -> bool:
        """Whether everything that the expression reads is known."""
        return self.read_sets.places(expression) <= self.known

    def test(self, expression: Expression) -> Test:
        """The condition; where it is unknown it comes out either way."""
        if self.is_known(expression):
            return self.conditions.function(expression)
        if expression not in self._tests:
            self._tests[expression] = self.resolved(self.partial(expression))
        return self._tests[expression]

    def resolved(self, partial: PartialTest) -> Test:
        """A test that comes out either way where the partial one is unknown."""
        choose = self.choices.choose

        def test(values: StateValues) -> bool:
            answer = partial(values)
            return answer if isinstance(answer, bool) else bool(choose(2, answer))

        return test

    def partial(self, expression: Expression) -> PartialTest:
        """The condition as far as it is known."""
        expression = self.read_sets.definition(expression)
        if self.is_known(expression):
            exact = self.conditions.function(expression)
            return lambda values: bool(exact(values))
        match expression:
            case Not(part):
                return negation(self.partial(part))
            case All(parts):
                return junction([self.partial(part) for part in parts], decisive=False)
            case Either(parts):
                return junction([self.partial(part) for part in parts], decisive=True)
            case Call("carried", id):
                return self._vote(self.read_sets.story.motions[id], lambda _, carried: carried)
            case Compare(sign, left, Number(bound)):
                match self.read_sets.definition(left):
                    case Call("votes", id):
                        motion, holds = self.read_sets.story.motions[id], HOLDS[sign]
                        return self._vote(motion, lambda ayes, _: holds(ayes, bound))
        missing = self.read_sets.places(expression) - self.known
        return lambda values: missing

    def _vote(self, motion: Motion, answer: Callable[[int, bool], bool]) -> PartialTest:
        """A question about a count: known where the known members settle it."""
        tally, voting = self.read_sets.layout.tally[motion.id], self.voting
        if tally not in self.known:
            return lambda values: frozenset({tally})

        def partial(values: StateValues) -> bool | frozenset[int]:
            packed = values[tally]
            if packed:
                return answer((packed - 1) >> 1, bool((packed - 1) & 1))
            least, most, called, missing = voting.bounds(values, motion)
            needed = motion.needs or called // 2 + 1
            answers = {answer(ayes, ayes >= needed) for ayes in range(least, most + 1)}
            return answers.pop() if len(answers) == 1 else missing

        return partial


def negation(partial: PartialTest) -> PartialTest:
    """`not` of what is partly known."""

    def negated(values: StateValues) -> bool | frozenset[int]:
        answer = partial(values)
        return not answer if isinstance(answer, bool) else answer

    return negated


def junction(parts: Sequence[PartialTest], decisive: bool) -> PartialTest:
    """`and` (decided by a part that is false) or `or` (decided by one that is true)."""

    def joined(values: StateValues) -> bool | frozenset[int]:
        unknown: frozenset[int] | None = None
        for part in parts:
            answer = part(values)
            if answer is decisive:
                return decisive
            if not isinstance(answer, bool) and (unknown is None or len(answer) < len(unknown)):
                unknown = answer
        return (not decisive) if unknown is None else unknown

    return joined
