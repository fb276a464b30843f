"""Exploration to the end, breadth first, merging states of one abstract state."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic

from game.check.goal import ChoicePath
from game.check.lead_model import LeadModel
from game.check.reachability import reachable
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE
from game.story.collector import collector_off

_ROUND = 512
"""States between two looks at the clock."""


@dataclass(slots=True)
class Exploration:
    """What was found. States are numbered as they were first reached.

    `done` says that nothing was left out: then what was not found cannot be. `shortest` gives a
    shortest list of choices for each goal that was wanted and reached. `scenes` are those of the
    states, `flow` the states that follow them, from `starts` on; `parents` and `taken` say from
    which state and by which choice each was first reached.
    """

    done: bool = True
    states: int = 0
    steps: int = 0
    shortest: dict[int, ChoicePath] = field(default_factory=dict)
    scenes: array[int] = field(default_factory=lambda: array("l"))
    parents: array[int] = field(default_factory=lambda: array("l"))
    taken: list[str] = field(default_factory=list)
    flow: array[int] = field(default_factory=lambda: array("l"))
    starts: array[int] = field(default_factory=lambda: array("l"))

    def successors(self, state: int) -> array[int]:
        """The states that follow, one for each open choice; none where it was not gone on."""
        if state >= len(self.starts):
            return array("l")
        end = self.starts[state + 1] if state + 1 < len(self.starts) else len(self.flow)
        return self.flow[self.starts[state] : end]

    def path(self, state: int) -> ChoicePath:
        """The choices by which a state was first reached."""
        found = []
        while state > 0:
            found.append(self.taken[state])
            state = self.parents[state]
        return tuple(reversed(found))


@collector_off()
def explore(
    model: LeadModel, *, most: int = 200_000, deadline: float = float("inf")
) -> Exploration:
    """Every state of a lead, or the first `most`; `deadline` is a moment of time.monotonic()."""
    found = Exploration()
    machine, recorder = model.machine.without_reached(), model.recorder
    abstract, reached = model.abstraction.by_scene, recorder.reached
    flow, starts, scenes, parents = found.flow, found.starts, found.scenes, found.parents
    first = machine.begin(model.lead)
    numbers: dict[Hashable, int] = {abstract[first[SCENE]](first): 0}
    queue: deque[Values] = deque([first])
    parents.append(0)
    found.taken.append("")
    found.shortest |= dict.fromkeys(recorder.take(), ())
    number = 0
    while queue:
        values = queue.popleft()
        starts.append(len(flow))
        scenes.append(values[SCENE])
        choices = machine.open_choices(values)
        if reached:
            found.shortest |= dict.fromkeys(recorder.take(), found.path(number))
        for choice in choices:
            after = machine.step(values, choice)
            if reached:
                path = (*found.path(number), choice.id)
                found.shortest |= dict.fromkeys(recorder.take(), path)
            state = abstract[after[SCENE]](after)
            other = numbers.get(state)
            if other is None:
                other = numbers[state] = len(numbers)
                queue.append(after)
                parents.append(number)
                found.taken.append(choice.id)
            flow.append(other)
        number += 1
        if not number % _ROUND:
            if not number & (number - 1):  # ever more rarely: at powers of two
                machine = model.machine.without_reached()
            if len(numbers) >= most or monotonic() > deadline:
                found.done = not queue
                break
    scenes.extend(values[SCENE] for values in queue)
    found.states, found.steps = len(numbers), len(flow)
    return found


def ending_odds(found: Exploration, ending_of: Callable[[int], str]) -> dict[str, float] | None:
    """The exact odds of each ending when every open choice is as likely as the others.

    None unless `found` is done and has no loops. The chance to be in each state is handed on to
    those after it in topological order; `ending_of` names the ending of a scene.
    """
    if not found.done:
        return None
    waiting = [0] * found.states
    for other in found.flow:
        waiting[other] += 1
    chance = [0.0] * found.states
    chance[0] = 1.0
    ready, passed = [0] if not waiting[0] else [], 0
    endings: dict[str, float] = {}
    while ready:
        number = ready.pop()
        passed += 1
        successors = found.successors(number)
        if not successors:
            ending = ending_of(found.scenes[number])
            endings[ending] = endings.get(ending, 0.0) + chance[number]
        for other in successors:
            chance[other] += chance[number] / len(successors)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return endings if passed == found.states else None


def trapped_states(found: Exploration) -> list[int]:
    """States from which no ending can be reached, if the exploration is done."""
    sources: list[list[int]] = [[] for _ in range(found.states)]
    for number in range(found.states):
        for other in found.successors(number):
            sources[other].append(number)
    ends = (number for number in range(found.states) if not found.successors(number))
    good = reachable(ends, sources.__getitem__)
    return [number for number in range(found.states) if number not in good]
