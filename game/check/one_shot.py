"""One-shot choices: they stay in their menu and close themselves, so a menu of them ends.

`once` is one way. The other is a deed: it sets a variable so that a part of the choice's own
condition is false from then on, and no other choice that stays in the menu can make that part
true again.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.story.conditions import HOLDS
from game.story.model import STAY, All, Choice, Compare, Expression, Name, Not, Number, Scene


def stays(choice: Choice) -> bool:
    """Whether some way of the choice leads back into its menu without entering the scene."""
    return any(way.target == STAY for way in choice.ways)


def is_one_shot(scene: Scene, choice: Choice) -> bool:
    """Whether a choice that stays in the menu can be taken only once before the menu is left."""
    return choice.once or any(_closes(scene, choice, part) for part in _conjuncts(choice))


def _conjuncts(choice: Choice) -> Iterator[Expression]:
    """What must hold, all of it, for the choice to be open."""
    for condition in (choice.condition, *(need.condition for need in choice.needs)):
        if condition is not None:
            whole = condition.expression
            yield from whole.parts if isinstance(whole, All) else (whole,)


def _closes(scene: Scene, choice: Choice, conjunct: Expression) -> bool:
    """Whether the choice makes a part of its condition false for as long as the menu stands."""
    asked = _as_comparison(conjunct)
    staying = [other for other in scene.choices if stays(other)]
    if asked is None or any(other.play for other in staying):
        return False
    variable, operator, bound = asked
    own = [effect for effect in choice.deed.effects if effect.condition is None]
    every = [effect for other in staying for effect in other.deed.effects]
    changes = [effect for effect in every if effect.variable == variable]
    closing = all(one.sets and not HOLDS[operator](one.amount, bound) for one in changes)
    return closing and any(effect.variable == variable for effect in own)


def _as_comparison(part: Expression) -> tuple[str, str, int] | None:
    """A variable, an operator and a number, where that is all that a part asks."""
    match part:
        case Compare(operator, Name(variable), Number(bound)):
            return variable, operator, bound
        case Name(variable):
            return variable, "!=", 0
        case Not(Name(variable)):
            return variable, "==", 0
    return None
