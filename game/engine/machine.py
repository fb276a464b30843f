"""The machine: one step of the story, on a state's raw values. Pure: no files, no clock, no chance.

Faces reach it through `begin` and `choose`; the checker steps it directly, so what is proved is
what is played.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from game.engine.compiled_scene import (
    DRAW,
    GO,
    HUB,
    PLAY,
    RETURNING,
    CompiledChoice,
    CompiledScene,
    CompiledWays,
    TraceEntry,
    Values,
)
from game.engine.conditions import Conditions
from game.engine.layout import DATE, MET, PAST, SCENE, STACK, TAKEN, Layout, StateValues
from game.engine.scene_compiler import SceneCompiler
from game.engine.voting import VotingRules
from game.story.model import Scene, Story

Trace = list[TraceEntry] | None
"""Where a step notes what happened; None where nobody asks."""


class Machine:
    """A story ready to be played. A scene is compiled on the first visit and kept."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.layout = Layout(story)
        self.voting = VotingRules(self.layout)
        self.conditions = Conditions(
            self.layout, self.voting.votes, self.voting.is_carried, self.voting.is_seated
        )
        self.voting.conditions = self.conditions
        self.scenes: list[CompiledScene | None] = [None] * len(self.layout.scenes)
        hubs = (story.scenes[id].draw for id in story.scenes) if story.pools else ()
        draws = Counter(draw.pool for draw in hubs if draw)
        self._shared_pools = {pool for pool, count in draws.items() if count > 1}

    def scene(self, index: int) -> CompiledScene:
        """The scene with this index in the layout."""
        scene = self.scenes[index]
        if scene is None:
            definition = self.story.scenes[self.layout.scenes[index]]
            scene = self.scenes[index] = self._compile(definition, index)
        return scene

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiler = SceneCompiler(self.layout, self.conditions, self._shared_pools)
        return compiler.compile(scene, index)

    def begin(self, lead: str, trace: Trace = None) -> Values:
        """The values after the first scene was entered."""
        start = self.layout.scene_index[self.story.leads[lead].start]
        return self._enter(self.layout.begin(lead), start, trace)

    def open_choices(self, values: StateValues) -> list[CompiledChoice]:
        """What can be chosen now, in the order shown; nothing at an ending."""
        found = []
        for choice in self.scene(values[SCENE]).choices:
            if choice.is_open(values):
                found.append(choice)  # noqa: PERF401  (the comprehension takes a sixth longer)
        return found

    def step(self, before: Values, choice: CompiledChoice, trace: Trace = None) -> Values:
        """The values after an open choice was taken; what happened on the way goes to `trace`."""
        values = list(before)
        scene = self.scenes[before[SCENE]] or self.scene(before[SCENE])
        if scene.kind == DRAW:
            values[STACK] = (*before[STACK], (HUB, scene.index, before[TAKEN] + 1))
            return self._enter(values, choice.called_scene, trace)
        self._take(values, scene, choice, trace)
        if choice.called_scene >= 0:
            call = (PLAY, scene.index, scene.choices.index(choice))
            values[STACK] = (*values[STACK], call)
            return self._enter(values, choice.called_scene, trace)
        return self._enter(values, _follow(values, choice.ways), trace)

    def _take(
        self, values: list[Any], scene: CompiledScene, choice: CompiledChoice, trace: Trace
    ) -> None:
        """Everything that taking a choice of a menu does, in order: effects, marks, outcome."""
        again = values[PAST] & scene.seen_mask != 0
        lines = choice.effects.apply(values, self.layout) if choice.effects else ()
        values[PAST] |= choice.chosen_mask
        prose = choice.prose
        if trace is not None and (prose or lines):
            kind, id = ("outcome" if prose else "lines"), scene.definition.id
            shown = () if prose is None or prose.is_constant else tuple(values)
            trace.append(TraceEntry(kind, id, prose, shown, again, choice.id, lines))
        if prose and prose.has_terms:
            values[MET] |= prose.terms(values, again)

    def _enter(self, values: list[Any], target: int | None, trace: Trace) -> Values:
        """Go to a scene and on through all that lead on by themselves."""
        while target is not None:
            if target >= 0:
                scene = self.scenes[target] or self.scene(target)
                self._arrive(values, scene, trace)
                target = None if scene.waits else self._onward(values, scene)
            elif target == RETURNING:
                target = self._return(values, trace)
            else:
                target = self._stay(values, trace)
        return tuple(values)

    def _return(self, values: list[Any], trace: Trace) -> int | None:
        """Back to the caller: a hub offers what is left, a choice goes on along its ways."""
        *rest, (kind, caller, number) = values[STACK]
        values[STACK], values[SCENE] = tuple(rest), caller
        scene = self.scene(caller)
        if kind == PLAY:
            return _follow(values, scene.choices[number].ways)
        values[TAKEN] = number
        return self._resume(values, scene, trace)

    def _stay(self, values: list[Any], trace: Trace) -> int | None:
        """Back to the menu that the choice stood in, which is not entered again."""
        values[TAKEN] = 0
        return self._resume(values, self.scene(values[SCENE]), trace)

    def _resume(self, values: list[Any], scene: CompiledScene, trace: Trace) -> int | None:
        if trace is not None:
            trace.append(TraceEntry("back", scene.definition.id))
        return self._onward(values, scene)

    def _arrive(self, values: list[Any], scene: CompiledScene, trace: Trace) -> None:
        """Everything that entering a scene does, in order: marks, date, effects, text, vote."""
        definition, prose = scene.definition, scene.prose
        values[SCENE], values[TAKEN] = scene.index, 0
        if not scene.is_called:
            values[STACK] = ()
        again = values[PAST] & scene.seen_mask != 0
        values[PAST] |= scene.seen_mask
        if scene.visits_place:
            most = self.layout.range_of(scene.visits_place)[1]
            values[scene.visits_place] = min(values[scene.visits_place] + 1, most)
        if scene.date:
            values[DATE] = scene.date
        lines = scene.effects.apply(values, self.layout) if scene.effects else ()
        if trace is not None:
            shown = () if prose is None or prose.is_constant else tuple(values)
            trace.append(TraceEntry("scene", definition.id, prose, shown, again, "", lines))
        if prose and prose.has_terms:
            values[MET] |= prose.terms(values, again)
        if motion := definition.vote:
            if trace is not None:
                entry = TraceEntry("vote", definition.id, None, tuple(values), motion=motion)
                trace.append(entry)
            self._call_vote(values, motion)

    def _call_vote(self, values: list[Any], motion_id: str) -> None:
        """A motion is called: how it went is kept, and what bound a vote in it is spent."""
        motion = self.story.motions[motion_id]
        values[self.layout.tally[motion_id]] = self.voting.count(values, motion).packed
        self.voting.spend_holds(values, motion)

    def _onward(self, values: list[Any], scene: CompiledScene) -> int | None:
        """Where a scene leads by itself; None where the player has to choose, and at an ending."""
        if scene.kind == GO:
            return _follow(values, scene.ways)
        if scene.kind == DRAW and (
            values[TAKEN] >= scene.take or not any(one.is_open(values) for one in scene.choices)
        ):
            values[PAST] |= scene.lapse_mask
            return scene.then
        if scene.otherwise is not None:
            stuck = not any(choice.is_open(values) for choice in scene.own_choices)
            return scene.otherwise if stuck else None
        return None


def _follow(values: StateValues, ways: CompiledWays) -> int:
    """The target of the first way whose condition holds."""
    for test, target in ways:
        if test is None or test(values):
            return target
    raise AssertionError("a guarded way without `else` passed the builder")


def machine_of(story: Story) -> Machine:
    """The story's machine, made on first use and kept with it."""
    machine: Machine | None = story.compiled.get("machine")
    if machine is None:
        machine = story.compiled["machine"] = Machine(story)
    return machine
