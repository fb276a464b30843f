"""States that nothing in the future can tell apart: for each scene, the places that still matter and the classes of their values.

A backward analysis over the scenes (least fixed point). What is known of a point of the story is a partition for each
place that some later condition can read before it is overwritten: values of one class are told apart by no condition
that can still be asked. A called scene is followed by whatever can follow any of its callers. Two states that stand in the same scene,
with the same open calls, and agree in every class have the same future.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator

from game.check.call_graph import call_sites, undecided
from game.check.read_sets import PAST_BITS, Reads, ReadSets, itself, sums_of
from game.check.visitors import looks_back, prose_conditions
from game.engine.layout import DATE
from game.engine.machine import Machine
from game.story.model import HERE, RETURN, STAY, Choice, Condition, Deed, Prose, Scene, Way
from game.story.scene_graph import SELF

Classes = tuple[int, ...]
Split = dict[
    int, Classes
]  # place -> class of each value, from the lowest; (-1,) tells every value apart
WHOLE: Classes = (-1,)


class LivenessAnalysis:
    """What still matters in each scene. `scenes` limits the analysis to those that a lead can reach."""

    def __init__(self, machine: Machine, readers: ReadSets, scenes: Iterable[str]) -> None:
        self.machine, self.readers, self.layout = machine, readers, machine.layout
        self.story = machine.story
        self.scenes = [self.story.scenes[id] for id in scenes]
        self._ranges: dict[int, tuple[int, int]] = {}
        self._sites = call_sites(self.story, undecided)
        self._entering: dict[str, Split] = {scene.id: {} for scene in self.scenes}
        self._standing: dict[str, Split] = {scene.id: {} for scene in self.scenes}
        self._everywhere = self._told_later()
        self._settle()

    def split(self, scene: str) -> Split:
        """What still matters while the player stands in a scene."""
        return self._standing[scene]

    # -- the fixed point ------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Work backwards until nothing changes."""
        dependents = self._dependents()
        waiting = deque(reversed(self.scenes))
        queued = {scene.id for scene in self.scenes}
        while waiting:
            scene = waiting.popleft()
            queued.discard(scene.id)
            standing = self._stand(scene)
            entering = self._enter(scene, standing)
            if entering == self._entering[scene.id] and standing == self._standing[scene.id]:
                continue
            self._standing[scene.id], self._entering[scene.id] = standing, entering
            for id in dependents.get(scene.id, ()):
                if id not in queued:
                    queued.add(id)
                    waiting.append(self.story.scenes[id])

    def _dependents(self) -> dict[str, set[str]]:
        """For each scene, those whose splits are made from its own."""
        found: dict[str, set[str]] = {}
        for scene in self.scenes:
            for target in self._follows(scene):
                found.setdefault(target, set()).add(scene.id)
        return found

    def _follows(self, scene: Scene) -> Iterator[str]:
        ways = [*scene.ways, *(way for choice in scene.choices for way in choice.ways)]
        names = (
            [way.target for way in ways]
            + [choice.play for choice in scene.choices]
            + [scene.otherwise]
        )
        if scene.draw:
            names += [scene.draw.then, *self.story.pools.get(scene.draw.pool, ())]
        for name in names:
            yield scene.id if name in SELF else name
        if scene.called:
            for site, choice in self._all_sites(scene.id):
                yield site
                caller = self.story.scenes[site]
                targets = (
                    [way.target for way in choice.ways]
                    if choice
                    else [caller.draw.then]
                    if caller.draw
                    else []
                )
                yield from (site if name in SELF else name for name in targets)
                if choice is None and caller.draw:
                    yield from self.story.pools.get(caller.draw.pool, ())

    def _all_sites(self, id: str) -> Iterator[tuple[str, Choice | None]]:
        """Every place that a return can lead to, through calls inside calls."""
        waiting, seen = [id], {id}
        while waiting:
            for site, choice in self._sites.get(waiting.pop(), ()):
                yield site, choice
                if self.story.scenes[site].called and site not in seen:
                    seen.add(site)
                    waiting.append(site)

    # -- one scene ------------------------------------------------------------------------------------------

    def _enter(self, scene: Scene, standing: Split) -> Split:
        """What matters before a scene is entered."""
        after: Split = dict(standing)
        self._ways(after, scene, scene.ways)
        if scene.otherwise:
            self._ways(after, scene, (Way(scene.otherwise),))
        if scene.draw:
            self._ways(after, scene, (Way(scene.draw.then),))
        if scene.vote:
            motion = self.story.motions[scene.vote]
            after.pop(self.layout.tally[scene.vote], None)
            reads: Reads = {}
            self.readers.vote(motion, reads)
            self._mark(after, reads)
        self._prose(after, scene.text)
        self._deed(after, scene.deed)
        if scene.date:
            after.pop(DATE, None)
        if scene.id in self.layout.visits:
            self._shift(after, self.layout.visits[scene.id], (1,))
        bit = self.layout.past.get(("seen", scene.id))
        if bit is not None:
            after.pop(PAST_BITS + bit, None)
            if looks_back(scene.text):
                after[PAST_BITS + bit] = WHOLE
        return after

    def _stand(self, scene: Scene) -> Split:
        """What matters while the player stands in a scene."""
        split: Split = dict(self._everywhere)
        for choice in scene.choices:
            self._condition(split, choice.condition)
            for need in choice.needs:
                self._condition(split, need.condition)
            self._prose(split, choice.label)
            if choice.once:
                split[PAST_BITS + self.layout.past["chose", f"{scene.id}.{choice.id}"]] = WHOLE
            self._join(split, self._taken(scene, choice))
        for id in self.story.pools.get(scene.draw.pool, ()) if scene.draw else ():
            storylet = self.story.scenes[id]
            self._condition(split, storylet.when)
            for need in storylet.needs:
                self._condition(split, need.condition)
            for mark in (("seen", id), ("lapsed", id)):
                split[PAST_BITS + self.layout.past[mark]] = WHOLE
            self._join(split, self._entering.get(id, {}))
        if scene.draw:
            self._ways(split, scene, (Way(scene.draw.then),))
        return split

    def _taken(self, scene: Scene, choice: Choice) -> Split:
        """What matters before a choice is taken that is open."""
        after: Split = {}
        if choice.play:
            self._join(after, self._entering.get(choice.play, {}))
        else:
            self._ways(after, scene, choice.ways)
        self._prose(after, choice.text)
        self._deed(after, choice.deed)
        return after

    def _ways(self, split: Split, scene: Scene, ways: tuple[Way, ...]) -> None:
        for way in ways:
            self._condition(split, way.condition)
            if way.target == RETURN:
                self._returned(split, scene)
            elif way.target == STAY:
                self._stayed(split, scene)
            else:
                self._join(
                    split, self._entering.get(scene.id if way.target == HERE else way.target, {})
                )

    def _stayed(self, split: Split, scene: Scene) -> None:
        """Back in the menu, or on from it where nothing is open any more."""
        self._join(split, self._standing.get(scene.id, {}))
        if scene.otherwise:
            self._ways(split, scene, (Way(scene.otherwise),))

    def _returned(self, split: Split, scene: Scene) -> None:
        for site, choice in self._all_sites(scene.id):
            caller = self.story.scenes[site]
            ways = choice.ways if choice else (Way(caller.draw.then),) if caller.draw else ()
            if choice is None:
                self._join(split, self._standing.get(site, {}))
            for way in ways:
                self._condition(split, way.condition)
                if way.target == STAY:
                    self._stayed(split, caller)
                elif way.target != RETURN:
                    self._join(
                        split, self._entering.get(site if way.target == HERE else way.target, {})
                    )

    def _deed(self, split: Split, deed: Deed) -> None:
        """Back over a deed: what is set no longer matters, what is added to is shifted, conditions of lines are read."""
        layout, later = self.layout, set(split)
        for effect in deed.effects:
            if effect.sets and effect.condition is None:
                split.pop(layout.variables[effect.variable], None)
        for seating in deed.seating:
            if seating.person in layout.seats:
                split.pop(layout.seats[seating.person], None)
        for variable in dict.fromkeys(effect.variable for effect in deed.effects):
            adds = [
                (effect.amount, effect.condition)
                for effect in deed.effects
                if effect.variable == variable and not effect.sets
            ]
            self._shift(split, layout.variables[variable], sums_of(adds))
        for person in dict.fromkeys(line.person for line in deed.ledger):
            if person in layout.support:
                lines = [
                    (line.weight, line.condition) for line in deed.ledger if line.person == person
                ]
                self._shift(split, layout.support[person], sums_of(lines))
        for effect in deed.effects:
            if effect.condition is not None and (
                not effect.condition.implied or layout.variables[effect.variable] in later
            ):
                self._condition(split, effect.condition)
        for line in deed.ledger:
            self._condition(split, line.condition)

    def _shift(self, split: Split, place: int, amounts: tuple[int, ...] | None) -> None:
        """Classes before one of several amounts is added and the sum kept within its range."""
        classes = split.get(place)
        if classes is None or classes == WHOLE:
            return
        if amounts is None:
            split[place] = WHOLE
            return
        low, high = self.range(place)
        split[place] = _named(
            tuple(classes[max(low, min(high, value + amount)) - low] for amount in amounts)
            for value in range(low, high + 1)
        )

    # -- splitting ------------------------------------------------------------------------------------------

    def range(self, place: int) -> tuple[int, int]:
        found = self._ranges.get(place)
        if found is None:
            low, high = self.layout.range_of(place)
            if place in self.layout.tally.values():
                high = 2 * len(self.story.people) + 2
            found = self._ranges[place] = (low, high)
        return found

    def _condition(self, split: Split, condition: Condition | None) -> None:
        if condition is not None:
            self._mark(split, self.readers.of(condition.expression))

    def _prose(self, split: Split, prose: Prose) -> None:
        for expression in prose_conditions(prose):
            self._mark(split, self.readers.of(expression))

    def _mark(self, split: Split, reads: Reads) -> None:
        for place, marks in reads.items():
            if place >= PAST_BITS or place == DATE or itself in marks:
                split[place] = WHOLE
            elif split.get(place) != WHOLE:
                low, high = self.range(place)
                new = _named(tuple(mark(value) for mark in marks) for value in range(low, high + 1))
                self._join(split, {place: new})

    @staticmethod
    def _join(split: Split, other: Split) -> None:
        """The coarsest classes that are as fine as both."""
        for place, classes in other.items():
            own = split.get(place)
            if own is None or classes == WHOLE:
                split[place] = classes
            elif own not in (WHOLE, classes):
                split[place] = _named(zip(own, classes, strict=True))

    def _told_later(self) -> Split:
        """What records ask: they are read when a step is over, so it is kept everywhere."""
        split: Split = {}
        for scene in self.scenes:
            self._prose(split, scene.record)
        return split


def _named(marks: Iterable[Hashable]) -> Classes:
    """Classes numbered in the order in which they first appear."""
    names: dict[Hashable, int] = {}
    return tuple(names.setdefault(mark, len(names)) for mark in marks)
