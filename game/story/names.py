"""Every name of a story that something written may use, and the fault of using one that nobody declared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from game.story.diagnostics import did_you_mean
from game.story.model import Effect, Expression, Position, Power, Variable

UNKNOWN = {
    "scene": "TC0301",
    "variable": "TC0302",
    "term": "TC0303",
    "person": "TC0304",
    "motion": "TC0305",
    "source": "TC0306",
    "lesson": "TC0307",
    "ending": "TC0308",
    "choice": "TC0309",
    "pool": "TC0310",
    "lead": "TC0311",
    "act": "TC0314",
    "power": "TC0316",
    "position": "TC0317",
}


class Fault(Exception):
    """A condition or passage cannot be used. `before` says where: how many characters other than white space come first.

    `more` holds the other faults of the same text.
    """

    def __init__(self, code: str, message: str, hint: str = "", before: int = 0) -> None:
        self.code, self.message, self.hint, self.before = code, message, hint, before
        self.more: list[Fault] = []
        super().__init__(message)

    def all(self) -> list[Fault]:
        """The fault and the others of its text."""
        return [self, *(fault for other in self.more for fault in other.all())]

    def moved(self, before: int) -> Fault:
        """The fault, with all its places so much further on."""
        for fault in self.all():
            fault.before += before
        return self


MOST_FAULTS = 20  # of one text that are told at once


def raise_all(faults: list[Fault]) -> None:
    """Raise the faults as one, if there are any."""
    if faults:
        faults[0].more += faults[1:]
        raise faults[0]


class Implied(dict[str, None]):
    """The names of a kind for which the story has no file: whatever is a name is known, and what was asked for is remembered."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self._shape = re.compile(shape)

    def __contains__(self, name: object) -> bool:
        if not self._shape.fullmatch(str(name)):
            return False
        self[str(name)] = None
        return True


@dataclass(slots=True)
class Names:
    """What is declared, by kind; variables apart, since they have ranges; powers and positions too, since menus are made of them.

    `asked` gathers what conditions ask of the past, as (function, argument); `counted` the highest number that the
    visits of each scene are compared with; `extents` how large and how deep each derived variable is when written
    out; `parsed` and `effects` what was read so far, by lead and source; `playing` is the lead whose scene is being read;
    `later` are the variables that stand further down in state.yaml.
    """

    variables: dict[str, Variable] = field(default_factory=dict)
    powers: dict[str, Power] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    known: dict[str, Collection[str]] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)
    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    parsed: dict[tuple[str, str], tuple[Expression, str]] = field(default_factory=dict)
    effects: dict[tuple[str, str, str], Effect] = field(default_factory=dict)
    playing: str = ""
    later: Collection[str] = ()

    def knows(self, kind: str, name: str) -> bool:
        return name in self.known.get(kind, ())

    def variable(self, name: str) -> Variable:
        """The variable of that name; raises Fault where there is none, or where it belongs to another lead's scenes."""
        variable = self.variables.get(name)
        if variable is None:
            raise self.unknown("variable", name)
        if variable.lead and self.playing and variable.lead != self.playing:
            raise Fault(
                "TC0315",
                f"`{name}` exists for the lead `{variable.lead}` only.",
                "Use another variable, or take `lead` out of its entry.",
            )
        return variable

    def unknown(self, kind: str, name: str) -> Fault:
        """The fault of using a name that the story does not declare."""
        names: Iterable[str] = self.variables if kind == "variable" else self.known.get(kind, ())
        if isinstance(names, Implied):
            return Fault(
                "TC0204",
                f"`{name}` is not a name.",
                "Names are snake_case: a small letter, then small letters, digits and `_`.",
            )
        if kind == "variable" and name in self.later:
            return Fault(
                UNKNOWN[kind],
                f"`{name}` is declared further down.",
                "A derived variable uses those above it: move it down.",
            )
        hint = did_you_mean(name, names) or f"Declare the {kind}, or use one that exists."
        return Fault(UNKNOWN[kind], f"There is no {kind} `{name}`.", hint)
