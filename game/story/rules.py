"""The rules that only show when all scenes are known: they hold for every run because of how the scenes are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
                story.note(
                    at,
                    "TC0706",
                    f"The lead `{lead.id}` starts inside a sub-scene.",
                    "Start in a scene without `sub` and `pool`.",
                )
            else:
                story.note(
                    at,
                    "TC0708",
                    f"`{first.id}` lies in the folder of `{first.lead}`.",
                    "Start in a scene of his own, or a shared one.",
                )


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
            page.note(
                at,
                "TC0705",
                "`return` stands in a scene that nobody calls.",
                "Give the scene `sub: yes`, or name where it goes.",
            )
        for target in ways:
            if target != scene.id and target in scenes and scenes[target].called:
                kind = "storylet" if scenes[target].pool else "sub-scene"
                at = spot(page.root, target, *WAYS)
                page.note(
                    at,
                    "TC0706",
                    f"`{target}` is a {kind}; a plain way leads into it.",
                    "Enter it with `play`, or through a hub's `draw`.",
                )
    for choice in scene.choices:
        if choice.play in scenes and not scenes[choice.play].sub:
            at = spot(page.root, choice.play, "play")
            page.note(
                at,
                "TC0706",
                f"`{choice.play}` is played but has no `sub: yes`.",
                "Give it `sub: yes`, or use `go`.",
            )


def _check_vote(scene: Scene, world: World, page: Page) -> None:
    motion = next((motion for motion in world.motions if motion.id == scene.vote), None)
    if motion is None:
        return
    if not scene.date:
        page.note(
            _key(page, "vote"),
            "TC0711",
            "A vote needs a date: chairs are held from one day to another.",
            "Give the scene a `date`.",
        )
    if not any(chair.body == motion.body for person in world.people for chair in person.chairs):
        hint = "Give people `chairs` in people.yaml, or correct the motion's `body`."
        page.note(
            _key(page, "vote"), "TC0711", f"Nobody ever holds a chair in `{motion.body}`.", hint
        )


def _check_pools(scenes: Scenes, pools: Mapping[str, tuple[str, ...]], pages: Pages) -> None:
    drawn = {scene.draw.pool for scene in scenes.values() if scene.draw}
    for id, scene in scenes.items():
        if scene.pool and scene.pool not in drawn:
            at = spot(pages[id].root, scene.pool, "pool")
            pages[id].note(
                at,
                "TC0712",
                f"No hub draws from `{scene.pool}`.",
                "Add `draw: {from: ..., take: ..., then: ...}` to a scene.",
            )
        size = len(pools.get(scene.draw.pool, ())) if scene.draw else 0
        if scene.draw and scene.draw.pool in pools and scene.draw.take > size:
            at = spot(pages[id].root, str(scene.draw.take), "take")
            pages[id].note(
                at,
                "TC0712",
                f"The hub takes {scene.draw.take}, and `{scene.draw.pool}` has {size}.",
                "Take fewer, or write more storylets.",
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
            page.note(
                at,
                "TC0703",
                f"A loop that no choice breaks: {' > '.join(group)}.",
                "Put a choice into it, or lead it elsewhere.",
            )


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
                    pages[id].note(
                        at,
                        "TC0704",
                        f"`{id}` plays `{target}`, which leads back to `{id}`.",
                        "Calls form no cycle: return before playing it again.",
                    )


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
            pages[id].note_at(
                1,
                1,
                "TC0707",
                f"No way leads from `{id}` to an ending.",
                "Lead it on, or give it an `ending`.",
            )


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
                pages[id].note(
                    at,
                    "TC0708",
                    f"`{target}` lies in the folder of `{other}`.",
                    "Lead to a scene of the same lead, or a shared one.",
                )
        if endings.get(scene.ending, "") not in ("", scene.lead):
            at = spot(pages[id].root, scene.ending, "ending")
            pages[id].note(
                at,
                "TC0708",
                f"`{scene.ending}` is an ending of `{endings[scene.ending]}`.",
                "Use one of the same lead's.",
            )
