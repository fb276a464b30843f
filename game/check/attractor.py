"""The attractor of the endings: scenes from which the player can bring one about in any state."""

from __future__ import annotations

from collections.abc import Iterable

from game.check.graph import SceneGraph
from game.check.one_shot import is_one_shot
from game.story import scene_graph
from game.story.model import RETURN, STAY, Choice, Scene, Way


def ending_attractor(graph: SceneGraph) -> set[str]:
    """Scenes from which an ending (or, in a called scene, the return) can be forced in any state.

    A least fixed point. A menu needs one choice without conditions all of whose ways are sure; one
    that has none needs every choice and its `otherwise`, where a one-shot choice that stays is
    sure; a hub needs every errand and its `then`; a scene that leads on by itself every way.
    """
    rule, known = _Rule(graph), -1
    while known < len(rule.sure):
        known = len(rule.sure)
        rule.sure.update(id for id in graph.scenes if rule.holds(graph.story.scenes[id]))
    return rule.sure


class _Rule:
    """Whether a scene is sure, given those that are known to be."""

    def __init__(self, graph: SceneGraph) -> None:
        self.graph = graph
        self.sure: set[str] = set()

    def holds(self, scene: Scene) -> bool:
        if scene.ending:
            return True
        if scene.ways:
            return self._all_sure(scene, scene.ways)
        if scene.draw:
            errands = self.sure.issuperset(self.graph.storylets(scene))
            return errands and self._all_sure(scene, (Way(scene.draw.then),))
        always = [choice for choice in scene.choices if self._always_open(choice)]
        if always:
            return any(self._choice_sure(scene, choice) for choice in always)
        # The builder sees to it that an order or a division always has something open.
        leads_on = bool(scene.order or scene.division)
        offered = [one for one in scene.choices if self.graph.answer(one.condition) is not False]
        every = all(self._choice_sure(scene, choice) for choice in offered)
        return every and (leads_on or self._all_sure(scene, (Way(scene.otherwise),)))

    def _always_open(self, choice: Choice) -> bool:
        return self.graph.answer(choice.condition) is True and not choice.needs and not choice.once

    def _choice_sure(self, scene: Scene, choice: Choice) -> bool:
        ways: Iterable[Way] = choice.ways
        if is_one_shot(scene, choice):
            # It comes back to the same menu once, so it is as sure as the others are.
            ways = [way for way in ways if way.target != STAY]
        return (not choice.play or choice.play in self.sure) and self._all_sure(scene, ways)

    def _all_sure(self, scene: Scene, ways: Iterable[Way]) -> bool:
        targets = [way.target for way in self.graph.open_ways(ways)]
        scenes = (scene.id if target in scene_graph.SELF else target for target in targets)
        return all(id == RETURN or id in self.sure for id in scenes)
