"""Goes through a story and yields a goal for each thing that a play of one lead should show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.check.call_graph import inside_call
from game.check.goal import VOTE_STANCES, Aspect, Goal, GoalKey, GoalOwner, GoalSite, simple_goal
from game.check.partial_conditions import condition_for_lead, evaluate_for_lead
from game.check.passage_goals import PassageGoals, lesson_goals
from game.story.model import Choice, Condition, Deed, Motion, Need, Prose, Scene, Story, Way
from game.story.scene_graph import returns

MOTIONS = "motions.yaml"


class GoalGenerator:
    """Yields goals in the order of the story; one that has several sites may come several times."""

    def __init__(self, story: Story, lead: str) -> None:
        self.story, self.lead = story, lead

    def goals(self, scenes: Iterable[str]) -> Iterator[Goal]:
        """The goals of these scenes and of the motions that are called in them."""
        calls: dict[str, list[str]] = {}
        for scene in (self.story.scenes[id] for id in scenes):
            if scene.vote:
                calls.setdefault(scene.vote, []).append(scene.id)
            yield from self._scene(scene)
        for motion in self.story.world.motions:
            yield from self._motion(motion, calls.get(motion.id, []))

    # -- scenes and choices -----------------------------------------------------------------------

    def _scene(self, scene: Scene) -> Iterator[Goal]:
        owner, site = GoalOwner.of_scene(scene), GoalSite(scene.id)
        yield simple_goal("scene", scene.id, scene.file, 1, site)
        yield from lesson_goals(self.story, scene.teaches, site)
        if scene.ending:
            ending = self.story.endings.get(scene.ending)
            if ending is None or ending.lead in ("", self.lead):
                line = ending.line if ending else 0
                yield simple_goal("ending", scene.ending, "endings.yaml", line, site)
        yield from self._effects(owner, scene.deed, site)
        yield from self._passage(owner, "text", scene.text, site, 1)
        yield from self._passage(owner, "record", scene.record, site, 1)
        yield from self._ways(owner, scene.ways, site)
        for choice in scene.choices:
            yield from self._choice(scene, choice)
        for id in self.story.pools.get(scene.draw.pool, ()) if scene.draw else ():
            yield from self._storylet(scene, self.story.scenes[id])

    def _choice(self, scene: Scene, choice: Choice) -> Iterator[Goal]:
        owner, offered = GoalOwner.of_choice(scene, choice), GoalSite(scene.id, choice.id)
        if choice.condition:
            yield from self._sides(owner, owner.key("visible"), "if", choice.condition, offered)
            if condition_for_lead(choice.condition, self.lead, self.story) is False:
                return
            offered = offered.requiring((choice.condition.expression, True))
        needs = ((need.condition.expression, True) for need in choice.needs)
        taken = offered.requiring(*needs)._replace(taken=True)
        id = owner.taken_name
        what = f"the choice `{id}`"
        yield Goal(owner.taken, "choice", id, what, owner.file, choice.line, (taken,))
        yield from self._needs(owner, choice.needs, offered)
        yield from self._passage(owner, "label", choice.label, offered, choice.line)
        yield from self._passage(owner, "text", choice.text, taken, choice.line)
        yield from self._effects(owner, choice.deed, taken)
        inside = inside_call(self.story, choice.play) if choice.play else ()
        returning = [id for id in inside if returns(self.story.scenes[id])]
        yield from self._ways(owner, choice.ways, taken, returning)
        yield from lesson_goals(self.story, choice.teaches, taken)

    def _storylet(self, hub: Scene, storylet: Scene) -> Iterator[Goal]:
        site, owner = GoalSite(hub.id, storylet.id), GoalOwner.of_scene(storylet)
        if storylet.when:
            yield from self._sides(owner, owner.key("visible"), "when", storylet.when, site)
            site = site.requiring((storylet.when.expression, True))
        yield from self._needs(owner, storylet.needs, site)

    def _passage(
        self, owner: GoalOwner, aspect: Aspect, prose: Prose, site: GoalSite, line: int
    ) -> Iterator[Goal]:
        return PassageGoals(self.story, self.lead, owner, aspect, line).of(prose, site)

    # -- conditions -------------------------------------------------------------------------------

    def _needs(self, owner: GoalOwner, needs: tuple[Need, ...], site: GoalSite) -> Iterator[Goal]:
        """The locked side of each need: shown, and not to be had yet."""
        for index, need in enumerate(needs):
            condition = need.condition
            if condition.implied or condition_for_lead(condition, self.lead, self.story):
                continue
            key = owner.key("need", index).on(False)
            id = f"{owner.name}:locked" + (f":{index + 1}" if len(needs) > 1 else "")
            what = f"`{owner.name}` locked by `{condition.source}`"
            locked = site.requiring((condition.expression, False))
            yield Goal(key, "choice", id, what, owner.file, condition.line, (locked,))

    def _ways(
        self, owner: GoalOwner, ways: tuple[Way, ...], site: GoalSite, returning: Sequence[str] = ()
    ) -> Iterator[Goal]:
        """Both sides of each guard that is asked. After a call they are asked where it returns."""
        for index, way in enumerate(ways):
            if way.condition:
                sites = [GoalSite(scene, requires=site.requires) for scene in returning] or [site]
                yield from self._sides(owner, owner.key("way", index), "go", way.condition, *sites)
                site = site.requiring((way.condition.expression, False))

    def _effects(self, owner: GoalOwner, deed: Deed, site: GoalSite) -> Iterator[Goal]:
        """Both sides of each condition under which something is done or written."""
        for index, effect in enumerate(deed.effects):
            key, words = owner.key("effect", index), f"do {effect.variable} if"
            yield from self._sides(owner, key, words, effect.condition, site)
        for index, line in enumerate(deed.ledger):
            key, words = owner.key("line", index), f"ledger {line.person} if"
            yield from self._sides(owner, key, words, line.condition, site)

    def _sides(
        self, owner: GoalOwner, key: GoalKey, words: str, asked: Condition | None, *sites: GoalSite
    ) -> Iterator[Goal]:
        """Both answers of a condition that somebody wrote, but for one that the lead rules out."""
        if asked is None or asked.implied:
            return
        what = f"`{asked.source}` in `{owner.name.partition('.')[0]}`"
        for side in self._possible(asked):
            id = f"{owner.name}:{words} {asked.source}:{'true' if side else 'false'}"
            here = tuple(site.requiring((asked.expression, side)) for site in sites)
            yield Goal(key.on(side), "condition", id, what, owner.file, asked.line, here)

    def _possible(self, condition: Condition) -> list[bool]:
        """The answers of a condition that the lead does not rule out."""
        known = evaluate_for_lead(condition.expression, self.lead, self.story)
        return [side for side in (True, False) if known in (None, side)]

    # -- motions ----------------------------------------------------------------------------------

    def _motion(self, motion: Motion, scenes: list[str]) -> Iterator[Goal]:
        """The written voices and the conditional leanings of a motion that is called in scenes."""
        for voice in motion.voices if scenes else ():
            texts = (voice.votes_for, voice.votes_against, voice.abstains)
            for stance, words in zip(VOTE_STANCES, texts, strict=True):
                if words:
                    key = GoalKey("voice", motion.id, voice.person, stance=stance)
                    id = f"{motion.id}.{voice.person}:{stance}"
                    what = f"`{voice.person}` {stance} in `{motion.id}`"
                    asked = (motion.id, voice.person, stance)
                    sites = tuple(GoalSite(scene, stance=asked) for scene in scenes)
                    yield Goal(key, "voice", id, what, MOTIONS, motion.line, sites)
        for index in range(len(motion.leanings) if scenes else 0):
            yield from self._leaning(motion, index, scenes)

    def _leaning(self, motion: Motion, index: int, scenes: list[str]) -> Iterator[Goal]:
        line, condition = motion.leanings[index], motion.leanings[index].condition
        if condition is None:
            return
        name = f"{motion.id}.{line.person}:leaning {line.weight:+d} if {condition.source}"
        leaning = f"the leaning of `{line.person}` if `{condition.source}`"
        for side in self._possible(condition):
            here = tuple(GoalSite(one, requires=((condition.expression, side),)) for one in scenes)
            id = f"{name}:{'counts' if side else 'idle'}"
            what = f"{leaning}{' counting' if side else ''} in `{motion.id}`"
            key = GoalKey("leaning", motion.id, position=index, side=side)
            yield Goal(key, "voice" if side else "condition", id, what, MOTIONS, line.line, here)
