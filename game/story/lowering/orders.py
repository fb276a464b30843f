"""An ordered pick as a menu that shows what has no place yet, once for each place of the sheet."""

from __future__ import annotations

from game.story.lowering.deeds import (
    all_of,
    any_of,
    assign,
    combined,
    compare,
    narrowed,
    restricted,
)
from game.story.model import ORDINALS, STAY, Choice, Deed, Expression, Item, Order, Way


def order_menu(order: Order) -> tuple[tuple[Choice, ...], Deed]:
    """The choices of an order, and the deed that clears the sheet."""
    places = range(1, order.take + 1)
    choices = tuple(_choice(order, item, place) for place in places for item in order.items)
    return choices, combined(*(assign(item.place, 0) for item in order.items))


def _choice(order: Order, item: Item, place: int) -> Choice:
    """Putting one item on the sheet at one place; at the last, whatever has none is left off."""
    ordinal, last = ORDINALS[place - 1], place == order.take
    left = [_left_off(other) for other in order.items if last and other is not item]
    filled = _filled([other.place for other in order.items], place - 1)
    return Choice(
        f"{ordinal}_{item.id}",
        item.label,
        tuple(f"{ordinal}_{old}" for old in item.was),
        item.really == place,
        narrowed(item.condition, compare(item.place, "==", 0), *filled),
        item.needs,
        deed=combined(item.deed, assign(item.place, place), *left),
        text=item.text,
        ways=(Way(order.then if last else STAY),),
        teaches=item.teaches,
        line=item.line,
        of=item.id,
        shared=item.condition is not None or bool(item.needs),
    )


def _filled(places: list[str], count: int) -> list[Expression]:
    """That exactly the first `count` places of the sheet are filled."""
    if not count:
        return [compare(place, "==", 0) for place in places]
    last = any_of(compare(place, "==", count) for place in places)
    return [last, *(compare(place, "<=", count) for place in places)]


def _left_off(item: Item) -> Deed:
    """What it costs that an item has no place, where it could have had one."""
    asked = [compare(item.place, "==", 0)]
    if item.condition:
        asked.append(item.condition.expression)
    return restricted(item.left, all_of(asked))
