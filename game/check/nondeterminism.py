"""Nondeterminism: work is done again with every combination of answers to what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
MOST_OUTCOMES = 2_000


class TooManyOutcomes(Exception):
    """More combinations of answers than are worth trying."""


class Nondeterminism:
    """Hands out answers; each time a piece of work is done again, it gets the next combination."""

    def __init__(self) -> None:
        self._answers: list[int] = []
        self._sizes: list[int] = []
        self._at = 0
        self.asked: list[frozenset[int]] = []
        """For each question of the work just done, the places that would have answered it."""

    def outcomes(self, work: Callable[[], T]) -> Iterator[T]:
        """What the work comes to with each combination of answers; raises TooManyOutcomes."""
        self._answers, self._sizes = [], []
        for _ in range(MOST_OUTCOMES):
            self._at = 0
            self.asked = []
            yield work()
            del self._answers[self._at :], self._sizes[self._at :]
            while self._answers and self._answers[-1] + 1 >= self._sizes[-1]:
                self._answers.pop()
                self._sizes.pop()
            if not self._answers:
                return
            self._answers[-1] += 1
        raise TooManyOutcomes

    def choose(self, size: int, places: frozenset[int]) -> int:
        """A number below `size`; `places` are what would have to be known to give the answer."""
        self.asked.append(places)
        if self._at == len(self._answers):
            self._answers.append(0)
            self._sizes.append(size)
        self._at += 1
        return self._answers[self._at - 1]
