"""Answers for what a slice does not know, in every combination."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


class TooMany(Exception):
    """More combinations of answers than are worth trying."""


class Nondeterminism:
    """Each time a piece of work is done again, it gets the next combination of answers to what it asks."""

    def __init__(self, most: int = 2_000) -> None:
        self.most = most
        self._script: list[int] = []
        self._sizes: list[int] = []
        self._at = 0
        self.asked: list[frozenset[int]] = []
        """For each question of the work just done, the places outside the slice that would have answered it."""

    def every(self, work: Callable[[], T]) -> Iterator[T]:
        """What the work comes to with every combination of answers; raises TooMany."""
        self._script, self._sizes = [], []
        for _ in range(self.most):
            self._at = 0
            self.asked = []
            yield work()
            del self._script[self._at :], self._sizes[self._at :]
            while self._script and self._script[-1] + 1 >= self._sizes[-1]:
                self._script.pop()
                self._sizes.pop()
            if not self._script:
                return
            self._script[-1] += 1
        raise TooMany

    def answer(self, size: int, places: frozenset[int]) -> int:
        """A number below `size`."""
        self.asked.append(places)
        if self._at == len(self._script):
            self._script.append(0)
            self._sizes.append(size)
        self._at += 1
        return self._script[self._at - 1]
