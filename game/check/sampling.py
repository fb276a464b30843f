"""Sampled: many runs in which every open choice is as likely as the others; what they read, meet and end in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from random import Random
from time import monotonic
from typing import Any

from game.check.exposure import Exposure
from game.check.goals import Goals
from game.check.instrumented_machine import InstrumentedMachine
from game.check.saturation import watch_clamps
from game.engine.compiled_scene import TraceEntry, Values
from game.engine.layout import SCENE
from game.engine.machine import Machine
from game.story.collector import collector_off

LONGEST = 5_000
CLAMPED = 2_000
Z95 = 1.959964


@dataclass(slots=True)
class Sample:
    """What the runs showed. Counters map an amount to the number of runs that had it.

    `shown` has one counter for each fact and term ("fact F01", "term plenum"): how often a run displayed it. `gauges`
    maps a variable and an act to the values with which runs left the act. `clamps` counts how often an addition met the
    low and the high end of a range in the first CLAMPED runs.
    """

    runs: int = 0
    steps: int = 0
    seconds: float = 0.0
    words: Counter[int] = field(default_factory=Counter)
    decisions: Counter[int] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    shown: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    gauges: dict[str, dict[str, Counter[int]]] = field(default_factory=dict)
    clamps: dict[str, list[int]] = field(default_factory=dict)
    found: dict[int, tuple[str, ...]] = field(default_factory=dict)


def sample(
    goals: Goals,
    wanted: set[int],
    runs: int,
    seed: int,
    *,
    deadline: float = float("inf"),
    progress: Callable[[float], None] | None = None,
) -> Sample:
    """`runs` runs of the lead, fewer when the deadline comes first. The same seed gives the same runs.

    Goals among `wanted` that a run happens to reach are kept in `found` with its choices.
    """
    sampling = _Sampling(goals, wanted, Random(seed))  # noqa: S311  (nothing here is secret)
    with collector_off():
        return _sampled(sampling, goals, runs, deadline, progress)


def _sampled(
    sampling: _Sampling,
    goals: Goals,
    runs: int,
    deadline: float,
    progress: Callable[[float], None] | None,
) -> Sample:
    begun, found = monotonic(), sampling.sample
    unwatch = watch_clamps(sampling.machine, goals.scenes, found.clamps)
    for number in range(runs):
        if number == CLAMPED:
            unwatch()
        sampling.one()
        found.runs += 1
        if not number % 64:
            if monotonic() > deadline:
                break
            if progress:
                progress(number / runs)
    found.seconds, found.gauges = monotonic() - begun, sampling.gauges()
    for key in sampling.exposure.keys:
        counter = found.shown[key]
        counter[0] += found.runs - counter.total()
    return found


class _Sampling:
    """Runs of the plain machine; of a watched one while goals are still without a witness."""

    def __init__(self, goals: Goals, wanted: set[int], chance: Random) -> None:
        self.story, self.lead, self.chance = goals.story, goals.lead, chance
        self.machine: Machine = Machine(self.story)
        self.fresh: list[int] = []
        if wanted:
            self.machine = watched = InstrumentedMachine(goals, light=False)
            watched.want(wanted)
            self.fresh = watched.fresh
        self.sample = Sample()
        self.exposure = Exposure(self.machine, goals.scenes)
        places = self.machine.layout.variables
        self._gauges = [
            (v.id, places[v.id])
            for v in self.story.world.variables
            if v.id in places and v.show in ("country", "resource")
        ]
        self._left: Counter[tuple[Any, ...]] = Counter()
        self._acts = [self.story.scenes[id].act for id in self.machine.layout.scenes]

    def one(self) -> None:
        """One run to its end."""
        machine, found, chance, acts, read, fresh = (
            self.machine,
            self.sample,
            self.chance.random,
            self._acts,
            self.exposure.read,
            self.fresh,
        )
        open_choices, step = machine.open_choices, machine.step
        trace: list[TraceEntry] = []
        path: list[str] = []
        said: list[str] = []
        values = machine.begin(self.lead, trace)
        words = read(trace, said)
        act = acts[values[SCENE]]
        while len(path) < LONGEST:
            choices = open_choices(values)
            if fresh:
                self._note(path)
            if not choices:
                break
            choice = choices[int(chance() * len(choices))]
            trace.clear()
            path.append(choice.id)
            before, values = values, step(values, choice, trace)
            if fresh:
                self._note(path)
            words += read(trace, said)
            if choice.definition is not None and choice.definition.teaches:
                said += [f"fact {lesson}" for lesson in choice.definition.teaches]
            if acts[values[SCENE]] != act:
                self._leave(act, before)
                act = acts[values[SCENE]]
        self._leave(act, values)
        found.steps += len(path)
        found.words[words] += 1
        found.decisions[len(path)] += 1
        found.endings[self.story.scenes[machine.layout.scenes[values[SCENE]]].ending] += 1
        for key, count in Counter(said).items():
            found.shown[key][count] += 1

    def _note(self, path: list[str]) -> None:
        for goal in self.fresh:
            self.sample.found[goal] = tuple(path)
        self.fresh.clear()

    def _leave(self, act: str, values: Values) -> None:
        """Note the gauges as a run leaves an act."""
        self._left[(act, *[values[place] for _, place in self._gauges])] += 1

    def gauges(self) -> dict[str, dict[str, Counter[int]]]:
        """For each gauge and act, the values with which runs left it."""
        found: dict[str, dict[str, Counter[int]]] = {}
        for (act, *values), runs in self._left.items():
            for (name, _), value in zip(self._gauges, values, strict=True):
                found.setdefault(name, {}).setdefault(act, Counter())[value] += runs
        return found


def wilson(hits: int, runs: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference")."""
    if not runs:
        return 0.0, 1.0
    share, z2 = hits / runs, Z95 * Z95
    middle = share + z2 / (2 * runs)
    spread = Z95 * sqrt(share * (1 - share) / runs + z2 / (4 * runs * runs))
    whole = 1 + z2 / runs
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def spread(counter: Counter[int]) -> tuple[int, int, int]:
    """Least, median and most of the amounts that a counter holds."""
    amounts = sorted(amount for amount, runs in counter.items() if runs)
    if not amounts:
        return 0, 0, 0
    half, passed = (counter.total() + 1) // 2, 0
    for amount in amounts:
        passed += counter[amount]
        if passed >= half:
            return amounts[0], amount, amounts[-1]
    return amounts[0], amounts[-1], amounts[-1]
