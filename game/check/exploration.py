"""Exploration to the end, breadth first, merging states that nothing can tell apart; small stories are exhausted this way."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic

from game.check.abstraction import StateAbstraction
from game.check.instrumented_machine import InstrumentedMachine
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE
from game.story.collector import collector_off

Path = tuple[str, ...]
_ROUND = 512


@dataclass(slots=True)
class Exploration:
    """What was found. States are numbered as they were first reached; `ways(n)` are those that n's open choices lead to.

    `done` says that nothing was left out: then what was not found cannot be. `shortest` gives a shortest list of choices
    for each goal that was wanted and reached.
    """

    done: bool = True
    states: int = 0
    steps: int = 0
    seconds: float = 0.0
    shortest: dict[int, Path] = field(default_factory=dict)
    scenes: array[int] = field(default_factory=lambda: array("l"))
    parents: array[int] = field(default_factory=lambda: array("l"))
    taken: list[str] = field(default_factory=list)
    flow: array[int] = field(default_factory=lambda: array("l"))
    starts: array[int] = field(default_factory=lambda: array("l"))

    def ways(self, state: int) -> array[int]:
        """The states that follow, one for each open choice; nothing for a state that was not gone on from."""
        if state >= len(self.starts):
            return array("l")
        end = self.starts[state + 1] if state + 1 < len(self.starts) else len(self.flow)
        return self.flow[self.starts[state] : end]

    def path(self, state: int) -> Path:
        """The choices by which a state was first reached."""
        found = []
        while state > 0:
            found.append(self.taken[state])
            state = self.parents[state]
        return tuple(reversed(found))


def explore(
    watched: InstrumentedMachine,
    lead: str,
    merging: StateAbstraction,
    *,
    most: int = 200_000,
    deadline: float = float("inf"),
    progress: Callable[[float], None] | None = None,
) -> Exploration:
    """Every state of a lead, or the first `most` of them; `deadline` is a moment of time.monotonic()."""
    with collector_off():
        return _explored(watched, lead, merging, most, deadline, progress)


def _explored(
    watched: InstrumentedMachine,
    lead: str,
    merging: StateAbstraction,
    most: int,
    deadline: float,
    progress: Callable[[float], None] | None,
) -> Exploration:
    begun, number = monotonic(), 0
    found = Exploration()
    flow, parents, taken, scenes, starts = (
        found.flow,
        found.parents,
        found.taken,
        found.scenes,
        found.starts,
    )
    keys, open_choices, step, fresh = (
        merging.by_scene,
        watched.open_choices,
        watched.slim(),
        watched.fresh,
    )
    first = watched.begin(lead)
    known: dict[Hashable, int] = {keys[first[SCENE]](first): 0}
    queue: deque[Values] = deque([first])
    parents.append(0)
    taken.append("")
    _note(watched, found, ())
    while queue:
        values = queue.popleft()
        starts.append(len(flow))
        scenes.append(values[SCENE])
        choices = open_choices(values)
        if fresh:
            _note(watched, found, found.path(number))
        for choice in choices:
            after = step(values, choice)
            if fresh:
                _note(watched, found, (*found.path(number), choice.id))
            mark = keys[after[SCENE]](after)
            other = known.get(mark)
            if other is None:
                other = known[mark] = len(known)
                queue.append(after)
                parents.append(number)
                taken.append(choice.id)
            flow.append(other)
        number += 1
        if not number % _ROUND:
            if number == 32 * _ROUND:
                step = watched.slim()
            if len(known) >= most or monotonic() > deadline:
                found.done = not queue
                break
            if progress:
                progress(len(known) / most)
    scenes.extend(values[SCENE] for values in queue)
    found.states, found.steps, found.seconds = len(known), len(flow), monotonic() - begun
    return found


def odds(found: Exploration, ending_of: Callable[[int], str]) -> dict[str, float] | None:
    """The exact odds of each ending when every open choice is as likely as the others; None unless `found` is done and has no loops.

    The chance to be in each state, handed on from a state to those after it in topological order.
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
        ways = found.ways(number)
        if not ways:
            ending = ending_of(found.scenes[number])
            endings[ending] = endings.get(ending, 0.0) + chance[number]
        for other in ways:
            chance[other] += chance[number] / len(ways)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return endings if passed == found.states else None


def trapped(found: Exploration) -> list[int]:
    """States from which no ending can be reached, if the exploration is done."""
    before: list[list[int]] = [[] for _ in range(found.states)]
    good = []
    for number in range(found.states):
        ways = found.ways(number)
        if not ways:
            good.append(number)
        for other in ways:
            before[other].append(number)
    reached = set(good)
    while good:
        for number in before[good.pop()]:
            if number not in reached:
                reached.add(number)
                good.append(number)
    return [number for number in range(found.states) if number not in reached]


def _note(watched: InstrumentedMachine, found: Exploration, path: Path) -> None:
    for goal in watched.drain():
        found.shortest[goal] = path
