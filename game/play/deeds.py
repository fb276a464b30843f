"""Deeds made ready: what a choice or an entrance adds, sets and writes, all at once, then clamped."""

from __future__ import annotations

from typing import Any

from game.play.conditions import Conditions
from game.play.layout import Layout
from game.story.model import Deed, Line


class Act:
    """A deed made ready: what it adds, sets, and which lines it writes when."""

    __slots__ = ("adds", "conditional", "lines", "sets")

    def __init__(self, deed: Deed, layout: Layout, conditions: Conditions) -> None:
        adds: dict[int, int] = {}
        self.sets: list[tuple[int, int]] = []
        for effect in deed.effects:
            place = layout.variables[effect.variable]
            if effect.sets:
                self.sets.append((place, effect.amount))
            else:
                adds[place] = effect.amount
        self.sets += [(layout.seats[seating.person], 1 if seating.seated else 2) for seating in deed.seating if seating.person in layout.seats]
        self.lines = tuple(line for line in deed.ledger if line.condition is None)
        self.conditional = [(conditions.test(line.condition), line) for line in deed.ledger if line.condition is not None]
        for line in self.lines:
            if line.person in layout.support:
                place = layout.support[line.person]
                adds[place] = adds.get(place, 0) + line.weight
        self.adds = [(place, amount, *layout.range_of(place)) for place, amount in adds.items()]

    def do(self, values: list[Any], layout: Layout) -> tuple[Line, ...]:
        """Apply everything at once, then clamp; the ledger lines written."""
        lines = self.lines
        extra: list[tuple[int, int, int, int]] = []
        if self.conditional:
            held = [line for test, line in self.conditional if test and test(values)]
            lines += tuple(held)
            extra = self._with(held, layout)
        for place, amount, low, high in extra or self.adds:
            value = values[place] + amount
            values[place] = low if value < low else high if value > high else value
        for place, amount in self.sets:
            values[place] = amount
        return lines

    def _with(self, held: list[Line], layout: Layout) -> list[tuple[int, int, int, int]]:
        adds = {place: amount for place, amount, _, _ in self.adds}
        for line in held:
            if line.person in layout.support:
                place = layout.support[line.person]
                adds[place] = adds.get(place, 0) + line.weight
        return [(place, amount, *layout.range_of(place)) for place, amount in adds.items()]
