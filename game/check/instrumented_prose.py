"""A passage that notes the goals it reaches: which alternatives and terms it displays."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from game.check.goal import Aspect, GoalOwner
from game.check.instrumentation import GoalRecorder, Instrumentation
from game.engine.compiled_prose import CompiledProse, Fork
from game.engine.conditions import Test
from game.engine.layout import StateValues
from game.story.model import Alternative, FirstAgain, Prose, Span


class InstrumentedFork(Fork):
    """Two alternatives that are goals (or -1)."""

    yes: InstrumentedProse
    no: InstrumentedProse
    yes_goal: int
    no_goal: int
    recorder: GoalRecorder

    def chosen(self, values: StateValues, again: bool) -> CompiledProse:
        chosen = super().chosen(values, again)
        goal = self.yes_goal if chosen is self.yes else self.no_goal
        if self.recorder.wanted[goal]:
            self.recorder.record((goal,))
        return chosen


class InstrumentedProse(CompiledProse):
    """A compiled passage that displays the same terms, and notes goals while it is `active`."""

    __slots__ = ("_links", "_recorder", "active")
    forks: tuple[InstrumentedFork, ...]

    def __init__(
        self,
        compiled: CompiledProse,
        prose: Prose,
        instrumentation: Instrumentation,
        owner: GoalOwner,
        aspect: Aspect,
        indexes: Iterator[int] | None = None,
    ) -> None:
        """`indexes` number the alternatives of the whole passage, of which this may be a part."""
        for slot in CompiledProse.__slots__:
            setattr(self, slot, getattr(compiled, slot))
        self.active, self._recorder = True, instrumentation.recorder
        self.has_terms = True  # goals are noted on the way to the terms
        goals, indexes = instrumentation.goals, indexes or count()
        terms = [one.term for one in prose if isinstance(one, Span) and aspect == "text"]
        links = (goal for term in terms if term for goal in goals.of_term(term))
        self._links = tuple(dict.fromkeys(links))

        def fork(segment: Alternative | FirstAgain, plain: Fork) -> InstrumentedFork:
            key = owner.key(aspect, next(indexes))
            match segment:
                case Alternative(condition, yes, no):
                    test: Test | None = instrumentation.test_of(condition.expression)
                case FirstAgain(yes, no):
                    test = None
            then = InstrumentedProse(plain.yes, yes, instrumentation, owner, aspect, indexes)
            other = InstrumentedProse(plain.no, no, instrumentation, owner, aspect, indexes)
            sides = (goals.number(key.on(True)), goals.number(key.on(False)))
            return InstrumentedFork(test, then, other, *sides, self._recorder)

        segments = [one for one in prose if isinstance(one, Alternative | FirstAgain)]
        self.forks = tuple(map(fork, segments, compiled.forks))

    @property
    def goals(self) -> tuple[int, ...]:
        """Every goal that some reading of the passage reaches."""
        found = [*self._links]
        for fork in self.forks:
            found += [fork.yes_goal, fork.no_goal, *fork.yes.goals, *fork.no.goals]
        return tuple(goal for goal in found if goal >= 0)

    @property
    def all_terms(self) -> int:
        """The bits of all terms that some reading displays."""
        mask = self.term_mask
        for fork in self.forks:
            mask |= fork.yes.all_terms | fork.no.all_terms
        return mask

    def restrict(self, goal: int, terms: int) -> bool:
        """Forget what neither reaches this goal nor displays these terms; whether any is left."""
        kept = []
        for fork in self.forks:
            yes, no = fork.yes, fork.no
            yes.restrict(goal, terms)
            no.restrict(goal, terms)
            reaches = goal in (fork.yes_goal, fork.no_goal, *yes._links, *no._links)
            if reaches or yes.forks or no.forks or (yes.term_mask ^ no.term_mask) & terms:
                kept.append(fork)
            else:
                self.term_mask |= yes.term_mask & no.term_mask
        self.forks = tuple(kept)
        return bool(kept or goal in self._links or self.term_mask & terms)

    def terms(self, values: StateValues, again: bool) -> int:
        """The bits of the terms displayed (none when not active); goals on the way are noted."""
        if not self.active:
            return 0
        if self._links:
            self._recorder.record(self._links)
        mask = self.term_mask
        for fork in self.forks:
            mask |= fork.chosen(values, again).terms(values, again)
        return mask
