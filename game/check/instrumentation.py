"""Instrumentation: how compiled parts of a story note the goals that they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from game.check.goal import Aspect, GoalKey, GoalOwner
from game.check.goals import Goals
from game.engine.conditions import Test
from game.story.model import Condition, Expression


class GoalRecorder:
    """Which goals are wanted, and which of them have been reached; each is noted once."""

    def __init__(self, count: int) -> None:
        self.wanted = bytearray(count + 1)
        """One flag for each goal; the last stands for -1, which is no goal and never wanted."""
        self.reached: list[int] = []

    def want(self, numbers: Iterable[int]) -> None:
        """Wait for these goals and no others."""
        self.wanted[:] = bytes(len(self.wanted))
        for number in numbers:
            self.wanted[number] = 1
        self.reached.clear()

    def wants_any(self, numbers: Iterable[int]) -> bool:
        """Whether one of these goals is still to be reached."""
        return any(self.wanted[number] for number in numbers)

    def record(self, numbers: Iterable[int]) -> None:
        """Note those of these goals that are wanted."""
        for number in numbers:
            if self.wanted[number]:
                self.wanted[number] = 0
                self.reached.append(number)

    def take(self) -> list[int]:
        """The goals reached since the last call."""
        found = self.reached.copy()
        self.reached.clear()
        return found


class Instrumentation:
    """The goals of a story and the recorder of one machine, with the tests that it steps by.

    `test_of` compiles a condition; a machine that knows only a part of the state has its own.
    """

    def __init__(self, goals: Goals, test_of: Callable[[Expression], Test]) -> None:
        self.goals, self.test_of, self.recorder = goals, test_of, GoalRecorder(len(goals))

    def test(self, condition: Condition | None, key: GoalKey) -> Test | None:
        """The condition, which notes its answer while that is a goal; `key` is of both sides."""
        if condition is None:
            return None
        plain = self.test_of(condition.expression)
        yes, no = self.goals.number(key.on(True)), self.goals.number(key.on(False))
        if yes < 0 and no < 0:
            return plain
        wanted, record = self.recorder.wanted, self.recorder.record

        def test(values: Sequence[Any]) -> bool:
            answer = bool(plain(values))
            goal = yes if answer else no
            if wanted[goal]:
                record((goal,))
            return answer

        return test

    def tests(
        self, conditions: Iterable[Condition | None], owner: GoalOwner, aspect: Aspect
    ) -> list[Test | None]:
        """As `test`, for all conditions of one aspect of an owner."""
        numbered = enumerate(conditions)
        return [self.test(condition, owner.key(aspect, index)) for index, condition in numbered]
