"""What can still matter: for each scene, the live places and the classes of their values.

A backward data-flow analysis over the scenes (least fixed point). What is known of a point of the
story is a partition for each place that some later condition can read before it is overwritten:
values of one class are told apart by no condition that can still be asked. A called scene is
followed by whatever can follow any of its callers. Two states that stand in the same scene, with
the same open calls, and agree in every class have the same future.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from game.check.call_graph import CallGraph
from game.check.read_sets import PAST_BITS, ReadSet, ReadSets, itself, possible_sums
from game.check.visitors import asks_first_or_again, prose_conditions
from game.engine.layout import DATE, Layout
from game.story.model import HERE, RETURN, STAY, Choice, Condition, Deed, Need, Prose, Scene, Way

Classes = tuple[int, ...]
"""The class of each value of a place, from the lowest; WHOLE tells every value apart."""
Partition = dict[int, Classes]
"""The classes of every place that is live."""
WHOLE: Classes = (-1,)


class LivenessAnalysis:
    """What still matters in each of the scenes, which are those that a lead can reach."""

    def __init__(self, layout: Layout, read_sets: ReadSets, scenes: Iterable[str]) -> None:
        self.layout, self.read_sets, self.story = layout, read_sets, layout.story
        self.scenes = [self.story.scenes[id] for id in scenes]
        self._ranges: dict[int, tuple[int, int]] = {}
        self._calls = CallGraph(self.story)
        self._entering: dict[str, Partition] = {scene.id: {} for scene in self.scenes}
        self._standing: dict[str, Partition] = {scene.id: {} for scene in self.scenes}
        self._records: Partition = {}
        for scene in self.scenes:  # records are read when a step is over, so what they ask is live
            self._read_prose(self._records, scene.record)
        self._solve()

    def partition(self, scene: str) -> Partition:
        """What still matters while the player stands in a scene."""
        return self._standing[scene]

    def range(self, place: int) -> tuple[int, int]:
        """The lowest and highest value of a place."""
        found = self._ranges.get(place)
        if found is None:
            low, high = self.layout.range_of(place)
            if place in self.layout.tally.values():
                high = 2 * len(self.story.people) + 2
            found = self._ranges[place] = (low, high)
        return found

    # -- the fixed point --------------------------------------------------------------------------

    def _solve(self) -> None:
        """Work backwards over all scenes until nothing changes."""
        changed = True
        while changed:
            changed = False
            for scene in reversed(self.scenes):
                standing = self._before_choosing(scene)
                entering = self._before_entering(scene, standing)
                if (standing, entering) != (self._standing[scene.id], self._entering[scene.id]):
                    self._standing[scene.id], self._entering[scene.id] = standing, entering
                    changed = True

    # -- one scene --------------------------------------------------------------------------------

    def _before_entering(self, scene: Scene, standing: Partition) -> Partition:
        """What matters before a scene is entered."""
        live: Partition = dict(standing)
        self._take_ways(live, scene, scene.ways)
        if scene.otherwise:
            self._take_ways(live, scene, (Way(scene.otherwise),))
        if scene.draw:
            self._take_ways(live, scene, (Way(scene.draw.then),))
        if scene.vote:
            live.pop(self.layout.tally[scene.vote], None)
            reads: ReadSet = {}
            self.read_sets.vote(self.story.motions[scene.vote], reads)
            self._read(live, reads)
        self._read_prose(live, scene.text)
        self._do(live, scene.deed)
        if scene.date:
            live.pop(DATE, None)
        if scene.id in self.layout.visits:
            self._shift(live, self.layout.visits[scene.id], (1,))
        bit = self.layout.past.get(("seen", scene.id))
        if bit is not None:
            live.pop(PAST_BITS + bit, None)
            if asks_first_or_again(scene.text):
                live[PAST_BITS + bit] = WHOLE
        return live

    def _before_choosing(self, scene: Scene) -> Partition:
        """What matters while the player stands in a scene."""
        live: Partition = dict(self._records)
        for choice in scene.choices:
            self._read_offer(live, choice.condition, choice.needs)
            self._read_prose(live, choice.label)
            if choice.once:
                self._remember(live, "chose", f"{scene.id}.{choice.id}")
            _join(live, self._before_taking(scene, choice))
        for id in self.story.pools.get(scene.draw.pool, ()) if scene.draw else ():
            self._read_offer(live, self.story.scenes[id].when, self.story.scenes[id].needs)
            self._remember(live, "seen", id)
            self._remember(live, "lapsed", id)
            _join(live, self._entering.get(id, {}))
        if scene.draw:
            self._take_ways(live, scene, (Way(scene.draw.then),))
        return live

    def _before_taking(self, scene: Scene, choice: Choice) -> Partition:
        """What matters before a choice is taken that is open."""
        live: Partition = {}
        if choice.play:
            _join(live, self._entering.get(choice.play, {}))
        else:
            self._take_ways(live, scene, choice.ways)
        self._read_prose(live, choice.text)
        self._do(live, choice.deed)
        return live

    def _take_ways(self, live: Partition, scene: Scene, ways: Iterable[Way]) -> None:
        for way in ways:
            self._read_condition(live, way.condition)
            if way.target == RETURN:
                self._return(live, scene)
            else:
                self._go(live, scene, way.target)

    def _go(self, live: Partition, scene: Scene, target: str) -> None:
        """On to another scene, or back into the menu and on from it where nothing is open."""
        if target != STAY:
            _join(live, self._entering.get(scene.id if target == HERE else target, {}))
            return
        _join(live, self._standing.get(scene.id, {}))
        if scene.otherwise:
            self._take_ways(live, scene, (Way(scene.otherwise),))

    def _return(self, live: Partition, scene: Scene) -> None:
        for site, choice in self._calls.all_sites(scene.id):
            if choice is None:
                _join(live, self._standing.get(site, {}))
            caller = self.story.scenes[site]
            for way in _on(caller, choice):
                self._read_condition(live, way.condition)
                if way.target != RETURN:
                    self._go(live, caller, way.target)

    def _do(self, live: Partition, deed: Deed) -> None:
        """Back over a deed: what it sets is no longer live, what it adds to is shifted."""
        layout, later = self.layout, set(live)
        for effect in deed.effects:
            if effect.sets and effect.condition is None:
                live.pop(layout.variables[effect.variable], None)
        for seating in deed.seating:
            if seating.person in layout.seats:
                live.pop(layout.seats[seating.person], None)
        adds: dict[int, list[tuple[int, bool]]] = {}
        for effect in deed.effects:
            added = adds.setdefault(layout.variables[effect.variable], [])
            if not effect.sets:
                added.append((effect.amount, effect.condition is not None))
        for line in deed.ledger:
            if line.person in layout.support:
                added = adds.setdefault(layout.support[line.person], [])
                added.append((line.weight, line.condition is not None))
        for place, amounts in adds.items():
            self._shift(live, place, possible_sums(amounts))
        for effect in deed.effects:
            implied = effect.condition is not None and effect.condition.implied
            if not implied or layout.variables[effect.variable] in later:
                self._read_condition(live, effect.condition)
        for line in deed.ledger:
            self._read_condition(live, line.condition)

    def _shift(self, live: Partition, place: int, amounts: tuple[int, ...] | None) -> None:
        """Classes before one of several amounts is added and the sum kept within its range."""
        classes = live.get(place)
        if classes is None or classes == WHOLE:
            return
        if amounts is None:
            live[place] = WHOLE
            return
        low, high = self.range(place)
        live[place] = _numbered(
            tuple(classes[max(low, min(high, value + amount)) - low] for amount in amounts)
            for value in range(low, high + 1)
        )

    # -- reading ----------------------------------------------------------------------------------

    def _remember(self, live: Partition, kind: str, id: str) -> None:
        live[PAST_BITS + self.layout.past[kind, id]] = WHOLE

    def _read_offer(self, live: Partition, first: Condition | None, needs: Iterable[Need]) -> None:
        self._read_condition(live, first)
        for need in needs:
            self._read_condition(live, need.condition)

    def _read_condition(self, live: Partition, condition: Condition | None) -> None:
        if condition is not None:
            self._read(live, self.read_sets.of(condition.expression))

    def _read_prose(self, live: Partition, prose: Prose) -> None:
        for expression in prose_conditions(prose):
            self._read(live, self.read_sets.of(expression))

    def _read(self, live: Partition, reads: ReadSet) -> None:
        for place, marks in reads.items():
            if place >= PAST_BITS or place == DATE or itself in marks:
                live[place] = WHOLE
            elif live.get(place) != WHOLE:
                low, high = self.range(place)
                values = range(low, high + 1)
                _join(live, {place: _numbered(tuple(m(value) for m in marks) for value in values)})


def _on(caller: Scene, choice: Choice | None) -> tuple[Way, ...]:
    """The ways that a call is followed by: the choice's own, or the hub's `then`."""
    if choice is not None:
        return choice.ways
    return (Way(caller.draw.then),) if caller.draw else ()


def _join(live: Partition, other: Partition) -> None:
    """The coarsest classes that are as fine as both."""
    for place, classes in other.items():
        own = live.get(place)
        if own is None or classes == WHOLE:
            live[place] = classes
        elif own not in (WHOLE, classes):
            live[place] = _numbered(zip(own, classes, strict=True))


def _numbered(marks: Iterable[Hashable]) -> Classes:
    """Classes numbered in the order in which they first appear."""
    numbers: dict[Hashable, int] = {}
    return tuple(numbers.setdefault(mark, len(numbers)) for mark in marks)
