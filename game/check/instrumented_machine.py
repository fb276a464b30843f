"""The game's own machine, watched: every step is the machine's, and each goal that it reaches is noted as it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import MethodType
from typing import Any

from game.check.goal import STANCES
from game.check.goal_owner import GoalOwner, of_choice, of_scene
from game.check.goals import Goals
from game.check.instrumented_prose import InstrumentedProse
from game.check.read_sets import MET_BITS, ReadSets
from game.check.visitors import story_expressions
from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import CompiledChoice, CompiledScene, TraceEntry, Values
from game.engine.conditions import Test
from game.engine.effects import Effects
from game.engine.layout import SCENE
from game.engine.machine import Machine
from game.engine.voting import stance
from game.story.model import Condition, Deed, Expression, Prose, Scene

Step = Callable[[Values, CompiledChoice], Values]


class InstrumentedMachine(Machine):
    """Notes goals in `fresh` while it is stepped. `light` leaves out passages that no goal and no condition asks about."""

    def __init__(
        self, goals: Goals, *, light: bool = True, readers: ReadSets | None = None
    ) -> None:
        super().__init__(goals.story)
        self.goals, self.light = goals, light
        self.readers = readers or ReadSets(self.layout)
        self.open = bytearray(len(goals) + 1)  # the last one stands for -1, no goal, and stays shut
        self.fresh: list[int] = []
        self.asked_met = self._asked_met()
        self._arrivals: list[tuple[int, ...]] = [()] * len(self.layout.scenes)
        self._all_arrivals = list(self._arrivals)
        self._taken: dict[CompiledChoice, tuple[int, ...]] = {}
        self._all_taken: dict[CompiledChoice, tuple[int, ...]] = {}
        self._standing: list[tuple[int, ...]] = [()] * len(self.layout.scenes)
        self._readings: list[tuple[Any, InstrumentedProse]] = []
        self._slimmed = False
        self._labels: dict[CompiledChoice, InstrumentedProse] = {}
        self._records: dict[int, InstrumentedProse] = {}
        self._passed: list[int] = []
        self._voices = {
            motion.id: self._voices_of(motion.id) for motion in self.story.world.motions
        }

    def want(self, numbers: Iterable[int]) -> None:
        """Watch for these goals and no others."""
        if self._slimmed:
            for holder, reading in self._readings:
                holder.prose = reading
            self._slimmed = False
        self._arrivals[:] = self._all_arrivals
        self._taken = dict(self._all_taken)
        self.open[:] = bytes(len(self.open))
        for number in numbers:
            self.open[number] = 1
        self.fresh.clear()

    def slim(self) -> Step:
        """Leave out what only serves goals that are reached, until `want` is called again; how to step from now on."""
        self._slimmed = True
        for holder, reading in self._readings:
            if not reading.reach & self.asked_met and not any(
                self.open[goal] for goal in reading.goals
            ):
                holder.prose = None
        if any(self.open):
            return self.step
        self._arrivals[:] = [()] * len(self._arrivals)
        return MethodType(Machine.step, self)

    def hit(self, number: int) -> None:
        self.open[number] = 0
        self.fresh.append(number)

    def drain(self) -> list[int]:
        """The goals reached since the last call."""
        found = list(self.fresh)
        self.fresh.clear()
        return found

    # -- stepping, with eyes --------------------------------------------------------------------------------

    def begin(self, lead: str, trace: list[TraceEntry] | None = None) -> Values:
        self._passed.clear()
        after = super().begin(lead, trace)
        if self._passed:
            self._read_records(after)
        return after

    def step(
        self, before: Values, choice: CompiledChoice, trace: list[TraceEntry] | None = None
    ) -> Values:
        if self._records:
            self._passed.clear()
        after = Machine.step(self, before, choice, trace)
        if choice in self._taken:
            for goal in self._taken.pop(choice):
                if self.open[goal]:
                    self.hit(goal)
        if self._records:
            self._passed.insert(0, before[SCENE])
            self._read_records(after)
        return after

    def open_choices(self, values: Sequence[Any]) -> list[CompiledChoice]:
        standing = self._standing[values[SCENE]]
        if standing and any(self.open[goal] for goal in standing):
            self._inspect(self.scene(values[SCENE]), values)
        return Machine.open_choices(self, values)

    def _inspect(self, scene: CompiledScene, values: Sequence[Any]) -> None:
        """Look at every need and label of what is shown, as the player does."""
        for choice in scene.choices:
            if choice.is_visible(values):
                for test, _ in choice.needs:
                    test(values)
                if choice in self._labels:
                    self._labels[choice].terms(values, True)

    def _arrive(
        self, values: list[Any], scene: CompiledScene, trace: list[TraceEntry] | None
    ) -> None:
        super()._arrive(values, scene, trace)
        arrivals = self._arrivals[scene.index]
        if arrivals:
            self._arrivals[scene.index] = ()  # all at once: none of these has a condition
            for goal in arrivals:
                if self.open[goal]:
                    self.hit(goal)
        if scene.index in self._records:
            self._passed.append(scene.index)

    def _call_vote(self, values: list[Any], motion_id: str) -> None:
        if any(self.open[goal] for goal in self._voices[motion_id]):
            self._hear(values, motion_id)
        super()._call_vote(values, motion_id)

    def _hear(self, values: Sequence[Any], motion_id: str) -> None:
        """The voices and leanings of a motion that is being called: what binds a vote is spent when it is over."""
        motion, number = self.story.motions[motion_id], self.goals.number
        called = self.voting.voters(values, motion)
        for person in called:
            goal = number(
                "voice",
                motion_id,
                person,
                stance(self.voting.effective_total(values, motion, person)),
            )
            if self.open[goal]:
                self.hit(goal)
        for index, line in enumerate(motion.leanings):
            if line.condition and line.person in called:
                goal = number(
                    "leaning",
                    motion_id,
                    index,
                    bool(self.test_of(line.condition.expression)(values)),
                )
                if self.open[goal]:
                    self.hit(goal)

    def _read_records(self, values: Values) -> None:
        """Records are read when their scene is left, or when the story ends in it."""
        last = self.scene(values[SCENE])
        for index in dict.fromkeys(self._passed):
            record = self._records.get(index)
            if record and (index != last.index or last.definition.ending):
                record.terms(values, True)

    # -- making ready ---------------------------------------------------------------------------------------

    def test_of(self, expression: Expression) -> Test:
        """A condition as a function of values; where only a part of the state is known, something looser."""
        return self.conditions.function(expression)

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiled = super()._compile(scene, index)
        number, whose = self.goals.number, of_scene(scene)
        arrivals = [number("scene", scene.id), number("ending", scene.ending)]
        arrivals += [number("fact", id) for id in scene.teaches]
        compiled.prose, links = self._passage(compiled.prose, whose, scene.text)
        self._arrivals[index] = self._all_arrivals[index] = _known(arrivals + links)
        compiled.ways = self._spied_ways(compiled.ways, scene.ways, whose)
        self._spy_deed(compiled.effects, scene.deed, whose)
        if scene.record:
            record = self._reading(compiled.record, whose, "record", scene.record)
            if record and any(True for _ in record.goals):
                self._records[index] = record
        standing: list[int] = []
        for choice in compiled.choices:
            self._watch_choice(choice, scene, standing)
        self._standing[index] = _known(standing)
        holders: list[Any] = [compiled, *compiled.choices]
        self._readings += [
            (holder, holder.prose)
            for holder in holders
            if isinstance(holder.prose, InstrumentedProse)
        ]
        return compiled

    def _watch_choice(self, choice: CompiledChoice, scene: Scene, standing: list[int]) -> None:
        number, definition = self.goals.number, choice.definition
        if definition is None:
            storylet = self.story.scenes[choice.id]
            choice.visible = self._spied(choice.visible, storylet.when, "when", storylet.id)
            needs, whose = storylet.needs, of_scene(storylet)
        else:
            needs, whose = definition.needs, of_choice(scene, definition)
            choice.visible = self._spied(
                choice.visible, definition.condition, "if", whose.owner, whose.part
            )
            taken = [
                number("take", whose.owner, whose.taken),
                *(number("fact", id) for id in definition.teaches),
            ]
            choice.prose, links = self._passage(choice.prose, whose, definition.text)
            self._taken[choice] = self._all_taken[choice] = _known(taken + links)
            choice.ways = self._spied_ways(choice.ways, definition.ways, whose)
            self._spy_deed(choice.effects, definition.deed, whose)
            if label := self._reading(choice.label, whose, "label", definition.label):
                self._labels[choice] = label
                standing += label.goals
        choice.needs = tuple(
            (
                self._spied(test, need.condition, "need", whose.owner, whose.part, index) or test,
                reason,
            )
            for index, ((test, reason), need) in enumerate(zip(choice.needs, needs, strict=True))
        )
        standing += [
            number("need", whose.owner, whose.part, index, False)
            for index in range(len(needs))
            if len(needs) > 1
        ]

    def _passage(
        self, text: CompiledProse | None, whose: GoalOwner, prose: Prose
    ) -> tuple[Any, list[int]]:
        """What stands in for a passage while stepping, and the goals that its fixed part always reaches."""
        if text is None:
            return None, []
        if text.is_constant:
            links = [
                goal
                for span in text.render((), False)
                if span.term
                for goal in self.goals.of_term(span.term)
            ]
            return (
                None if self.light and not text.terms((), False) & self.asked_met else text
            ), links
        reading = self._reading(text, whose, "text", prose)
        needed = reading and (
            not self.light or reading.reach & self.asked_met or any(True for _ in reading.goals)
        )
        return (reading if needed else None), []

    def _reading(
        self, text: CompiledProse | None, whose: GoalOwner, part: str, prose: Prose
    ) -> InstrumentedProse | None:
        if text is None or text.is_constant:
            return None
        number = self.goals.number
        terms = self.goals.of_term if part == "text" else _nothing
        return InstrumentedProse(
            prose,
            text,
            self.layout,
            lambda index, side: number("alt", whose.owner, whose.part, part, index, side),
            terms,
            self,
        )

    def _spied_ways(self, ways: Any, written: Sequence[Any], whose: GoalOwner) -> Any:
        return tuple(
            (self._spied(test, way.condition, "way", whose.owner, whose.part, index), target)
            for index, ((test, target), way) in enumerate(zip(ways, written, strict=True))
        )

    def _spy_deed(self, effects: Effects | None, deed: Deed, whose: GoalOwner) -> None:
        """The conditions of a deed's effects and lines, noted as they are asked."""
        if effects is None or not effects.is_conditional:
            return
        places = [index for index, line in enumerate(deed.ledger) if line.condition is not None]
        effects.conditional_lines = [
            (self._spied(test, line.condition, "line", whose.owner, whose.part, index), line)
            for index, (test, line) in zip(places, effects.conditional_lines, strict=True)
        ]
        waiting = [
            (index, effect.condition)
            for index, effect in enumerate(deed.effects)
            if effect.condition is not None
        ]
        effects.conditional_effects = [
            one._replace(
                test=self._spied(one.test, condition, "effect", whose.owner, whose.part, index)
                or one.test
            )
            for (index, condition), one in zip(waiting, effects.conditional_effects, strict=True)
        ]

    def _spied(self, test: Test | None, condition: Condition | None, *key: Any) -> Test | None:
        """The test, noting which way it went while either way is still a goal."""
        if test is None or condition is None:
            return test
        yes, no = self.goals.number(*key, True), self.goals.number(*key, False)
        opened, hit, plain = self.open, self.hit, self.test_of(condition.expression)
        if yes < 0 and no < 0:
            return plain

        def spied(values: Sequence[Any]) -> bool:
            if plain(values):
                if opened[yes]:
                    hit(yes)
                return True
            if opened[no]:
                hit(no)
            return False

        return spied

    def _voices_of(self, motion: str) -> tuple[int, ...]:
        number, found = self.goals.number, self.story.motions[motion]
        numbers = [
            number("voice", motion, voice.person, way) for voice in found.voices for way in STANCES
        ]
        numbers += [
            number("leaning", motion, index, side)
            for index in range(len(found.leanings))
            for side in (True, False)
        ]
        return _known(numbers)

    def _asked_met(self) -> int:
        """The bits of terms that some condition asks about."""
        mask = 0
        for expression in story_expressions(self.story):
            for place in self.readers.places(expression):
                if place >= MET_BITS:
                    mask |= 1 << (place - MET_BITS)
        return mask


def _known(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number >= 0))


def _nothing(_term: str) -> list[int]:
    return []
