"""Saturation: additions that meet the end of a range, counted while a machine is stepped."""

from __future__ import annotations

from typing import Any

from game.check.goals import Goals
from game.check.instrumented_machine import InstrumentedMachine
from game.check.scene_instrumenter import Holder
from game.engine.compiled_scene import CompiledScene
from game.engine.effects import Effects, Plan
from game.engine.layout import Layout
from game.story.model import Scene


class CountingMachine(InstrumentedMachine):
    """An instrumented machine with all its prose, which counts saturated additions.

    `saturated` has [at the low end, at the high end] by variable or `support(person)`; nothing is
    counted while `counting` is false.
    """

    def __init__(self, goals: Goals) -> None:
        super().__init__(goals, prose=True)
        self.counting = True
        self.saturated: dict[str, list[int]] = {}
        self._names = {place: name for name, place in self.layout.variables.items()}
        support = self.layout.support.items()
        self._names |= {place: f"support({person})" for person, place in support}

    def count(self, place: int, end: bool) -> None:
        """Count an addition that met the low or the high end of a place's range."""
        self.saturated.setdefault(self._names[place], [0, 0])[end] += 1

    def _compile(self, scene: Scene, index: int) -> CompiledScene:
        compiled = super()._compile(scene, index)
        holders: list[Holder] = [compiled, *compiled.choices]
        for holder in holders:
            if holder.effects is not None:
                holder.effects = CountingEffects(holder.effects, self)
        return compiled


class CountingEffects(Effects):
    """Compiled effects that tell their machine of saturated additions."""

    __slots__ = ("_machine",)

    def __init__(self, compiled: Effects, machine: CountingMachine) -> None:
        for slot in Effects.__slots__:
            setattr(self, slot, getattr(compiled, slot))
        self._machine = machine

    def plan(self, values: list[Any], layout: Layout) -> Plan:
        plan = super().plan(values, layout)
        if self._machine.counting:
            for place, amount, low, high in plan.adds:
                value = values[place] + amount
                if value < low or value > high:
                    self._machine.count(place, value > high)
        return plan
