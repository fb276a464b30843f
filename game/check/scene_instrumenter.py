"""Instruments a compiled scene, so that stepping through it notes the goals it reaches."""

from __future__ import annotations

from collections.abc import Iterable

from game.check.goal import Aspect, GoalKey, GoalOwner
from game.check.instrumentation import Instrumentation
from game.check.instrumented_prose import InstrumentedProse
from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import CompiledChoice, CompiledScene
from game.engine.effects import Effects
from game.story.model import Deed, Need, Prose, Span, Way

Holder = CompiledScene | CompiledChoice


class SceneInstrumenter:
    """Instruments the scenes of one machine, and keeps what they reach besides.

    With `kept_terms` (bits) passages are left out that reach no goal and display none of these.
    """

    def __init__(self, instrumentation: Instrumentation, kept_terms: int | None) -> None:
        self.instrumentation, self.kept_terms = instrumentation, kept_terms
        self.goals = instrumentation.goals
        self.unconditional: dict[int | CompiledChoice, tuple[int, ...]] = {}
        """What entering a scene (by its index) and taking a choice reach in every case."""
        self.offered: dict[int, tuple[int, ...]] = {}
        """What a look at the needs and labels of a scene's menu can reach."""
        self.prose: list[InstrumentedProse] = []
        """The passages of scenes and choices that reach goals."""
        self.labels: dict[CompiledChoice, InstrumentedProse] = {}
        self.records: dict[int, InstrumentedProse] = {}

    def instrument(self, scene: CompiledScene) -> None:
        """Replace the tests and passages of a scene and its choices."""
        definition = scene.definition
        owner, lessons = GoalOwner.of_scene(definition), definition.teaches
        keys = [GoalKey("scene", definition.id), GoalKey("ending", definition.ending)]
        links = self._passage(scene, owner, definition.text)
        self.unconditional[scene.index] = self._known(keys, lessons) + links
        self._ways(scene, definition.ways, owner)
        self._effects(scene.effects, definition.deed, owner)
        record = self._instrumented(scene.record, owner, "record", definition.record)
        if record and record.goals:
            self.records[scene.index] = record
        offered = [goal for choice in scene.choices for goal in self._choice(choice, scene)]
        self.offered[scene.index] = tuple(offered)

    def _choice(self, choice: CompiledChoice, scene: CompiledScene) -> tuple[int, ...]:
        """Instrument a choice; what a look at its needs and label can reach."""
        test, definition = self.instrumentation.test, choice.definition
        if definition is None:
            storylet = self.goals.story.scenes[choice.id]
            owner = GoalOwner.of_scene(storylet)
            choice.visible = test(storylet.when, owner.key("visible"))
            return self._needs(choice, storylet.needs, owner)
        owner = GoalOwner.of_choice(scene.definition, definition)
        choice.visible = test(definition.condition, owner.key("visible"))
        links = self._passage(choice, owner, definition.text)
        self.unconditional[choice] = self._known([owner.taken], definition.teaches) + links
        self._ways(choice, definition.ways, owner)
        self._effects(choice.effects, definition.deed, owner)
        offered = self._needs(choice, definition.needs, owner)
        if label := self._instrumented(choice.label, owner, "label", definition.label):
            self.labels[choice] = label
            return offered + label.goals
        return offered

    def _known(self, keys: list[GoalKey], lessons: Iterable[str]) -> tuple[int, ...]:
        return self.goals.known([*keys, *(GoalKey("fact", id) for id in lessons)])

    def _needs(
        self, choice: CompiledChoice, needs: tuple[Need, ...], owner: GoalOwner
    ) -> tuple[int, ...]:
        """Instrument needs; those that nothing but a look at the menu is sure to reach."""
        tests = self.instrumentation.tests([need.condition for need in needs], owner, "need")
        both = zip(tests, needs, strict=True)
        choice.needs = tuple((test, need.reason) for test, need in both if test)
        # The machine asks no further than the first that is not met.
        keys = [owner.key("need", index) for index in range(len(needs))]
        return self.goals.known(key.on(False) for key in keys) if len(keys) > 1 else ()

    def _passage(self, holder: Holder, owner: GoalOwner, prose: Prose) -> tuple[int, ...]:
        """Replace a passage, or leave it out while stepping; the goals of one that is constant."""
        compiled, kept = holder.prose, self.kept_terms
        if compiled is None:
            return ()
        found = self._instrumented(compiled, owner, "text", prose)
        holder.prose = found or compiled
        if found is None:
            if kept is not None and not compiled.term_mask & kept:
                holder.prose = None
            terms = [one.term for one in prose if isinstance(one, Span) and one.term]
            return tuple(goal for term in terms for goal in self.goals.of_term(term))
        if kept is None or found.all_terms & kept or found.goals:
            self.prose.append(found)
        else:
            holder.prose = None
        return ()

    def _instrumented(
        self, compiled: CompiledProse | None, owner: GoalOwner, aspect: Aspect, prose: Prose
    ) -> InstrumentedProse | None:
        """None for a constant passage."""
        if compiled is None or compiled.is_constant:
            return None
        return InstrumentedProse(compiled, prose, self.instrumentation, owner, aspect)

    def _ways(self, holder: Holder, ways: tuple[Way, ...], owner: GoalOwner) -> None:
        tests = self.instrumentation.tests([way.condition for way in ways], owner, "way")
        holder.ways = tuple(zip(tests, (target for _, target in holder.ways), strict=True))

    def _effects(self, effects: Effects | None, deed: Deed, owner: GoalOwner) -> None:
        """The conditions of a deed's effects and lines, noted as they are asked."""
        if effects is None:
            return
        conditions = [line.condition for line in deed.ledger]
        tests = self.instrumentation.tests(conditions, owner, "line")
        lines = zip(tests, deed.ledger, strict=True)
        effects.conditional_lines = [(test, line) for test, line in lines if test]
        conditions = [effect.condition for effect in deed.effects]
        tests = self.instrumentation.tests(conditions, owner, "effect")
        both = zip(effects.conditional_effects, filter(None, tests), strict=True)
        effects.conditional_effects = [effect._replace(test=test) for effect, test in both]
