"""The rules that only show when all scenes are known: they hold for every run because of how the scenes are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.story import diagnostics_rules as rule
from game.story.flow import automatic_targets, calls, components, plain_targets, ways_on
from game.story.model import HERE, RETURN, Scene, World
from game.story.page import Page
from game.story.reader import Items, Map, Node, Text

WAYS = ("go", "then", "otherwise", "play")
Scenes = Mapping[str, Scene]
Pages = Mapping[str, Page]


def check_rules(world: World, scenes: Scenes, pages: Pages, story: Page) -> None:
    """Note what breaks a rule on the page where it stands. Names that lead nowhere have been noted before and are passed over."""
    pools = dict(world.pools)
    flawed = {problem.file for problem in story.problems}
    ways = {id: ways_on(scene) for id, scene in scenes.items()}
    for id, scene in scenes.items():
        _check_calls(scene, ways[id], scenes, pages[id])
        if scene.vote:
            _check_vote(scene, world, pages[id])
    _check_pools(scenes, pools, pages)
    _check_automatic_loops(scenes, pages)
    _check_call_cycles(scenes, pools, pages)
    _check_endings(scenes, ways, pages, flawed)
    if len(world.leads) > 1:
        _check_borders(world, scenes, pools, pages)
    for lead in world.leads:
        if (first := scenes.get(lead.start)) and (first.called or first.lead not in ("", lead.id)):
            at = spot(story.root, lead.start, "start")
            if first.called:
                story.note(at, rule.START_IN_CALLED, lead=lead.id)
            else:
                story.note(at, rule.START_OF_OTHER, scene=first.id, lead=first.lead)


def spot(root: Node, word: str, *keys: str) -> Node:
    """Where a word stands below one of the keys; the root when it stands nowhere."""
    return next(_standing(root, word, keys, False), root)


def _standing(node: Node, word: str, keys: tuple[str, ...], inside: bool) -> Iterator[Text]:
    if isinstance(node, Map):
        for key, value in node.items():
            yield from _standing(value, word, keys, inside or key in keys)
    elif isinstance(node, Items):
        for item in node:
            yield from _standing(item, word, keys, inside)
    elif inside and node == word:
        yield node


def _key(page: Page, name: str) -> Node:
    """The key of that name at the top of a page."""
    return page.root.key(name) if isinstance(page.root, Map) else page.root


def _check_calls(scene: Scene, ways: list[str], scenes: Scenes, page: Page) -> None:
    if not scene.called:
        if RETURN in ways:
            at = spot(page.root, "return", *WAYS)
            page.note(at, rule.RETURN_UNCALLED)
        for target in ways:
            if target != scene.id and target in scenes and scenes[target].called:
                kind = "storylet" if scenes[target].pool else "sub-scene"
                at = spot(page.root, target, *WAYS)
                page.note(at, rule.WAY_INTO_CALLED, target=target, kind=kind)
    for choice in scene.choices:
        if choice.play in scenes and not scenes[choice.play].sub:
            at = spot(page.root, choice.play, "play")
            page.note(at, rule.PLAYED_WITHOUT_SUB, target=choice.play)


def _check_vote(scene: Scene, world: World, page: Page) -> None:
    motion = next((motion for motion in world.motions if motion.id == scene.vote), None)
    if motion is None:
        return
    if not scene.date:
        page.note(_key(page, "vote"), rule.VOTE_WITHOUT_DATE)
    if not any(chair.body == motion.body for person in world.people for chair in person.chairs):
        page.note(_key(page, "vote"), rule.NO_CHAIRS, body=motion.body)


def _check_pools(scenes: Scenes, pools: Mapping[str, tuple[str, ...]], pages: Pages) -> None:
    drawn = {scene.draw.pool for scene in scenes.values() if scene.draw}
    for id, scene in scenes.items():
        if scene.pool and scene.pool not in drawn:
            at = spot(pages[id].root, scene.pool, "pool")
            pages[id].note(at, rule.UNDRAWN_POOL, pool=scene.pool)
        size = len(pools.get(scene.draw.pool, ())) if scene.draw else 0
        if scene.draw and scene.draw.pool in pools and scene.draw.take > size:
            at = spot(pages[id].root, str(scene.draw.take), "take")
            pages[id].note(
                at, rule.SMALL_POOL, take=scene.draw.take, pool=scene.draw.pool, size=size
            )


def _check_automatic_loops(scenes: Scenes, pages: Pages) -> None:
    edges = {
        id: tuple(automatic_targets(scene))
        for id, scene in scenes.items()
        if not scene.choices or scene.otherwise
    }
    for group in components(edges, edges):
        if len(group) > 1 or group[0] in edges.get(group[0], ()):
            first = next(id for id in edges if id in group)
            page = pages[first]
            onward = next(id for id in edges[first] if id in group)
            at = spot(page.root, HERE if onward == first else onward, *WAYS)
            page.note(at, rule.AUTOMATIC_LOOP, loop=" > ".join(group))


def _check_call_cycles(scenes: Scenes, pools: Mapping[str, tuple[str, ...]], pages: Pages) -> None:
    inside = {id: scene for id, scene in scenes.items() if scene.called}
    called = {
        id: [target for target in calls(scene, pools) if target in inside]
        for id, scene in inside.items()
    }
    edges = {
        id: [target for target in plain_targets(scene) if target in inside] + called[id]
        for id, scene in inside.items()
    }
    for group in components(inside, edges):
        members = set(group)
        for id in group:
            for target in called[id]:
                if target in members:
                    at = (
                        spot(pages[id].root, target, "play")
                        if not scenes[id].draw
                        else _key(pages[id], "draw")
                    )
                    pages[id].note(at, rule.CALL_CYCLE, id=id, target=target)


def _check_endings(
    scenes: Scenes, ways: Mapping[str, list[str]], pages: Pages, flawed: set[str]
) -> None:
    """From every scene an ending must be reachable, conditions aside; a called scene may return instead.

    Files with other problems are given the benefit of the doubt: their ways may not be known.
    """
    sources: dict[str, list[str]] = {}
    good: list[str] = []
    for id, scene in scenes.items():
        if scene.ending or (scene.called and RETURN in ways[id]) or scene.file in flawed:
            good.append(id)
        for target in ways[id]:
            sources.setdefault(target, []).append(id)
    good += [target for target in sources if target not in scenes]
    reached = set(good)
    while good:
        for id in sources.get(good.pop(), ()):
            if id not in reached:
                reached.add(id)
                good.append(id)
    for id in scenes:
        if id not in reached:
            pages[id].note_at(1, 1, rule.NO_ENDING, id=id)


def _check_borders(
    world: World, scenes: Scenes, pools: Mapping[str, tuple[str, ...]], pages: Pages
) -> None:
    """Nobody walks into another lead's scenes or endings."""
    endings = {ending.id: ending.lead for ending in world.endings}
    for id, scene in scenes.items():
        if not scene.lead:
            continue
        for target in (*plain_targets(scene), *calls(scene, pools)):
            other = scenes[target].lead if target in scenes else ""
            if other not in ("", scene.lead):
                at = spot(pages[id].root, target, *WAYS)
                pages[id].note(at, rule.SCENE_OF_OTHER, scene=target, lead=other)
        if endings.get(scene.ending, "") not in ("", scene.lead):
            at = spot(pages[id].root, scene.ending, "ending")
            pages[id].note(
                at, rule.ENDING_OF_OTHER, ending=scene.ending, lead=endings[scene.ending]
            )
