"""What has been put in order or divided so far, for whoever shows it: the places of a sheet, the shares of a budget."""

from __future__ import annotations

from msgspec import Struct

from game.engine.machine import Machine, machine_of
from game.engine.state import State
from game.engine.turn import Turn
from game.story.model import ORDINALS, Scene, Story


class OrderedItem(Struct, frozen=True):
    """An item of an order. `place` counts from 1; 0 is no place (yet). `open` says whether it can be taken now."""

    item: str
    label: str
    place: int
    open: bool


class Ordering(Struct, frozen=True):
    """An ordered pick as it stands: `take` places, `placed` in their order, and `waiting`, what is shown and has no place."""

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
    """A division as it stands: `left` is what nobody has got yet. `next` is the share whose turn it is, empty when all is divided."""

    total: int
    left: int
    unit: str
    units: str
    shares: tuple[BudgetShare, ...]
    next: str


def ordering_of(story: Story, state: State, scene: str) -> Ordering | None:
    """The sheet of a scene with an order, as the variables have it now; None for any other scene."""
    order = story.scenes[scene].order
    if order is None:
        return None
    machine, found = machine_of(story), []
    for item in order.items:
        place = int(state[item.place])
        found.append(
            OrderedItem(item.id, _label(machine, story.scenes[scene], item.id, state), place, False)
        )
    scene_made = machine.scene(machine.layout.scene_index[scene])
    placed = sorted((one for one in found if one.place), key=lambda one: one.place)
    waiting = []
    if len(placed) < order.take:
        for one in found:
            choice = scene_made.by_id[f"{ORDINALS[len(placed)]}_{one.item}"]
            if not one.place and choice.is_visible(state.raw_values):
                waiting.append(
                    OrderedItem(one.item, one.label, 0, choice.is_open(state.raw_values))
                )
    return Ordering(order.take, tuple(placed), tuple(waiting))


def budget_of(story: Story, state: State, scene: str) -> Budget | None:
    """The budget of a scene with a division, as the variables have it now; None for any other scene."""
    division = story.scenes[scene].division
    if division is None:
        return None
    shares = tuple(
        BudgetShare(share.id, share.label, int(state[share.amount]), share.least, share.most)
        for share in division.shares
    )
    waiting = [share.share for share in shares if not share.amount]
    left = max(0, division.total - sum(share.amount for share in shares))
    return Budget(
        division.total, left, division.unit, division.units, shares, waiting[0] if waiting else ""
    )


def current_ordering(turn: Turn) -> Ordering | None:
    """The sheet that is being filled where the player stands, if it is one."""
    return ordering_of(turn.story, turn.state, turn.scene)


def current_budget(turn: Turn) -> Budget | None:
    """The budget that is being divided where the player stands, if it is one."""
    return budget_of(turn.story, turn.state, turn.scene)


def _label(machine: Machine, scene: Scene, item: str, state: State) -> str:
    """An item in the words in which its choices offer it."""
    scene_made = machine.scene(machine.layout.scene_index[scene.id])
    return scene_made.by_id[f"{ORDINALS[0]}_{item}"].label.text(state.raw_values, True)
