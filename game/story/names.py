"""Every name of a story that something written may use, and the fault of using one that nobody declared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from game.story import diagnostics as diag
from game.story.model import Effect, Expression, Position, Power, Variable
from game.story.problems import Diagnostic
from game.story.suggestions import did_you_mean

MOST_FAULTS = 20  # of one text that are reported at once


class Fault(Exception):
    """A condition or passage cannot be used, for the reason that `diagnostic` and `values` give.

    `before` says where: how many characters other than white space come first. `hint` replaces the
    remedy of the diagnostic, and `more` holds the other faults of the same text.
    """

    def __init__(
        self, diagnostic: Diagnostic, before: int = 0, hint: str = "", /, **values: object
    ) -> None:
        self.diagnostic, self.before, self.hint, self.values = diagnostic, before, hint, values
        self.more: list[Fault] = []
        super().__init__(diagnostic.code)

    def all(self) -> list[Fault]:
        """The fault and the others of its text."""
        return [self, *(fault for other in self.more for fault in other.all())]

    def moved(self, before: int) -> Fault:
        """The fault, with all its places so much further on."""
        for fault in self.all():
            fault.before += before
        return self


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
            raise Fault(diag.VARIABLE_OF_OTHER, name=name, lead=variable.lead)
        return variable

    def unknown(self, kind: str, name: str) -> Fault:
        """The fault of using a name that the story does not declare."""
        names: Iterable[str] = self.variables if kind == "variable" else self.known.get(kind, ())
        if isinstance(names, Implied):
            return Fault(diag.NOT_A_NAME, name=name)
        if kind == "variable" and name in self.later:
            return Fault(diag.DECLARED_LATER, name=name)
        return Fault(diag.UNKNOWN[kind], 0, did_you_mean(name, names), name=name)
