"""Saturation: additions that meet the end of a range, counted while a machine is stepped."""

from __future__ import annotations

from typing import Any

from game.check.goals import Goals
from game.check.instrumented_machine import InstrumentedMachine
from game.engine.compiled_scene import CompiledChoice, CompiledScene
from game.engine.effects import Effects
from game.engine.layout import Layout
from game.story.model import LedgerLine, Scene


class SaturationCounter:
    """Counts by variable or `support(person)`: [at the low end, at the high end]."""

    def __init__(self, layout: Layout) -> None:
        self.counts: dict[str, list[int]] = {}
        self.active = True
        self._names = {place: name for name, place in layout.variables.items()}
        self._names |= {place: f"support({person})" for person, place in layout.support.items()}

    def add(self, place: int, end: bool) -> None:
        """Count an addition that met the low or the high end of a place's range."""
        self.counts.setdefault(self._names[place], [0, 0])[end] += 1


class CountingEffects(Effects):
    """Compiled effects that count their saturated additions while the counter is active."""

    __slots__ = ("_counter",)

    def __init__(self, compiled: Effects, counter: SaturationCounter) -> None:
        for slot in Effects.__slots__:
            setattr(self, slot, getattr(compiled, slot))
        self._counter = counter

    def apply(self, values: list[Any], layout: Layout) -> tuple[LedgerLine, ...]:
        if self._counter.active:
            adds = self.plan(values, layout)[1] if self.is_conditional else self.adds
            for place, amount, low, high in adds:
                value = values[place] + amount
                if value < low or value > high:
                    self._counter.add(place, value > high)
        return super().apply(values, layout)


class CountingMachine(InstrumentedMachine):
    """An instrumented machine with all its prose, whose `saturation` counts what is clamped."""

    def __init__(self, goals: Goals) -> None:
        super().__init__(goals, prose=True)
        self.saturation = SaturationCounter(self.layout)

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiled = super()._compile(scene, index)
        holders: list[CompiledScene | CompiledChoice] = [compiled, *compiled.choices]
        for holder in holders:
            if holder.effects is not None:
                holder.effects = CountingEffects(holder.effects, self.saturation)
        return compiled
