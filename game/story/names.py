"""The names that a story declares, and the faults of using names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from game.story import diagnostics as diag
from game.story.model import Effect, Expression, Position, Power, Variable
from game.story.problems import Diagnostic
from game.story.suggestions import did_you_mean

MOST_FAULTS = 20  # of one text that are reported at once
# Kinds of names that scenes declare: a use is remembered, and looked up when all scenes are read.
DECLARED_IN_SCENES = ("choice", "pool")


class Fault(Exception):
    """A condition or passage cannot be used, for the reason that `diagnostic` and `values` give.

    `before` says where: how many characters other than white space come first. `hint` replaces the
    remedy of the diagnostic, and `more` holds the other faults of the same text. A fault without a
    diagnostic only follows from a faulty declaration and is not reported.
    """

    def __init__(
        self, diagnostic: Diagnostic | None, before: int = 0, hint: str = "", /, **values: object
    ) -> None:
        self.diagnostic, self.before, self.hint, self.values = diagnostic, before, hint, values
        self.more: list[Fault] = []
        super().__init__(diagnostic.code if diagnostic else "")

    def all(self) -> list[Fault]:
        """The fault and the others of its text."""
        return [self, *(fault for other in self.more for fault in other.all())]

    def moved(self, before: int) -> Fault:
        """The fault, with all its places so much further on."""
        for fault in self.all():
            fault.before += before
        return self


class Use(NamedTuple):
    """The use of a name that is looked up later, in a text: `before` as in a Fault."""

    kind: str
    name: str
    before: int


class Parsed(NamedTuple):
    """A condition, or another expression: what it gives is "flag", "number" or "word"."""

    expression: Expression
    gives: str
    uses: tuple[Use, ...] = ()


class Reference(NamedTuple):
    """The use of a name that is looked up later; `report` notes a fault where the name stands."""

    kind: str
    name: str
    report: Callable[[Fault], None]


def raise_all(faults: list[Fault]) -> None:
    """Raise the faults as one, if there are any."""
    if faults:
        faults[0].more += faults[1:]
        raise faults[0]


class Implied(dict[str, None]):
    """Names of a kind without a file, those asked for so far: what has the right shape is known."""

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
    """What is declared, by kind, with the values of variables, powers and positions.

    A name in `faulty`, as (kind, name), is declared, but its declaration has a problem; of a kind
    in `incomplete` some declarations could not be read at all. Uses of either are accepted.
    `noted` counts the faults met so far, those that are not reported included.
    `asked` gathers what conditions ask of the past, as (function, argument); `counted` the highest
    number that the visits of each scene are compared with; `extents` how large and how deep each
    derived variable is when written out; `parsed` and `effects` what was read so far, by lead and
    source; `playing` is the lead whose scene is being read; `later` are the variables that stand
    further down in state.yaml; `references` are the uses that are looked up later.
    """

    variables: dict[str, Variable] = field(default_factory=dict)
    powers: dict[str, Power] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    known: dict[str, Collection[str]] = field(default_factory=dict)
    faulty: set[tuple[str, str]] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    noted: int = 0
    asked: set[tuple[str, str]] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)
    extents: dict[str, tuple[int, int]] = field(default_factory=dict)
    parsed: dict[tuple[str, str], Parsed] = field(default_factory=dict)
    effects: dict[tuple[str, str, str], Effect] = field(default_factory=dict)
    playing: str = ""
    later: Collection[str] = ()
    references: list[Reference] = field(default_factory=list)

    def knows(self, kind: str, name: str) -> bool:
        """Whether a name may be used: it is declared, or may be where nothing could be read."""
        return name in self.known[kind] or kind in self.incomplete

    def is_faulty(self, kind: str, name: str) -> bool:
        """Whether a name is declared with a problem, or perhaps where nothing could be read."""
        unread = kind in self.incomplete and name not in self.known[kind]
        return unread or (kind, name) in self.faulty

    def is_foreign(self, lead: str) -> bool:
        """Whether what exists for a lead has no place in what is being read."""
        return bool(lead) and lead != self.playing and self.playing in self.known["lead"]

    def sound(self, kind: str) -> bool:
        """Whether everything of a kind was declared without a problem."""
        return kind not in self.incomplete and all(kind != other for other, _ in self.faulty)

    def variable(self, name: str) -> Variable:
        """The variable; raises Fault where there is none, or a faulty one, or another lead's."""
        variable = self.variables.get(name)
        if self.is_faulty("variable", name):
            raise Fault(None)
        if variable is None:
            raise self.unknown("variable", name)
        if self.is_foreign(variable.lead):
            raise Fault(diag.VARIABLE_OF_OTHER, name=name, lead=variable.lead)
        return variable

    def unknown(self, kind: str, name: str) -> Fault:
        """The fault of using a name that the story does not declare."""
        names: Iterable[str] = self.variables if kind == "variable" else self.known[kind]
        if isinstance(names, Implied):
            return Fault(diag.NOT_A_NAME, name=name)
        if kind == "variable" and name in self.later:
            return Fault(diag.DECLARED_LATER, name=name)
        return Fault(diag.UNKNOWN[kind], 0, did_you_mean(name, names), name=name)
