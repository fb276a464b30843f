"""Sampled: many runs in which every open choice is as likely as the others; what they read, meet and end in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from random import Random
from time import monotonic
from typing import Any

from game.play.deeds import Act
from game.play.layout import SCENE, Layout
from game.play.stage import Shown, Values
from game.proof.goals import Goals
from game.proof.watched import Watched
from game.story.model import Line

LONGEST = 5_000
Z95 = 1.959964


@dataclass(slots=True)
class Sample:
    """What the runs showed. Counters map an amount to the number of runs that had it.

    `shown` has one counter for each fact and term: how often a run displayed it. `gauges` maps a variable and an act to
    the values with which runs left the act. `clamps` counts how often an addition met the end of a range.
    """

    runs: int = 0
    steps: int = 0
    seconds: float = 0.0
    words: Counter[int] = field(default_factory=Counter)
    decisions: Counter[int] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    shown: dict[str, Counter[int]] = field(default_factory=dict)
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
    return _Sampling(goals, wanted, Random(seed)).run(runs, deadline, progress)  # noqa: S311  (nothing here is secret)


class _Sampling:
    def __init__(self, goals: Goals, wanted: set[int], chance: Random) -> None:
        self.story, self.lead, self.chance = goals.story, goals.lead, chance
        self.watched = Watched(goals, light=False)
        self.watched.want(wanted)
        self.sample = Sample()
        _watch_clamps(self.watched, self.sample.clamps)
        self.counts: Counter[str] = Counter()
        self._terms: dict[int, tuple[str, ...]] = {}
        self._entries: dict[str, list[str]] = {}
        for term in self.story.world.terms:
            self._entries.setdefault(term.id, []).append(f"term {term.id}")
            if term.curriculum:
                self._entries[term.id].append(f"fact {term.curriculum}")
        self._met = self.watched.layout.met
        places = self.watched.layout.variables
        self._gauges = [(v.id, places[v.id]) for v in self.story.world.variables if v.id in places and v.show in ("country", "resource")]

    def run(self, runs: int, deadline: float, progress: Callable[[float], None] | None) -> Sample:
        begun, found = monotonic(), self.sample
        for number in range(runs):
            self.one()
            found.runs += 1
            if not number % 64:
                if monotonic() > deadline:
                    break
                if progress:
                    progress(number / runs)
        found.seconds = monotonic() - begun
        for key in (*(f"fact {id}" for id in self.story.lessons), *(f"term {id}" for id in self.story.terms)):
            counter = found.shown.setdefault(key, Counter())
            counter[0] += found.runs - counter.total()
        return found

    def one(self) -> None:
        """One run to its end."""
        watched, found, chance = self.watched, self.sample, self.chance.random
        trace: list[Shown] = []
        path: list[str] = []
        self.counts = Counter()
        values = watched.begin(self.lead, trace)
        words = self._read(trace)
        act = watched.stage(values[SCENE]).scene.act
        while len(path) < LONGEST:
            options = watched.open_options(values)
            if watched.fresh:
                self._note(path)
            if not options:
                break
            option = options[int(chance() * len(options))]
            trace.clear()
            path.append(option.id)
            before, values = values, watched.step(values, option, trace)
            if watched.fresh:
                self._note(path)
            words += self._read(trace)
            if option.choice is not None:
                for lesson in option.choice.teaches:
                    self.counts[f"fact {lesson}"] += 1
            scene = watched.stage(values[SCENE]).scene
            if scene.act != act:
                self._leave(act, before)
                act = scene.act
        self._leave(act, values)
        found.steps += len(path)
        found.words[words] += 1
        found.decisions[len(path)] += 1
        found.endings[watched.stage(values[SCENE]).scene.ending] += 1
        for key, count in self.counts.items():
            found.shown.setdefault(key, Counter())[count] += 1

    def _note(self, path: list[str]) -> None:
        for goal in self.watched.drain():
            self.sample.found[goal] = tuple(path)

    def _leave(self, act: str, values: Values) -> None:
        for name, place in self._gauges:
            self.sample.gauges.setdefault(name, {}).setdefault(act, Counter())[values[place]] += 1

    def _read(self, trace: list[Shown]) -> int:
        """Words read in a step; facts and terms that it displayed are counted."""
        words, counts = 0, self.counts
        for kind, scene, text, values, again, *_ in trace:
            if kind == "scene":
                for lesson in self.story.scenes[scene].teaches:
                    counts[f"fact {lesson}"] += 1
            if text is None:
                continue
            stand_in: Any = text  # a Reading, where the passage is not fixed
            count, mask = (text.count, text.mask) if text.fixed else stand_in.gist(values, again)
            words += count
            if mask:
                counts.update(self._linked(mask))
        return words

    def _linked(self, mask: int) -> tuple[str, ...]:
        found = self._terms.get(mask)
        if found is None:
            found = self._terms[mask] = tuple(key for id, bit in self._met.items() if mask >> bit & 1 for key in self._entries.get(id, ()))
        return found


class _Clamping:
    """Does what an act does, and counts the additions that would have left a range."""

    def __init__(self, act: Act, names: dict[int, str], clamps: dict[str, list[int]]) -> None:
        self.act, self.clamps = act, clamps
        self.names = [(place, amount, low, high, names[place]) for place, amount, low, high in act.adds if place in names]

    def do(self, values: list[Any], layout: Layout) -> tuple[Line, ...]:
        for place, amount, low, high, name in self.names:
            value = values[place] + amount
            if value < low or value > high:
                self.clamps.setdefault(name, [0, 0])[value > high] += 1
        return self.act.do(values, layout)


def _watch_clamps(watched: Watched, clamps: dict[str, list[int]]) -> None:
    names = {place: name for name, place in watched.layout.variables.items()}
    names |= {place: f"support({person})" for person, place in watched.layout.support.items()}
    for id in watched.goals.scenes:
        stage = watched.stage(watched.layout.scene_index[id])
        holders: list[Any] = [stage, *stage.options]
        for holder in holders:
            if holder.act is not None:
                holder.act = _Clamping(holder.act, names, clamps)


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
