"""Instruments a compiled scene, so that stepping through it notes the goals it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.check.goal import Aspect, GoalKey, GoalOwner, owner_of_choice, owner_of_scene
from game.check.instrumentation import Instrumentation
from game.check.instrumented_prose import InstrumentedProse
from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import CompiledChoice, CompiledScene, CompiledWays
from game.engine.effects import Effects
from game.story.model import Choice, Deed, Need, Prose, Scene, Span, Way


@dataclass(slots=True)
class SceneGoals:
    """What a scene reaches apart from its conditions and passages."""

    unconditional: dict[int | CompiledChoice, tuple[int, ...]] = field(default_factory=dict)
    """What entering the scene (by its index) and taking each choice reaches in every case."""
    offered: tuple[int, ...] = ()
    """Goals that a look at the needs and labels of its menu can reach."""
    labels: dict[CompiledChoice, InstrumentedProse] = field(default_factory=dict)
    record: InstrumentedProse | None = None


class SceneInstrumenter:
    """Instruments the scenes of one machine.

    With `kept_terms` (bits) passages are left out that reach no goal and display none of these.
    """

    def __init__(self, instrumentation: Instrumentation, kept_terms: int | None) -> None:
        self.instrumentation, self.kept_terms = instrumentation, kept_terms
        self.goals = instrumentation.goals
        self.prose: list[InstrumentedProse] = []
        """The passages that were instrumented, but for labels and records."""

    def instrument(self, scene: CompiledScene) -> SceneGoals:
        """Replace the scene's tests and passages; the goals it reaches besides."""
        definition, found = scene.definition, SceneGoals()
        owner = owner_of_scene(definition)
        keys = [GoalKey("scene", definition.id), GoalKey("ending", definition.ending)]
        keys += [GoalKey("fact", id) for id in definition.teaches]
        links = self._links(scene.prose, definition.text)
        found.unconditional[scene.index] = self.goals.known(keys) + links
        scene.prose = self._prose(scene.prose, owner, definition.text)
        scene.ways = self._ways(scene.ways, definition.ways, owner)
        self._effects(scene.effects, definition.deed, owner)
        record = self._instrumented(scene.record, owner, "record", definition.record)
        found.record = record if record and record.goals else None
        for choice in scene.choices:
            if choice.definition is None:
                storylet = self.goals.story.scenes[choice.id]
                choice.visible = self.instrumentation.test(
                    storylet.when, owner_of_scene(storylet).key("visible")
                )
                self._needs(choice, storylet.needs, owner_of_scene(storylet), found)
            else:
                self._choice(choice, choice.definition, definition, found)
        return found

    def _choice(
        self, choice: CompiledChoice, definition: Choice, scene: Scene, found: SceneGoals
    ) -> None:
        owner = owner_of_choice(scene, definition)
        choice.visible = self.instrumentation.test(definition.condition, owner.key("visible"))
        keys = [owner.taken, *(GoalKey("fact", id) for id in definition.teaches)]
        links = self._links(choice.prose, definition.text)
        found.unconditional[choice] = self.goals.known(keys) + links
        choice.prose = self._prose(choice.prose, owner, definition.text)
        choice.ways = self._ways(choice.ways, definition.ways, owner)
        self._effects(choice.effects, definition.deed, owner)
        if label := self._instrumented(choice.label, owner, "label", definition.label):
            found.labels[choice] = label
            found.offered += label.goals
        self._needs(choice, definition.needs, owner, found)

    def _needs(
        self,
        choice: CompiledChoice,
        needs: tuple[Need, ...],
        owner: GoalOwner,
        found: SceneGoals,
    ) -> None:
        keys = [owner.key("need", index) for index in range(len(needs))]
        choice.needs = tuple(
            (self.instrumentation.tested(need.condition, key), need.reason)
            for key, need in zip(keys, needs, strict=True)
        )
        if len(needs) > 1:  # the first that is not met hides the others from the machine
            found.offered += self.goals.known(key.on(False) for key in keys)

    def _links(self, compiled: CompiledProse | None, prose: Prose) -> tuple[int, ...]:
        """The goals that a constant passage reaches by its links."""
        if compiled is None or not compiled.is_constant:
            return ()
        terms = [segment.term for segment in prose if isinstance(segment, Span) and segment.term]
        return tuple(goal for term in terms for goal in self.goals.of_term(term))

    def _prose(
        self, compiled: CompiledProse | None, owner: GoalOwner, prose: Prose
    ) -> CompiledProse | None:
        """What stands in for a passage while stepping; None where it need not be read."""
        if compiled is None:
            return None
        kept = self.kept_terms
        if compiled.is_constant:
            return compiled if kept is None or compiled.term_mask & kept else None
        found = self._instrumented(compiled, owner, "text", prose)
        if found is None or not (kept is None or found.all_terms & kept or found.goals):
            return None
        self.prose.append(found)
        return found

    def _instrumented(
        self, compiled: CompiledProse | None, owner: GoalOwner, aspect: Aspect, prose: Prose
    ) -> InstrumentedProse | None:
        if compiled is None or compiled.is_constant:
            return None
        return InstrumentedProse(compiled, prose, self.instrumentation, owner, aspect)

    def _ways(
        self, compiled: CompiledWays, ways: tuple[Way, ...], owner: GoalOwner
    ) -> CompiledWays:
        test = self.instrumentation.test
        return tuple(
            (test(way.condition, owner.key("way", index)), target)
            for index, ((_, target), way) in enumerate(zip(compiled, ways, strict=True))
        )

    def _effects(self, effects: Effects | None, deed: Deed, owner: GoalOwner) -> None:
        """The conditions of a deed's effects and lines, noted as they are asked."""
        if effects is None:
            return
        tested = self.instrumentation.tested
        effects.conditional_lines = [
            (tested(line.condition, owner.key("line", index)), line)
            for index, line in enumerate(deed.ledger)
            if line.condition is not None
        ]
        tests = [
            tested(effect.condition, owner.key("effect", index))
            for index, effect in enumerate(deed.effects)
            if effect.condition is not None
        ]
        effects.conditional_effects = [
            effect._replace(test=test)
            for effect, test in zip(effects.conditional_effects, tests, strict=True)
        ]
