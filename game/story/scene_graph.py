"""The ways between scenes, as a graph: what can follow what, whatever the conditions say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.story.model import HERE, RETURN, STAY, Scene

SELF = (HERE, STAY)


def ways_on(scene: Scene) -> list[str]:
    """Where a scene's ways lead, calls left out; `here` and `stay` are resolved."""
    names = [way.target for choice in scene.choices for way in choice.ways]
    names += [way.target for way in scene.ways]
    names += [name for name in (scene.otherwise, scene.draw.then if scene.draw else "") if name]
    return [scene.id if name in SELF else name for name in names]


def plain_targets(scene: Scene) -> Iterator[str]:
    """The scenes that a scene's ways lead to, `return` and calls left out."""
    return (name for name in ways_on(scene) if name != RETURN)


def calls(scene: Scene, pools: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The scenes that this one plays and gets control back from."""
    yield from (choice.play for choice in scene.choices if choice.play)
    if scene.draw:
        yield from pools.get(scene.draw.pool, ())


def automatic_targets(scene: Scene) -> Iterator[str]:
    """Scenes that can follow without a choice of the player."""
    then = scene.draw.then if scene.draw else ""
    for name in (*(way.target for way in scene.ways), scene.otherwise, then):
        if name and name != RETURN:
            yield scene.id if name == HERE else name


def returns(scene: Scene) -> bool:
    """Whether some way of the scene is `return`."""
    return RETURN in ways_on(scene)


def components(nodes: Iterable[str], edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Strongly connected components, each after those it leads to (Tarjan 1972, not recursive)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    work: list[tuple[str, Iterator[str]]] = []
    found: list[list[str]] = []

    def enter(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        waiting.add(node)
        work.append((node, iter(edges.get(node, ()))))

    for root in nodes:
        if root not in index:
            enter(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in index:
                    enter(target)
                    break
                if target in waiting:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    at = stack.index(node)
                    found.append(stack[at:])
                    waiting.difference_update(stack[at:])
                    del stack[at:]
    return found
