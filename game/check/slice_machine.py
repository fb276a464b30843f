"""A slice of a story: the game's own machine with only some places of the state known.

Every condition that asks about something outside the slice may come out either way, as an oracle says. So the slice
can do at least what the story can do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.check.goal import Goal
from game.check.goal_owner import GoalOwner
from game.check.instrumented_machine import InstrumentedMachine
from game.check.instrumented_prose import InstrumentedProse
from game.check.nondeterminism import Nondeterminism
from game.check.read_sets import MET_BITS, PAST_BITS, holds
from game.check.slice_voting import Partly, SliceVotingRules, opposite, stance_places, together
from game.check.visitors import looks_back
from game.engine.compiled_scene import CompiledChoice, CompiledScene
from game.engine.conditions import Test
from game.engine.effects import Effects
from game.engine.layout import DATE
from game.engine.voting import stance
from game.story.model import (
    All,
    Call,
    Choice,
    Compare,
    Deed,
    Either,
    Expression,
    Motion,
    Not,
    Number,
    Scene,
)

Values = Sequence[Any]


class SliceMachine(InstrumentedMachine):
    """Watches for one goal. `kept` are the places that are known; chairs and the date always are."""

    def __init__(self, source: InstrumentedMachine, kept: frozenset[int], goal: Goal) -> None:
        self.kept = kept | always_kept(source, goal, kept)
        self.goal, self.oracle = goal, Nondeterminism()
        self._loose: dict[Expression, Test] = {}
        super().__init__(source.goals, readers=source.readers)
        self.voting = self.guessing = SliceVotingRules(self)
        self.voting.conditions = self.conditions = (
            source.conditions
        )  # asked only where all that they read is known
        self._terms = sum(1 << (place - MET_BITS) for place in self.kept if place >= MET_BITS)
        self._owners = self.owners()
        self.want((goal.number,))

    def owners(self) -> frozenset[str]:
        """The choices of menus and hubs whose needs or labels the goal is about."""
        return frozenset(aim.choice for aim in self.goal.aims if aim.choice)

    def look(self, choice: CompiledChoice, values: Values) -> bool:
        """Whether a choice is open, its needs and label looked at if the goal is about them."""
        if choice.id in self._owners and choice.is_visible(values):
            for test, _ in choice.needs:
                test(values)
            if choice in self._labels:
                self._labels[choice].terms(values, True)
        return choice.is_open(values)

    # -- conditions -----------------------------------------------------------------------------------------

    def test_of(self, expression: Expression) -> Test:
        """The expression as far as it is known; where it is not, the oracle is asked once."""
        found = self._loose.get(expression)
        if found is None:
            known, oracle = self.known(expression), self.oracle

            def found(values: Values) -> bool:
                answer = known(values)
                return answer if isinstance(answer, bool) else bool(oracle.answer(2, answer))

            if self.readers.places(expression) <= self.kept:
                found = self.conditions.function(expression)
            self._loose[expression] = found
        return found

    def known(self, expression: Expression) -> Partly:
        """What is known of the expression: its answer, or places outside the slice that it waits for (Kleene's logic)."""
        expression = self.readers.plain(expression)
        places = self.readers.places(expression)
        if places <= self.kept:
            exact = self.conditions.function(expression)
            return lambda values: bool(exact(values))
        match expression:
            case Not(part):
                return opposite(self.known(part))
            case All(parts):
                return together([self.known(part) for part in parts], False)
            case Either(parts):
                return together([self.known(part) for part in parts], True)
            case Call("carried", motion):
                return self._vote(self.story.motions[motion], lambda ayes, carried: carried)
            case Compare(sign, left, Number(bound)):
                plain = self.readers.plain(left)
                if isinstance(plain, Call) and plain.function == "votes":
                    return self._vote(
                        self.story.motions[plain.argument],
                        lambda ayes, carried: holds(sign, ayes, bound),
                    )
        missing = places - self.kept
        return lambda values: missing

    def _vote(self, motion: Motion, says: Callable[[int, bool], bool]) -> Partly:
        """A question about a count: settled where the known members settle it, whatever the others do."""
        tally, voting = self.layout.tally[motion.id], self.guessing
        if tally not in self.kept:
            return lambda values: frozenset({tally})

        def known(values: Values) -> bool | frozenset[int]:
            packed = values[tally]
            if packed:
                return says((packed - 1) >> 1, bool((packed - 1) & 1))
            least, most, called, missing = voting.bounds(values, motion)
            needed = motion.needs or called // 2 + 1
            answers = {says(ayes, ayes >= needed) for ayes in range(least, most + 1)}
            return answers.pop() if len(answers) == 1 else missing

        return known

    # -- making ready ---------------------------------------------------------------------------------------

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiled = super()._compile(scene, index)
        compiled.prose = self._narrowed(compiled.prose)
        if index in self._records and not self._narrowed(self._records[index]):
            del self._records[index]
        for choice in compiled.choices:
            choice.prose = self._narrowed(choice.prose)
            self._loosen(choice)
        return compiled

    def _narrowed(self, text: Any) -> Any:
        """A passage with nothing left in it but what the goal or a kept term needs."""
        if isinstance(text, InstrumentedProse):
            return text if text.keep(self.goal.number, self._terms) else None
        return text

    def _loosen(self, choice: CompiledChoice) -> None:
        """Whether a choice is open becomes one question, as far as it is not known; what the goal is about stays apart."""
        bits = [
            bit for bit in range(choice.closed_mask.bit_length()) if choice.closed_mask >> bit & 1
        ]
        lost = frozenset(PAST_BITS + bit for bit in bits) - self.kept
        choice.closed_mask = sum(1 << bit for bit in bits if PAST_BITS + bit in self.kept)
        visible, oracle = choice.visible, self.oracle
        if choice.id in self._owners:
            if lost:
                choice.visible = lambda values: (
                    bool(oracle.answer(2, lost)) and (visible is None or bool(visible(values)))
                )
            return
        written = (
            choice.definition if choice.definition is not None else self.story.scenes[choice.id]
        )
        first = written.condition if isinstance(written, Choice) else written.when
        conditions = [
            condition
            for condition in (first, *(need.condition for need in written.needs))
            if condition
        ]
        parts = [self.known(condition.expression) for condition in conditions]
        if lost:
            parts.append(lambda values: lost)
        if not parts or (
            not lost
            and all(
                self.readers.places(condition.expression) <= self.kept for condition in conditions
            )
        ):
            return
        known = together(parts, False)

        def is_open(values: Values) -> bool:
            answer = known(values)
            return answer if isinstance(answer, bool) else bool(oracle.answer(2, answer))

        choice.visible, choice.needs = is_open, ()

    def _spy_deed(self, effects: Effects | None, deed: Deed, whose: GoalOwner) -> None:
        """Effects and lines that touch nothing kept are left out, unless the goal is one of them."""
        super()._spy_deed(effects, deed, whose)
        about = self.goals.keys[self.goal.number][:3]
        if effects is not None and about != ("line", whose.owner, whose.part):
            effects.conditional_lines = [
                (test, line)
                for test, line in effects.conditional_lines
                if self.layout.support.get(line.person) in self.kept
            ]
        if effects is not None and about != ("effect", whose.owner, whose.part):
            effects.conditional_effects = [
                one for one in effects.conditional_effects if one.place in self.kept
            ]

    def _hear(self, values: Values, motion_id: str) -> None:
        """Only the voice or leaning that the goal is about."""
        motion, key = self.story.motions[motion_id], self.goals.keys[self.goal.number]
        called = self.voting.voters(values, motion)
        if (
            key[:2] == ("voice", motion_id)
            and key[2] in called
            and stance(self.voting.effective_total(values, motion, str(key[2]))) == key[3]
        ):
            self.hit(self.goal.number)
        if key[:2] == ("leaning", motion_id):
            line = motion.leanings[key[2]]  # type: ignore[call-overload]
            if (
                line.person in called
                and line.condition
                and bool(self.test_of(line.condition.expression)(values)) == key[3]
            ):
                self.hit(self.goal.number)


def goal_places(watched: InstrumentedMachine, goal: Goal) -> frozenset[int]:
    """The places that the conditions of a goal itself read."""
    readers, story, layout = watched.readers, watched.story, watched.layout
    found: set[int] = set()
    for aim in goal.aims:
        for expression, _ in aim.wants:
            found |= readers.places(expression)
        if aim.stance:
            found |= stance_places(readers, story.motions[aim.stance[0]], aim.stance[1])
        bit = layout.past.get(("chose", f"{aim.scene}.{aim.choice}"))
        if bit is not None:
            found.add(PAST_BITS + bit)
    return frozenset(found)


def always_kept(watched: InstrumentedMachine, goal: Goal, kept: frozenset[int]) -> frozenset[int]:
    """Chairs, the date, and the marks of scenes whose `first` and `again` the slice has to tell apart."""
    layout, story = watched.layout, watched.story
    found = {DATE, *layout.seats.values()}
    aimed = {aim.scene for aim in goal.aims}
    terms = any(place >= MET_BITS for place in kept)
    for (kind, id), bit in layout.past.items():
        if kind == "seen" and (terms or id in aimed):
            scene = story.scenes[id]
            if looks_back(scene.text) or any(looks_back(choice.text) for choice in scene.choices):
                found.add(PAST_BITS + bit)
    return frozenset(found)
