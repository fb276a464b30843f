"""What a play of one lead should be able to show: every scene, choice, alternative, voice, ending, term, fact and condition.

A goal is found by its key (what the story does when it is reached) and known to people by its id.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from game.proof.reads import fold
from game.proof.structure import inside_call
from game.story.flow import returns
from game.story.model import Alternative, Choice, Condition, Expression, FirstAgain, Line, Need, Prose, Scene, Span, Story, Way

KINDS = ("scene", "choice", "passage", "ending", "term", "fact", "condition", "voice")
ENTER, REST, TAKE = "enter", "rest", "take"
STANCES = ("for", "against", "abstains")
Key = tuple[Hashable, ...]
Wants = tuple[tuple[Expression, bool], ...]


Lost = tuple[str, str, str, int]  # kind, id, file and line of something that no way leads to


class Aim(NamedTuple):
    """One place where a goal can be reached.

    `at` says when the wants are looked at: on entering the scene, standing in its menu or hub, or taking the option.
    `stance` asks a member for a way to vote: (motion, person, stance). `again` asks for the first or a later visit.
    """

    scene: str
    at: str = ENTER
    option: str = ""
    wants: Wants = ()
    stance: tuple[str, str, str] | None = None
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be shown. `what` says it in words; `file` and `line` are where it is written."""

    number: int
    kind: str
    id: str
    what: str
    file: str
    line: int
    aims: tuple[Aim, ...]
    side: bool | None = None


