"""A budget divided, lowered: a menu of amounts for each share in turn, only those that leave something for the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from game.story import diagnostics_rules as rule
from game.story.lowering import compared, implied, joined, one_or_other, only_if, setting, together
from game.story.model import STAY, Choice, Condition, Deed, Division, Expression, Share, Span, Way
from game.story.page import Page
from game.story.reader import Map, Node

FEWEST, MOST = 2, 4
SMALLEST, LARGEST = 2, 20


class Written(NamedTuple):
    """A share as it is written."""

    share: Share
    was: tuple[str, ...]
    line: int


def read_division(page: Page, node: Node) -> tuple[Division, tuple[Choice, ...], Deed]:
    """The division on a page, the menu that it comes to, and the deed that undoes the last one."""
    noted = page.names.noted
    entry = page.map(node, "division")
    total = page.whole(entry.get("total"), SMALLEST, LARGEST)
    entries = entry.get("shares")
    written = [_share(page, key, value) for key, value in page.entries(entries)]
    division = Division(
        total,
        page.line(entry.get("unit")),
        page.line(entry.get("units")),
        tuple(one.share for one in written),
        page.target(entry["then"]) if "then" in entry else "",
    )
    cleared = joined(*(setting(one.share.amount, 0) for one in written))
    if (
        page.names.noted != noted
        or not isinstance(entries, Map)
        or entries.doubled
        or not _check(page, entries, division)
    ):
        return division, (), cleared
    return division, tuple(_choices(division, written)), cleared


def _share(page: Page, key: str, node: Node) -> Written:
    noted = page.names.noted
    entry = page.map(node, "share")
    least = page.whole(entry.get("least"), 1, LARGEST, 1)
    most = page.whole(entry.get("most"), least, LARGEST, least)
    bounds = (least, most) if page.names.noted == noted else (1, LARGEST)
    really = page.whole(entry.get("really"), *bounds)
    share = Share(
        key,
        page.line(entry.get("label")),
        page.slot(entry.get("amount"), most),
        least,
        most,
        really=really,
    )
    return Written(share, page.ids(entry.get("was")), node.line)


def _choices(division: Division, written: list[Written]) -> Iterator[Choice]:
    """For each share but the last, every amount with which all can still get theirs."""
    shares = division.shares
    for at, one in enumerate(written[:-1]):
        before, after = shares[:at], shares[at + 1 :]
        for amount in range(one.share.least, one.share.most + 1):
            ways = [
                given
                for given in _given(before)
                if _fits(after, division.total - sum(given) - amount)
            ]
            if ways:
                yield _choice(division, one, at, amount, ways)


def _choice(
    division: Division, one: Written, at: int, amount: int, ways: list[tuple[int, ...]]
) -> Choice:
    share, shares = one.share, division.shares
    last = at == len(shares) - 2
    deed = setting(share.amount, amount)
    if last:
        deed = joined(deed, *_rest(shares, division.total - amount, ways))
    return Choice(
        f"{share.id}_{amount}",
        (Span(f"{share.label}: {amount} {division.unit if amount == 1 else division.units}"),),
        tuple(f"{old}_{amount}" for old in one.was),
        share.really == amount,
        _turn(shares, at, ways),
        deed=deed,
        ways=(Way(division.then if last else STAY),),
        line=one.line,
        of=share.id,
    )


def _given(shares: tuple[Share, ...]) -> list[tuple[int, ...]]:
    """Everything that the shares before can have got."""
    return list(product(*(range(share.least, share.most + 1) for share in shares)))


def _fits(shares: tuple[Share, ...], rest: int) -> bool:
    """Whether the rest can be divided among shares within their bounds."""
    return sum(share.least for share in shares) <= rest <= sum(share.most for share in shares)


def _turn(shares: tuple[Share, ...], at: int, ways: list[tuple[int, ...]]) -> Condition:
    """It is this share's turn, and what the others got before leaves room for the amount."""
    asked = [compared(shares[at].amount, "==", 0)]
    if at:
        asked.append(_got(shares, ways))
    return implied(*asked)


def _got(shares: tuple[Share, ...], ways: list[tuple[int, ...]]) -> Expression:
    """That the first shares got what one of the ways gives them; the amounts of the last of them always lie next to each other."""
    lasts: dict[tuple[int, ...], list[int]] = {}
    for *others, last in ways:
        lasts.setdefault(tuple(others), []).append(last)
    found = []
    for before, amounts in lasts.items():
        variable, low, high = shares[len(before)].amount, min(amounts), max(amounts)
        asked = [
            compared(share.amount, "==", amount)
            for share, amount in zip(shares, before, strict=False)
        ]
        asked += (
            [compared(variable, "==", low)]
            if low == high
            else [compared(variable, ">=", low), compared(variable, "<=", high)]
        )
        found.append(together(asked))
    return one_or_other(found)


def _rest(shares: tuple[Share, ...], rest: int, ways: list[tuple[int, ...]]) -> Iterator[Deed]:
    """The last share takes what is left."""
    by_sum: dict[int, list[tuple[int, ...]]] = {}
    for way in ways:
        by_sum.setdefault(sum(way), []).append(way)
    for given, alike in by_sum.items():
        deed = setting(shares[-1].amount, rest - given)
        yield only_if(deed, _got(shares, alike)) if given else deed


def _check(page: Page, entries: Map, division: Division) -> bool:
    """Whether the total can be divided at all; and the record's division adds up."""
    shares = division.shares
    if not FEWEST <= len(shares) <= MOST:
        page.note(entries, rule.NUMBER_OF_SHARES, low=FEWEST, high=MOST, count=len(shares))
        return False
    if not _fits(shares, division.total):
        low, high = sum(share.least for share in shares), sum(share.most for share in shares)
        page.note(entries, rule.CANNOT_DIVIDE, total=division.total, low=low, high=high)
        return False
    really = sum(share.really for share in shares)
    if not _fits(tuple(share for share in shares if not share.really), division.total - really):
        page.note(entries, rule.RECORD_CANNOT_DIVIDE, given=really, total=division.total)
    seen: set[str] = set()
    for key, share in zip(entries, shares, strict=True):
        if share.amount and share.amount in seen:
            page.note(entries.key(key), rule.AMOUNT_SHARED, name=share.amount)
        seen.add(share.amount)
    return True
