"""Menus that are made: of an order and of a budget, read, checked and lowered to choices."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.decoder.fields import fill
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.references import counter
from game.story.lowering.budgets import clearing, division_menu, fits
from game.story.lowering.orders import order_menu
from game.story.model import MOST_DIVIDED, ORDINALS, Choice, Deed, Division, Item, Order, Share
from game.story.nodes import MappingNode, YamlNode

FEWEST_SHARES, MOST_SHARES = 2, 4


def order(reader: NodeReader, node: YamlNode) -> tuple[Order, tuple[Choice, ...], Deed]:
    """The order of a scene, its choices, and the deed that clears the sheet."""
    noted = reader.names.noted
    keys = reader.map(node, Order)
    take = reader.whole(keys.get("take"), 1, len(ORDINALS))
    entries = reader.entries(keys.get("items"))
    items = tuple(_item(reader, id, value, take) for id, value in entries)
    made = fill(reader, keys, Order, take=take, items=items)
    listed = keys.below("items")
    _check_items(reader, listed, made, reader.names.noted == noted and not listed.doubled)
    return made, *order_menu(made)


def _item(reader: NodeReader, id: str, node: YamlNode, take: int) -> Item:
    keys = reader.map(node, Item)
    place = counter(reader, keys.get("place"), take or 1)
    really = reader.whole(keys.get("really"), 1, take or len(ORDINALS))
    item = fill(reader, keys, Item, id=id, place=place, really=really)
    if item.left.seating:
        reader.note(keys["left"], diag.CHAIR_LEFT)
    return item


def _check_items(reader: NodeReader, listed: MappingNode, made: Order, sound: bool) -> None:
    """Nobody is stuck, the sheet alone keeps each place, and the record gives each of them once."""
    lasting = sum(item.condition is None and not item.needs for item in made.items)
    if sound and lasting < made.take:
        reader.note(listed, rule.TOO_FEW_ITEMS, count=lasting, take=made.take)
    places = [item.place for item in made.items]
    for at, item in enumerate(made.items):
        key, before = listed.key(item.id), made.items[:at]
        changed = [effect.variable for effect in item.deed.effects if effect.variable in places]
        if changed:
            reader.note(key, rule.PLACE_CHANGED, name=changed[0])
        if item.place and item.place in places[:at]:
            reader.note(key, rule.PLACE_SHARED, name=item.place)
        if item.really and any(item.really == other.really for other in before):
            reader.note(key, rule.PLACE_TWICE, place=item.really)


def division(reader: NodeReader, node: YamlNode) -> tuple[Division, tuple[Choice, ...], Deed]:
    """The division of a scene, its choices, and the deed that undoes the last one."""
    noted = reader.names.noted
    keys = reader.map(node, Division)
    entries = reader.entries(keys.get("shares"))
    made = fill(reader, keys, Division, shares=tuple(_share(reader, *entry) for entry in entries))
    listed = keys.below("shares")
    sound = reader.names.noted == noted and not listed.doubled
    if sound and _can_be_divided(reader, listed, made):
        return made, tuple(division_menu(made)), clearing(made)
    return made, (), clearing(made)


def _share(reader: NodeReader, id: str, node: YamlNode) -> Share:
    noted = reader.names.noted
    keys = reader.map(node, Share)
    least = reader.whole(keys.get("least"), 1, MOST_DIVIDED, 1)
    most = reader.whole(keys.get("most"), least, MOST_DIVIDED, least)
    bounds = (least, most) if reader.names.noted == noted else (1, MOST_DIVIDED)
    really = reader.whole(keys.get("really"), *bounds)
    amount = counter(reader, keys.get("amount"), most)
    return fill(reader, keys, Share, id=id, amount=amount, least=least, most=most, really=really)


def _can_be_divided(reader: NodeReader, listed: MappingNode, made: Division) -> bool:
    """Whether the total can be divided at all; and the record's division adds up."""
    shares, total = made.shares, made.total
    if not FEWEST_SHARES <= len(shares) <= MOST_SHARES:
        low, high = FEWEST_SHARES, MOST_SHARES
        reader.note(listed, rule.NUMBER_OF_SHARES, low=low, high=high, count=len(shares))
        return False
    if not fits(shares, total):
        low, high = sum(share.least for share in shares), sum(share.most for share in shares)
        reader.note(listed, rule.CANNOT_DIVIDE, total=total, low=low, high=high)
        return False
    really = sum(share.really for share in shares)
    if not fits(tuple(share for share in shares if not share.really), total - really):
        reader.note(listed, rule.RECORD_CANNOT_DIVIDE, given=really, total=total)
    amounts: set[str] = set()
    for share in shares:
        if share.amount and share.amount in amounts:
            reader.note(listed.key(share.id), rule.AMOUNT_SHARED, name=share.amount)
        amounts.add(share.amount)
    return True