class Goals:
    """Every goal of one lead, in the order of the story."""

    def __init__(self, story: Story, lead: str, scenes: Iterable[str], lost: Iterable[Lost] = ()) -> None:
        """`scenes` are those that the lead's runs can be in; `lost` is what the ways between scenes rule out."""
        self.story, self.lead = story, lead
        self.scenes = tuple(scenes)
        self.all: list[Goal] = []
        self.numbers: dict[Key, int] = {}
        self.keys: list[Key] = []
        self._ids: dict[str, int] = {}
        self._shared: dict[Key, tuple[str, str, str, int, list[Aim]]] = {}
        self._lessons_of = {term.id: term.curriculum for term in story.world.terms if term.curriculum}
        self._calls: dict[str, list[str]] = {}
        for id in self.scenes:
            self._scene(story.scenes[id])
        self._motions()
        for kind, id, file, line in lost:
            self._add((kind, id), kind, id, f"the {kind} `{id}`", file, line, ())
        for key, (kind, id, what, line, aims) in self._shared.items():
            self._add(key, kind, id, what, self._file_of(kind, id), line, tuple(aims))

    def number(self, *key: Hashable) -> int:
        """The goal with this key, or -1."""
        return self.numbers.get(key, -1)

    def __len__(self) -> int:
        return len(self.all)

    def of_term(self, term: str) -> list[int]:
        """What is reached when a term's link is displayed: the term, and the lesson that its entry teaches."""
        found = [self.number("term", term)]
        if term in self._lessons_of:
            found.append(self.number("fact", self._lessons_of[term]))
        return [number for number in found if number >= 0]

    # -- gathering ------------------------------------------------------------------------------------------

    def _add(self, key: Key, kind: str, id: str, what: str, file: str, line: int, aims: tuple[Aim, ...], side: bool | None = None) -> None:
        if key in self.numbers:
            return
        count = self._ids[id] = self._ids.get(id, 0) + 1
        if count > 1:
            id = f"{id}#{count}"
        self.numbers[key] = len(self.all)
        self.keys.append(key)
        self.all.append(Goal(len(self.all), kind, id, what, file, line, aims, side))

    def _share(self, key: Key, kind: str, id: str, what: str, line: int, aim: Aim) -> None:
        """A goal that can be reached in several places."""
        self._shared.setdefault(key, (kind, id, what, line, []))[4].append(aim)

    def _scene(self, scene: Scene) -> None:
        enter = Aim(scene.id)
        self._add(("scene", scene.id), "scene", scene.id, f"the scene `{scene.id}`", scene.file, 1, (enter,))
        self._lessons(scene.teaches, enter)
        if scene.ending and self._own_ending(scene.ending):
            self._share(("ending", scene.ending), "ending", scene.ending, f"the ending `{scene.ending}`", self._ending_line(scene.ending), enter)
        self._lines(scene, "", scene.deed.ledger, enter)
        self._prose(scene, "", "text", scene.text, enter, 1)
        self._prose(scene, "", "record", scene.record, Aim(scene.id, TAKE if scene.choices or scene.draw else ENTER), 1)
        self._ways(scene, "", scene.ways, enter)
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

    def _lessons(self, teaches: Iterable[str], aim: Aim) -> None:
        for id in teaches:
            line = self.story.lessons[id].line if id in self.story.lessons else 0
            self._share(("fact", id), "fact", id, f"the lesson `{id}`", line, aim)

    def _choice(self, scene: Scene, choice: Choice) -> None:
        name = f"{scene.id}.{choice.id}"
        shown: Wants = ((choice.condition.expression, True),) if choice.condition else ()
        opened = (*shown, *((need.condition.expression, True) for need in choice.needs))
        if choice.condition:
            self._sides(("if", scene.id, choice.id), f"{name}:if {choice.condition.source}", choice.condition, scene, Aim(scene.id, REST, choice.id))
            if fold(choice.condition.expression, self.lead, self.story) is False:
                return
        take = Aim(scene.id, TAKE, choice.id, opened)
        self._add(("take", scene.id, choice.id), "choice", name, f"the choice `{name}`", scene.file, choice.line, (take,))
        self._needs(scene, choice.id, name, choice.needs, Aim(scene.id, REST, choice.id, shown))
        self._prose(scene, choice.id, "label", choice.label, Aim(scene.id, REST, choice.id, shown), choice.line)
        self._prose(scene, choice.id, "text", choice.text, take, choice.line)
        self._lines(scene, choice.id, choice.deed.ledger, take)
        inside = inside_call(self.story, choice.play) if choice.play else ()
        self._ways(scene, choice.id, choice.ways, take, tuple(id for id in inside if returns(self.story.scenes[id])))
        self._lessons(choice.teaches, take)

    def _storylet(self, hub: Scene, storylet: Scene) -> None:
        aim = Aim(hub.id, REST, storylet.id)
        if storylet.when:
            self._sides(("when", storylet.id), f"{storylet.id}:when {storylet.when.source}", storylet.when, storylet, aim)
            aim = aim._replace(wants=((storylet.when.expression, True),))
        self._needs(storylet, "", storylet.id, storylet.needs, aim)

    def _needs(self, scene: Scene, choice: str, name: str, needs: tuple[Need, ...], aim: Aim) -> None:
        """The locked side of each need: shown, and not to be had yet."""
        for index, need in enumerate(needs):
            if fold(need.condition.expression, self.lead, self.story) is True:
                continue
            id = f"{name}:locked" + (f":{index + 1}" if len(needs) > 1 else "")
            what = f"`{name}` locked by `{need.condition.source}`"
            locked = aim._replace(wants=(*aim.wants, (need.condition.expression, False)))
            self._add(("need", scene.id, choice, index, False), "choice", id, what, scene.file, need.condition.line, (locked,), False)

    def _ways(self, scene: Scene, choice: str, ways: tuple[Way, ...], aim: Aim, returning: tuple[str, ...] = ()) -> None:
        """Both sides of each guard that is asked. After a call they are asked where it returns from."""
        before: Wants = aim.wants
        for index, way in enumerate(ways):
            if way.condition:
                name = f"{scene.id}{'.' + choice if choice else ''}:go {way.condition.source}"
                self._sides(("way", scene.id, choice, index), name, way.condition, scene, aim._replace(wants=before), returning)
                before = (*before, (way.condition.expression, False))

    def _lines(self, scene: Scene, choice: str, lines: tuple[Line, ...], aim: Aim) -> None:
        for index, line in enumerate(lines):
            if line.condition:
                name = f"{scene.id}{'.' + choice if choice else ''}:ledger {line.person} if {line.condition.source}"
                self._sides(("line", scene.id, choice, index), name, line.condition, scene, aim)

    def _sides(self, key: Key, id: str, condition: Condition, scene: Scene, aim: Aim, returning: tuple[str, ...] = ()) -> None:
        """Both answers of a condition; a side that the lead alone rules out is no goal."""
        for side in (True, False):
            if fold(condition.expression, self.lead, self.story) is (not side):
                continue
            what = f"`{condition.source}` {'true' if side else 'false'} in `{scene.id}`"
            wants = (*aim.wants, (condition.expression, side))
            aims = tuple(Aim(id, wants=wants) for id in returning) or (aim._replace(wants=wants),)
            self._add((*key, side), "condition", f"{id}:{'true' if side else 'false'}", what, scene.file, condition.line, aims, side)

    # -- prose ----------------------------------------------------------------------------------------------

    def _prose(self, scene: Scene, choice: str, part: str, prose: Prose, aim: Aim, line: int) -> None:
        _Passage(self, scene, choice, part, line).read(prose, aim)

    def _motions(self) -> None:
        for motion in self.story.world.motions:
            scenes = self._calls.get(motion.id, [])
            if not scenes:
                continue
            for voice in motion.voices:
                for stance, words in zip(STANCES, (voice.votes_for, voice.votes_against, voice.abstains), strict=True):
                    if words:
                        aims = tuple(Aim(scene, stance=(motion.id, voice.person, stance)) for scene in scenes)
                        id, what = f"{motion.id}.{voice.person}:{stance}", f"`{voice.person}` {stance} in `{motion.id}`"
                        self._add(("voice", motion.id, voice.person, stance), "voice", id, what, "motions.yaml", motion.line, aims)
            for index, line in enumerate(motion.leanings):
                if line.condition:
                    self._leaning(motion.id, index, line, scenes)

    def _leaning(self, motion: str, index: int, line: Line, scenes: list[str]) -> None:
        condition = line.condition
        if condition is None:
            return
        for side in (True, False):
            if fold(condition.expression, self.lead, self.story) is (not side):
                continue
            aims = tuple(Aim(scene, wants=((condition.expression, side),)) for scene in scenes)
            id = f"{motion}.{line.person}:leaning {line.weight:+d} if {condition.source}:{'counts' if side else 'idle'}"
            what = f"the leaning of `{line.person}` if `{condition.source}` {'counting' if side else 'idle'} in `{motion}`"
            kind = "voice" if side else "condition"
            self._add(("leaning", motion, index, side), kind, id, what, "motions.yaml", line.line, aims, side)

    def _file_of(self, kind: str, id: str) -> str:
        if kind == "term":
            return self.story.terms[id].file
        return {"ending": "endings.yaml", "fact": "curriculum.yaml"}[kind]


