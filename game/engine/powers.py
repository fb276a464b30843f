"""What a lead has on others, and how each hold stands: kept, open for the next vote, or spent."""

from __future__ import annotations

from msgspec import Struct

from game.engine.compiled_prose import CompiledProse
from game.engine.machine import machine_of
from game.engine.state import State
from game.story.model import Story


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
    machine, found = machine_of(story), []
    for power in story.world.powers:
        if power.lead in ("", state.lead):
            holds = []
            for hold in power.holds:
                label = CompiledProse(hold.label, machine.layout, machine.conditions).text(
                    state.raw_values, True
                )
                person = (
                    story.people[hold.person].name if hold.person in story.people else hold.person
                )
                holds.append(
                    HoldStatus(
                        hold.id, hold.person, person, label, hold.reason, str(state[hold.state])
                    )
                )
            found.append(PowerStatus(power.id, power.name, tuple(holds)))
    return tuple(found)
