"""Conditions compiled: expressions into functions of a state's values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.engine.layout import LEAD, MET, PAST, Layout, StateValues
from game.story.model import (
    All,
    Call,
    Compare,
    Condition,
    Either,
    Expression,
    LeadIs,
    Name,
    Not,
    Number,
)

Test = Callable[[StateValues], Any]
"""A condition: whether it holds for the values of a state."""


class Conditions:
    """Expressions into functions of a state's values, each compiled when it is first asked for.

    The text handed to `eval` is put together here from whole numbers and operators only: no word of
    the story's files gets into it. Votes and chairs, which need more than a place, are called by
    number.
    """

    def __init__(
        self,
        layout: Layout,
        votes: Callable[[StateValues, str], int],
        carried: Callable[[StateValues, str], bool],
        seated: Callable[[StateValues, str], bool],
    ) -> None:
        self.layout = layout
        self._motions = list(layout.tally)
        self._people = list(layout.seats)
        self._tests: dict[Expression, Test] = {}
        self._names: dict[str, Any] = {
            "__builtins__": {},
            "votes": lambda s, index: votes(s, self._motions[index]),
            "carried": lambda s, index: carried(s, self._motions[index]),
            "seated": lambda s, index: seated(s, self._people[index]),
        }

    def test(self, condition: Condition | None) -> Test | None:
        """The condition as a function; None where there is none."""
        return None if condition is None else self.function(condition.expression)

    def function(self, expression: Expression) -> Test:
        """The expression as a function."""
        found = self._tests.get(expression)
        if found is None:
            source = f"lambda s: {self._code(expression)}"
            found = self._tests[expression] = eval(source, self._names)  # noqa: S307
        return found

    def _code(self, expression: Expression) -> str:
        match expression:
            case Number(value):
                return str(int(value))
            case Name(id):
                variable = self.layout.story.variables[id]
                if variable.means:
                    return self._code(variable.means.expression)
                return f"s[{self.layout.variables[id]}]"
            case LeadIs(lead):
                return f"(s[{LEAD}] == {self.layout.leads.index(lead)})"
            case Compare(operator, left, right):
                return f"({self._code(left)} {_OPERATORS[operator]} {self._code(right)})"
            case Not(part):
                return f"(not {self._code(part)})"
            case All(parts):
                return f"({' and '.join(map(self._code, parts))})"
            case Either(parts):
                return f"({' or '.join(map(self._code, parts))})"
            case Call(function, argument):
                return self._call(function, argument)

    def _call(self, function: str, argument: str) -> str:
        layout = self.layout
        match function:
            case "seen" | "chose":
                return f"(s[{PAST}] >> {layout.past[function, argument]} & 1)"
            case "met":
                return f"(s[{MET}] >> {layout.met[argument]} & 1)"
            case "visits":
                return f"s[{layout.visits[argument]}]"
            case "support":
                return f"s[{layout.support[argument]}]" if argument in layout.support else "0"
            case "seated":
                return f"seated(s, {self._people.index(argument)})"
        return f"{function}(s, {self._motions.index(argument)})"


_OPERATORS = {sign: sign for sign in ("<", "<=", "==", "!=", ">=", ">")}
