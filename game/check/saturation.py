"""Additions that meet the end of a range, counted while a machine is stepped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from game.engine.effects import Effects
from game.engine.layout import Layout
from game.engine.machine import Machine
from game.story.model import LedgerLine


class Clamping:
    """Does what an effect does, and counts the additions that would have left a range."""

    def __init__(
        self, effects: Effects, names: dict[int, str], clamps: dict[str, list[int]]
    ) -> None:
        self.effects, self.names, self.clamps = effects, names, clamps

    def apply(self, values: list[Any], layout: Layout) -> tuple[LedgerLine, ...]:
        for place, amount, low, high in self.effects.plan(values, layout).adds:
            value = values[place] + amount
            if (value < low or value > high) and place in self.names:
                self.clamps.setdefault(self.names[place], [0, 0])[value > high] += 1
        return self.effects.apply(values, layout)


def watch_clamps(
    machine: Machine, scenes: Iterable[str], clamps: dict[str, list[int]]
) -> Callable[[], None]:
    """Count clamps into `clamps` as [low, high] by name, until the function returned is called."""
    names = {place: name for name, place in machine.layout.variables.items()}
    names |= {place: f"support({person})" for person, place in machine.layout.support.items()}
    watched: list[tuple[Any, Effects]] = []
    for id in scenes:
        scene = machine.scene(machine.layout.scene_index[id])
        holders: list[Any] = [scene, *scene.choices]
        watched += [(holder, holder.effects) for holder in holders if holder.effects is not None]
    for holder, effects in watched:
        holder.effects = Clamping(effects, names, clamps)

    def unwatch() -> None:
        for holder, effects in watched:
            holder.effects = effects

    return unwatch
