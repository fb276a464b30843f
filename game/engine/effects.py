"""Deeds made ready: what a choice or an entrance adds, sets and writes, all at once, then clamped."""

from __future__ import annotations

from typing import Any, NamedTuple

from game.engine.conditions import Conditions, Test
from game.engine.layout import Layout
from game.story.model import Deed, LedgerLine

Add = tuple[int, int, int, int]
"""A place, what is added to it, and the ends of its range."""


class ConditionalEffect(NamedTuple):
    """An effect under a condition: its place, the number, and whether that is set or added."""

    test: Test
    place: int
    amount: int
    sets: bool


class Effects:
    """A deed made ready: what it adds and sets, which lines it writes, and what of all that waits for a condition."""

    __slots__ = (
        "adds",
        "conditional_effects",
        "conditional_lines",
        "is_conditional",
        "lines",
        "sets",
    )

    def __init__(self, deed: Deed, layout: Layout, conditions: Conditions) -> None:
        adds: dict[int, int] = {}
        self.sets: list[tuple[int, int]] = []
        self.conditional_effects: list[ConditionalEffect] = []
        for effect in deed.effects:
            place = layout.variables[effect.variable]
            if effect.condition is not None:
                self.conditional_effects.append(
                    ConditionalEffect(
                        conditions.function(effect.condition.expression),
                        place,
                        effect.amount,
                        effect.sets,
                    )
                )
            elif effect.sets:
                self.sets.append((place, effect.amount))
            else:
                adds[place] = adds.get(place, 0) + effect.amount
        self.sets += [
            (layout.seats[seating.person], 1 if seating.seated else 2)
            for seating in deed.seating
            if seating.person in layout.seats
        ]
        self.lines = tuple(line for line in deed.ledger if line.condition is None)
        self.conditional_lines = [
            (conditions.test(line.condition), line)
            for line in deed.ledger
            if line.condition is not None
        ]
        self.is_conditional = bool(self.conditional_lines or self.conditional_effects)
        for line in self.lines:
            if line.person in layout.support:
                place = layout.support[line.person]
                adds[place] = adds.get(place, 0) + line.weight
        self.adds: list[Add] = [
            (place, amount, *layout.range_of(place)) for place, amount in adds.items()
        ]

    def apply(self, values: list[Any], layout: Layout) -> tuple[LedgerLine, ...]:
        """Apply everything at once, then clamp; the ledger lines written."""
        if self.is_conditional:
            lines, adds, sets = self.plan(values, layout)
        else:
            lines, adds, sets = self.lines, self.adds, self.sets
        for place, amount, low, high in adds:
            value = values[place] + amount
            values[place] = low if value < low else high if value > high else value
        for place, amount in sets:
            values[place] = amount
        return lines

    def plan(
        self, values: list[Any], layout: Layout
    ) -> tuple[tuple[LedgerLine, ...], list[Add], list[tuple[int, int]]]:
        """Lines, additions and settings, every condition asked before anything is applied. What waits for a condition is set last."""
        held = [line for test, line in self.conditional_lines if test and test(values)]
        moved = [one for one in self.conditional_effects if one.test(values)]
        adds = {place: amount for place, amount, _, _ in self.adds}
        for line in held:
            if line.person in layout.support:
                place = layout.support[line.person]
                adds[place] = adds.get(place, 0) + line.weight
        for one in moved:
            if not one.sets:
                adds[one.place] = adds.get(one.place, 0) + one.amount
        sets = self.sets + [(one.place, one.amount) for one in moved if one.sets]
        return (
            self.lines + tuple(held),
            [(place, amount, *layout.range_of(place)) for place, amount in adds.items()],
            sets,
        )
