"""Known by construction: what the ways between scenes alone say about every run of a lead, whatever the player does.

The graph has at least every way that a run can take, so what it rules out is ruled out. A called scene is taken to
return to whoever can have called it; a hub is left by its `then` only after enough errands (see `_leaves`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from game.check.call_graph import call_sites, shared_pools
from game.check.one_shot import is_one_shot, stays
from game.check.read_sets import fold
from game.story import scene_graph
from game.story.model import (
    HERE,
    RETURN,
    Alternative,
    Choice,
    Condition,
    FirstAgain,
    Prose,
    Scene,
    Span,
    Story,
    Way,
)

MOST_TRIED = 300


class Step(NamedTuple):
    """A way to another scene; `choice` is the choice that takes it, `leaves` is set on a hub's own `then`."""

    target: str
    choice: str = ""
    leaves: bool = False


class SceneGraph:
    """The scenes that a lead's runs can be in, and every way between them."""

    def __init__(self, story: Story, lead: str) -> None:
        self.story, self.lead = story, lead
        self.start = story.leads[lead].start
        self._sites = call_sites(story, self.holds)
        self._shared_pools = shared_pools(story)
        self.steps: dict[str, tuple[Step, ...]] = {}
        waiting = [self.start]
        while waiting:
            id = waiting.pop()
            if id not in self.steps:
                self.steps[id] = tuple(dict.fromkeys(self._steps(story.scenes[id])))
                waiting += [step.target for step in self.steps[id]]
        self.scenes = tuple(id for id in story.scenes if id in self.steps)

    def holds(self, condition: Condition | None) -> bool | None:
        """Whether a condition is decided by who is played: None where it is not, True where there is none."""
        return True if condition is None else fold(condition.expression, self.lead, self.story)

    def _steps(self, scene: Scene) -> Iterator[Step]:
        yield from (Step(target) for target in self._targets(scene, scene.ways))
        for choice in scene.choices:
            if self.holds(choice.condition) is not False:
                yield from (
                    Step(target, choice.id)
                    for target in ([choice.play] if choice.play else self._onward(scene, choice))
                )
        if scene.otherwise:
            yield from (Step(target) for target in self._targets(scene, (Way(scene.otherwise),)))
        if scene.draw:
            yield from (Step(id, id) for id in self.errands(scene))
            yield from (
                Step(target, "", True) for target in self._targets(scene, (Way(scene.draw.then),))
            )

    def _onward(self, scene: Scene, choice: Choice) -> list[str]:
        """Where a choice leads; one that stays in its menu and closes itself is no way round."""
        targets = list(self._targets(scene, choice.ways))
        if (
            scene.id in targets
            and stays(choice)
            and is_one_shot(scene, choice)
            and not any(way.target == HERE for way in choice.ways)
        ):
            targets.remove(scene.id)
        return targets

    def _targets(
        self, scene: Scene, ways: tuple[Way, ...], asked: frozenset[str] = frozenset()
    ) -> Iterator[str]:
        """Where ways lead; a `return` leads on from every place that can have called."""
        for way in ways:
            holds = self.holds(way.condition)
            if holds is False:
                continue
            if way.target != RETURN:
                yield scene.id if way.target in scene_graph.SELF else way.target
            elif scene.id not in asked:
                yield from self._returns(scene.id, asked | {scene.id})
            if holds:
                return

    def _returns(self, called: str, asked: frozenset[str]) -> Iterator[str]:
        for site, choice in self._sites.get(called, ()):
            scene = self.story.scenes[site]
            if choice is None:
                yield site
            else:
                yield from self._targets(scene, choice.ways, asked)

    def errands(self, hub: Scene) -> list[str]:
        """The storylets that a hub can offer this lead."""
        ids = self.story.pools.get(hub.draw.pool, ()) if hub.draw else ()
        return [id for id in ids if self.holds(self.story.scenes[id].when) is not False]

    # -- what cannot be avoided -----------------------------------------------------------------------------

    def reached(
        self,
        avoid: Callable[[str], bool] | None = None,
        choices: frozenset[tuple[str, str]] = frozenset(),
    ) -> dict[str, int]:
        """Scenes that can be reached while certain scenes and choices are avoided, with the fewest steps to each."""
        avoided = avoid or _never
        if avoided(self.start):
            return {}
        found = {self.start: 0}
        queue = deque([self.start])
        while queue:
            id = queue.popleft()
            for step in self.steps[id]:
                if step.target in found or avoided(step.target) or (id, step.choice) in choices:
                    continue
                if step.leaves and not self._leaves(self.story.scenes[id], avoided):
                    continue
                found[step.target] = found[id] + 1
                queue.append(step.target)
        return found

    def avoidable(self, scenes: Iterable[str], choices: Iterable[tuple[str, str]] = ()) -> bool:
        """Whether some way to an ending passes through none of the scenes and takes none of the choices."""
        avoid = set(scenes)
        return any(
            self.story.scenes[id].ending
            for id in self.reached(avoid.__contains__, frozenset(choices))
        )

    def _leaves(self, hub: Scene, avoided: Callable[[str], bool]) -> bool:
        """Whether a hub can be left by its `then` without any of the avoided errands.

        It is left when `take` different errands were taken, or when none is open: and an errand without conditions
        stays open until it is taken (unless another hub let it lapse).
        """
        if hub.draw is None:
            return True
        errands = self.errands(hub)
        if sum(not avoided(id) for id in errands) >= hub.draw.take:
            return True
        return not any(
            avoided(id) and self._stays_open(self.story.scenes[id], hub.draw.pool) for id in errands
        )

    def _stays_open(self, storylet: Scene, pool: str) -> bool:
        return (
            self.holds(storylet.when) is True
            and not storylet.needs
            and (storylet.keeps or pool not in self._shared_pools)
        )

    def unavoidable_scenes(self) -> list[str]:
        """Scenes that every complete run passes through: those without which no ending can be reached.

        In a large story only the scenes of one way to an ending are tried, and the errands on it.
        """
        tried = set(self.scenes)
        if len(tried) > MOST_TRIED:
            tried = self._path_to_ending()
            tried |= {errand for id in tried for errand in self.errands(self.story.scenes[id])}
        return [id for id in self.scenes if id in tried and not self.avoidable([id])]

    def _path_to_ending(self) -> set[str]:
        before: dict[str, str] = {}
        queue = deque([self.start])
        seen = {self.start}
        while queue:
            id = queue.popleft()
            if self.story.scenes[id].ending:
                path = {id}
                while id in before:
                    id = before[id]
                    path.add(id)
                return path
            for step in self.steps[id]:
                if step.target not in seen:
                    seen.add(step.target)
                    before[step.target] = id
                    queue.append(step.target)
        return set()

    def unavoidable_terms(self) -> list[str]:
        """Terms whose link every complete run displays."""
        return [id for id in self.story.terms if self._cannot_avoid(partial(_links_to, {id}))]

    def unavoidable_facts(self) -> list[str]:
        """Lessons that every complete run is taught."""
        entries: dict[str, set[str]] = {}
        for term in self.story.world.terms:
            entries.setdefault(term.curriculum, set()).add(term.id)
        found = []
        for id in self.story.lessons:
            terms = entries.get(id, set())
            if self._cannot_avoid(partial(_links_to, terms), id):
                found.append(id)
        return found

    def _cannot_avoid(self, shows: Callable[[Prose], bool], lesson: str = "") -> bool:
        scenes, choices = [], []
        for id in self.scenes:
            scene = self.story.scenes[id]
            if (lesson and lesson in scene.teaches) or shows(scene.text):
                scenes.append(id)
            choices += [
                (id, choice.id)
                for choice in scene.choices
                if (lesson and lesson in choice.teaches) or shows(choice.text)
            ]
        return bool(scenes or choices) and not self.avoidable(scenes, choices)

    def loops(self) -> list[list[str]]:
        """Groups of scenes among which a run can go round."""
        edges = {id: [step.target for step in self.steps[id]] for id in self.scenes}
        return [
            sorted(group)
            for group in scene_graph.components(self.scenes, edges)
            if len(group) > 1 or group[0] in edges[group[0]]
        ]

    def distances_to(self, scene: str) -> dict[str, int]:
        """The fewest steps from each scene to this one."""
        back: dict[str, list[str]] = {}
        for id in self.scenes:
            for step in self.steps[id]:
                back.setdefault(step.target, []).append(id)
        found = {scene: 0}
        queue = deque([scene])
        while queue:
            id = queue.popleft()
            for source in back.get(id, ()):
                if source not in found:
                    found[source] = found[id] + 1
                    queue.append(source)
        return found


def always_linked(prose: Prose) -> set[str]:
    """Terms that a passage links to however it is displayed."""
    found: set[str] = set()
    for segment in prose:
        if isinstance(segment, Span) and segment.term:
            found.add(segment.term)
        elif isinstance(segment, Alternative):
            found |= always_linked(segment.then) & always_linked(segment.otherwise)
        elif isinstance(segment, FirstAgain):
            found |= always_linked(segment.first) & always_linked(segment.again)
    return found


def _never(_scene: str) -> bool:
    return False


def _links_to(terms: set[str], prose: Prose) -> bool:
    """Whether prose links to one of the terms however it is read."""
    return bool(terms & always_linked(prose))
