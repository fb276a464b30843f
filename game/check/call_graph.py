"""The call graph: which scenes can have called a called scene, so what a `return` may lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
        waiting, seen = [called], {called}
        while waiting:
            for site, choice in self.sites(waiting.pop()):
                yield site, choice
                if self.story.scenes[site].called and site not in seen:
                    seen.add(site)
                    waiting.append(site)


def within_call(story: Story, entry: str) -> set[str]:
    """The called scenes that a call can be in without a return or another call: it and others."""
    found, waiting = {entry}, [entry]
    while waiting:
        for name in scene_graph.plain_targets(story.scenes[waiting.pop()]):
            if name not in found and story.scenes[name].called:
                found.add(name)
                waiting.append(name)
    return found


def inside_call(story: Story, entry: str) -> set[str]:
    """The called scenes that a run can be in before a call has returned, inner calls included."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        for id in within_call(story, waiting.pop()) - found:
            found.add(id)
            waiting += scene_graph.calls(story.scenes[id], story.pools)
    return found
