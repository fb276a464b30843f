"""What has been put in order or divided so far: the places of an order, the shares of a budget."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from game.engine.machine import machine_of
from game.engine.state import State
from game.engine.turn import Turn
from game.story.model import ORDINALS, Story


class OrderedItem(Struct, frozen=True):
    """An item of an order. `place` counts from 1, 0 is none yet; `open`: it can be taken now."""

    item: str
    label: str
    place: int
    open: bool


class Ordering(Struct, frozen=True):
    """An order as it stands: `take` places, the items `placed`, in order, and those `waiting`."""

    take: int
    placed: tuple[OrderedItem, ...]
    waiting: tuple[OrderedItem, ...]


class BudgetShare(Struct, frozen=True):
    """A share of a budget: how much it got (0: not yet), and between which bounds."""

    share: str
    label: str
    amount: int
    least: int
    most: int


class Budget(Struct, frozen=True):
    """A division as it stands: `left` is what nobody has got yet, of `total`.

    `next` is the share whose turn it is, empty when all is divided.
    """

    total: int
    left: int
    unit: str
    units: str
    shares: tuple[BudgetShare, ...]
    next: str


def ordering_of(story: Story, state: State, scene: str) -> Ordering | None:
    """The ordering of a scene that asks for one, as the variables have it now; else None."""
    order = story.scenes[scene].order
    if order is None:
        return None
    machine, values = machine_of(story), state.raw_values
    by_id = machine.scene(machine.layout.scene_index[scene]).by_id
    items = []
    for item in order.items:
        label = by_id[f"{ORDINALS[0]}_{item.id}"].label.text(values, True)
        items.append(OrderedItem(item.id, label, int(state[item.place]), False))
    placed = sorted((one for one in items if one.place), key=lambda one: one.place)
    waiting = []
    for one in items if len(placed) < order.take else ():
        choice = by_id[f"{ORDINALS[len(placed)]}_{one.item}"]
        if not one.place and choice.is_visible(values):
            waiting.append(replace(one, open=choice.is_open(values)))
    return Ordering(order.take, tuple(placed), tuple(waiting))


def budget_of(story: Story, state: State, scene: str) -> Budget | None:
    """The budget of a scene with a division, as the variables have it now; else None."""
    division = story.scenes[scene].division
    if division is None:
        return None
    shares = tuple(
        BudgetShare(share.id, share.label, int(state[share.amount]), share.least, share.most)
        for share in division.shares
    )
    left = max(0, division.total - sum(share.amount for share in shares))
    following = next((share.share for share in shares if not share.amount), "")
    return Budget(division.total, left, division.unit, division.units, shares, following)


def current_ordering(turn: Turn) -> Ordering | None:
    """The order that is being made where the player stands, if it is one."""
    return ordering_of(turn.story, turn.state, turn.scene)


def current_budget(turn: Turn) -> Budget | None:
    """The budget that is being divided where the player stands, if it is one."""
    return budget_of(turn.story, turn.state, turn.scene)
