"""A state as the rest of the program sees it: immutable, hashable, read like a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from game.engine.compiled_scene import CompiledChoice, TraceEntry, Values
from game.engine.layout import DATE, LEAD, MET, SCENE, iso_day, word_of
from game.engine.ledger import LedgerEntry, ledger_entries, visible_sums
from game.engine.machine import Machine
from game.story.digest import blake2b


class TrailStep(Struct, frozen=True, eq=False):
    """A step on the way to a state: the one before it, the values it began with, its choice."""

    previous: TrailStep | None
    before: Values
    taken: CompiledChoice


class State(Mapping[str, int | bool | str]):
    """The state of a run: a number, a yes or no, or a word for the name of each variable.

    Two states of one story are equal when their values are; how a run came to them does not count.
    """

    __slots__ = ("machine", "raw_values", "trail")

    def __init__(
        self, machine: Machine, raw_values: Values, trail: TrailStep | None = None
    ) -> None:
        self.machine = machine
        self.raw_values = raw_values
        """The values as the machine steps them (see `layout`)."""
        self.trail = trail
        """The last step; None at the beginning."""

    def __getitem__(self, name: str) -> int | bool | str:
        layout = self.machine.layout
        variable = layout.story.variables[name]
        if variable.means:
            value = self.machine.conditions.function(variable.means.expression)(self.raw_values)
            return bool(value) if variable.kind == "flag" else int(value)
        return word_of(variable, self.raw_values[layout.variables[name]])

    def __iter__(self) -> Iterator[str]:
        return iter(self.machine.story.variables)

    def __len__(self) -> int:
        return len(self.machine.story.variables)

    def __hash__(self) -> int:
        return hash(self.raw_values)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, State)
            and self.raw_values == other.raw_values
            and self.machine.story.digest == other.machine.story.digest
        )

    def __repr__(self) -> str:
        return f"<State {self.lead} at {self.scene}: {dict(self)}>"

    @property
    def scene(self) -> str:
        """The id of the scene where the player stands."""
        return self.machine.layout.scenes[self.raw_values[SCENE]]

    @property
    def lead(self) -> str:
        return self.machine.layout.leads[self.raw_values[LEAD]]

    @property
    def date(self) -> str:
        """The last date that a scene named, ISO, or an empty string."""
        return iso_day(self.raw_values[DATE])

    @property
    def met(self) -> tuple[str, ...]:
        """Terms and people met so far."""
        bits = self.raw_values[MET]
        return tuple(id for id, bit in self.machine.layout.met.items() if bits >> bit & 1)

    def support(self, person: str) -> int:
        """A person's sum of ledger lines, -9..9."""
        place = self.machine.layout.support.get(person)
        return int(self.raw_values[place]) if place is not None else 0

    def is_seated(self, person: str) -> bool:
        """Whether a person holds a chair now, in this run."""
        return self.machine.voting.is_seated(self.raw_values, person)

    def members(self, body: str) -> tuple[str, ...]:
        """Who holds a chair in a body now, in this run."""
        return tuple(self.machine.voting.members(self.raw_values, body))

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """Every line written so far, oldest first; one that the player may not read yet says so."""
        return ledger_entries(self.machine, self._full_trace())

    def visible_sums(self) -> dict[str, int]:
        """Everybody's sum as the player is shown it: without the lines that are still unseen."""
        sums = {person: self.support(person) for person in self.machine.layout.support}
        if not self.machine.story.world.hidden:
            return sums
        return sums | visible_sums(self.machine, self._full_trace())

    def _full_trace(self) -> list[TraceEntry]:
        """Everything that happened in this run: its steps are taken again, with a trace."""
        trace: list[TraceEntry] = []
        self.machine.begin(self.lead, trace)
        for step in self.steps():
            self.machine.step(step.before, step.taken, trace)
        return trace

    def steps(self) -> list[TrailStep]:
        """The steps of this run, oldest first."""
        found, step = [], self.trail
        while step is not None:
            found.append(step)
            step = step.previous
        return found[::-1]

    @property
    def digest(self) -> str:
        """A short hash of the values by name, whatever the order of names in the story's files."""
        supports = {
            f"support {person}": self.support(person) for person in self.machine.layout.support
        }
        named = {**dict(self), **supports, "scene": self.scene, "date": self.date}
        return blake2b(repr(sorted(named.items())).encode(), digest_size=8).hexdigest()
