"""What is put in order or divided, in rows above the choices: places filled and open, shares as blocks."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len

from game.engine import Budget, Ordering, Turn, current_budget, current_ordering
from game.tui.screens.rolling import filled, ruled
from game.tui.widgets.choices import Above
from game.tui.widgets.lines import Line, width_of
from game.view.allocations import OPEN, left_words, places, share_words, upper_first
from game.view.sanitize import one_line

GAP = 3
LABEL, SAID = 26, 19


def above(turn: Turn, *, loose: bool) -> Above | None:
    """The rows above the choices where something is put in order or divided; with `loose` an empty one parts them from the choices."""
    if sheet := current_ordering(turn):
        return partial(order_rows, sheet, loose=loose)
    if budget := current_budget(turn):
        return partial(budget_rows, budget, loose=loose)
    return None


def order_rows(sheet: Ordering, width: int, *, loose: bool = False) -> list[Line]:
    """The places: beside each other as far as they go, what is too long for a row cut."""
    found: list[Line] = [ruled("In order", width)]
    for place, name in places(sheet):
        first: Line = [
            ("■ " if name else "□ ", "red" if name else "rule"),
            (f"{place} ", "" if name else "dim"),
        ]
        room = max(1, width - width_of(first))
        text = filled(name, room) if cell_len(name) > room else name
        bits: Line = [*first, (text, "strong") if name else (OPEN, "dim")]
        if len(found) > 1 and width_of(found[-1]) + GAP + width_of(bits) <= width:
            found[-1] = [*found[-1], (" " * GAP, ""), *bits]
        else:
            found.append(bits)
    return [*found, []] if loose else found


def budget_rows(budget: Budget, width: int, *, loose: bool = False) -> list[Line]:
    """A row for each share: its name, its blocks, the number in words; over them what is left to give."""
    tall = max(share.most for share in budget.shares)
    label = min(
        LABEL,
        max(cell_len(one_line(share.label)) for share in budget.shares),
        max(6, width - tall - SAID - 4),
    )
    found: list[Line] = [ruled(upper_first(left_words(budget)), width)]
    for share in budget.shares:
        now = share.share == budget.next
        full = "■" * share.amount
        empty = "" if full else "□" * share.most
        found.append(
            [
                (filled(one_line(share.label), label), "strong" if now else ""),
                ("  ", ""),
                (full, "red"),
                (empty, "" if now else "rule"),
                (" " * (tall - len(full + empty) + 2), ""),
                (share_words(budget, share), "" if share.amount or now else "dim"),
            ]
        )
    return [*found, []] if loose else found
