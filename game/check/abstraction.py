"""The abstraction of states: what is left of a state without what nothing can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from game.check.liveness import WHOLE, Classes, LivenessAnalysis
from game.check.read_sets import MET_BITS, PAST_BITS, ReadSets
from game.engine.layout import MET, PAST, SCENE, STACK, TAKEN, Layout

Abstract = Callable[[Sequence[Any]], Hashable]
"""From a state's values to its abstract state. Equal abstract states have the same future."""


class StateAbstraction:
    """An abstract state holds the scene, the open calls, and the class of every live place."""

    def __init__(self, layout: Layout, read_sets: ReadSets, scenes: Iterable[str]) -> None:
        self.story, self.layout = layout.story, layout
        self.liveness = LivenessAnalysis(layout, read_sets, scenes)
        self.by_scene: list[Abstract] = self._by_scene(None)
        """For each scene by number, the abstraction of states that stand in it."""

    def of(self, values: Sequence[Any]) -> Hashable:
        """The abstract state."""
        abstract: Abstract = self.by_scene[values[SCENE]]
        return abstract(values)

    def projection(self, places: frozenset[int]) -> Abstract:
        """A coarser abstraction, which keeps nothing of a state but certain places."""
        by_scene = self._by_scene(places)
        return lambda values: by_scene[values[SCENE]](values)

    def _by_scene(self, places: frozenset[int] | None) -> list[Abstract]:
        """One function for each scene, which replaces itself by a compiled one when first used."""
        found: list[Abstract] = []

        def lazily(index: int) -> Abstract:
            def abstract(values: Sequence[Any]) -> Hashable:
                found[index] = self._compiled(index, places)
                return found[index](values)

            return abstract

        found += map(lazily, range(len(self.layout.scenes)))
        return found

    def _compiled(self, index: int, places: frozenset[int] | None) -> Abstract:
        """A function from values to the abstract state, put together from numbers only."""
        scene = self.story.scenes[self.layout.scenes[index]]
        if scene.ending:
            return lambda values: (index,)
        live = self.liveness.partition(scene.id)
        if places is not None:
            live = {place: classes for place, classes in live.items() if place in places}
        parts = [f"s[{SCENE}]", f"s[{STACK}]", f"s[{TAKEN}]"]
        for bits, base, end in ((PAST, PAST_BITS, MET_BITS), (MET, MET_BITS, 1 << 60)):
            if mask := sum(1 << (place - base) for place in live if base <= place < end):
                parts.append(f"s[{bits}] & {mask}")
        tables: dict[str, tuple[int, ...]] = {}
        for place, classes in sorted(live.items()):
            count = len(set(classes))
            if place >= PAST_BITS or (count == 1 and classes != WHOLE):
                continue
            if classes == WHOLE or count == len(classes):
                parts.append(f"s[{place}]")
            else:
                tables[f"t{place}"] = self._table(place, classes)
                parts.append(f"t{place}[s[{place}]]")
        names = {"__builtins__": {}, **tables}
        abstract: Abstract = eval(f"lambda s: ({', '.join(parts)},)", names)  # noqa: S307
        return abstract

    def _table(self, place: int, classes: Classes) -> tuple[int, ...]:
        """Classes by value, negative values counted from the end."""
        low, high = self.liveness.range(place)
        below = [classes[min(value, high) - low] for value in range(low, 0)]
        return tuple([classes[max(value, low) - low] for value in range(high + 1)] + below)
