"""What a step changed, and why: ledger lines, variables, chairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from game.engine.compiled_scene import TraceEntry
from game.engine.layout import UNSEATED
from game.engine.state import State
from game.story.model import Variable


class Change(Struct, frozen=True):
    """A change of a variable (kind "variable"), a person's ledger ("ledger") or a chair ("chair").

    `text` says it in words; `reason` says why; `shown` is whether the player sees it.
    """

    kind: str
    id: str
    label: str
    before: int
    after: int
    text: str
    reason: str
    scene: str
    shown: bool = True


def changes_of(state: State, trace: Sequence[TraceEntry]) -> Iterator[Change]:
    """What the last step to a state changed, as the trace of that step tells it."""
    layout, people = state.machine.layout, state.machine.story.people
    after = state.raw_values
    before = state.trail.before if state.trail else layout.begin(state.lead)
    for entry in trace:
        for line in entry.lines:
            name = people[line.person].name if line.person in people else line.person
            place = layout.support.get(line.person)
            was, now = (before[place], after[place]) if place is not None else (0, 0)
            text = f"{name} {line.weight:+d} {line.kind}"
            shown = not line.unseen
            yield Change(
                "ledger", line.person, name, was, now, text, line.reason, entry.scene, shown
            )
    reason, scene = _reason(state, trace), trace[0].scene if trace else ""
    for id, place in layout.variables.items():
        was, now = before[place], after[place]
        if was != now:
            variable = layout.story.variables[id]
            label, text = variable.label or id, _in_words(variable, was, now)
            shown = variable.show in ("country", "resource")
            yield Change("variable", id, label, was, now, text, reason, scene, shown)
    for person, place in layout.seats.items():
        was, now = before[place], after[place]
        if was != now:
            name = people[person].name
            text = f"{name} {'loses his chair' if now == UNSEATED else 'takes a chair'}"
            yield Change("chair", person, name, was, now, text, reason, scene)


def _in_words(variable: Variable, was: int, now: int) -> str:
    start = f"{variable.label or variable.id} {'rises' if now > was else 'falls'}"
    if variable.words:
        return f"{start} to {variable.words[now - variable.low]}"
    return f"{start} from {was} to {now}"


def _reason(state: State, trace: Sequence[TraceEntry]) -> str:
    """Why variables changed: the choice in the player's words, or the scene entered."""
    if state.trail:
        return state.trail.taken.label.text(state.trail.before, True)
    return state.machine.story.scenes[trace[0].scene].title if trace else ""
