"""An order and a budget in words: while the player fills them, and in one line when done."""

from __future__ import annotations

from msgspec.structs import replace

from game.engine import Budget, BudgetShare, OrderedItem, Ordering, Turn
from game.engine.allocations import budget_of, current_budget, current_ordering, ordering_of
from game.story.model import Choice, Story
from game.view import words
from game.view.sanitize import one_line

OPEN = "open"


def places(sheet: Ordering) -> list[tuple[int, str]]:
    """Every place with what stands there, in its words; an empty one has none."""
    names = {one.place: one_line(one.label) for one in sheet.placed}
    return [(place, names.get(place, "")) for place in range(1, sheet.take + 1)]


def order_line(sheet: Ordering) -> str:
    """All places in one line."""
    filled = "; ".join(f"{place} {name or OPEN}" for place, name in places(sheet))
    return words.sentence(f"In order: {filled}")


def amount(budget: Budget, number: int) -> str:
    """So many of the budget's units, in words."""
    return words.count(number, one_line(budget.unit), one_line(budget.units))


def between(budget: Budget, share: BudgetShare) -> tuple[int, int]:
    """The least and the most that a share can get now, so that the others can still get theirs."""
    others = [one for one in budget.shares if not one.amount and one != share]
    least = max(share.least, budget.left - sum(one.most for one in others))
    return least, min(share.most, budget.left - sum(one.least for one in others))


def share_words(budget: Budget, share: BudgetShare) -> str:
    """How a share stands: what it got, its turn, that it waits, or takes what is left."""
    if share.amount:
        return amount(budget, share.amount)
    if share.share == budget.next:
        least, most = between(budget, share)
        more = f" to {words.number_word(most)}" if most > least else ""
        return f"now, {words.number_word(least)}{more}"
    return "takes what is left" if share == budget.shares[-1] else "not yet"


def upper_first(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def left_words(budget: Budget) -> str:
    """What is left to give."""
    units, left = one_line(budget.units), words.number_word(budget.left)
    if budget.left == budget.total:
        return f"all {left} {units} to give"
    return f"{left} of {words.number_word(budget.total)} {units} left to give"


def budget_line(budget: Budget) -> str:
    """All shares in one line, and what is left."""
    shares = [f"{one_line(share.label)}: {share_words(budget, share)}" for share in budget.shares]
    left = f" {words.sentence(upper_first(left_words(budget)))}" if budget.left else ""
    return words.sentence("; ".join(shares)) + left


def leaves(budget: Budget, choice: Choice) -> str:
    """What an amount leaves for those whose turn comes after."""
    return f"leaves {amount(budget, budget.left - _amount(choice))}"


def line_of(turn: Turn) -> str:
    """The order or the budget being filled where the player stands; empty where there is none."""
    sheet, budget = current_ordering(turn), current_budget(turn)
    return order_line(sheet) if sheet else budget_line(budget) if budget else ""


def finished(story: Story, turn: Turn, scene: str, choice: Choice) -> str:
    """The line kept of an order or a division that this choice has finished; else empty."""
    before = turn.before
    if before is None or choice.power or not choice.of:
        return ""
    sheet, budget = ordering_of(story, before, scene), budget_of(story, before, scene)
    if sheet and len(sheet.placed) + 1 == sheet.take:
        label = next((one.label for one in sheet.waiting if one.item == choice.of), choice.of)
        last = OrderedItem(choice.of, label, sheet.take, False)
        return order_line(replace(sheet, placed=(*sheet.placed, last)))
    if budget and not (done := _given(budget, choice)).left:
        return budget_line(done)
    return ""


def _given(budget: Budget, choice: Choice) -> Budget:
    """The budget after a choice; where one share is left it takes the rest."""
    empty = [one.share for one in budget.shares if not one.amount and one.share != choice.of]
    got = _amount(choice)
    rest = budget.left - got
    amounts = {choice.of: got} | ({empty[0]: rest} if len(empty) == 1 else {})
    shares = (replace(one, amount=amounts.get(one.share, one.amount)) for one in budget.shares)
    return replace(budget, shares=tuple(shares), left=rest if len(empty) > 1 else 0)


def _amount(choice: Choice) -> int:
    """What a choice gives to its share: the first thing that it does."""
    return choice.deed.effects[0].amount
