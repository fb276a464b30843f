"""Conditions when only a part of the state is known: true, false or unknown (Kleene's logic).

`PartialConditions` know some places of the state, `evaluate_for_lead` only the lead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.check.slice_voting import SliceVotingRules
from game.engine.conditions import Test
from game.engine.layout import StateValues
from game.story import model
from game.story.conditions import HOLDS

PartialTest = Callable[[StateValues], bool | frozenset[int]]
"""A condition's answer or, where it is unknown, the places that would have to be known."""


class PartialConditions:
    """Conditions as functions of values of which only the places `known` mean anything."""

    def __init__(self, voting: SliceVotingRules) -> None:
        self.voting, self.choices, self.conditions = voting, voting.choices, voting.conditions
        self.known, self.read_sets = voting.known_places, voting.read_sets
        self._tests: dict[model.Expression, Test] = {}

    def is_known(self, expression: model.Expression) -> bool:
        """Whether everything that the expression reads is known."""
        return self.read_sets.places(expression) <= self.known

    def test(self, expression: model.Expression) -> Test:
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

    def partial(self, expression: model.Expression) -> PartialTest:
        """The condition as far as it is known."""
        expression = self.read_sets.definition(expression)
        if self.is_known(expression):
            exact = self.conditions.function(expression)
            return lambda values: bool(exact(values))
        match expression:
            case model.Not(part):
                return negation(self.partial(part))
            case model.All(parts):
                return junction([self.partial(part) for part in parts], decisive=False)
            case model.Either(parts):
                return junction([self.partial(part) for part in parts], decisive=True)
            case model.Call("carried", id):
                return self._vote(self.read_sets.story.motions[id], lambda _, carried: carried)
            case model.Compare(sign, left, model.Number(bound)):
                match self.read_sets.definition(left):
                    case model.Call("votes", id):
                        motion, holds = self.read_sets.story.motions[id], HOLDS[sign]
                        return self._vote(motion, lambda ayes, _: holds(ayes, bound))
        missing = self.read_sets.places(expression) - self.known
        return lambda values: missing

    def _vote(self, motion: model.Motion, answer: Callable[[int, bool], bool]) -> PartialTest:
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


def evaluate_for_lead(expression: model.Expression, lead: str, story: model.Story) -> bool | None:
    """The answer for every play of a lead; None where who is played does not decide it."""
    match expression:
        case model.LeadIs(other):
            return other == lead
        case model.Name(id) if (means := story.variables[id].means) is not None:
            return evaluate_for_lead(means.expression, lead, story)
        case model.Not(part):
            inner = evaluate_for_lead(part, lead, story)
            return None if inner is None else not inner
        case model.All(parts) | model.Either(parts):
            answers = [evaluate_for_lead(part, lead, story) for part in parts]
            decisive = isinstance(expression, model.Either)
            if decisive in answers:
                return decisive
            return None if None in answers else not decisive
    return None


def condition_for_lead(
    condition: model.Condition | None, lead: str, story: model.Story
) -> bool | None:
    """As `evaluate_for_lead`; True where there is no condition."""
    return True if condition is None else evaluate_for_lead(condition.expression, lead, story)
