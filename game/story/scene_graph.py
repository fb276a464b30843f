"""The ways between scenes, as a graph: what can follow what, whatever the conditions say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.story.model import HERE, RETURN, STAY, Scene

SELF = (HERE, STAY)


def ways_on(scene: Scene) -> list[str]:
    """Where a scene's ways lead, calls left out: `here` and `stay` are resolved, `return` stays as it is."""
    names = [way.target for choice in scene.choices for way in choice.ways]
    if scene.ways or scene.otherwise or scene.draw:
        names += [way.target for way in scene.ways]
        names += [name for name in (scene.otherwise, scene.draw.then if scene.draw else "") if name]
    return (
        [scene.id if name in SELF else name for name in names]
        if HERE in names or STAY in names
        else names
    )


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
    names = [way.target for way in scene.ways] + [
        scene.otherwise,
        scene.draw.then if scene.draw else "",
    ]
    for name in names:
        if name and name != RETURN:
            yield scene.id if name == HERE else name


def returns(scene: Scene) -> bool:
    """Whether some way of the scene is `return`."""
    return RETURN in ways_on(scene)


def components(nodes: Iterable[str], edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Strongly connected components, each after those it leads to (Tarjan 1972, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    found: list[list[str]] = []
    for root in nodes:
        if root in index:
            continue
        work = [(root, iter(edges.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        waiting.add(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    waiting.add(target)
                    work.append((target, iter(edges.get(target, ()))))
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
