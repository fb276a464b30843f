"""The ledger as a trace writes it, and what of it the player is shown.

An unseen line counts like any other. It is kept from the player until a motion is called in which it weighs: a vote shows
every line behind every voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from game.engine.compiled_scene import TraceEntry
from game.engine.machine import Machine
from game.story.model import SUPPORT_RANGE

LOW, HIGH = SUPPORT_RANGE


class LedgerEntry(Struct, frozen=True):
    """A line of the ledger with the scene and choice that wrote it (the choice is empty where entering did).

    An `unseen` one counts, and is not shown to the player yet.
    """

    person: str
    weight: int
    kind: str
    reason: str
    scene: str
    choice: str
    unseen: bool = False


def ledger_entries(machine: Machine, trace: Iterable[TraceEntry]) -> tuple[LedgerEntry, ...]:
    """The ledger lines of some steps, in the order written."""
    found: list[LedgerEntry] = []
    for shown in trace:
        found += [
            LedgerEntry(
                line.person,
                line.weight,
                line.kind,
                line.reason,
                shown.scene,
                shown.choice,
                line.unseen,
            )
            for line in shown.lines
        ]
        if shown.kind == "vote" and machine.story.world.hidden:
            revealed = set(revealed_by(machine, shown))
            found = [
                replace(entry, unseen=False) if entry.unseen and entry.person in revealed else entry
                for entry in found
            ]
    return tuple(found)


def visible_sums(machine: Machine, trace: Iterable[TraceEntry]) -> dict[str, int]:
    """The sums of those of whom some line may be unseen, as they stand for the player after some steps from the beginning."""
    places = machine.layout.support
    found = {person: 0 for person in machine.story.world.hidden if person in places}
    for shown in trace:
        for person, weight in _weights(shown, found):
            found[person] = max(LOW, min(HIGH, found[person] + weight))
        if shown.kind == "vote":
            for person in revealed_by(machine, shown):
                if person in found:
                    found[person] = int(shown.values[places[person]])
    return found


def revealed_by(machine: Machine, shown: TraceEntry) -> Sequence[str]:
    """Whose lines a vote shows: those of whoever is called, where the ledger counts."""
    motion = machine.story.motions[shown.motion]
    return machine.voting.voters(shown.values, motion) if motion.support else ()


def _weights(shown: TraceEntry, people: Iterable[str]) -> Iterator[tuple[str, int]]:
    """What one deed added to the sums of some people, as far as it is shown: all of it at once, as it counts."""
    for person in people:
        weight = sum(
            line.weight for line in shown.lines if line.person == person and not line.unseen
        )
        if weight:
            yield person, weight
