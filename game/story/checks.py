"""The rules of the game that only show when all scenes are known (TC0703 to TC0712).

They hold for every run, because of how the scenes are joined. A scene with a problem is given the
benefit of the doubt: what it seems to break may follow from that problem.
"""

from __future__ import annotations

from game.story import diagnostics_rules as rule
from game.story.decoder.node_reader import NodeReader
from game.story.model import HERE, RETURN, Scene, World
from game.story.nodes import find_word
from game.story.problems import Diagnostic
from game.story.scene_graph import automatic_targets, calls, components, plain_targets, ways_on
from game.story.world import Readers, Scenes

WAYS = ("go", "then", "otherwise", "play")


def check_scenes(world: World, scenes: Scenes, readers: Readers, story: NodeReader) -> None:
    """Note what breaks a rule where it stands; `story` is the reader of story.yaml.

    Names that lead nowhere have been noted before and are passed over.
    """
    checks = _Checks(world, scenes, readers, story)
    for scene in scenes.values():
        checks.check_calls(scene)
        if scene.vote:
            checks.check_vote(scene)
    checks.check_pools()
    checks.check_automatic_loops()
    checks.check_call_cycles()
    checks.check_endings()
    if len(world.leads) > 1:
        checks.check_borders()
    checks.check_starts()


