"""Deeds and conditions that the lowering makes.

A condition made here is `implied`: no author wrote it, so the check does not ask for both sides.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from game.story.model import All, Compare, Condition, Deed, Effect, Either, Expression, Name, Number


def combined(*deeds: Deed) -> Deed:
    """Several deeds as one: what comes later wins where both set the same."""
    return Deed(
        tuple(effect for deed in deeds for effect in deed.effects),
        tuple(seating for deed in deeds for seating in deed.seating),
        tuple(line for deed in deeds for line in deed.ledger),
    )


def restricted(deed: Deed, expression: Expression) -> Deed:
    """The deed where an expression holds."""
    effects = (replace(one, condition=narrowed(one.condition, expression)) for one in deed.effects)
    ledger = (replace(one, condition=narrowed(one.condition, expression)) for one in deed.ledger)
    return Deed(tuple(effects), deed.seating, tuple(ledger))


def narrowed(condition: Condition | None, *expressions: Expression) -> Condition:
    """A condition, if there is one, and expressions beside it."""
    if condition is None:
        return implied(*expressions)
    expression = all_of([*expressions, condition.expression])
    return Condition(expression, condition.source, condition.line, implied=True)


def implied(*expressions: Expression) -> Condition:
    """A condition that nobody wrote."""
    return Condition(all_of(expressions), "", implied=True)


def all_of(expressions: Iterable[Expression]) -> Expression:
    """`and`, without one where it joins nothing."""
    parts = tuple(expressions)
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(expressions: Iterable[Expression]) -> Expression:
    """`or`, without one where it joins nothing."""
    parts = tuple(expressions)
    return parts[0] if len(parts) == 1 else Either(parts)


def compare(variable: str, operator: str, value: int) -> Expression:
    """A variable compared with a number."""
    return Compare(operator, Name(variable), Number(value))


def assign(variable: str, value: int) -> Deed:
    """The deed of setting a variable."""
    return Deed((Effect(variable, value, True),))
