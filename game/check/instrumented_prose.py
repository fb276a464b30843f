"""A passage as the checker reads it: which alternatives and terms it displays, and how many words, without building its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from game.engine.compiled_prose import CompiledProse
from game.engine.conditions import Test
from game.engine.layout import Layout
from game.story.model import Alternative, Expression, FirstAgain, Prose, Span

Values = Sequence[Any]
Number = Callable[[int, bool], int]


class Fork:
    """Two alternatives of a passage; without a test it is `first` against `again`."""

    __slots__ = ("no", "other", "test", "then", "yes")

    def __init__(self, test: Test | None, yes: int, no: int, then: Branch, other: Branch) -> None:
        self.test, self.yes, self.no, self.then, self.other = test, yes, no, then, other


class Branch:
    """A stretch of a passage: the terms it always links to, the goals this reaches, and its forks."""

    __slots__ = ("forks", "goals", "mask")

    def __init__(self, mask: int, goals: tuple[int, ...], forks: tuple[Fork, ...]) -> None:
        self.mask, self.goals, self.forks = mask, goals, forks


class InstrumentedProse:
    """Stands in for a compiled passage that is not fixed; says the same terms, and hits goals as it goes."""

    __slots__ = (
        "_forks",
        "hit",
        "is_constant",
        "open",
        "root",
        "whole",
    )

    def __init__(
        self,
        prose: Prose,
        whole: CompiledProse,
        layout: Layout,
        number: Number,
        terms: Callable[[str], list[int]],
        watch: Any,
    ) -> None:
        self.is_constant = False
        self.whole = whole
        self.open, self.hit = watch.open, watch.hit
        self._forks = 0
        self.root = self._branch(prose, layout, watch, number, terms)

    def _branch(
        self,
        prose: Prose,
        layout: Layout,
        watch: Any,
        number: Number,
        terms: Callable[[str], list[int]],
    ) -> Branch:
        mask, goals, forks = 0, [], []
        for segment in prose:
            if isinstance(segment, Span) and segment.term:
                mask |= 1 << layout.met[segment.term]
                goals += terms(segment.term)
            elif isinstance(segment, Alternative | FirstAgain):
                index, self._forks = self._forks, self._forks + 1
                whether, halves = _halves(segment)
                test = None if whether is None else watch.test_of(whether)
                then, other = (self._branch(half, layout, watch, number, terms) for half in halves)
                forks.append(Fork(test, number(index, True), number(index, False), then, other))
        return Branch(mask, tuple(dict.fromkeys(goals)), tuple(forks))

    @property
    def goals(self) -> Iterator[int]:
        """Every goal that some reading of the passage reaches."""
        return (goal for goal in _goals(self.root) if goal >= 0)

    @property
    def reach(self) -> int:
        """The bits of all terms that some reading displays."""
        return _reach(self.root)

    def keep(self, goal: int, mask: int) -> bool:
        """Forget every fork that neither reaches this goal nor displays one of these terms; whether anything is left."""
        self.root = _pruned(self.root, goal, mask)
        return bool(self.root.forks or goal in self.root.goals or self.root.mask & mask)

    def terms(self, values: Values, again: bool) -> int:
        """The bits of the terms displayed; goals reached on the way are hit."""
        return self._walk(self.root, values, again)

    def _walk(self, branch: Branch, values: Values, again: bool) -> int:
        mask = branch.mask
        for goal in branch.goals:
            if self.open[goal]:
                self.hit(goal)
        for fork in branch.forks:
            if not again if fork.test is None else fork.test(values):
                number, chosen = fork.yes, fork.then
            else:
                number, chosen = fork.no, fork.other
            if self.open[number]:
                self.hit(number)
            mask |= (
                self._walk(chosen, values, again) if chosen.forks or chosen.goals else chosen.mask
            )
        return mask


def _pruned(branch: Branch, goal: int, mask: int) -> Branch:
    shown, forks = branch.mask, []
    for fork in branch.forks:
        then, other = _pruned(fork.then, goal, mask), _pruned(fork.other, goal, mask)
        asked = goal in (fork.yes, fork.no, *then.goals, *other.goals) or then.forks or other.forks
        if asked or (then.mask ^ other.mask) & mask:
            forks.append(Fork(fork.test, fork.yes, fork.no, then, other))
        else:
            shown |= then.mask & other.mask
    return Branch(shown, branch.goals, tuple(forks))


def _halves(segment: Alternative | FirstAgain) -> tuple[Expression | None, tuple[Prose, Prose]]:
    if isinstance(segment, Alternative):
        return segment.condition.expression, (segment.then, segment.otherwise)
    return None, (segment.first, segment.again)


def _goals(branch: Branch) -> Iterator[int]:
    yield from branch.goals
    for fork in branch.forks:
        yield from (fork.yes, fork.no)
        yield from _goals(fork.then)
        yield from _goals(fork.other)


def _reach(branch: Branch) -> int:
    mask = branch.mask
    for fork in branch.forks:
        mask |= _reach(fork.then) | _reach(fork.other)
    return mask
