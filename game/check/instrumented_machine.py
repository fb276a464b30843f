"""The instrumented machine: every step is the game's own, and each goal it reaches is noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.check.goal import GoalKey
from game.check.goals import Goals
from game.check.instrumentation import Instrumentation
from game.check.read_sets import MET_BITS, ReadSets
from game.check.scene_instrumenter import SceneInstrumenter
from game.check.visitors import story_expressions
from game.engine.compiled_scene import CompiledChoice, CompiledScene, Values
from game.engine.conditions import Test
from game.engine.layout import SCENE
from game.engine.machine import Machine, Trace
from game.engine.voting import stance
from game.story.model import Expression, Scene


class InstrumentedMachine(Machine):
    """A machine whose `recorder` notes goals as they are reached.

    Without `prose` it leaves out passages that no goal and no condition asks about.
    """

    def __init__(
        self, goals: Goals, *, prose: bool = False, read_sets: ReadSets | None = None
    ) -> None:
        super().__init__(goals.story)
        self.goals = goals
        self.read_sets = read_sets or ReadSets(self.layout)
        instrumentation = Instrumentation(goals, self.test_of)
        self.recorder = instrumentation.recorder
        self._asked_terms = self._terms_asked_about()
        kept = None if prose else self._asked_terms
        self._found = SceneInstrumenter(instrumentation, kept)
        self._records = self._found.records
        self._pending: dict[int | CompiledChoice, tuple[int, ...]] = {}
        """Goals that entering a scene or taking a choice reaches the next time, all together."""
        self._passed: list[int] = []
        self._motion_goals: dict[str, list[int]] = {motion: [] for motion in self.story.motions}
        for goal in goals.all:
            if goal.key.aspect in ("voice", "leaning"):
                self._motion_goals[goal.key.owner].append(goal.number)

    def want(self, numbers: Iterable[int]) -> None:
        """Wait for these goals and no others."""
        self.recorder.want(numbers)
        self._pending = dict(self._found.unconditional)
        for prose in self._found.prose:
            prose.active = True

    def without_reached(self) -> Machine:
        """What to step while nothing else is wanted: goals that are reached cost no more time."""
        for prose in self._found.prose:
            asked = prose.all_terms & self._asked_terms
            prose.active = bool(asked or self.recorder.wants_any(prose.goals))
        return self if any(self.recorder.wanted) else SilentMachine(self)

    def test_of(self, expression: Expression) -> Test:
        """A condition as a function of values."""
        return self.conditions.function(expression)

    # -- stepping ---------------------------------------------------------------------------------

    def begin(self, lead: str, trace: Trace = None) -> Values:
        self._passed.clear()
        after = super().begin(lead, trace)
        self._read_records(after)
        return after

    def step(self, before: Values, choice: CompiledChoice, trace: Trace = None) -> Values:
        records = self._records
        if records:
            self._passed[:] = (before[SCENE],)
        after = Machine.step(self, before, choice, trace)
        if choice in self._pending:
            self.recorder.record(self._pending.pop(choice))
        if records:
            self._read_records(after)
        return after

    def open_choices(self, values: Sequence[Any]) -> list[CompiledChoice]:
        offered = self._found.offered.get(values[SCENE])
        if offered and self.recorder.wants_any(offered):
            for choice in self.scene(values[SCENE]).choices:
                self.look_at(choice, values)
        return Machine.open_choices(self, values)

    def look_at(self, choice: CompiledChoice, values: Sequence[Any]) -> None:
        """Read the label and every need of a choice that is shown, as the player does."""
        if choice.is_visible(values):
            for test, _ in choice.needs:
                test(values)
            if choice in self._found.labels:
                self._found.labels[choice].terms(values, True)

    def _arrive(self, values: list[Any], scene: CompiledScene, trace: Trace) -> None:
        Machine._arrive(self, values, scene, trace)
        index = scene.index
        if index in self._pending:
            self.recorder.record(self._pending.pop(index))
        if index in self._records:
            self._passed.append(index)

    def _read_records(self, values: Values) -> None:
        """Records are read when their scene is left, or when the story ends in it."""
        last = self.scene(values[SCENE])
        for index in dict.fromkeys(self._passed):
            record = self._records.get(index)
            if record and (index != last.index or last.definition.ending):
                record.terms(values, True)

    def _call_vote(self, values: list[Any], motion_id: str) -> None:
        if self.recorder.wants_any(self._motion_goals[motion_id]):
            self._record_vote(values, motion_id)
        super()._call_vote(values, motion_id)

    def _record_vote(self, values: Sequence[Any], motion_id: str) -> None:
        """Voices and leanings of a motion, before what binds a vote is spent by the call."""
        motion, keys = self.story.motions[motion_id], []
        called = self.voting.voters(values, motion)
        for person in called:
            way = stance(self.voting.effective_total(values, motion, person))
            keys.append(GoalKey("voice", motion_id, person, stance=way))
        for index, line in enumerate(motion.leanings):
            if line.condition and line.person in called:
                side = bool(self.test_of(line.condition.expression)(values))
                keys.append(GoalKey("leaning", motion_id, position=index, side=side))
        self.recorder.record(self.goals.known(keys))

    # -- compiling --------------------------------------------------------------------------------

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiled = super()._compile(scene, index)
        self._found.instrument(compiled)
        for key in (index, *compiled.choices):
            if key in self._found.unconditional:
                self._pending[key] = self._found.unconditional[key]
        return compiled

    def _terms_asked_about(self) -> int:
        """The bits of terms that some condition asks about."""
        places = map(self.read_sets.places, story_expressions(self.story))
        terms = {place - MET_BITS for found in places for place in found if place >= MET_BITS}
        return sum(1 << bit for bit in terms)


class SilentMachine(Machine):
    """Steps the scenes of an instrumented machine and notes nothing."""

    def __init__(self, source: InstrumentedMachine) -> None:
        super().__init__(source.story)
        self._source, self.scenes = source, source.scenes

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        return self._source._compile(scene, index)
