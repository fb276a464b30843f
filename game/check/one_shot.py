"""Choices that stay in their menu and close themselves: each can be taken once only, so a menu of them comes to an end.

`once` is one way. The other is a deed: it sets a variable so that a part of the choice's own condition is false from
then on, and no other choice that stays in the menu can make that part true again.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.story.conditions import HOLDS
from game.story.model import STAY, All, Choice, Compare, Expression, Name, Not, Number, Scene


def stays(choice: Choice) -> bool:
    """Whether some way of the choice leads back into its menu without entering the scene."""
    return any(way.target == STAY for way in choice.ways)


def is_one_shot(scene: Scene, choice: Choice) -> bool:
    """Whether a choice that stays in the menu of a scene can be taken once only before the menu is left."""
    return choice.once or any(_shut_for_good(scene, choice, part) for part in _parts(choice))


def _parts(choice: Choice) -> Iterator[Expression]:
    """What must hold, all of it, for the choice to be open."""
    for condition in (choice.condition, *(need.condition for need in choice.needs)):
        if condition is not None:
            yield from (
                condition.expression.parts
                if isinstance(condition.expression, All)
                else (condition.expression,)
            )


def _shut_for_good(scene: Scene, choice: Choice, part: Expression) -> bool:
    asked = _asked(part)
    if asked is None:
        return False
    variable, operator, bound = asked
    own = [
        effect
        for effect in choice.deed.effects
        if effect.variable == variable and effect.condition is None
    ]
    if not own or any(other.play for other in scene.choices if stays(other)):
        return False
    every = [
        effect
        for other in scene.choices
        if stays(other)
        for effect in other.deed.effects
        if effect.variable == variable
    ]
    return all(effect.sets and not HOLDS[operator](effect.amount, bound) for effect in every)


def _asked(part: Expression) -> tuple[str, str, int] | None:
    """A variable, an operator and a number, where that is all that a part asks."""
    match part:
        case Compare(operator, Name(variable), Number(bound)):
            return variable, operator, bound
        case Name(variable):
            return variable, "!=", 0
        case Not(Name(variable)):
            return variable, "==", 0
    return None
