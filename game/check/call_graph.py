"""Who can have called a called scene: what a `return` may lead back to."""

from __future__ import annotations

from collections.abc import Callable

from game.story import scene_graph
from game.story.model import HERE, RETURN, STAY, Choice, Condition, Story


def undecided(_condition: Condition | None) -> bool | None:
    """Nothing is known of any condition."""
    return None


def call_sites(
    story: Story, holds: Callable[[Condition | None], bool | None]
) -> dict[str, list[tuple[str, Choice | None]]]:
    """For each called scene, the places that its return can lead to: (scene, choice, or None for a hub).

    `holds` says whether a condition is decided already; calls that it rules out are left out.
    """
    found: dict[str, list[tuple[str, Choice | None]]] = {}
    for id in story.scenes:
        scene = story.scenes[id]
        for choice in scene.choices:
            if choice.play and holds(choice.condition) is not False:
                for inner in within_call(story, choice.play):
                    found.setdefault(inner, []).append((id, choice))
        for storylet in story.pools.get(scene.draw.pool, ()) if scene.draw else ():
            for inner in within_call(story, storylet):
                found.setdefault(inner, []).append((id, None))
    return found


def within_call(story: Story, entry: str) -> set[str]:
    """The called scenes that a call can be in without having returned: the entry, and where plain ways lead among called scenes."""
    found, waiting = {entry}, [entry]
    while waiting:
        scene = story.scenes[waiting.pop()]
        ways = [*scene.ways, *(way for choice in scene.choices for way in choice.ways)]
        names = [way.target for way in ways] + [
            scene.otherwise,
            scene.draw.then if scene.draw else "",
        ]
        for name in names:
            if (
                name
                and name not in (RETURN, HERE, STAY)
                and story.scenes[name].called
                and name not in found
            ):
                found.add(name)
                waiting.append(name)
    return found


def inside_call(story: Story, entry: str) -> set[str]:
    """The called scenes that a run can be in before this call has returned, calls inside it included."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        for id in within_call(story, waiting.pop()) - found:
            found.add(id)
            waiting += scene_graph.calls(story.scenes[id], story.pools)
    return found


def shared_pools(story: Story) -> set[str]:
    """Pools that several hubs draw from."""
    hubs: dict[str, int] = {}
    for id in story.scenes:
        if draw := story.scenes[id].draw:
            hubs[draw.pool] = hubs.get(draw.pool, 0) + 1
    return {pool for pool, count in hubs.items() if count > 1}
