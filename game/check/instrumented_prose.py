"""A passage that notes the goals it reaches: which alternatives and terms it displays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from game.check.goal import Aspect, GoalOwner
from game.check.instrumentation import Instrumentation
from game.engine.compiled_prose import CompiledProse, Fork
from game.engine.conditions import Test, Values
from game.story.model import Alternative, FirstAgain, Prose, Span


@dataclass(slots=True)
class _Node:
    """A stretch of a passage: the terms it always links to, the goals this reaches, its forks."""

    terms: int
    goals: tuple[int, ...]
    forks: tuple[_Fork, ...]

    def all_goals(self) -> Iterator[int]:
        yield from self.goals
        for fork in self.forks:
            yield from (fork.yes_goal, fork.no_goal)
            yield from fork.yes.all_goals()
            yield from fork.no.all_goals()

    def all_terms(self) -> int:
        mask = self.terms
        for fork in self.forks:
            mask |= fork.yes.all_terms() | fork.no.all_terms()
        return mask

    def restricted(self, goal: int, terms: int) -> _Node:
        """The node without forks that neither reach this goal nor display one of these terms."""
        mask, forks = self.terms, []
        for fork in self.forks:
            yes, no = fork.yes.restricted(goal, terms), fork.no.restricted(goal, terms)
            reaches = goal in (fork.yes_goal, fork.no_goal, *yes.goals, *no.goals)
            if reaches or yes.forks or no.forks or (yes.terms ^ no.terms) & terms:
                forks.append(_Fork(fork.test, fork.yes_goal, fork.no_goal, yes, no))
            else:
                mask |= yes.terms & no.terms
        return _Node(mask, self.goals, tuple(forks))


@dataclass(slots=True)
class _Fork:
    """Two alternatives of a passage; without a test they are of the first and of later visits."""

    test: Test | None
    yes_goal: int
    no_goal: int
    yes: _Node
    no: _Node


class InstrumentedProse(CompiledProse):
    """A compiled passage that displays the same terms, and notes goals while it is `active`."""

    __slots__ = ("_instrumentation", "_root", "active")

    def __init__(
        self,
        compiled: CompiledProse,
        prose: Prose,
        instrumentation: Instrumentation,
        owner: GoalOwner,
        aspect: Aspect,
    ) -> None:
        for slot in CompiledProse.__slots__:
            setattr(self, slot, getattr(compiled, slot))
        self._instrumentation, self.active = instrumentation, True
        goals, indexes = instrumentation.goals, count()

        def node(prose: Prose, compiled: CompiledProse) -> _Node:
            terms = [one.term for one in prose if isinstance(one, Span) and aspect == "text"]
            links = dict.fromkeys(goal for term in terms if term for goal in goals.of_term(term))
            segments = [one for one in prose if isinstance(one, Alternative | FirstAgain)]
            forks = map(fork, segments, compiled.forks)
            return _Node(compiled.term_mask, tuple(links), tuple(forks))

        def fork(segment: Alternative | FirstAgain, compiled: Fork) -> _Fork:
            key = owner.key(aspect, next(indexes))
            yes_goal, no_goal = goals.number(key.on(True)), goals.number(key.on(False))
            match segment:
                case Alternative(condition, yes, no):
                    test: Test | None = instrumentation.test_of(condition.expression)
                case FirstAgain(yes, no):
                    test = None
            nodes = node(yes, compiled.yes), node(no, compiled.no)
            return _Fork(test, yes_goal, no_goal, *nodes)

        self._root = node(prose, compiled)

    @property
    def goals(self) -> tuple[int, ...]:
        """Every goal that some reading of the passage reaches."""
        return tuple(goal for goal in self._root.all_goals() if goal >= 0)

    @property
    def all_terms(self) -> int:
        """The bits of all terms that some reading displays."""
        return self._root.all_terms()

    def restrict(self, goal: int, terms: int) -> bool:
        """Forget what neither reaches this goal nor displays these terms; whether any is left."""
        self._root = root = self._root.restricted(goal, terms)
        return bool(root.forks or goal in root.goals or root.terms & terms)

    def terms(self, values: Values, again: bool) -> int:
        """The bits of the terms displayed (none when not active); goals on the way are noted."""
        return self._walk(self._root, values, again) if self.active else 0

    def _walk(self, node: _Node, values: Values, again: bool) -> int:
        recorder, mask = self._instrumentation.recorder, node.terms
        if node.goals:
            recorder.record(node.goals)
        for fork in node.forks:
            if not again if fork.test is None else fork.test(values):
                goal, chosen = fork.yes_goal, fork.yes
            else:
                goal, chosen = fork.no_goal, fork.no
            if recorder.wanted[goal]:
                recorder.record((goal,))
            nested = chosen.forks or chosen.goals
            mask |= self._walk(chosen, values, again) if nested else chosen.terms
        return mask
