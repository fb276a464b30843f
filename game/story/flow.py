"""The ways between scenes: the rules that hold for every run because of how the scenes are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.story.model import HERE, RETURN, Scene, World
from game.story.page import Page
from game.story.problems import Problem


def check_flow(world: World, scenes: Mapping[str, Scene], pages: Mapping[str, Page]) -> list[Problem]:
    """Problems of calls, loops, votes and endings; they are noted on the pages they belong to."""
    pools = dict(world.pools)
    problems: list[Problem] = []
    for id, page in pages.items():
        page.problems = problems
        _check_calls(scenes[id], scenes, page)
        _check_vote(scenes[id], world, page)
    _check_automatic_loops(scenes, pages)
    _check_call_cycles(scenes, pools, pages)
    _check_endings(scenes, pages)
    for lead in world.leads:
        if lead.start and scenes[lead.start].called:
            pages[lead.start].note_at(
                1, 1, "TC0706", f"The lead `{lead.id}` starts inside a sub-scene.", "Start in a scene without `sub` and `pool`."
            )
    return problems


def plain_targets(scene: Scene) -> Iterator[str]:
    """Where a scene's ways lead, `here` resolved, `return` and calls left out."""
    ways = [*scene.ways, *(way for choice in scene.choices for way in choice.ways)]
    names = [way.target for way in ways] + [scene.otherwise, scene.draw.then if scene.draw else ""]
    for name in names:
        if name and name != RETURN:
            yield scene.id if name == HERE else name


def calls(scene: Scene, pools: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The scenes that this one plays and gets control back from."""
    yield from (choice.play for choice in scene.choices if choice.play)
    if scene.draw:
        yield from pools.get(scene.draw.pool, ())


def all_targets(scene: Scene, pools: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every scene that can come next, calls included; what follows a `return` belongs to the caller's ways."""
    yield from plain_targets(scene)
    yield from calls(scene, pools)


def automatic_targets(scene: Scene) -> Iterator[str]:
    """Scenes that can follow without a choice of the player."""
    names = [way.target for way in scene.ways] + [scene.otherwise, scene.draw.then if scene.draw else ""]
    for name in names:
        if name and name != RETURN:
            yield scene.id if name == HERE else name


def returns(scene: Scene) -> bool:
    """Whether some way of the scene is `return`."""
    ways = [*scene.ways, *(way for choice in scene.choices for way in choice.ways)]
    return any(way.target == RETURN for way in ways) or scene.otherwise == RETURN or bool(scene.draw and scene.draw.then == RETURN)


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


def _check_calls(scene: Scene, scenes: Mapping[str, Scene], page: Page) -> None:
    if not scene.called:
        if returns(scene):
            page.note_at(1, 1, "TC0705", "`return` stands in a scene that nobody calls.", "Give the scene `sub: yes`, or name where it goes.")
        for target in plain_targets(scene):
            if target != scene.id and scenes[target].called:
                kind = "storylet" if scenes[target].pool else "sub-scene"
                page.note_at(
                    1, 1, "TC0706", f"`{target}` is a {kind}; a plain way leads into it.", "Enter it with `play`, or through a hub's `draw`."
                )
    for choice in scene.choices:
        if choice.play and not scenes[choice.play].sub:
            page.note_at(choice.line, 1, "TC0706", f"`play: {choice.play}` names a scene without `sub: yes`.", "Give it `sub: yes`, or use `go`.")


def _check_vote(scene: Scene, world: World, page: Page) -> None:
    if not scene.vote:
        return
    motion = next(motion for motion in world.motions if motion.id == scene.vote)
    if not scene.date:
        page.note_at(1, 1, "TC0711", "A vote needs a date: chairs are held from one day to another.", "Give the scene a `date`.")
    if not any(chair.body == motion.body for person in world.people for chair in person.chairs):
        page.note_at(
            1, 1, "TC0711", f"Nobody ever holds a chair in `{motion.body}`.", "Give people `chairs` in people.yaml, or correct the motion's `body`."
        )


def _check_automatic_loops(scenes: Mapping[str, Scene], pages: Mapping[str, Page]) -> None:
    edges = {id: list(automatic_targets(scene)) for id, scene in scenes.items()}
    for group in components(edges, edges):
        if len(group) > 1 or group[0] in edges[group[0]]:
            pages[group[0]].note_at(
                1, 1, "TC0703", f"A loop that no choice breaks: {' > '.join(group)}.", "Put a choice into it, or lead it elsewhere."
            )


def _check_call_cycles(scenes: Mapping[str, Scene], pools: Mapping[str, tuple[str, ...]], pages: Mapping[str, Page]) -> None:
    inside = {id for id, scene in scenes.items() if scene.called}
    called = {id: [target for target in calls(scenes[id], pools) if target in inside] for id in inside}
    edges = {id: [target for target in plain_targets(scenes[id]) if target in inside] + called[id] for id in inside}
    for group in components(sorted(inside), edges):
        members = set(group)
        for id in group:
            for target in called[id]:
                if target in members:
                    pages[id].note_at(
                        1,
                        1,
                        "TC0704",
                        f"`{id}` plays `{target}`, which leads back into `{id}`.",
                        "Calls form no cycle: return before playing it again.",
                    )


def _check_endings(scenes: Mapping[str, Scene], pages: Mapping[str, Page]) -> None:
    """From every scene an ending must be reachable, conditions aside; a called scene may return instead."""
    sources: dict[str, list[str]] = {}
    good: list[str] = []
    for id, scene in scenes.items():
        if scene.ending or (scene.called and returns(scene)):
            good.append(id)
        for target in plain_targets(scene):
            sources.setdefault(target, []).append(id)
    reached = set(good)
    while good:
        for id in sources.get(good.pop(), ()):
            if id not in reached:
                reached.add(id)
                good.append(id)
    for id in scenes:
        if id not in reached:
            pages[id].note_at(1, 1, "TC0707", f"No way leads from `{id}` to an ending.", "Lead it on, or give it an `ending`.")
