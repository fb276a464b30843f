"""A slice of a story: the game's own machine with only some places of the state known.

Every condition that asks about something outside the slice may come out either way. So the slice
can do at least what the story can do.
"""

from __future__ import annotations

from game.check.goal import Goal, GoalOwner
from game.check.instrumented_machine import InstrumentedMachine
from game.check.instrumented_prose import InstrumentedProse
from game.check.nondeterminism import Nondeterminism
from game.check.partial_conditions import PartialConditions, junction
from game.check.read_sets import MET_BITS, PAST_BITS
from game.check.scene_instrumenter import Holder
from game.check.slice_voting import SliceVotingRules
from game.check.visitors import asks_first_or_again, holders_of
from game.engine.compiled_scene import CompiledChoice, CompiledScene
from game.engine.conditions import Test
from game.engine.effects import Effects
from game.engine.layout import DATE, StateValues
from game.engine.voting import stance
from game.story.model import Choice, Expression, Scene


class SliceMachine(InstrumentedMachine):
    """Waits for one goal. `kept` are the known places; chairs and the date are always known."""

    def __init__(self, source: InstrumentedMachine, kept: frozenset[int], goal: Goal) -> None:
        super().__init__(source.goals, read_sets=source.read_sets)
        self.goal, self.choices = goal, Nondeterminism()
        self.kept = kept | self._always_kept(kept)
        self.conditions = source.conditions  # asked only where all that they read is known
        self.voting = rules = SliceVotingRules(self.read_sets, self.kept, self.choices)
        rules.conditions = self.conditions
        self._partial = PartialConditions(rules)
        self._kept_terms = sum(1 << (place - MET_BITS) for place in self.kept if place >= MET_BITS)
        self._examined = {site.choice for site in goal.sites if site.choice}
        """Choices whose needs or labels the goal may be about."""
        self.want((goal.number,))

    def _always_kept(self, kept: frozenset[int]) -> set[int]:
        """Chairs, the date, and marks of scenes whose `first` and `again` must be told apart."""
        found = {DATE, *self.layout.seats.values()}
        sites = {site.scene for site in self.goal.sites}
        terms = any(place >= MET_BITS for place in kept)
        for (kind, id), bit in self.layout.past.items():
            if kind == "seen" and (terms or id in sites):
                scene = self.story.scenes[id]
                if any(asks_first_or_again(holder.text) for holder in holders_of(scene)):
                    found.add(PAST_BITS + bit)
        return found

    def test_of(self, expression: Expression) -> Test:
        """The condition; where it is unknown it comes out either way."""
        return self._partial.test(expression)

    def is_open(self, choice: CompiledChoice, values: StateValues) -> bool:
        """Whether a choice is open, looked at as a player does if the goal may be about it."""
        if choice.id in self._examined:
            self.look_at(choice, values)
        return choice.is_open(values)

    def _record_vote(self, values: StateValues, motion_id: str) -> None:
        """Only the voice or leaning that the goal is about."""
        motion, key, reached = self.story.motions[motion_id], self.goal.key, False
        voters = self.voting.voters(values, motion)
        if key.aspect == "voice" and key.part in voters:
            reached = stance(self.voting.effective_total(values, motion, key.part)) == key.stance
        if key.aspect == "leaning":
            line = motion.leanings[key.position]
            if line.person in voters and line.condition:
                reached = bool(self.test_of(line.condition.expression)(values)) == key.side
        if reached and key.owner == motion_id:
            self.recorder.record((self.goal.number,))

    # -- compiling --------------------------------------------------------------------------------

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiled = super()._compile(scene, index)
        record = self._records.get(index)
        if record and not record.restrict(self.goal.number, self._kept_terms):
            del self._records[index]
        self._restrict(compiled)
        self._drop_effects(compiled.effects, GoalOwner.of_scene(scene))
        for choice in compiled.choices:
            self._restrict(choice)
            if choice.definition:
                self._drop_effects(choice.effects, GoalOwner.of_choice(scene, choice.definition))
            self._loosen(choice)
        return compiled

    def _restrict(self, holder: Holder) -> None:
        """Leave nothing in a passage but what the goal or a known term needs."""
        prose = holder.prose
        if isinstance(prose, InstrumentedProse):
            holder.prose = prose if prose.restrict(self.goal.number, self._kept_terms) else None

    def _drop_effects(self, effects: Effects | None, owner: GoalOwner) -> None:
        """Leave out effects and lines that touch nothing known, unless the goal is one of them."""
        key = self.goal.key
        aspect = key.aspect if (key.owner, key.part) == (owner.id, owner.part) else ""
        if effects is not None and aspect != "line":
            lines, support, kept = effects.conditional_lines, self.layout.support, self.kept
            effects.conditional_lines = [one for one in lines if support.get(one[1].person) in kept]
        if effects is not None and aspect != "effect":
            found = effects.conditional_effects
            effects.conditional_effects = [one for one in found if one.place in self.kept]

    def _loosen(self, choice: CompiledChoice) -> None:
        """Make one question of whether a choice is open, as far as that is unknown."""
        mask = choice.closed_mask
        marks = {PAST_BITS + bit for bit in range(mask.bit_length()) if mask >> bit & 1}
        unknown = frozenset(marks - self.kept)
        choice.closed_mask = sum(1 << (mark - PAST_BITS) for mark in marks & self.kept)
        if choice.id in self._examined:
            if unknown:
                self._hide(choice, unknown)
            return
        written = choice.definition or self.story.scenes[choice.id]
        first = written.condition if isinstance(written, Choice) else written.when
        conditions = [first, *(need.condition for need in written.needs)]
        expressions = [one.expression for one in conditions if one is not None]
        if unknown or not all(map(self._partial.is_known, expressions)):
            parts = [self._partial.partial(expression) for expression in expressions]
            if unknown:
                parts.append(lambda values: unknown)
            choice.visible, choice.needs = self._partial.resolved(junction(parts, False)), ()

    def _hide(self, choice: CompiledChoice, unknown: frozenset[int]) -> None:
        """Let a choice be gone or not; its own conditions are still asked one by one."""
        visible, choose = choice.visible, self.choices.choose
        choice.visible = lambda values: (
            bool(choose(2, unknown)) and (visible is None or bool(visible(values)))
        )


def goal_places(machine: InstrumentedMachine, goal: Goal) -> frozenset[int]:
    """The places that the conditions of a goal itself read."""
    read_sets, past = machine.read_sets, machine.layout.past
    found: set[int] = set()
    for site in goal.sites:
        for expression, _ in site.requires:
            found |= read_sets.places(expression)
        if site.stance:
            motion, person, _ = site.stance
            found |= read_sets.stance_places(machine.story.motions[motion], person)
        bit = past.get(("chose", f"{site.scene}.{site.choice}"))
        if bit is not None:
            found.add(PAST_BITS + bit)
    return frozenset(found)
