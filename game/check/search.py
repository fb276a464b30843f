"""The search for witnesses: random walks for what is easy, then a directed search for the rest.

The directed search is best first: steps in the graph to a site of the goal (approach level), plus
how far its condition is from true (branch distance). States that differ in nothing that the goal's
condition reads count as one at first; where that is too coarse, those of one abstract state.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from heapq import heappop, heappush
from random import Random
from time import monotonic
from typing import NamedTuple

from game.check.abstraction import Abstract
from game.check.branch_distance import BranchDistance
from game.check.goal import ChoicePath, Goal, GoalSite
from game.check.lead_model import LeadModel
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE

LONGEST = 400
WEIGHT = 1.5
"""Of a point of branch distance, in steps between scenes."""
COARSE, FINE = 3_000, 20_000
"""States that the directed search looks at for a goal, under each of the two abstractions."""


class Trail(NamedTuple):
    """The last choice of a list, and the list before it."""

    before: Trail | None
    choice: str


class Search:
    """Looks for witnesses of one lead's goals; what it happens to pass is kept too, in `found`."""

    def __init__(self, model: LeadModel, found: dict[int, ChoicePath]) -> None:
        self.model, self.found = model, found
        self.states = 0
        self._distances = BranchDistance(model.machine, model.machine.read_sets)
        self._steps: dict[str, dict[int, int]] = {}

    @property
    def missing(self) -> list[Goal]:
        """Goals without a witness that the ways between scenes do not rule out."""
        all_goals = self.model.goals.all
        return [goal for goal in all_goals if goal.number not in self.found and goal.sites]

    def want_missing(self) -> None:
        """Let the machine wait for everything that is still missing."""
        self.model.machine.want(goal.number for goal in self.missing)

    def random_walks(self, walks: int, chance: Random, deadline: float) -> None:
        """Runs of random choices, without prose."""
        self.want_missing()
        machine = self.model.machine
        for number in range(walks):
            if not number % 32 and monotonic() > deadline:
                return
            values, trail = machine.begin(self.model.lead), None
            for _ in range(LONGEST):
                choices = machine.open_choices(values)
                self._note(trail)
                if not choices:
                    break
                choice = choices[int(chance.random() * len(choices))]
                values, trail = machine.step(values, choice), Trail(trail, choice.id)
                self.states += 1
                self._note(trail)

    def directed(self, deadline: float, progress: Callable[[float], None] | None = None) -> None:
        """Search for each missing goal, coarsely, then finely."""
        for most, fine in ((COARSE, False), (FINE, True)):
            waiting = self.missing
            for index, goal in enumerate(waiting):
                if goal.number in self.found:
                    continue
                if monotonic() > deadline:
                    return
                self.want_missing()
                abstract = self.model.abstraction.of if fine else self.projection(goal)
                self.search_for(goal, most, abstract, deadline)
                if progress:
                    progress(index / len(waiting))

    def projection(self, goal: Goal) -> Abstract:
        """An abstraction that keeps what the goal's own condition reads."""
        places: set[int] = set()
        machine = self.model.machine
        for site in goal.sites:
            for expression, _ in site.requires:
                places |= machine.read_sets.places(expression)
            if site.stance:
                motion, person, _ = site.stance
                places.add(machine.layout.support[person])
                places.update(machine.read_sets.binding(machine.story.motions[motion], person))
        return self.model.abstraction.projection(frozenset(places))

    def search_for(self, goal: Goal, most: int, abstract: Abstract, deadline: float) -> None:
        """Best first from the beginning, until the goal is reached or `most` steps were taken."""
        machine, distance = self.model.machine, self._distance_to(goal)
        first = machine.begin(self.model.lead)
        self._note(None)
        known: set[Hashable] = {abstract(first)}
        heap: list[tuple[float, int, Values, Trail | None]] = []
        heappush(heap, (distance(first) or 0.0, 0, first, None))
        count = 0
        while heap and goal.number not in self.found:
            _, _, values, trail = heappop(heap)
            choices = machine.open_choices(values)
            self._note(trail)
            for choice in choices:
                after, longer = machine.step(values, choice), Trail(trail, choice.id)
                count += 1
                self._note(longer)
                state = abstract(after)
                if state not in known:
                    known.add(state)
                    far = distance(after)
                    if far is not None:
                        heappush(heap, (far, -count, after, longer))
            if count > most or (not count % 64 and monotonic() > deadline):
                break
        self.states += count

    def _distance_to(self, goal: Goal) -> Callable[[Values], float | None]:
        """How far a state is from the nearest site; None where none can be reached any more."""
        sites = [(self._steps_to(site), self._distances.to_site(site)) for site in goal.sites]

        def distance(values: Values) -> float | None:
            near = [(steps.get(values[SCENE]), branch) for steps, branch in sites]
            found = [step + WEIGHT * branch(values) for step, branch in near if step is not None]
            return min(found, default=None)

        return distance

    def _steps_to(self, site: GoalSite) -> dict[int, int]:
        """The fewest steps to the site's scene from each scene, by its index."""
        found = self._steps.get(site.scene)
        if found is None:
            index, graph = self.model.machine.layout.scene_index, self.model.graph
            steps = graph.distances_to(site.scene)
            found = self._steps[site.scene] = {index[id]: far for id, far in steps.items()}
        return found

    def _note(self, trail: Trail | None) -> None:
        """Keep the trail as the witness of the goals just reached."""
        if self.model.recorder.reached:
            path: list[str] = []
            while trail:
                path.append(trail.choice)
                trail = trail.before
            self.found |= dict.fromkeys(self.model.recorder.take(), tuple(reversed(path)))
