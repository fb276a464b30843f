"""Directed search for witnesses: strolls for what is easy, then aiming at each goal that is still without one.

Aiming is best first: steps in the graph to the goal's scene, plus how far its condition is from true. States that differ in nothing the
goal's condition reads count as one at first; when that is too coarse, states that no future condition can tell apart.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from heapq import heappop, heappush
from random import Random
from time import monotonic

from game.check.abstraction import Key, StateAbstraction
from game.check.branch_distance import BranchDistance, Far
from game.check.goal import Goal, GoalSite
from game.check.graph import SceneGraph
from game.check.instrumented_machine import InstrumentedMachine
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE

Path = tuple[str, ...]
LONGEST = 400
WEIGHT = 1.5  # of a point of a condition, in steps between scenes
COARSE, FINE = 3_000, 20_000


class Search:
    """Looks for witnesses of one lead's goals; what it happens to pass is kept too, in `found`."""

    def __init__(
        self,
        watched: InstrumentedMachine,
        graph: SceneGraph,
        merging: StateAbstraction,
        found: dict[int, Path],
    ) -> None:
        self.watched, self.graph, self.merging, self.found = watched, graph, merging, found
        self.goals, self.lead = watched.goals, graph.lead
        self.distances = BranchDistance(watched, watched.readers)
        self.states = 0
        self._steps: dict[str, dict[int, int]] = {}

    @property
    def missing(self) -> list[Goal]:
        return [goal for goal in self.goals.all if goal.number not in self.found and goal.aims]

    def watch(self) -> None:
        """Watch for everything that is still missing."""
        self.watched.want(goal.number for goal in self.missing)

    def stroll(self, runs: int, chance: Random, deadline: float) -> None:
        """Random runs without prose."""
        self.watch()
        watched = self.watched
        for number in range(runs):
            if not number % 32 and monotonic() > deadline:
                return
            values = watched.begin(self.lead)
            path: list[str] = []
            while len(path) < LONGEST:
                choices = watched.open_choices(values)
                self._note(path)
                if not choices:
                    break
                choice = choices[int(chance.random() * len(choices))]
                path.append(choice.id)
                values = watched.step(values, choice)
                self._note(path)
            self.states += len(path)

    def aim(self, deadline: float, progress: Callable[[float], None] | None = None) -> None:
        """GoalSite at each missing goal, coarsely, then finely."""
        for most, fine in ((COARSE, False), (FINE, True)):
            waiting = self.missing
            for index, goal in enumerate(waiting):
                if goal.number in self.found:
                    continue
                if monotonic() > deadline:
                    return
                self.watch()
                self._aim_at(goal, most, self.merging.key if fine else self._coarse(goal), deadline)
                if progress:
                    progress(index / len(waiting))

    def _coarse(self, goal: Goal) -> Key:
        places = frozenset(
            place
            for aim in goal.aims
            for expression, _ in aim.wants
            for place in self.watched.readers.places(expression)
        )
        for aim in goal.aims:
            if aim.stance:
                motion, person, _ = aim.stance
                places |= {self.watched.layout.support[person]} & set(
                    self.watched.layout.support.values()
                )
                places |= set(
                    self.watched.readers.binding(self.watched.story.motions[motion], person)
                )
        return self.merging.keys(places)

    def _aim_at(self, goal: Goal, most: int, key: Key, deadline: float) -> None:
        """Best first from the beginning, until the goal is reached or `most` states were looked at."""
        watched, far = self.watched, self._far(goal)
        first = watched.begin(self.lead)
        self._note([])
        known: set[Hashable] = {key(first)}
        heap: list[tuple[float, int, Values, tuple[object, ...]]] = [
            (far(first) or 0.0, 0, first, ())
        ]
        count = 0
        while heap and goal.number not in self.found:
            _, _, values, trail = heappop(heap)
            choices = watched.open_choices(values)
            self._note_trail(trail)
            for choice in choices:
                after = watched.step(values, choice)
                count += 1
                longer = (trail, choice.id)
                self._note_trail(longer)
                mark = key(after)
                if mark in known:
                    continue
                known.add(mark)
                distance = far(after)
                if distance is not None:
                    heappush(heap, (distance, -count, after, longer))
            if count > most or (not count % 64 and monotonic() > deadline):
                break
        self.states += count

    def _far(self, goal: Goal) -> Callable[[Values], float | None]:
        """Steps to the nearest aim and how far it is from holding; None where no aim can be reached any more."""
        aims: list[tuple[dict[int, int], Far]] = [
            (self._steps_to(aim), self.distances.of_aim(aim)) for aim in goal.aims
        ]

        def far(values: Values) -> float | None:
            best: float | None = None
            for steps, asked in aims:
                near = steps.get(values[SCENE])
                if near is not None:
                    total = near + WEIGHT * asked(values)
                    best = total if best is None or total < best else best
            return best

        return far

    def _steps_to(self, aim: GoalSite) -> dict[int, int]:
        """The fewest steps from each scene to the aim's. Standing in the scene of an entering aim is a loop away from it."""
        found = self._steps.get(aim.scene)
        if found is None:
            index = self.watched.layout.scene_index
            found = self._steps[aim.scene] = {
                index[id]: steps for id, steps in self.graph.distances_to(aim.scene).items()
            }
        return found

    def _note(self, path: list[str]) -> None:
        if self.watched.fresh:
            for goal in self.watched.drain():
                self.found[goal] = tuple(path)

    def _note_trail(self, trail: tuple[object, ...]) -> None:
        if self.watched.fresh:
            path: list[str] = []
            while trail:
                trail, id = trail  # type: ignore[assignment]
                path.append(str(id))
            self._note(path[::-1])
