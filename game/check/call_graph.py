"""The call graph: which scenes can have called a called scene, so what a `return` may lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from game.check.reachability import reachable
from game.check.visitors import scenes_of
from game.story import scene_graph
from game.story.model import Choice, Condition, Story

CallSite = tuple[str, Choice | None]
"""A scene and the choice in it that calls, or None for a hub."""
Answer = Callable[[Condition | None], bool | None]
"""Whether a condition is decided, and how."""


class CallGraph:
    """Who calls whom. Calls that `answer` rules out are left out."""

    def __init__(self, story: Story, answer: Answer = lambda _condition: None) -> None:
        self.story = story
        self._sites: dict[str, list[CallSite]] = {}
        for scene in scenes_of(story):
            for choice in scene.choices:
                if choice.play and answer(choice.condition) is not False:
                    self._add(choice.play, (scene.id, choice))
            for storylet in story.pools.get(scene.draw.pool, ()) if scene.draw else ():
                self._add(storylet, (scene.id, None))

    def _add(self, entry: str, site: CallSite) -> None:
        for inner in within_call(self.story, entry):
            self._sites.setdefault(inner, []).append(site)

    def sites(self, called: str) -> list[CallSite]:
        """The places that a return of a called scene leads to."""
        return self._sites.get(called, [])

    def all_sites(self, called: str) -> Iterator[CallSite]:
        """The places that a return can lead to, through calls inside calls."""

        def callers(called: str) -> Iterator[str]:
            return (site for site, _ in self.sites(called) if self.story.scenes[site].called)

        for id in reachable([called], callers):
            yield from self.sites(id)


def within_call(story: Story, entry: str) -> set[str]:
    """The called scenes that a call can be in without a return or another call: it and others."""
    return set(reachable([entry], partial(_called_targets, story)))


def inside_call(story: Story, entry: str) -> set[str]:
    """The called scenes that a run can be in before a call has returned, inner calls included."""

    def targets(id: str) -> Iterator[str]:
        yield from _called_targets(story, id)
        yield from scene_graph.calls(story.scenes[id], story.pools)

    return set(reachable([entry], targets))


def _called_targets(story: Story, id: str) -> Iterator[str]:
    targets = scene_graph.plain_targets(story.scenes[id])
    return (name for name in targets if story.scenes[name].called)
