"""Sampling: many runs in which every open choice is as likely as the others, and what they show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import sqrt
from random import Random
from time import monotonic
from typing import Any

from game.check.exposure import Exposure, fact_key
from game.check.goals import Goals
from game.check.saturation import CountingMachine
from game.engine.compiled_scene import TraceEntry, Values
from game.engine.layout import SCENE
from game.story.collector import collector_off

LONGEST = 5_000
Z95 = 1.959964
"""Standard deviations on either side of the mean that hold 95% of a normal distribution."""
COUNTED_RUNS = 2_000
"""Runs in which saturated additions are counted."""


@dataclass(slots=True)
class Sample:
    """What the runs showed. Counters map an amount to the number of runs that had it.

    `shown` has one counter for each fact and term ("fact F01", "term plenum"): how often a run
    displayed it. `gauges` maps a variable and an act to the values with which runs left the act.
    `clamps` counts how often an addition met the low and the high end of a range. `found` keeps
    the choices by which a run reached a goal that was wanted.
    """

    runs: int = 0
    words: Counter[int] = field(default_factory=Counter)
    decisions: Counter[int] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    shown: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    gauges: dict[str, dict[str, Counter[int]]] = field(default_factory=dict)
    clamps: dict[str, list[int]] = field(default_factory=dict)
    found: dict[int, tuple[str, ...]] = field(default_factory=dict)


@collector_off()
def sample(
    goals: Goals,
    wanted: Iterable[int],
    runs: int,
    seed: int,
    deadline: float = float("inf"),
    progress: Callable[[float], None] | None = None,
) -> Sample:
    """`runs` runs of a lead, fewer when the deadline comes first; a seed gives the same runs."""
    sampler = _Sampler(goals, wanted, Random(seed))  # noqa: S311
    found, machine = sampler.sample, sampler.machine
    for number in range(runs):
        machine.counting = number < COUNTED_RUNS
        sampler.run()
        if not number % 64:
            if monotonic() > deadline:
                break
            if progress:
                progress(number / runs)
    found.clamps, found.gauges = machine.saturated, sampler.gauges()
    for key in sampler.exposure.keys:
        found.shown[key][0] += found.runs - found.shown[key].total()
    return found


class _Sampler:
    """Makes random runs, one after the other."""

    def __init__(self, goals: Goals, wanted: Iterable[int], chance: Random) -> None:
        self.story, self.lead, self.chance = goals.story, goals.lead, chance.random
        self.sample = Sample()
        self.machine = CountingMachine(goals)
        self.exposure = Exposure(self.machine, goals.scenes)
        self.machine.want(wanted)
        self._stepped = self.machine.without_reached()
        places = self.machine.layout.variables
        shown = [v.id for v in self.story.world.variables if v.show in ("country", "resource")]
        self._gauges = [(id, places[id]) for id in shown if id in places]
        self._left: Counter[tuple[Any, ...]] = Counter()
        self._scenes = [self.story.scenes[id] for id in self.machine.layout.scenes]

    def run(self) -> None:
        """One run to its end, or to LONGEST decisions."""
        machine, found, chance = self._stepped, self.sample, self.chance
        read, reached = self.exposure.read, self.machine.recorder.reached
        trace: list[TraceEntry] = []
        path: list[str] = []
        shown: list[str] = []
        values = machine.begin(self.lead, trace)
        words = read(trace, shown)
        while len(path) < LONGEST:
            choices = machine.open_choices(values)
            if reached:
                self._note(path)
            if not choices:
                break
            choice = choices[int(chance() * len(choices))]
            trace.clear()
            path.append(choice.id)
            before, values = values, machine.step(values, choice, trace)
            if reached:
                self._note(path)
            words += read(trace, shown)
            if choice.definition is not None:
                shown += map(fact_key, choice.definition.teaches)
            act = self._scenes[before[SCENE]].act
            if self._scenes[values[SCENE]].act != act:
                self._leave(act, before)
        last = self._scenes[values[SCENE]]
        self._leave(last.act, values)
        found.runs += 1
        found.words[words] += 1
        found.decisions[len(path)] += 1
        found.endings[last.ending] += 1
        for key, count in Counter(shown).items():
            found.shown[key][count] += 1

    def _note(self, path: list[str]) -> None:
        """Keep the path as the witness of the goals just reached."""
        self.sample.found |= dict.fromkeys(self.machine.recorder.take(), tuple(path))

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


def wilson_interval(hits: int, runs: int) -> tuple[float, float]:
    """The 95% interval of a share.

    Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".
    """
    if not runs:
        return 0.0, 1.0
    share, z2 = hits / runs, Z95 * Z95
    middle = share + z2 / (2 * runs)
    margin = Z95 * sqrt(share * (1 - share) / runs + z2 / (4 * runs * runs))
    whole = 1 + z2 / runs
    return max(0.0, (middle - margin) / whole), min(1.0, (middle + margin) / whole)


def least_median_most(counter: Counter[int]) -> list[int]:
    """Of the amounts that a counter holds; zeros where it holds none."""
    amounts = sorted(counter.elements()) or [0]
    return [amounts[0], amounts[(len(amounts) - 1) // 2], amounts[-1]]
