"""The ledger as a trace writes it, and what of it the player is shown.

An unseen line counts like any other. It is kept from the player until a motion is called in which
it weighs: a vote shows every line behind every voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from game.engine.compiled_scene import TraceEntry
from game.engine.machine import Machine
from game.story.model import SUPPORT_RANGE

LOW, HIGH = SUPPORT_RANGE


class LedgerEntry(Struct, frozen=True):
    """A line of the ledger with the scene and choice that wrote it.

    The choice is empty where entering a scene wrote it. An `unseen` one counts, and is not shown to
    the player yet.
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
    for entry in trace:
        where = entry.scene, entry.choice
        found += [
            LedgerEntry(line.person, line.weight, line.kind, line.reason, *where, line.unseen)
            for line in entry.lines
        ]
        if entry.kind == "vote" and machine.story.world.hidden:
            revealed = set(_revealed_by(machine, entry))
            for index, one in enumerate(found):
                if one.unseen and one.person in revealed:
                    found[index] = replace(one, unseen=False)
    return tuple(found)


def visible_sums(machine: Machine, trace: Iterable[TraceEntry]) -> dict[str, int]:
    """The sums of those whose lines may be unseen, as they stand for the player.

    The trace is that of a run from its beginning.
    """
    places = machine.layout.support
    sums = {person: 0 for person in machine.story.world.hidden if person in places}
    for entry in trace:
        for person in sums:
            # The lines of one entry count together, and are clamped once.
            weights = [
                line.weight for line in entry.lines if line.person == person and not line.unseen
            ]
            sums[person] = max(LOW, min(HIGH, sums[person] + sum(weights)))
        for person in _revealed_by(machine, entry) if entry.kind == "vote" else ():
            if person in sums:
                sums[person] = int(entry.values[places[person]])
    return sums


def _revealed_by(machine: Machine, vote: TraceEntry) -> Sequence[str]:
    """Whose lines a vote shows: those of whoever is called, where the ledger counts."""
    motion = machine.story.motions[vote.motion]
    return machine.voting.voters(vote.values, motion) if motion.support else ()
