"""How far a state is from what a goal asks: 0 where it holds, and smaller the fewer points have to move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.check.goal import GoalSite
from game.check.read_sets import ReadSets
from game.engine.conditions import Conditions
from game.engine.machine import Machine
from game.story.model import All, Call, Compare, Either, Expression, Not, Number

Values = Sequence[Any]
Far = Callable[[Values], float]
SETTLED = 12.0  # a motion that was called already, or a bit of the past: hard to undo
STEP = 2.0
_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}


class BranchDistance:
    """BranchDistance for the conditions of one story."""

    def __init__(self, machine: Machine, readers: ReadSets) -> None:
        self.machine, self.readers = machine, readers
        self.conditions: Conditions = machine.conditions

    def of_aim(self, aim: GoalSite) -> Far:
        """How far a state is from what an aim wants, wherever it stands."""
        parts = [self.of(expression, truth) for expression, truth in aim.wants]
        if aim.stance:
            parts.append(self._stance(*aim.stance))
        if not parts:
            return lambda values: 0.0
        if len(parts) == 1:
            return parts[0]
        return lambda values: sum(part(values) for part in parts)

    def of(self, expression: Expression, truth: bool) -> Far:
        """How far a state is from making an expression true, or false."""
        expression = self.readers.plain(expression)
        match expression:
            case Not(part):
                return self.of(part, not truth)
            case All(parts) | Either(parts):
                inner = [self.of(part, truth) for part in parts]
                together = isinstance(expression, All) == truth
                return (
                    (lambda v: sum(f(v) for f in inner))
                    if together
                    else (lambda v: min(f(v) for f in inner))
                )
            case Compare(sign, left, right):
                return self._compare(sign if truth else _OPPOSITE[sign], left, right)
            case Call("carried", motion):
                return self._votes(motion, ">=" if truth else "<", None)
        test = self.conditions.function(expression)
        return lambda values: 0.0 if bool(test(values)) == truth else STEP

    def _compare(self, sign: str, left: Expression, right: Expression) -> Far:
        plain = self.readers.plain(left)
        if isinstance(plain, Call) and plain.function == "votes" and isinstance(right, Number):
            return self._votes(plain.argument, sign, right.value)
        first, second = self.conditions.function(left), self.conditions.function(right)

        def far(values: Values) -> float:
            a, b = first(values), second(values)
            match sign:
                case "<":
                    return float(max(0, a - b + 1))
                case "<=":
                    return float(max(0, a - b))
                case ">":
                    return float(max(0, b - a + 1))
                case ">=":
                    return float(max(0, b - a))
                case "==":
                    return float(abs(a - b))
            return float(a == b)

        return far

    def _votes(self, motion_id: str, sign: str, bound: int | None) -> Far:
        """Points that members still have to be moved for a count to come out; `bound` None asks for what carries."""
        voting, motion = self.machine.voting, self.machine.story.motions[motion_id]
        place = self.machine.layout.tally[motion_id]

        def far(values: Values) -> float:
            sums = sorted(
                (
                    voting.effective_total(values, motion, person)
                    for person in voting.voters(values, motion)
                ),
                reverse=True,
            )
            needed = bound if bound is not None else motion.needs or len(sums) // 2 + 1
            ayes = sum(total > 0 for total in sums)
            if values[place]:
                ayes = (values[place] - 1) >> 1
            low = needed if sign in (">=", "==") else needed + 1 if sign == ">" else 0
            high = needed - 1 if sign == "<" else needed if sign in ("<=", "==") else len(sums)
            if low <= ayes <= high:
                return 0.0
            if values[place]:
                return SETTLED
            if ayes < low:
                return sum(1.0 - total for total in sums[ayes:low]) if low <= len(sums) else SETTLED
            return float(sum(sums[max(high, 0) : ayes]))

        return far

    def _stance(self, motion_id: str, person: str, stance: str) -> Far:
        voting, motion = self.machine.voting, self.machine.story.motions[motion_id]

        def far(values: Values) -> float:
            total = voting.effective_total(values, motion, person)
            if stance == "for":
                return float(max(0, 1 - total))
            return float(max(0, total + 1)) if stance == "against" else float(abs(total))

        return far
