"""What conditions look at: the places of a state that an expression reads, and which values it tells apart there.

Bits of the past and of terms met get numbers of their own beside the places of the state (`PAST_BITS`, `MET_BITS`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

from game.check.visitors import deeds_of, scenes_of
from game.engine.layout import DATE, Layout
from game.engine.voting import IS_OPEN, holds_by_motion
from game.story.model import (
    All,
    Call,
    Compare,
    Condition,
    Either,
    Expression,
    LeadIs,
    Motion,
    Name,
    Not,
    Number,
    Story,
)

PAST_BITS = 1_000_000
MET_BITS = 2_000_000
MOST_SUMS = 64

# Of a value: what the expression can tell about it. Two values with the same mark are the same to the expression.
Mark = Callable[[int], Hashable]
Reads = dict[int, list[Mark]]

_HOLDS: Mapping[str, Callable[[int, int], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


def holds(sign: str, left: int, right: int) -> bool:
    """Whether a comparison of two numbers is true."""
    return _HOLDS[sign](left, right)


def itself(value: int) -> Hashable:
    """Tells every value apart."""
    return value


class ReadSets:
    """What every expression of one story reads; worked out once each."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.story = layout, layout.story
        self._known: dict[Expression, Reads] = {}
        self._asking: set[str] = set()
        seated = {
            seating.person
            for scene in scenes_of(self.story)
            for deed in deeds_of(scene)
            for seating in deed.seating
            if seating.seated
        }
        self._members = {
            motion.id: [
                person.id
                for person in self.story.world.people
                if person.id != motion.accused
                and (
                    person.id in seated or any(chair.body == motion.body for chair in person.chairs)
                )
            ]
            for motion in self.story.world.motions
        }

        self._holds = holds_by_motion(layout)

    def members(self, motion: Motion) -> list[str]:
        """Everybody who could be called on a motion in some run."""
        return self._members[motion.id]

    def places(self, expression: Expression) -> frozenset[int]:
        """The places that the expression reads."""
        return frozenset(self.of(expression))

    def of(self, expression: Expression) -> Reads:
        """The places that the expression reads, each with what it tells apart."""
        found = self._known.get(expression)
        if found is None:
            found = {}
            self._read(expression, found)
            if not self._asking:
                self._known[expression] = found
        return found

    def _read(self, expression: Expression, found: Reads) -> None:
        match expression:
            case Number() | LeadIs():
                return
            case Name(id):
                variable = self.story.variables[id]
                if variable.means:
                    self._read(variable.means.expression, found)
                else:
                    _add(
                        found,
                        self.layout.variables[id],
                        bool if variable.kind == "flag" else itself,
                    )
            case Not(part):
                self._read(part, found)
            case All(parts) | Either(parts):
                for part in parts:
                    self._read(part, found)
            case Compare(sign, left, right):
                self._compare(sign, left, right, found)
            case Call(function, argument):
                self._call(function, argument, found, itself)

    def _compare(self, sign: str, left: Expression, right: Expression, found: Reads) -> None:
        left, right = self.plain(left), self.plain(right)
        if isinstance(right, Number) and isinstance(left, Name):
            bound = right.value
            _add(found, self.layout.variables[left.id], lambda value: holds(sign, value, bound))
        elif isinstance(right, Number) and isinstance(left, Call):
            bound = right.value
            self._call(left.function, left.argument, found, lambda value: holds(sign, value, bound))
        else:
            self._read(left, found)
            self._read(right, found)

    def plain(self, expression: Expression) -> Expression:
        """The expression behind the names of derived variables."""
        while isinstance(expression, Name) and (means := self.story.variables[expression.id].means):
            expression = means.expression
        return expression

    def _call(self, function: str, argument: str, found: Reads, mark: Mark) -> None:
        layout = self.layout
        match function:
            case "seen" | "chose":
                _add(found, PAST_BITS + layout.past[function, argument], itself)
            case "met":
                _add(found, MET_BITS + layout.met[argument], itself)
            case "visits":
                _add(found, layout.visits[argument], mark)
            case "support":
                if argument in layout.support:
                    _add(found, layout.support[argument], mark)
            case "seated":
                _add(found, layout.seats[argument], itself)
                _add(found, DATE, itself)
            case "votes":
                _add(
                    found,
                    layout.tally[argument],
                    lambda packed: mark((packed - 1) >> 1) if packed else None,
                )
                self.vote(self.story.motions[argument], found)
            case "carried":
                _add(
                    found,
                    layout.tally[argument],
                    lambda packed: (packed - 1) & 1 if packed else None,
                )
                self.vote(self.story.motions[argument], found)

    def vote(self, motion: Motion, found: Reads) -> None:
        """What a call of the motion reads: chairs, the date, leanings, and the sign of each member's sum."""
        if motion.id in self._asking:
            return
        self._asking.add(motion.id)
        _add(found, DATE, itself)
        for person in self.members(motion):
            _add(found, self.layout.seats[person], itself)
            for mark in self.stances(motion, person):
                _add(found, self.layout.support[person], mark)
            for place in self.binding(motion, person):
                _add(found, place, _is_open)
            for line in motion.leanings:
                if line.person == person and line.condition:
                    self._read(line.condition.expression, found)
        self._asking.discard(motion.id)

    def binding(self, motion: Motion, person: str) -> list[int]:
        """The places of what can bind a member's vote on the motion."""
        return [place for place, _ in self._holds.get(motion.id, {}).get(person, ())]

    def stances(self, motion: Motion, person: str) -> list[Mark]:
        """Marks by which the sign of a member's sum is known, whichever of his conditional leanings count."""
        if not motion.support or person not in self.layout.support:
            return []
        sums = sums_of(
            (line.weight, line.condition) for line in motion.leanings if line.person == person
        )
        if sums is None:
            return [itself]
        weight = motion.support
        return [lambda value: tuple(_sign(base + weight * value) for base in sums)]


def sums_of(weights: Iterable[tuple[int, Condition | None]]) -> tuple[int, ...] | None:
    """Every sum that weights can make, as their conditions hold or not; None where they are too many to list."""
    weights = list(weights)
    sums = {sum(weight for weight, condition in weights if condition is None)}
    for weight, condition in weights:
        if condition is not None:
            sums |= {total + weight for total in sums}
            if len(sums) > MOST_SUMS:
                return None
    return tuple(sorted(sums))


def fold(expression: Expression, lead: str, story: Story) -> bool | None:
    """What the expression comes to when nothing but the lead is known; None where that decides nothing."""
    match expression:
        case LeadIs(other):
            return other == lead
        case Name(id) if (means := story.variables[id].means) is not None:
            return fold(means.expression, lead, story)
        case Not(part):
            inner = fold(part, lead, story)
            return None if inner is None else not inner
        case All(parts):
            answers = [fold(part, lead, story) for part in parts]
            return (
                False
                if False in answers
                else True
                if all(answer is True for answer in answers)
                else None
            )
        case Either(parts):
            answers = [fold(part, lead, story) for part in parts]
            return (
                True
                if True in answers
                else False
                if all(answer is False for answer in answers)
                else None
            )
    return None


def _add(found: Reads, place: int, mark: Mark) -> None:
    found.setdefault(place, []).append(mark)


def _is_open(value: int) -> bool:
    """The one thing that a vote asks of a hold."""
    return value == IS_OPEN


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
