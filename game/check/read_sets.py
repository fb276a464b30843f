"""Read sets: the places of a state that a condition reads, and which values it tells apart there.

Bits of the past and of terms met get numbers of their own beside the places of the state
(`PAST_BITS`, `MET_BITS`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter

from game.check.visitors import deeds_of
from game.engine.layout import DATE, Layout
from game.engine.voting import IS_OPEN, holds_by_motion
from game.story.conditions import HOLDS
from game.story.model import All, Call, Compare, Either, Expression, Motion, Name, Not, Number

PAST_BITS = 1_000_000
MET_BITS = 2_000_000
MOST_SUMS = 64

Mark = Callable[[int], Hashable]
"""What an expression can tell about a value: two values of one mark are the same to it."""
ReadSet = dict[int, list[Mark]]


def itself(value: int) -> Hashable:
    """Tells every value apart."""
    return value


class ReadSets:
    """What every expression of one story reads; worked out once each."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.story = layout, layout.story
        self._known: dict[Expression, ReadSet] = {}
        self._asking: set[str] = set()
        self._holds = holds_by_motion(layout)
        world, deeds = self.story.world, deeds_of(self.story)
        seated = {one.person for deed in deeds for one in deed.seating if one.seated}
        bodies = {one.id: {chair.body for chair in one.chairs} for one in world.people}
        every = {motion.body for motion in world.motions}
        bodies |= dict.fromkeys(seated, every)
        self._members = {
            one.id: [id for id, held in bodies.items() if one.body in held and id != one.accused]
            for one in world.motions
        }

    def places(self, expression: Expression) -> frozenset[int]:
        """The places that the expression reads."""
        return frozenset(self.of(expression))

    def of(self, expression: Expression) -> ReadSet:
        """The places that the expression reads, each with what it tells apart."""
        found = self._known.get(expression)
        if found is None:
            found = {}
            self._read(expression, found)
            if not self._asking:
                self._known[expression] = found
        return found

    def definition(self, expression: Expression) -> Expression:
        """The expression behind the names of derived variables."""
        while isinstance(expression, Name) and (means := self.story.variables[expression.id].means):
            expression = means.expression
        return expression

    def _read(self, expression: Expression, found: ReadSet) -> None:
        expression = self.definition(expression)
        match expression:
            case Name(id):
                flag = self.story.variables[id].kind == "flag"
                _add(found, self.layout.variables[id], bool if flag else itself)
            case Not(part):
                self._read(part, found)
            case All(parts) | Either(parts):
                for part in parts:
                    self._read(part, found)
            case Compare(sign, left, right):
                self._compare(sign, self.definition(left), self.definition(right), found)
            case Call(function, argument):
                self._call(function, argument, found, itself)

    def _compare(self, sign: str, left: Expression, right: Expression, found: ReadSet) -> None:
        match left, right:
            case Name(id), Number(bound):
                mark = _side_of(sign, bound)
                _add(found, self.layout.variables[id], mark)
            case Call(function, argument), Number(bound):
                self._call(function, argument, found, _side_of(sign, bound))
            case _:
                self._read(left, found)
                self._read(right, found)

    def _call(self, function: str, argument: str, found: ReadSet, mark: Mark) -> None:
        layout = self.layout
        match function:
            case "seen" | "chose":
                _add(found, PAST_BITS + layout.past[function, argument], itself)
            case "met":
                _add(found, MET_BITS + layout.met[argument], itself)
            case "visits":
                _add(found, layout.visits[argument], mark)
            case "support" if argument in layout.support:
                _add(found, layout.support[argument], mark)
            case "seated":
                _add(found, layout.seats[argument], itself)
                _add(found, DATE, itself)
            case "votes":
                _add(found, layout.tally[argument], lambda n: mark((n - 1) >> 1) if n else None)
                self.vote(self.story.motions[argument], found)
            case "carried":
                _add(found, layout.tally[argument], lambda n: (n - 1) & 1 if n else None)
                self.vote(self.story.motions[argument], found)

    def vote(self, motion: Motion, found: ReadSet) -> None:
        """What a call of the motion reads: chairs, date, leanings, the sign of each sum."""
        if motion.id in self._asking:
            return
        self._asking.add(motion.id)
        _add(found, DATE, itself)
        for person in self._members[motion.id]:
            _add(found, self.layout.seats[person], itself)
            for mark in self._stance_marks(motion, person):
                _add(found, self.layout.support[person], mark)
            for place in self.binding(motion, person):
                _add(found, place, lambda value: value == IS_OPEN)
            for line in motion.leanings:
                if line.person == person and line.condition:
                    self._read(line.condition.expression, found)
        self._asking.discard(motion.id)

    def binding(self, motion: Motion, person: str) -> list[int]:
        """The places of what can bind a member's vote on the motion."""
        return list(map(itemgetter(0), self._holds.get(motion.id, {}).get(person, ())))

    def stance_places(self, motion: Motion, person: str) -> frozenset[int]:
        """The places that tell how a member votes once he is called."""
        place = self.layout.support.get(person)
        found = {place} if motion.support and place is not None else set()
        found.update(self.binding(motion, person))
        for line in motion.leanings:
            if line.person == person and line.condition:
                found |= self.places(line.condition.expression)
        return frozenset(found)

    def _stance_marks(self, motion: Motion, person: str) -> list[Mark]:
        """Marks that give the sign of a member's sum, whichever conditional leanings count."""
        if not motion.support or person not in self.layout.support:
            return []
        lines = [line for line in motion.leanings if line.person == person]
        sums = possible_sums((line.weight, line.condition is not None) for line in lines)
        if sums is None:
            return [itself]
        weight = motion.support
        return [lambda value: tuple(_sign(base + weight * value) for base in sums)]


def possible_sums(weights: Iterable[tuple[int, bool]]) -> tuple[int, ...] | None:
    """Every sum of weights (some may not count: True); None where there are too many."""
    sums = {0}
    for weight, is_conditional in weights:
        sums = {total + weight for total in sums} | (sums if is_conditional else set())
        if len(sums) > MOST_SUMS:
            return None
    return tuple(sorted(sums))


def _add(found: ReadSet, place: int, mark: Mark) -> None:
    found.setdefault(place, []).append(mark)


def _side_of(sign: str, bound: int) -> Mark:
    holds = HOLDS[sign]
    return lambda value: holds(value, bound)


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