class _Checks:
    """A story whose scenes are checked; `flawed` are those whose files had problems before."""

    def __init__(self, world: World, scenes: Scenes, readers: Readers, story: NodeReader) -> None:
        self.world, self.scenes, self.readers, self.story = world, scenes, readers, story
        self.flawed = {id for id, reader in readers.items() if reader.flawed}
        self.pools = dict(world.pools)
        self.ways = {id: ways_on(scene) for id, scene in scenes.items()}

    def note(
        self, id: str, what: Diagnostic, keys: tuple[str, ...], word: str = "", /, **values: object
    ) -> None:
        """Note a problem in a scene's file: at a word below one of the keys, or at the key."""
        reader = self.readers[id]
        at = find_word(reader.root, word, *keys) if word else reader.root_map.key(keys[0])
        reader.note(at, what, **values)

    def doubtful(self, id: str, *keys: str) -> bool:
        """Whether one of these keys of a scene may not be what it seems."""
        return not self.readers[id].doubts.isdisjoint(keys)

    def all_read(self, key: str) -> bool:
        """Whether this key was read in every scene that has it."""
        return not any(one.unreadable or key in one.doubts for one in self.readers.values())

    def check_calls(self, scene: Scene) -> None:
        """Called scenes are entered by calls, and only they return."""
        may_return = scene.called or self.doubtful(scene.id, "sub", "pool")
        for target in () if may_return else self.ways[scene.id]:
            if target == RETURN:
                self.note(scene.id, rule.RETURN_UNCALLED, WAYS, RETURN)
            elif target != scene.id and target in self.scenes and self.scenes[target].called:
                kind = "storylet" if self.scenes[target].pool else "sub-scene"
                self.note(scene.id, rule.WAY_INTO_CALLED, WAYS, target, target=target, kind=kind)
        for choice in scene.choices:
            played = self.scenes.get(choice.play)
            if played and not played.sub and not self.doubtful(played.id, "sub"):
                self.note(scene.id, rule.PLAYED_WITHOUT_SUB, ("play",), played.id, target=played.id)

    def check_vote(self, scene: Scene) -> None:
        """A vote needs a day, and somebody who has a chair."""
        names = self.story.names
        motion = next((motion for motion in self.world.motions if motion.id == scene.vote), None)
        if motion is None or names.is_faulty("motion", motion.id):
            return
        if not scene.date and not self.doubtful(scene.id, "date"):
            self.note(scene.id, rule.VOTE_WITHOUT_DATE, ("vote",))
        chairs = (chair for person in self.world.people for chair in person.chairs)
        if names.sound("person") and all(chair.body != motion.body for chair in chairs):
            self.note(scene.id, rule.NO_CHAIRS, ("vote",), body=motion.body)

    def check_pools(self) -> None:
        """Every pool is drawn from, and is large enough."""
        drawn = {scene.draw.pool for scene in self.scenes.values() if scene.draw}
        drawn_read, pools_read = self.all_read("draw"), self.all_read("pool")
        for id, scene in self.scenes.items():
            pool = scene.pool
            if pool and pool not in drawn and drawn_read and not self.doubtful(id, "pool"):
                self.note(id, rule.UNDRAWN_POOL, ("pool",), pool, pool=pool)
            pool = scene.draw.pool if scene.draw else ""
            size = len(self.pools.get(pool, ()))
            if scene.draw and 0 < size < scene.draw.take and pools_read:
                take = scene.draw.take
                self.note(
                    id, rule.SMALL_POOL, ("take",), str(take), take=take, pool=pool, size=size
                )

    def check_automatic_loops(self) -> None:
        """Something is chosen in every loop."""
        edges = {
            id: tuple(automatic_targets(scene))
            for id, scene in self.scenes.items()
            if not scene.choices or scene.otherwise
        }
        for group in components(edges, edges):
            looping = len(group) > 1 or group[0] in edges.get(group[0], ())
            if looping and not any(self.doubtful(id, "choices", "order", "divide") for id in group):
                members = set(group)
                first = next(id for id in edges if id in members)
                onward = next(id for id in edges[first] if id in members)
                word = HERE if onward == first else onward
                self.note(first, rule.AUTOMATIC_LOOP, WAYS, word, loop=" > ".join(group))

    def check_call_cycles(self) -> None:
        """No scene is called again before it has returned."""
        inside = {id: scene for id, scene in self.scenes.items() if scene.called}
        called = {
            id: [target for target in calls(scene, self.pools) if target in inside]
            for id, scene in inside.items()
        }
        edges = {
            id: [target for target in plain_targets(scene) if target in inside] + called[id]
            for id, scene in inside.items()
        }
        for group in components(inside, edges):
            members = set(group)
            for id in group:
                for target in members.intersection(called[id]):
                    where = (("draw",), "") if inside[id].draw else (("play",), target)
                    self.note(id, rule.CALL_CYCLE, *where, id=id, target=target)

    def check_endings(self) -> None:
        """From every scene an ending can be reached, conditions aside; a called one may return."""
        sources: dict[str, list[str]] = {}
        good: list[str] = []
        for id, scene in self.scenes.items():
            ways = self.ways[id]
            if scene.ending or (scene.called and RETURN in ways) or id in self.flawed:
                good.append(id)
            for target in ways:
                sources.setdefault(target, []).append(id)
        good += [target for target in sources if target not in self.scenes]
        reached = set(good)
        while good:
            new = [id for id in sources.get(good.pop(), ()) if id not in reached]
            reached.update(new)
            good += new
        for id in self.scenes:
            if id not in reached:
                self.readers[id].note_at(1, 1, rule.NO_ENDING, id=id)

    def check_borders(self) -> None:
        """Nobody walks into another lead's scenes or endings."""
        faulty = self.story.names.is_faulty
        endings = {e.id: e.lead for e in self.world.endings if not faulty("ending", e.id)}
        for id, scene in self.scenes.items():
            if not scene.lead:
                continue
            for target in (*plain_targets(scene), *calls(scene, self.pools)):
                lead = self.scenes[target].lead if target in self.scenes else ""
                if lead not in ("", scene.lead):
                    self.note(id, rule.SCENE_OF_OTHER, WAYS, target, scene=target, lead=lead)
            ending, lead = scene.ending, endings.get(scene.ending, "")
            if lead not in ("", scene.lead):
                self.note(id, rule.ENDING_OF_OTHER, ("ending",), ending, ending=ending, lead=lead)

    def check_starts(self) -> None:
        """A lead starts in a scene of his own or a shared one, and not inside a call."""
        story = self.story
        for lead in self.world.leads:
            first = self.scenes.get(lead.start)
            if first is None:
                continue
            at = find_word(story.root, lead.start, "start")
            if first.called:
                story.note(at, rule.START_IN_CALLED, lead=lead.id)
            elif first.lead not in ("", lead.id):
                story.note(at, rule.START_OF_OTHER, scene=first.id, lead=first.lead)
