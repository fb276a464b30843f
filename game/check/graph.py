"""The graph of scenes: what the ways between them say about every run of a lead.

The graph has at least every way that a run can take, so what it rules out is ruled out. A called
scene is taken to return to whoever can have called it; a hub is left by its `then` only after
enough errands (see `can_leave_hub`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from game.check.call_graph import CallGraph
from game.check.one_shot import is_one_shot, stays
from game.check.partial_conditions import condition_for_lead
from game.check.reachability import reachable
from game.check.visitors import always_linked, scenes_of
from game.story import scene_graph
from game.story.model import HERE, RETURN, Choice, Condition, Scene, Story, Way

MOST_TRIED = 300
"""In stories of more scenes, only those of one way to an ending are tried for being unavoidable."""


class SceneEdge(NamedTuple):
    """A way to another scene, the choice that takes it, and whether it is a hub's own `then`."""

    target: str
    choice: str = ""
    leaves_hub: bool = False


class SceneGraph:
    """The scenes that a lead's runs can be in, and every way between them."""

    def __init__(self, story: Story, lead: str) -> None:
        self.story, self.lead = story, lead
        self.start = story.leads[lead].start
        self._calls = CallGraph(story, self.answer)
        pools = Counter(scene.draw.pool for scene in scenes_of(story) if scene.draw)
        self._shared_pools = {pool for pool, hubs in pools.items() if hubs > 1}
        self.edges: dict[str, tuple[SceneEdge, ...]] = {}
        waiting = [self.start]
        while waiting:
            id = waiting.pop()
            if id not in self.edges:
                self.edges[id] = tuple(dict.fromkeys(self._edges(story.scenes[id])))
                waiting += [edge.target for edge in self.edges[id]]
        self.scenes = tuple(id for id in story.scenes if id in self.edges)

    def answer(self, condition: Condition | None) -> bool | None:
        """Whether a condition is decided by who is played; True where there is none."""
        return condition_for_lead(condition, self.lead, self.story)

    def open_ways(self, ways: Iterable[Way]) -> Iterator[Way]:
        """The ways that the lead does not rule out, up to the first that is always open."""
        for way in ways:
            answer = self.answer(way.condition)
            if answer is not False:
                yield way
            if answer:
                return

    def storylets(self, hub: Scene) -> list[str]:
        """The storylets that a hub can offer this lead."""
        ids = self.story.pools.get(hub.draw.pool, ()) if hub.draw else ()
        return [id for id in ids if self.answer(self.story.scenes[id].when) is not False]

    def _edges(self, scene: Scene) -> Iterator[SceneEdge]:
        yield from map(SceneEdge, self._targets(scene, scene.ways))
        for choice in scene.choices:
            if self.answer(choice.condition) is not False:
                targets = [choice.play] if choice.play else self._choice_targets(scene, choice)
                yield from (SceneEdge(target, choice.id) for target in targets)
        if scene.otherwise:
            yield from map(SceneEdge, self._targets(scene, (Way(scene.otherwise),)))
        if scene.draw:
            yield from (SceneEdge(id, id) for id in self.storylets(scene))
            after = self._targets(scene, (Way(scene.draw.then),))
            yield from (SceneEdge(target, "", True) for target in after)

    def _choice_targets(self, scene: Scene, choice: Choice) -> list[str]:
        """Where a choice leads; one that stays in its menu and is taken once is no way round."""
        targets = list(self._targets(scene, choice.ways))
        enters = any(way.target == HERE for way in choice.ways)
        if scene.id in targets and stays(choice) and not enters and is_one_shot(scene, choice):
            targets.remove(scene.id)
        return targets

    def _targets(
        self, scene: Scene, ways: tuple[Way, ...], asked: frozenset[str] = frozenset()
    ) -> Iterator[str]:
        """Where ways lead; a `return` leads on from every place that can have called."""
        for way in self.open_ways(ways):
            if way.target != RETURN:
                yield scene.id if way.target in scene_graph.SELF else way.target
            elif scene.id not in asked:
                yield from self._returns(scene.id, asked | {scene.id})

    def _returns(self, called: str, asked: frozenset[str]) -> Iterator[str]:
        for site, choice in self._calls.sites(called):
            if choice is None:
                yield site
            else:
                yield from self._targets(self.story.scenes[site], choice.ways, asked)

    def loops(self) -> list[list[str]]:
        """Groups of scenes among which a run can go round."""
        edges = {id: [edge.target for edge in self.edges[id]] for id in self.scenes}
        groups = scene_graph.components(self.scenes, edges)
        return [sorted(one) for one in groups if len(one) > 1 or one[0] in edges[one[0]]]

    def distances_to(self, scene: str) -> dict[str, int]:
        """The fewest steps from each scene to this one."""
        sources: dict[str, list[str]] = {}
        for id in self.scenes:
            for edge in self.edges[id]:
                sources.setdefault(edge.target, []).append(id)
        found: dict[str, int] = {}
        for id, after in reachable([scene], lambda target: sources.get(target, ())).items():
            found[id] = found[after] + 1 if after else 0
        return found

    # -- what cannot be avoided -------------------------------------------------------------------

    def reached(
        self, avoided: Container[str] = (), choices: Container[tuple[str, str]] = ()
    ) -> dict[str, str | None]:
        """Scenes that can be reached while some scenes and choices are avoided, as `reachable`."""

        def targets(id: str) -> Iterator[str]:
            for edge in self.edges[id]:
                hub = self.story.scenes[id] if edge.leaves_hub else None
                closed = edge.target in avoided or (id, edge.choice) in choices
                if not closed and (hub is None or self.can_leave_hub(hub, avoided.__contains__)):
                    yield edge.target

        return reachable(() if self.start in avoided else [self.start], targets)

    def avoidable(self, scenes: Iterable[str], choices: Iterable[tuple[str, str]] = ()) -> bool:
        """Whether some way to an ending has none of the scenes and takes none of the choices."""
        found = self.reached(set(scenes), set(choices))
        return any(self.story.scenes[id].ending for id in found)

    def can_leave_hub(self, hub: Scene, avoided: Callable[[str], bool]) -> bool:
        """Whether a hub can be left by its `then` without any of the avoided errands.

        It is left when `take` different errands were taken, or when none is open: and an errand
        without conditions stays open until it is taken (unless another hub let it lapse).
        """
        if hub.draw is None:
            return True
        shared, errands = hub.draw.pool in self._shared_pools, self.storylets(hub)
        if sum(not avoided(id) for id in errands) >= hub.draw.take:
            return True
        return not any(self._stays_open(id, shared) for id in errands if avoided(id))

    def _stays_open(self, id: str, shared: bool) -> bool:
        storylet = self.story.scenes[id]
        always = self.answer(storylet.when) is True and not storylet.needs
        return always and (storylet.keeps or not shared)

    def unavoidable_scenes(self) -> list[str]:
        """Scenes that every complete run passes: those without which no ending can be reached."""
        tried = set(self.scenes)
        if len(tried) > MOST_TRIED:
            tried = self._path_to_ending()
            tried |= {errand for id in tried for errand in self.storylets(self.story.scenes[id])}
        return [id for id in self.scenes if id in tried and not self.avoidable([id])]

    def _path_to_ending(self) -> set[str]:
        """The scenes of a shortest way to an ending."""
        found = self.reached()
        id = next((id for id in found if self.story.scenes[id].ending), None)
        path = set()
        while id:
            path.add(id)
            id = found[id]
        return path

    def unavoidable_terms(self) -> list[str]:
        """Terms whose link every complete run displays."""
        return [id for id in self.story.terms if self._always_taught("", {id})]

    def unavoidable_facts(self) -> list[str]:
        """Lessons that every complete run is taught."""
        entries: dict[str, set[str]] = {}
        for term in self.story.world.terms:
            entries.setdefault(term.curriculum, set()).add(term.id)
        return [id for id in self.story.lessons if self._always_taught(id, entries.get(id, set()))]

    def _always_taught(self, lesson: str, terms: set[str]) -> bool:
        """Whether every complete run is taught a lesson or displays one of its terms."""

        def teaches(one: Scene | Choice) -> bool:
            return lesson in one.teaches or bool(terms & always_linked(one.text))

        ours = [self.story.scenes[id] for id in self.scenes]
        scenes = [scene.id for scene in ours if teaches(scene)]
        choices = [(one.id, choice.id) for one in ours for choice in one.choices if teaches(choice)]
        return bool(scenes or choices) and not self.avoidable(scenes, choices)
