"""What a play of one lead should be able to show: every scene, choice, alternative, voice, ending, term, fact and condition.

A goal is found by its key (what the story does when it is reached) and known to people by its id.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from game.check.call_graph import inside_call
from game.check.goal import ENTER, REST, STANCES, TAKE, Goal, GoalSite, Key, Lost, Wants
from game.check.goal_owner import GoalOwner, of_choice, of_scene
from game.check.passage_goals import PassageGoals
from game.check.read_sets import fold
from game.story.model import Choice, Condition, Deed, LedgerLine, Need, Prose, Scene, Story, Way
from game.story.scene_graph import returns


class Goals:
    """Every goal of one lead, in the order of the story."""

    def __init__(
        self, story: Story, lead: str, scenes: Iterable[str], lost: Iterable[Lost] = ()
    ) -> None:
        """`scenes` are those that the lead's runs can be in; `lost` is what the ways between scenes rule out."""
        self.story, self.lead = story, lead
        self.scenes = tuple(scenes)
        self.all: list[Goal] = []
        self.numbers: dict[Key, int] = {}
        self.keys: list[Key] = []
        self._ids: dict[str, int] = {}
        self._shared: dict[Key, tuple[str, str, str, int, list[GoalSite]]] = {}
        self.lessons_of = {
            term.id: term.curriculum for term in story.world.terms if term.curriculum
        }
        self._calls: dict[str, list[str]] = {}
        for id in self.scenes:
            self._scene(story.scenes[id])
        self._motions()
        for kind, id, file, line in lost:
            self.add((kind, id), kind, id, f"the {kind} `{id}`", file, line, ())
        for key, (kind, id, what, line, aims) in self._shared.items():
            self.add(key, kind, id, what, self._file_of(kind, id), line, tuple(aims))

    def number(self, *key: Hashable) -> int:
        """The goal with this key, or -1."""
        return self.numbers.get(key, -1)

    def __len__(self) -> int:
        return len(self.all)

    def of_term(self, term: str) -> list[int]:
        """What is reached when a term's link is displayed: the term, and the lesson that its entry teaches."""
        found = [self.number("term", term)]
        if term in self.lessons_of:
            found.append(self.number("fact", self.lessons_of[term]))
        return [number for number in found if number >= 0]

    # -- gathering ------------------------------------------------------------------------------------------

    def add(
        self,
        key: Key,
        kind: str,
        id: str,
        what: str,
        file: str,
        line: int,
        aims: tuple[GoalSite, ...],
        side: bool | None = None,
    ) -> None:
        """A goal; where it is known already, more places where it can be reached."""
        if (number := self.numbers.get(key)) is not None:
            known = self.all[number]
            self.all[number] = replace(
                known, aims=(*known.aims, *(aim for aim in aims if aim not in known.aims))
            )
            return
        count = self._ids[id] = self._ids.get(id, 0) + 1
        if count > 1:
            id = f"{id}#{count}"
        self.numbers[key] = len(self.all)
        self.keys.append(key)
        self.all.append(Goal(len(self.all), kind, id, what, file, line, aims, side))

    def share(self, key: Key, kind: str, id: str, what: str, line: int, aim: GoalSite) -> None:
        """A goal that can be reached in several places."""
        self._shared.setdefault(key, (kind, id, what, line, []))[4].append(aim)

    def _scene(self, scene: Scene) -> None:
        enter = GoalSite(scene.id)
        self.add(
            ("scene", scene.id),
            "scene",
            scene.id,
            f"the scene `{scene.id}`",
            scene.file,
            1,
            (enter,),
        )
        self.teach(scene.teaches, enter)
        if scene.ending and self._own_ending(scene.ending):
            self.share(
                ("ending", scene.ending),
                "ending",
                scene.ending,
                f"the ending `{scene.ending}`",
                self._ending_line(scene.ending),
                enter,
            )
        whose = of_scene(scene)
        self._deed(whose, scene.deed, enter)
        self._prose(whose, "text", scene.text, enter, 1)
        self._prose(
            whose,
            "record",
            scene.record,
            GoalSite(scene.id, TAKE if scene.choices or scene.draw else ENTER),
            1,
        )
        self._ways(whose, scene.ways, enter)
        if scene.vote:
            self._calls.setdefault(scene.vote, []).append(scene.id)
        for choice in scene.choices:
            self._choice(scene, choice)
        if scene.draw:
            for id in self.story.pools.get(scene.draw.pool, ()):
                self._storylet(scene, self.story.scenes[id])

    def _own_ending(self, id: str) -> bool:
        ending = self.story.endings.get(id)
        return ending is None or ending.lead in ("", self.lead)

    def _ending_line(self, id: str) -> int:
        return self.story.endings[id].line if id in self.story.endings else 0

    def teach(self, teaches: Iterable[str], aim: GoalSite) -> None:
        for id in teaches:
            line = self.story.lessons[id].line if id in self.story.lessons else 0
            self.share(("fact", id), "fact", id, f"the lesson `{id}`", line, aim)

    def _choice(self, scene: Scene, choice: Choice) -> None:
        whose = of_choice(scene, choice)
        shown: Wants = ((choice.condition.expression, True),) if choice.condition else ()
        opened = (*shown, *((need.condition.expression, True) for need in choice.needs))
        rest = GoalSite(scene.id, REST, choice.id, shown)
        if choice.condition:
            name = f"{whose.name}:if {choice.condition.source}"
            self._sides(
                ("if", whose.owner, whose.part),
                name,
                choice.condition,
                whose,
                rest._replace(wants=()),
            )
            if fold(choice.condition.expression, self.lead, self.story) is False:
                return
        take = GoalSite(scene.id, TAKE, choice.id, opened)
        name = whose.name.removesuffix(whose.part) + whose.taken
        self.add(
            ("take", whose.owner, whose.taken),
            "choice",
            name,
            f"the choice `{name}`",
            whose.file,
            choice.line,
            (take,),
        )
        self._needs(whose, choice.needs, rest)
        self._prose(whose, "label", choice.label, rest, choice.line)
        self._prose(whose, "text", choice.text, take, choice.line)
        self._deed(whose, choice.deed, take)
        inside = inside_call(self.story, choice.play) if choice.play else ()
        self._ways(
            whose, choice.ways, take, tuple(id for id in inside if returns(self.story.scenes[id]))
        )
        self.teach(choice.teaches, take)

    def _storylet(self, hub: Scene, storylet: Scene) -> None:
        aim, whose = GoalSite(hub.id, REST, storylet.id), of_scene(storylet)
        if storylet.when:
            self._sides(
                ("when", storylet.id),
                f"{storylet.id}:when {storylet.when.source}",
                storylet.when,
                whose,
                aim,
            )
            aim = aim._replace(wants=((storylet.when.expression, True),))
        self._needs(whose, storylet.needs, aim)

    def _needs(self, whose: GoalOwner, needs: tuple[Need, ...], aim: GoalSite) -> None:
        """The locked side of each need: shown, and not to be had yet."""
        for index, need in enumerate(needs):
            if (
                need.condition.implied
                or fold(need.condition.expression, self.lead, self.story) is True
            ):
                continue
            id = f"{whose.name}:locked" + (f":{index + 1}" if len(needs) > 1 else "")
            what = f"`{whose.name}` locked by `{need.condition.source}`"
            locked = aim._replace(wants=(*aim.wants, (need.condition.expression, False)))
            self.add(
                ("need", whose.owner, whose.part, index, False),
                "choice",
                id,
                what,
                whose.file,
                need.condition.line,
                (locked,),
                False,
            )

    def _ways(
        self,
        whose: GoalOwner,
        ways: tuple[Way, ...],
        aim: GoalSite,
        returning: tuple[str, ...] = (),
    ) -> None:
        """Both sides of each guard that is asked. After a call they are asked where it returns from."""
        before: Wants = aim.wants
        for index, way in enumerate(ways):
            if way.condition:
                name = f"{whose.name}:go {way.condition.source}"
                self._sides(
                    ("way", whose.owner, whose.part, index),
                    name,
                    way.condition,
                    whose,
                    aim._replace(wants=before),
                    returning,
                )
                before = (*before, (way.condition.expression, False))

    def _deed(self, whose: GoalOwner, deed: Deed, aim: GoalSite) -> None:
        """Both sides of each condition under which something is done or written."""
        for index, effect in enumerate(deed.effects):
            if effect.condition:
                name = f"{whose.name}:do {effect.variable} if {effect.condition.source}"
                self._sides(
                    ("effect", whose.owner, whose.part, index), name, effect.condition, whose, aim
                )
        for index, line in enumerate(deed.ledger):
            if line.condition:
                name = f"{whose.name}:ledger {line.person} if {line.condition.source}"
                self._sides(
                    ("line", whose.owner, whose.part, index), name, line.condition, whose, aim
                )

    def _sides(
        self,
        key: Key,
        id: str,
        condition: Condition,
        whose: GoalOwner,
        aim: GoalSite,
        returning: tuple[str, ...] = (),
    ) -> None:
        """Both answers of a condition that somebody wrote; a side that the lead alone rules out is no goal."""
        for side in (True, False) if not condition.implied else ():
            if fold(condition.expression, self.lead, self.story) is (not side):
                continue
            what = f"`{condition.source}` in `{whose.name.partition('.')[0]}`"
            wants = (*aim.wants, (condition.expression, side))
            aims = tuple(GoalSite(id, wants=wants) for id in returning) or (
                aim._replace(wants=wants),
            )
            self.add(
                (*key, side),
                "condition",
                f"{id}:{'true' if side else 'false'}",
                what,
                whose.file,
                condition.line,
                aims,
                side,
            )

    # -- prose ----------------------------------------------------------------------------------------------

    def _prose(self, whose: GoalOwner, part: str, prose: Prose, aim: GoalSite, line: int) -> None:
        PassageGoals(self, whose, part, line).read(prose, aim)

    def _motions(self) -> None:
        for motion in self.story.world.motions:
            scenes = self._calls.get(motion.id, [])
            if not scenes:
                continue
            for voice in motion.voices:
                for stance, words in zip(
                    STANCES, (voice.votes_for, voice.votes_against, voice.abstains), strict=True
                ):
                    if words:
                        aims = tuple(
                            GoalSite(scene, stance=(motion.id, voice.person, stance))
                            for scene in scenes
                        )
                        id, what = (
                            f"{motion.id}.{voice.person}:{stance}",
                            f"`{voice.person}` {stance} in `{motion.id}`",
                        )
                        self.add(
                            ("voice", motion.id, voice.person, stance),
                            "voice",
                            id,
                            what,
                            "motions.yaml",
                            motion.line,
                            aims,
                        )
            for index, line in enumerate(motion.leanings):
                if line.condition:
                    self._leaning(motion.id, index, line, scenes)

    def _leaning(self, motion: str, index: int, line: LedgerLine, scenes: list[str]) -> None:
        condition = line.condition
        if condition is None:
            return
        for side in (True, False):
            if fold(condition.expression, self.lead, self.story) is (not side):
                continue
            aims = tuple(GoalSite(scene, wants=((condition.expression, side),)) for scene in scenes)
            id = f"{motion}.{line.person}:leaning {line.weight:+d} if {condition.source}:{'counts' if side else 'idle'}"
            what = f"the leaning of `{line.person}` if `{condition.source}`{' counting' if side else ''} in `{motion}`"
            kind = "voice" if side else "condition"
            self.add(
                ("leaning", motion, index, side),
                kind,
                id,
                what,
                "motions.yaml",
                line.line,
                aims,
                side,
            )

    def _file_of(self, kind: str, id: str) -> str:
        if kind == "term":
            return self.story.terms[id].file
        return {"ending": "endings.yaml", "fact": "curriculum.yaml"}[kind]
