"""Reachability: breadth-first search of a graph that is given by the successors of its nodes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reachable(roots: Iterable[T], successors: Callable[[T], Iterable[T]]) -> dict[T, T | None]:
    """The nodes that can be reached, nearest first, each with the one before it (None: a root)."""
    found: dict[T, T | None] = dict.fromkeys(roots)
    queue = list(found)
    for node in queue:
        for after in successors(node):
            if after not in found:
                found[after] = node
                queue.append(after)
    return found
