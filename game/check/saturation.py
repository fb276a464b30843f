"""Additions that meet the end of a range, counted while a machine is stepped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from game.engine.effects import Effects
from game.engine.layout import Layout
from game.engine.machine import Machine
from game.story.model import Line


class Clamping:
    """Does what an act does, and counts the additions that would have left a range."""

    def __init__(self, act: Effects, names: dict[int, str], clamps: dict[str, list[int]]) -> None:
        self.act, self.names, self.clamps = act, names, clamps

    def do(self, values: list[Any], layout: Layout) -> tuple[Line, ...]:
        adds = self.act.planned(values, layout)[1] if self.act.asks else self.act.adds
        for place, amount, low, high in adds:
            value = values[place] + amount
            if (value < low or value > high) and place in self.names:
                self.clamps.setdefault(self.names[place], [0, 0])[value > high] += 1
        return self.act.do(values, layout)


def watch_clamps(
    machine: Machine, scenes: Iterable[str], clamps: dict[str, list[int]]
) -> Callable[[], None]:
    """Count clamps into `clamps` as [low, high] by name, until the function returned is called."""
    names = {place: name for name, place in machine.layout.variables.items()}
    names |= {place: f"support({person})" for person, place in machine.layout.support.items()}
    watched: list[tuple[Any, Effects]] = []
    for id in scenes:
        stage = machine.stage(machine.layout.scene_index[id])
        holders: list[Any] = [stage, *stage.options]
        watched += [(holder, holder.act) for holder in holders if holder.act is not None]
    for holder, act in watched:
        holder.act = Clamping(act, names, clamps)

    def unwatch() -> None:
        for holder, act in watched:
            holder.act = act

    return unwatch
