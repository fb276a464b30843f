"""Branch distance: how far a state is from what a goal requires.

0 where it holds, and smaller the fewer points have to move (Korel 1990, "Automated Software Test
Data Generation").
"""

from __future__ import annotations

from collections.abc import Callable

from game.check.goal import GoalSite
from game.check.read_sets import ReadSets
from game.engine.layout import StateValues
from game.engine.machine import Machine
from game.story.model import All, Call, Compare, Either, Expression, Not, Number

Distance = Callable[[StateValues], float]
SETTLED = 12.0
"""Of a motion that was called already: its count cannot be changed."""
UNMET = 2.0
"""Of a condition that holds or does not, with nothing between."""
_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}
_GAPS: dict[str, Callable[[int, int], int]] = {
    "<": lambda a, b: max(0, a - b + 1),
    "<=": lambda a, b: max(0, a - b),
    ">": lambda a, b: max(0, b - a + 1),
    ">=": lambda a, b: max(0, b - a),
    "==": lambda a, b: abs(a - b),
    "!=": lambda a, b: int(a == b),
}


class BranchDistance:
    """Branch distances for the conditions of one story."""

    def __init__(self, machine: Machine, read_sets: ReadSets) -> None:
        self.read_sets, self.conditions = read_sets, machine.conditions
        self.voting, self.motions = machine.voting, machine.story.motions

    def to_site(self, site: GoalSite) -> Distance:
        """How far a state is from what a site requires, wherever it stands."""
        parts = [self.to(expression, truth) for expression, truth in site.requires]
        if site.stance:
            parts.append(self._to_stance(*site.stance))
        return parts[0] if len(parts) == 1 else lambda values: sum(part(values) for part in parts)

    def to(self, expression: Expression, truth: bool) -> Distance:
        """How far a state is from making an expression true, or false."""
        expression = self.read_sets.definition(expression)
        match expression:
            case Not(part):
                return self.to(part, not truth)
            case All(parts) | Either(parts):
                inner = [self.to(part, truth) for part in parts]
                needs_all = isinstance(expression, All) == truth
                return lambda v: sum(f(v) for f in inner) if needs_all else min(f(v) for f in inner)
            case Compare(sign, left, right):
                return self._to_comparison(sign if truth else _OPPOSITE[sign], left, right)
            case Call("carried", motion):
                return self._to_votes(motion, ">=" if truth else "<", None)
        test = self.conditions.function(expression)
        return lambda values: 0.0 if bool(test(values)) == truth else UNMET

    def _to_comparison(self, sign: str, left: Expression, right: Expression) -> Distance:
        match self.read_sets.definition(left), right:
            case Call("votes", motion), Number(bound):
                return self._to_votes(motion, sign, bound)
        first, second = self.conditions.function(left), self.conditions.function(right)
        gap = _GAPS[sign]
        return lambda values: float(gap(first(values), second(values)))

    def _to_votes(self, motion_id: str, sign: str, bound: int | None) -> Distance:
        """Points that members must be moved for a count to come out; no bound asks what carries."""
        voting, motion = self.voting, self.motions[motion_id]
        place = voting.layout.tally[motion_id]

        def distance(values: StateValues) -> float:
            voters = voting.voters(values, motion)
            totals = [voting.effective_total(values, motion, person) for person in voters]
            needed = bound if bound is not None else motion.needs or len(totals) // 2 + 1
            low, high = _wanted_ayes(sign, needed, len(totals))
            if packed := values[place]:
                return 0.0 if low <= (packed - 1) >> 1 <= high else SETTLED
            return _points_to_move(sorted(totals, reverse=True), low, high)

        return distance

    def _to_stance(self, motion_id: str, person: str, stance: str) -> Distance:
        voting, motion = self.voting, self.motions[motion_id]
        sign, bound = {"for": (">", 0), "against": ("<", 0), "abstains": ("==", 0)}[stance]
        gap = _GAPS[sign]
        return lambda values: float(gap(voting.effective_total(values, motion, person), bound))


def _wanted_ayes(sign: str, needed: int, members: int) -> tuple[int, int]:
    """The fewest and the most ayes with which a comparison with `needed` holds."""
    low = needed if sign in (">=", "==") else needed + 1 if sign == ">" else 0
    high = needed - 1 if sign == "<" else needed if sign in ("<=", "==") else members
    return low, high


def _points_to_move(totals: list[int], low: int, high: int) -> float:
    """What the members nearest to it need for the ayes to lie within bounds; highest first."""
    ayes = sum(total > 0 for total in totals)
    if ayes < low:
        return sum(1.0 - total for total in totals[ayes:low]) if low <= len(totals) else SETTLED
    return float(sum(totals[max(high, 0) : ayes])) if ayes > high else 0.0
