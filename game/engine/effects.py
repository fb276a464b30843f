"""Effects compiled: what a choice or an entrance adds, sets and writes, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from msgspec import Struct

from game.engine.conditions import Conditions, Test
from game.engine.layout import SEATED, UNSEATED, Layout
from game.story.model import Deed, LedgerLine

Addition = tuple[int, int, int, int]
"""A place, what is added to it, and the ends of its range."""
VariableEffect = tuple[int, int]
"""A place and its new value."""


class ConditionalEffect(NamedTuple):
    """An effect under a condition: its place, the number, and whether that is set or added."""

    test: Test
    place: int
    amount: int
    sets: bool


class Plan(Struct, frozen=True):
    """What effects do in one state."""

    lines: tuple[LedgerLine, ...]
    adds: list[Addition]
    sets: list[VariableEffect]


class Effects:
    """What happens in every state (`always`), and what happens under conditions."""

    __slots__ = ("always", "conditional_effects", "conditional_lines")

    def __init__(self, deed: Deed, layout: Layout, conditions: Conditions) -> None:
        amounts: dict[int, int] = {}
        sets: list[VariableEffect] = []
        self.conditional_effects: list[ConditionalEffect] = []
        for effect in deed.effects:
            place, amount, test = layout.variables[effect.variable], effect.amount, effect.condition
            if test is not None:
                function = conditions.function(test.expression)
                self.conditional_effects.append(
                    ConditionalEffect(function, place, amount, effect.sets)
                )
            elif effect.sets:
                sets.append((place, amount))
            else:
                amounts[place] = amounts.get(place, 0) + amount
        known = [one for one in deed.seating if one.person in layout.seats]
        sets += [(layout.seats[one.person], SEATED if one.seated else UNSEATED) for one in known]
        lines = tuple(line for line in deed.ledger if line.condition is None)
        conditional = [line for line in deed.ledger if line.condition is not None]
        self.conditional_lines = [(conditions.test(line.condition), line) for line in conditional]
        _add_lines(amounts, lines, layout)
        self.always = Plan(lines, _additions(amounts, layout), sets)

    def apply(self, values: list[Any], layout: Layout) -> tuple[LedgerLine, ...]:
        """Apply everything at once, then clamp; returns the ledger lines written."""
        plan = self.plan(values, layout)
        for place, amount, low, high in plan.adds:
            value = values[place] + amount
            values[place] = low if value < low else high if value > high else value
        for place, amount in plan.sets:
            values[place] = amount
        return plan.lines

    def plan(self, values: list[Any], layout: Layout) -> Plan:
        """What happens with these values. All conditions are asked before anything is applied."""
        if self.conditional_lines or self.conditional_effects:
            return self._conditional_plan(values, layout)
        return self.always

    def _conditional_plan(self, values: list[Any], layout: Layout) -> Plan:
        """What is set under a condition is set last."""
        lines = [line for test, line in self.conditional_lines if test and test(values)]
        effects = [effect for effect in self.conditional_effects if effect.test(values)]
        amounts = {place: amount for place, amount, _, _ in self.always.adds}
        _add_lines(amounts, lines, layout)
        for effect in effects:
            if not effect.sets:
                amounts[effect.place] = amounts.get(effect.place, 0) + effect.amount
        sets = self.always.sets + [
            (effect.place, effect.amount) for effect in effects if effect.sets
        ]
        return Plan((*self.always.lines, *lines), _additions(amounts, layout), sets)


def _add_lines(amounts: dict[int, int], lines: Iterable[LedgerLine], layout: Layout) -> None:
    for line in lines:
        if line.person in layout.support:
            place = layout.support[line.person]
            amounts[place] = amounts.get(place, 0) + line.weight


def _additions(amounts: dict[int, int], layout: Layout) -> list[Addition]:
    return [(place, amount, *layout.range_of(place)) for place, amount in amounts.items()]
