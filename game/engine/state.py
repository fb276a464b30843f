"""A state as the rest of the program sees it: immutable, hashable, read like a mapping from names to values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.engine.compiled_scene import CompiledChoice, TraceEntry, Values
from game.engine.layout import DATE, LEAD, MET, SCENE, iso_day, word_of
from game.engine.ledger import LedgerEntry, ledger_entries, visible_sums
from game.engine.machine import Machine
from game.story.digest import blake2b

# The way here, newest step outermost: (the way before, the values it started from, the taken taken).
Trail = tuple[Any, Values, CompiledChoice] | None


class State(Mapping[str, int | bool | str]):
    """Where a run stands. `state["terror"]` is a number, a yes or no, or a word, as the variable was declared.

    Two states are equal when nothing that can still happen tells them apart by their values; the trail of ledger
    lines behind them is kept beside and does not count.
    """

    __slots__ = ("_machine", "raw_values", "trail")

    def __init__(self, machine: Machine, raw_values: Values, trail: Trail = None) -> None:
        self._machine = machine
        self.raw_values = raw_values
        """The raw values, as the machine steps them (see `layout`)."""
        self.trail = trail
        """The way here."""

    def __getitem__(self, name: str) -> int | bool | str:
        layout = self._machine.layout
        variable = layout.story.variables[name]
        if variable.means:
            value = self._machine.conditions.function(variable.means.expression)(self.raw_values)
            return bool(value) if variable.kind == "flag" else int(value)
        return word_of(variable, self.raw_values[layout.variables[name]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._machine.story.variables)

    def __len__(self) -> int:
        return len(self._machine.story.variables)

    def __hash__(self) -> int:
        return hash(self.raw_values)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, State)
            and self.raw_values == other.raw_values
            and self._machine.story.digest == other._machine.story.digest
        )

    def __repr__(self) -> str:
        return f"<State {self.lead} at {self.scene}: {dict(self)}>"

    @property
    def scene(self) -> str:
        """The id of the scene where the player stands."""
        return self._machine.layout.scenes[self.raw_values[SCENE]]

    @property
    def lead(self) -> str:
        return self._machine.layout.leads[self.raw_values[LEAD]]

    @property
    def date(self) -> str:
        """The last date that a scene named, ISO, or an empty string."""
        return iso_day(self.raw_values[DATE])

    @property
    def met(self) -> tuple[str, ...]:
        """Terms and people met so far."""
        bits = self.raw_values[MET]
        return tuple(id for id, bit in self._machine.layout.met.items() if bits >> bit & 1)

    def support(self, person: str) -> int:
        """A person's sum of ledger lines, -9..9."""
        place = self._machine.layout.support.get(person)
        return int(self.raw_values[place]) if place is not None else 0

    def is_seated(self, person: str) -> bool:
        """Whether a person holds a chair now, in this run."""
        return self._machine.voting.is_seated(self.raw_values, person)

    def members(self, body: str) -> tuple[str, ...]:
        """Who holds a chair in a body now, in this run."""
        return tuple(self._machine.voting.members(self.raw_values, body))

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """Every line written so far, oldest first; a line that the player may not read yet says so."""
        return ledger_entries(self._machine, self._retraced())

    def visible_sums(self) -> dict[str, int]:
        """Everybody's sum as the player is shown it: without the lines that are still unseen."""
        machine = self._machine
        sums = {person: self.support(person) for person in machine.layout.support}
        return (
            sums | visible_sums(machine, self._retraced()) if machine.story.world.hidden else sums
        )

    def _retraced(self) -> list[TraceEntry]:
        """Everything that happened in this run: the steps taken are taken again, this time with a trace."""
        trace: list[TraceEntry] = []
        self._machine.begin(self.lead, trace)
        for before, taken in self.steps():
            self._machine.step(before, taken, trace)
        return trace

    def steps(self) -> list[tuple[Values, CompiledChoice]]:
        """The steps of this run, oldest first: the values each started from, and the taken taken."""
        found = []
        trail = self.trail
        while trail is not None:
            trail, before, taken = trail
            found.append((before, taken))
        return found[::-1]

    @property
    def digest(self) -> str:
        """A short hash of the values by name: the same for the same run, whatever order the files declare names in."""
        supports = {
            f"support {person}": self.support(person) for person in self._machine.layout.support
        }
        named = {**dict(self), **supports, "scene": self.scene, "date": self.date}
        return blake2b(
            repr(sorted((k, v) for k, v in named.items())).encode(), digest_size=8
        ).hexdigest()
