"""Rows above the choices: what is put in order as places, what is divided as shares in blocks."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual.content import Content

from game.engine import Budget, Ordering, Turn, current_budget, current_ordering
from game.tui.content import assembled
from game.tui.rows import Rows, filled, ruled
from game.view.allocations import OPEN, left_words, places, share_words, upper_first
from game.view.sanitize import one_line

GAP = 3
LABEL, SAID = 26, 19


def allocation(turn: Turn) -> Rows | None:
    """The rows above the choices where something is put in order or divided."""
    if ordering := current_ordering(turn):
        return Rows(partial(order_rows, ordering))
    if budget := current_budget(turn):
        return Rows(partial(budget_rows, budget))
    return None


def order_rows(ordering: Ordering, width: int) -> list[Content]:
    """The places, as many beside each other as fit; what is too long for a row is cut."""
    found = [ruled("In order", width)]
    for place, name in places(ordering):
        sign = ("■ ", "red") if name else ("□ ", "rule")
        room = max(1, width - 2 - len(f"{place} "))
        text = filled(name, min(room, cell_len(name)))
        said = (text, "strong") if name else (OPEN, "dim")
        one = assembled(sign, (f"{place} ", "" if name else "dim"), said)
        if len(found) > 1 and found[-1].cell_length + GAP + one.cell_length <= width:
            found[-1] = found[-1] + " " * GAP + one
        else:
            found.append(one)
    return found


def budget_rows(budget: Budget, width: int) -> list[Content]:
    """What is left to give; then for each share its name, its blocks and the number in words."""
    most = max(share.most for share in budget.shares)
    longest = max(cell_len(one_line(share.label)) for share in budget.shares)
    label = min(LABEL, longest, max(6, width - most - SAID - 4))
    found = [ruled(upper_first(left_words(budget)), width)]
    for share in budget.shares:
        now = share.share == budget.next
        full = "■" * share.amount
        empty = "" if full else "□" * share.most
        name = (f"{filled(one_line(share.label), label)}  ", "strong" if now else "")
        rest = (f"{empty:<{most - len(full) + 2}}", "" if now else "rule")
        said = (share_words(budget, share), "" if share.amount or now else "dim")
        found.append(assembled(name, (full, "red"), rest, said))
    return found
