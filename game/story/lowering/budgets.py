"""A budget as a menu: for each share in turn, the amounts that leave enough for the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from game.story.lowering.deeds import all_of, any_of, assign, combined, compare, implied, restricted
from game.story.model import STAY, Choice, Condition, Deed, Division, Expression, Share, Span, Way

Shares = tuple[Share, ...]
Amounts = tuple[int, ...]


def division_menu(division: Division) -> Iterator[Choice]:
    """For each share but the last, every amount with which all can still get theirs."""
    shares = division.shares
    for at, share in enumerate(shares[:-1]):
        for amount in range(share.least, share.most + 1):
            rest = division.total - amount
            after = shares[at + 1 :]
            before = [way for way in _divisions(shares[:at]) if fits(after, rest - sum(way))]
            if before:
                yield _choice(division, at, amount, before)


def clearing(division: Division) -> Deed:
    """The deed that undoes the last division."""
    return combined(*(assign(share.amount, 0) for share in division.shares))


def fits(shares: Shares, rest: int) -> bool:
    """Whether the rest can be divided among shares within their bounds."""
    return sum(share.least for share in shares) <= rest <= sum(share.most for share in shares)


def _choice(division: Division, at: int, amount: int, before: list[Amounts]) -> Choice:
    """Giving an amount to the share at a place, after one of the divisions before."""
    share, shares = division.shares[at], division.shares
    last = at == len(shares) - 2
    deed = assign(share.amount, amount)
    if last:
        deed = combined(deed, *_rest(shares, division.total - amount, before))
    return Choice(
        f"{share.id}_{amount}",
        (Span(f"{share.label}: {amount} {division.unit if amount == 1 else division.units}"),),
        tuple(f"{old}_{amount}" for old in share.was),
        share.really == amount,
        _turn(shares, at, before),
        deed=deed,
        ways=(Way(division.then if last else STAY),),
        line=share.line,
        of=share.id,
    )


def _divisions(shares: Shares) -> list[Amounts]:
    """Everything that shares can have got."""
    return list(product(*(range(share.least, share.most + 1) for share in shares)))


def _turn(shares: Shares, at: int, before: list[Amounts]) -> Condition:
    """It is this share's turn, and what the others got before leaves room for the amount."""
    asked = [compare(shares[at].amount, "==", 0)]
    if at:
        asked.append(_got(shares, before))
    return implied(*asked)


def _got(shares: Shares, ways: list[Amounts]) -> Expression:
    """That the first shares got what one of the ways gives; the last one's amounts are a range."""
    lasts: dict[Amounts, list[int]] = {}
    for *others, last in ways:
        lasts.setdefault(tuple(others), []).append(last)
    found = []
    for before, amounts in lasts.items():
        variable, low, high = shares[len(before)].amount, min(amounts), max(amounts)
        given = zip(shares, before, strict=False)
        asked = [compare(share.amount, "==", amount) for share, amount in given]
        if low == high:
            asked.append(compare(variable, "==", low))
        else:
            asked += compare(variable, ">=", low), compare(variable, "<=", high)
        found.append(all_of(asked))
    return any_of(found)


def _rest(shares: Shares, rest: int, ways: list[Amounts]) -> Iterator[Deed]:
    """The last share takes what is left."""
    by_sum: dict[int, list[Amounts]] = {}
    for way in ways:
        by_sum.setdefault(sum(way), []).append(way)
    for given, alike in by_sum.items():
        deed = assign(shares[-1].amount, rest - given)
        yield restricted(deed, _got(shares, alike)) if given else deed
