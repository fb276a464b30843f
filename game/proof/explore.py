"""Exploration to the end, breadth first, merging states that nothing can tell apart; small stories are exhausted this way."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic

from game.play.layout import SCENE
from game.play.stage import Values
from game.proof.classes import Merging
from game.proof.watched import Watched

Path = tuple[str, ...]
_ROUND = 512


@dataclass(slots=True)
class Exploration:
    """What was found. `ways` holds, for each state, the states that its open choices lead to, one for each choice.

    `done` says that nothing was left out: then what was not found cannot be. `shortest` gives a shortest list of choices
    for each goal that was wanted and reached.
    """

    done: bool = True
    states: int = 0
    steps: int = 0
    seconds: float = 0.0
    shortest: dict[int, Path] = field(default_factory=dict)
    ways: list[array[int]] = field(default_factory=list)
    scenes: array[int] = field(default_factory=lambda: array("l"))
    parents: array[int] = field(default_factory=lambda: array("l"))
    taken: list[str] = field(default_factory=list)

    def path(self, state: int) -> Path:
        """The choices by which a state was first reached."""
        found = []
        while state > 0:
            found.append(self.taken[state])
            state = self.parents[state]
        return tuple(reversed(found))


def explore(
    watched: Watched,
    lead: str,
    merging: Merging,
    *,
    most: int = 200_000,
    deadline: float = float("inf"),
    progress: Callable[[float], None] | None = None,
) -> Exploration:
    """Every state of a lead, or the first `most` of them; `deadline` is a moment of time.monotonic()."""
    begun = monotonic()
    found = Exploration()
    key, open_options, step = merging.key, watched.open_options, watched.step
    first = watched.begin(lead)
    known: dict[Hashable, int] = {key(first): 0}
    queue: deque[tuple[int, Values]] = deque([(0, first)])
    found.parents.append(0)
    found.taken.append("")
    found.scenes.append(first[SCENE])
    found.ways.append(array("l"))
    _note(watched, found, ())
    while queue:
        number, values = queue.popleft()
        ways = found.ways[number]
        options = open_options(values)
        if watched.fresh:
            _note(watched, found, found.path(number))
        for option in options:
            after = step(values, option)
            if watched.fresh:
                _note(watched, found, (*found.path(number), option.id))
            mark = key(after)
            other = known.get(mark)
            if other is None:
                other = known[mark] = len(known)
                queue.append((other, after))
                found.parents.append(number)
                found.taken.append(option.id)
                found.scenes.append(after[SCENE])
                found.ways.append(array("l"))
            ways.append(other)
        found.steps += len(ways)
        if len(known) >= most or (not number % _ROUND and (monotonic() > deadline)):
            found.done = not queue
            break
        if progress and not number % 4096:
            progress(len(known) / most)
    found.states = len(known)
    found.seconds = monotonic() - begun
    return found


def odds(found: Exploration, ending_of: Callable[[int], str]) -> dict[str, float] | None:
    """The exact odds of each ending when every open choice is as likely as the others; None unless `found` is done and has no loops.

    The chance to be in each state, handed on from a state to those after it in topological order.
    """
    if not found.done:
        return None
    waiting = [0] * found.states
    for ways in found.ways:
        for other in ways:
            waiting[other] += 1
    chance = [0.0] * found.states
    chance[0] = 1.0
    ready, passed = [0] if not waiting[0] else [], 0
    endings: dict[str, float] = {}
    while ready:
        number = ready.pop()
        passed += 1
        ways = found.ways[number]
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
    for number, ways in enumerate(found.ways):
        for other in ways:
            before[other].append(number)
    good = [number for number, ways in enumerate(found.ways) if not ways]
    reached = set(good)
    while good:
        for number in before[good.pop()]:
            if number not in reached:
                reached.add(number)
                good.append(number)
    return [number for number in range(found.states) if number not in reached]


def _note(watched: Watched, found: Exploration, path: Path) -> None:
    for goal in watched.drain():
        found.shortest[goal] = path