class _Passage:
    """The goals of one passage: its alternatives, and the terms that it links to."""

    def __init__(self, goals: Goals, scene: Scene, choice: str, part: str, line: int) -> None:
        self.goals, self.scene, self.choice, self.part, self.line = goals, scene, choice, part, line
        self.name = f"{scene.id}{'.' + choice if choice else ''}" + ("" if part == "text" else f":{part}")
        self.count = 0

    def read(self, prose: Prose, aim: Aim, dead: bool = False) -> None:
        """Segments in reading order; alternatives are counted so that whoever compiles the passage counts alike."""
        for segment in prose:
            if isinstance(segment, Span) and segment.term and not dead and self.part != "record" and self.part != "label":
                self.link(segment.term, aim)
            elif isinstance(segment, Alternative):
                self.alternative(segment, aim, dead)
            elif isinstance(segment, FirstAgain):
                self.first_again(segment, aim, dead)

    def link(self, term: str, aim: Aim) -> None:
        goals = self.goals
        if term in goals.story.terms:
            goals._share(("term", term), "term", term, f"the term `{term}`", goals.story.terms[term].line, aim)
            if lesson := goals._lessons_of.get(term):
                goals._lessons((lesson,), aim)

    def alternative(self, segment: Alternative, aim: Aim, dead: bool) -> None:
        index, self.count = self.count, self.count + 1
        expression = segment.condition.expression
        known = fold(expression, self.goals.lead, self.goals.story)
        for side, prose in ((True, segment.then), (False, segment.otherwise)):
            gone = dead or known is (not side)
            aimed = aim._replace(wants=(*aim.wants, (expression, side)))
            if not gone:
                self.add(index, side, f"if {segment.condition.source}:{'then' if side else 'else'}", segment.condition.line, aimed, bool(prose))
            self.read(prose, aimed, gone)

    def first_again(self, segment: FirstAgain, aim: Aim, dead: bool) -> None:
        index, self.count = self.count, self.count + 1
        for side, prose in ((True, segment.first), (False, segment.again)):
            gone = dead or self.part != "text"
            aimed = aim._replace(again=not side)
            if not gone:
                self.add(index, side, "first" if side else "again", self.line, aimed, True)
            self.read(prose, aimed, gone)

    def add(self, index: int, side: bool, words: str, line: int, aim: Aim, told: bool) -> None:
        """An alternative with words is a passage; the silent side of an `if` is a condition that must be false at times."""
        key = ("alt", self.scene.id, self.choice, self.part, index, side)
        kind = "passage" if told else "condition"
        what = f"`{words}` in `{self.name}`"
        self.goals._add(key, kind, f"{self.name}:{words}", what, self.scene.file, line or self.line, (aim,), side)
