"""An ordered pick, lowered: a menu that shows what has no place yet, once for each place of the sheet."""

from __future__ import annotations

from typing import NamedTuple

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.lowering import compared, joined, narrowed, one_or_other, only_if, setting, together
from game.story.model import (
    ORDINALS,
    STAY,
    Choice,
    Condition,
    Deed,
    Expression,
    Item,
    Need,
    Order,
    Prose,
    Way,
)
from game.story.page import Page
from game.story.reader import Map, Node


class Written(NamedTuple):
    """An item as it is written: what the sheet keeps of it, and what putting it there takes and does."""

    item: Item
    was: tuple[str, ...]
    condition: Condition | None
    needs: tuple[Need, ...]
    deed: Deed
    left: Deed
    text: Prose
    teaches: tuple[str, ...]
    line: int


def read_order(page: Page, node: Node) -> tuple[Order, tuple[Choice, ...], Deed]:
    """The order on a page, the menu that it comes to, and the deed that clears the sheet."""
    noted = page.names.noted
    entry = page.map(node, "order")
    take = page.whole(entry.get("take"), 1, len(ORDINALS))
    entries = entry.get("items")
    written = [_item(page, key, value, take) for key, value in page.entries(entries)]
    then = page.target(entry["then"]) if "then" in entry else ""
    if isinstance(entries, Map):
        sound = page.names.noted == noted and not entries.doubled
        _check(page, entries, written, take if sound else 0)
    order = Order(take, tuple(one.item for one in written), then)
    choices = tuple(
        _choice(written, one, place, order) for place in range(1, take + 1) for one in written
    )
    return order, choices, joined(*(setting(one.item.place, 0) for one in written))


def _item(page: Page, key: str, node: Node, take: int) -> Written:
    entry = page.map(node, "item")
    left = page.deed_of(entry.get("left"))
    if left.seating:
        page.note(entry["left"], diag.CHAIR_LEFT)
    return Written(
        Item(
            key,
            page.prose_line(entry.get("label")),
            page.slot(entry.get("place"), take or 1),
            really=page.whole(entry.get("really"), 1, take or len(ORDINALS)),
        ),
        page.ids(entry.get("was")),
        page.condition(entry.get("if")),
        page.needs(entry.get("needs")),
        page.deed(entry.get("do"), entry.get("ledger")),
        left,
        page.passage(entry.get("text")),
        page.lesson_ids(entry.get("teaches")),
        node.line,
    )


def _choice(written: list[Written], one: Written, place: int, order: Order) -> Choice:
    """Putting one item on the sheet at one place; at the last, whatever has none is left off."""
    item, ordinal, last = one.item, ORDINALS[place - 1], place == order.take
    left = [_left_off(other) for other in written if last and other is not one]
    stage = [
        compared(item.place, "==", 0),
        *_filled([other.item.place for other in written], place - 1),
    ]
    return Choice(
        f"{ordinal}_{item.id}",
        item.label,
        tuple(f"{ordinal}_{old}" for old in one.was),
        item.really == place,
        narrowed(one.condition, *stage),
        one.needs,
        deed=joined(one.deed, setting(item.place, place), *left),
        text=one.text,
        ways=(Way(order.then if last else STAY),),
        teaches=one.teaches,
        line=one.line,
        of=item.id,
        shared=one.condition is not None or bool(one.needs),
    )


def _filled(places: list[str], count: int) -> list[Expression]:
    """That exactly the first `count` places of the sheet are filled."""
    if not count:
        return [compared(place, "==", 0) for place in places]
    return [
        one_or_other(compared(place, "==", count) for place in places),
        *(compared(place, "<=", count) for place in places),
    ]


def _left_off(other: Written) -> Deed:
    """What it costs that an item has no place, where it could have had one."""
    asked = [compared(other.item.place, "==", 0)]
    if other.condition:
        asked.append(other.condition.expression)
    return only_if(other.left, together(asked))


def _check(page: Page, entries: Map, written: list[Written], take: int) -> None:
    """Nobody is stuck, each place is kept by itself and by the sheet alone, and the record gives each of them once."""
    lasting = sum(one.condition is None and not one.needs for one in written)
    if lasting < take:
        page.note(entries, rule.TOO_FEW_ITEMS, count=lasting, take=take)
    seen: set[str] = set()
    really: set[int] = set()
    places = {one.item.place for one in written}
    for key, one in zip(entries, written, strict=True):
        if moved := next(
            (effect.variable for effect in one.deed.effects if effect.variable in places), ""
        ):
            page.note(entries.key(key), rule.PLACE_CHANGED, name=moved)
        if one.item.place in seen and one.item.place:
            page.note(entries.key(key), rule.PLACE_SHARED, name=one.item.place)
        if one.item.really and one.item.really in really:
            page.note(entries.key(key), rule.PLACE_TWICE, place=one.item.really)
        seen.add(one.item.place)
        really.add(one.item.really)
