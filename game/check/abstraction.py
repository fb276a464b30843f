"""Keys of states: what is left of a state without what nothing in its future can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from game.check.liveness import WHOLE, Classes, LivenessAnalysis
from game.check.read_sets import MET_BITS, PAST_BITS, ReadSets
from game.engine.layout import MET, PAST, SCENE, STACK, TAKEN
from game.engine.machine import Machine

Key = Callable[[Sequence[Any]], Hashable]


class StateAbstraction:
    """Equal keys, same future. A key holds the scene, the open calls, and the class of every place that still matters."""

    def __init__(self, machine: Machine, readers: ReadSets, scenes: Iterable[str]) -> None:
        self.story, self.layout = machine.story, machine.layout
        self.future = LivenessAnalysis(machine, readers, scenes)
        self.by_scene: list[Key] = [self._lazily(index) for index in range(len(self.layout.scenes))]
        """For each scene by number, the key of states that stand in it."""

    def key(self, values: Sequence[Any]) -> Hashable:
        """The state without what nothing can tell apart any more."""
        made: Key = self.by_scene[values[SCENE]]
        return made(values)

    def _lazily(self, index: int) -> Key:
        """A key that is put together when it is first asked for."""

        def key(values: Sequence[Any]) -> Hashable:
            made = self.by_scene[index] = self._made(index, None)
            return made(values)

        return key

    def keys(self, places: frozenset[int]) -> Key:
        """Keys that keep nothing of a state but certain places."""
        made: dict[int, Key] = {}

        def key(values: Sequence[Any]) -> Hashable:
            index = values[SCENE]
            found = made.get(index)
            if found is None:
                found = made[index] = self._made(index, places)
            return found(values)

        return key

    def _made(self, index: int, places: frozenset[int] | None) -> Key:
        """A function from values to a key, put together from numbers only."""
        scene = self.story.scenes[self.layout.scenes[index]]
        if scene.ending:
            return lambda values: (index,)
        kept = {
            place: classes
            for place, classes in self.future.split(scene.id).items()
            if places is None or place in places
        }
        parts = [f"s[{SCENE}]", f"s[{STACK}]", f"s[{TAKEN}]"]
        for whole, base, end in ((PAST, PAST_BITS, MET_BITS), (MET, MET_BITS, 1 << 60)):
            if mask := sum(1 << (place - base) for place in kept if base <= place < end):
                parts.append(f"s[{whole}] & {mask}")
        tables: dict[str, tuple[int, ...]] = {}
        for place, classes in sorted(kept.items()):
            if place < PAST_BITS and len(set(classes)) > 1 and len(set(classes)) < len(classes):
                tables[f"t{place}"] = self._table(place, classes)
                parts.append(f"t{place}[s[{place}]]")
            elif place < PAST_BITS and (classes == WHOLE or len(set(classes)) > 1):
                parts.append(f"s[{place}]")
        made: Key = eval(f"lambda s: ({', '.join(parts)},)", {"__builtins__": {}, **tables})  # noqa: S307
        return made

    def _table(self, place: int, classes: Classes) -> tuple[int, ...]:
        """Classes by value, negative values counted from the end."""
        low, high = self.future.range(place)
        below = [classes[min(value, high) - low] for value in range(low, 0)]
        return tuple([classes[max(value, low) - low] for value in range(high + 1)] + below)
