"""Proofs that something cannot be, from slices; or a way to it.

A slice that is explored to the end without reaching a goal proves that no play reaches it. When it
does reach the goal, its choices are tried on the real machine; where they fail, what was guessed
there is taken into the slice, and so on (Clarke et al. 2000, "Counterexample-Guided Abstraction
Refinement").
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from time import monotonic

from game.check.goal import ChoicePath, Goal
from game.check.lead_model import LeadModel
from game.check.nondeterminism import TooManyOutcomes
from game.check.replay import replay
from game.check.slice_machine import SliceMachine, goal_places
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE

Guesses = tuple[frozenset[int], ...]
"""For each guess, the places that would have answered it."""
ROUNDS = 60
MOST = 40_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`path` witnesses the goal; `impossible` proves that nothing can; neither means unknown."""

    path: ChoicePath | None = None
    impossible: bool = False
    states: int = 0


@dataclass(frozen=True, slots=True)
class AbstractStep:
    """A step of a slice: the choice, the scene it led to, and what was guessed on the way."""

    choice: str
    scene: int
    guesses: Guesses
    before: AbstractStep | None


def decide(model: LeadModel, goal: Goal, deadline: float, most: int = MOST) -> Verdict:
    """A witness of a goal, a proof that it cannot be reached, or neither if it takes too much."""
    index = model.machine.layout.scene_index
    near = {index[id] for site in goal.sites for id in model.graph.distances_to(site.scene)}
    kept, states = goal_places(model.machine, goal), 0
    for _ in range(ROUNDS):
        machine = SliceMachine(model.machine, kept, goal)
        search = SliceSearch(model, machine, near, most, deadline)
        try:
            last = search.run()
        except TooManyOutcomes:
            return Verdict(states=states + len(search.known))
        states += len(search.known)
        if last is None:
            return Verdict(impossible=search.done, states=states)
        steps = _steps(last)
        path = replay(model, goal, [step.choice for step in steps if step.choice])
        if path is not None:
            return Verdict(path, states=states)
        more = _missing_places(model, steps, machine)
        if not more:
            break
        kept |= more
    return Verdict(states=states)


class SliceSearch:
    """Breadth-first exploration of one slice; only scenes in `near` can lead to the goal."""

    def __init__(
        self, model: LeadModel, machine: SliceMachine, near: set[int], most: int, deadline: float
    ) -> None:
        self.lead, self.machine = model.lead, machine
        self.near, self.most, self.deadline = near, most, deadline
        self.known: set[Hashable] = set()
        self.done = False
        self._outcomes, self._reached = machine.choices.outcomes, machine.recorder.reached
        self._abstract = model.abstraction.projection(machine.kept)
        self._queue: deque[tuple[Values, AbstractStep]] = deque()

    def run(self) -> AbstractStep | None:
        """The last step of a way to the goal; None without one, or (not `done`) if given up."""
        for values in self._outcomes(lambda: self.machine.begin(self.lead)):
            if step := self._arrive(values, "", None):
                return step
        while self._queue:
            if len(self.known) > self.most or monotonic() > self.deadline:
                return None
            if found := self._expand(*self._queue.popleft()):
                return found
        self.done = True
        return None

    def _expand(self, values: Values, before: AbstractStep) -> AbstractStep | None:
        machine = self.machine
        for choice in machine.scene(values[SCENE]).choices:
            opening: Guesses | None = None
            for is_open in self._outcomes(lambda: machine.is_open(choice, values)):  # noqa: B023
                guesses = tuple(machine.choices.asked)
                if self._reached:
                    return AbstractStep("", values[SCENE], guesses, before)
                if is_open and opening is None:
                    opening = guesses
            if opening is not None:
                for after in self._outcomes(lambda: machine.step(values, choice)):  # noqa: B023
                    if found := self._arrive(after, choice.id, before, opening):
                        return found
        return None

    def _arrive(
        self, values: Values, choice: str, before: AbstractStep | None, opening: Guesses = ()
    ) -> AbstractStep | None:
        """Note a state; the step to it when the goal was reached on the way."""
        state = self._abstract(values)
        if not self._reached and (state in self.known or values[SCENE] not in self.near):
            return None
        guesses = (*opening, *self.machine.choices.asked)
        step = AbstractStep(choice, values[SCENE], guesses, before)
        if self._reached:
            return step
        self.known.add(state)
        self._queue.append((values, step))
        return None


def _steps(last: AbstractStep) -> list[AbstractStep]:
    found: list[AbstractStep] = []
    step: AbstractStep | None = last
    while step:
        found.append(step)
        step = step.before
    return found[::-1]


def _missing_places(
    model: LeadModel, steps: list[AbstractStep], slice_machine: SliceMachine
) -> frozenset[int]:
    """What the slice should have known: places guessed where the real machine differs."""
    machine = model.machine
    values = machine.begin(model.lead)
    at = len(steps) - 1
    for index, step in enumerate(steps):
        if step.choice:
            choice = machine.scene(values[SCENE]).by_id.get(step.choice)
            if choice is None or not choice.is_open(values):
                at = index
                break
            values = machine.step(values, choice)
        if values[SCENE] != step.scene:
            at = index
            break
    for step in reversed(steps[: at + 1]):
        missing = [places - slice_machine.kept for places in step.guesses]
        if any(missing):
            return min(filter(None, missing), key=len)
    return frozenset()
