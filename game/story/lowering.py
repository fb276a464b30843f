"""What the builder makes out of richer constructs: deeds put together and put under conditions, all of it plain core.

Conditions made here are `implied`: no author wrote them, so the check does not ask for both their sides.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from game.story.model import All, Compare, Condition, Deed, Effect, Either, Expression, Name, Number


def joined(*deeds: Deed) -> Deed:
    """Several deeds as one: what comes later wins where both set the same."""
    return Deed(
        tuple(effect for deed in deeds for effect in deed.effects),
        tuple(seating for deed in deeds for seating in deed.seating),
        tuple(line for deed in deeds for line in deed.ledger),
    )


def only_if(deed: Deed, expression: Expression) -> Deed:
    """The deed where an expression holds."""
    return Deed(
        tuple(
            replace(effect, condition=narrowed(effect.condition, expression))
            for effect in deed.effects
        ),
        deed.seating,
        tuple(
            replace(line, condition=narrowed(line.condition, expression)) for line in deed.ledger
        ),
    )


def narrowed(condition: Condition | None, *expressions: Expression) -> Condition:
    """A condition, if there is one, and expressions beside it."""
    if condition is None:
        return implied(*expressions)
    return Condition(
        together([*expressions, condition.expression]),
        condition.source,
        condition.line,
        implied=True,
    )


def implied(*expressions: Expression) -> Condition:
    """A condition that nobody wrote."""
    return Condition(together(expressions), "", implied=True)


def together(expressions: Iterable[Expression]) -> Expression:
    """`and`, without one where it joins nothing."""
    parts = tuple(expressions)
    return parts[0] if len(parts) == 1 else All(parts)


def one_or_other(expressions: Iterable[Expression]) -> Expression:
    """`or`, without one where it joins nothing."""
    parts = tuple(expressions)
    return parts[0] if len(parts) == 1 else Either(parts)


def compared(variable: str, operator: str, value: int) -> Expression:
    """A variable compared with a number."""
    return Compare(operator, Name(variable), Number(value))


def setting(variable: str, value: int) -> Deed:
    """The deed of setting one variable."""
    return Deed((Effect(variable, value, True),))
