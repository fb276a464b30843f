"""Proofs that something cannot be, from slices; or a way to it.

A slice that is explored to the end without reaching a goal proves that no play reaches it. When it does reach the goal,
its choices are tried on the real machine; where they fail, what was guessed there is taken into the slice, and so on
(Clarke et al. 2000, "Counterexample-Guided Abstraction Refinement").
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from time import monotonic

from game.check.abstraction import StateAbstraction
from game.check.goal import Goal
from game.check.graph import SceneGraph
from game.check.instrumented_machine import InstrumentedMachine
from game.check.nondeterminism import TooMany
from game.check.replay import replay
from game.check.slice_machine import SliceMachine, goal_places
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE

Path = tuple[str, ...]
Asked = tuple[frozenset[int], ...]
ROUNDS = 60
MOST = 40_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`path` witnesses the goal; `impossible` proves that nothing can; neither means unknown."""

    path: Path | None = None
    impossible: bool = False
    states: int = 0


@dataclass(frozen=True, slots=True)
class AbstractStep:
    """A step of a slice: the choice, where it led, and what was guessed on the way."""

    choice: str
    scene: int
    asked: Asked
    before: AbstractStep | None


def decide(
    watched: InstrumentedMachine,
    graph: SceneGraph,
    merging: StateAbstraction,
    goal: Goal,
    deadline: float,
    most: int = MOST,
) -> Verdict:
    """Whether a goal can be reached: a witness, a proof that it cannot, or neither when it takes too much."""
    near: set[int] = set()
    for aim in goal.aims:
        near |= {watched.layout.scene_index[id] for id in graph.distances_to(aim.scene)}
    kept, states = goal_places(watched, goal), 0
    for _ in range(ROUNDS):
        sliced = SliceMachine(watched, kept, goal)
        hunt = SliceSearch(sliced, merging, near, most, deadline)
        try:
            last = hunt.run(graph.lead)
        except TooMany:
            return Verdict(states=states + hunt.states)
        states += hunt.states
        if last is None:
            return Verdict(impossible=hunt.done, states=states)
        hops = _hops(last)
        path = replay(watched, graph.lead, goal.number, [hop.choice for hop in hops if hop.choice])
        if path is not None:
            return Verdict(path, states=states)
        more = _wrong(watched, graph.lead, hops, sliced)
        if not more:
            return Verdict(states=states)
        kept |= more
    return Verdict(states=states)


class SliceSearch:
    """Breadth-first exploration of one slice."""

    def __init__(
        self,
        sliced: SliceMachine,
        merging: StateAbstraction,
        near: set[int],
        most: int,
        deadline: float,
    ) -> None:
        self.sliced, self.near, self.most, self.deadline = sliced, near, most, deadline
        self.key = merging.keys(sliced.kept)
        self.known: set[Hashable] = set()
        self.queue: deque[tuple[Values, AbstractStep]] = deque()
        self.done = False

    @property
    def states(self) -> int:
        return len(self.known)

    def run(self, lead: str) -> AbstractStep | None:
        """The last step of a way to the goal; None when there is none, or (`done` false) when it was given up."""
        sliced, oracle = self.sliced, self.sliced.oracle
        for values in oracle.every(lambda: sliced.begin(lead)):
            if hop := self._arrive(values, "", None):
                return hop
        while self.queue:
            if len(self.known) > self.most or monotonic() > self.deadline:
                return None
            values, hop = self.queue.popleft()
            if found := self._expand(values, hop):
                return found
        self.done = True
        return None

    def _expand(self, values: Values, hop: AbstractStep) -> AbstractStep | None:
        sliced, oracle = self.sliced, self.sliced.oracle
        for choice in sliced.scene(values[SCENE]).choices:
            can, guesses = False, list[frozenset[int]]()
            for is_open in oracle.every(lambda: sliced.look(choice, values)):  # noqa: B023
                if sliced.fresh:
                    return AbstractStep("", values[SCENE], tuple(oracle.asked), hop)
                if is_open and not can:
                    can, guesses = True, list(oracle.asked)
            if not can:
                continue
            for after in oracle.every(lambda: sliced.step(values, choice)):  # noqa: B023
                if found := self._arrive(after, choice.id, hop, guesses):
                    return found
        return None

    def _arrive(
        self,
        values: Values,
        choice: str,
        before: AbstractStep | None,
        guesses: list[frozenset[int]] | None = None,
    ) -> AbstractStep | None:
        """Note a state; the hop to it when the goal was reached on the way."""
        mark = self.key(values)
        if not self.sliced.fresh and (mark in self.known or values[SCENE] not in self.near):
            return None
        hop = AbstractStep(
            choice, values[SCENE], (*(guesses or ()), *self.sliced.oracle.asked), before
        )
        if self.sliced.fresh:
            return hop
        self.known.add(mark)
        self.queue.append((values, hop))
        return None


def _hops(last: AbstractStep) -> list[AbstractStep]:
    found: list[AbstractStep] = []
    hop: AbstractStep | None = last
    while hop:
        found.append(hop)
        hop = hop.before
    return found[::-1]


def _wrong(
    watched: InstrumentedMachine, lead: str, hops: list[AbstractStep], sliced: SliceMachine
) -> frozenset[int]:
    """What the slice should have known: the places guessed at the first step that the real machine takes differently, or before it."""
    values = watched.begin(lead)
    at = len(hops) - 1
    for index, hop in enumerate(hops):
        if hop.choice:
            choice = watched.scene(values[SCENE]).by_id.get(hop.choice)
            if choice is None or not choice.is_open(values):
                at = index
                break
            values = watched.step(values, choice)
        if values[SCENE] != hop.scene:
            at = index
            break
    for hop in reversed(hops[: at + 1]):
        lost = [places - sliced.kept for places in hop.asked if places - sliced.kept]
        if lost:
            return min(lost, key=len)
    return frozenset()
