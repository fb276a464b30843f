"""What a lead has on others, and how each hold stands: kept, open for the next vote, or spent."""

from __future__ import annotations

from msgspec import Struct

from game.engine.compiled_prose import CompiledProse
from game.engine.state import State
from game.story.model import Hold, Story


class HoldStatus(Struct, frozen=True):
    """One hold. `state` is `kept`, `open` (the person's next vote is bound) or `spent`."""

    hold: str
    person: str
    name: str
    label: str
    reason: str
    state: str


class PowerStatus(Struct, frozen=True):
    """A power with all its holds."""

    power: str
    name: str
    holds: tuple[HoldStatus, ...]


def power_statuses(story: Story, state: State) -> tuple[PowerStatus, ...]:
    """The powers of whoever is played, in the order of powers.yaml."""
    found = []
    for power in story.world.powers:
        if power.lead in ("", state.lead):
            holds = tuple(_hold_status(state, hold) for hold in power.holds)
            found.append(PowerStatus(power.id, power.name, holds))
    return tuple(found)


def _hold_status(state: State, hold: Hold) -> HoldStatus:
    machine, people = state.machine, state.machine.story.people
    label = CompiledProse(hold.label, machine.layout, machine.conditions)
    person, words = hold.person, label.text(state.raw_values, True)
    name = people[person].name if person in people else person
    return HoldStatus(hold.id, person, name, words, hold.reason, str(state[hold.state]))
