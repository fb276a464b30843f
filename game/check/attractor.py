"""The way out: scenes from which the player can bring about an ending along choices that are always open."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from game.check.graph import SceneGraph
from game.check.one_shot import is_one_shot
from game.story.model import RETURN, STAY, Choice, Scene, Way
from game.story.scene_graph import SELF


def ending_attractor(graph: SceneGraph) -> set[str]:
    """Scenes from which an ending (or, in a called scene, the return) can be forced, whatever the state."""
    return _WayOut(graph).sure()


class _WayOut:
    def __init__(self, graph: SceneGraph) -> None:
        self.graph = graph

    def sure(self) -> set[str]:
        """Scenes from which the player can always bring about an ending (or, in a called scene, the return), in any state.

        Least fixed point: a menu needs one choice without conditions all of whose ways are sure; one that has none
        needs every choice and its `otherwise`, where a choice that stays and closes itself is sure; a hub needs every errand
        and its `then`; a scene that leads on by itself needs every way.
        """
        found: set[str] = set()
        before: dict[str, set[str]] = {}
        for id in self.graph.scenes:
            for target in self._mentioned(self.graph.story.scenes[id]):
                before.setdefault(target, set()).add(id)
        waiting = deque(self.graph.scenes)
        while waiting:
            id = waiting.popleft()
            if id not in found and self._is_sure(self.graph.story.scenes[id], found):
                found.add(id)
                waiting.extend(before.get(id, ()))
        return found

    def _mentioned(self, scene: Scene) -> Iterator[str]:
        ways = [*scene.ways, *(way for choice in scene.choices for way in choice.ways)]
        names = (
            [way.target for way in ways]
            + [choice.play for choice in scene.choices]
            + [scene.otherwise]
        )
        yield from (scene.id if name in SELF else name for name in names if name and name != RETURN)
        if scene.draw:
            yield from (scene.draw.then, *self.graph.errands(scene))

    def _is_sure(self, scene: Scene, found: set[str]) -> bool:
        if scene.ending:
            return True
        if scene.ways:
            return self._all_sure(scene, scene.ways, found)
        if scene.draw:
            return self._all_sure(scene, (Way(scene.draw.then),), found) and all(
                id in found for id in self.graph.errands(scene)
            )
        lasting = [choice for choice in scene.choices if self._always_open(choice)]
        if lasting:
            return any(self._choice_sure(scene, choice, found) for choice in lasting)
        possible = [
            choice for choice in scene.choices if self.graph.holds(choice.condition) is not False
        ]
        # The builder sees to it that an order or a division always has something open.
        ended = bool(scene.order or scene.division) or self._all_sure(
            scene, (Way(scene.otherwise),), found
        )
        return ended and all(self._choice_sure(scene, choice, found) for choice in possible)

    def _always_open(self, choice: Choice) -> bool:
        return self.graph.holds(choice.condition) is True and not choice.needs and not choice.once

    def _choice_sure(self, scene: Scene, choice: Choice, found: set[str]) -> bool:
        ways = choice.ways
        if any(way.target == STAY for way in ways) and is_one_shot(scene, choice):
            # It comes back to the same menu once, so it is as sure as the others are.
            ways = tuple(way for way in ways if way.target != STAY)
        return (not choice.play or choice.play in found) and self._all_sure(scene, ways, found)

    def _all_sure(self, scene: Scene, ways: tuple[Way, ...], found: set[str]) -> bool:
        for way in ways:
            holds = self.graph.holds(way.condition)
            if holds is False:
                continue
            if (
                way.target != RETURN
                and (scene.id if way.target in SELF else way.target) not in found
            ):
                return False
            if holds:
                return True
        return True
