"""What a step moved, and why: ledger lines, variables, chairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from game.engine.compiled_scene import CompiledChoice, TraceEntry
from game.engine.layout import UNSEATED
from game.engine.machine import Machine


class Change(Struct, frozen=True):
    """One thing that a step moved: a variable (kind "variable"), a ledger line ("ledger") or a chair ("chair").

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


def changes_between(
    machine: Machine,
    before: Sequence[Any] | None,
    after: Sequence[Any],
    trace: Sequence[TraceEntry],
    taken: CompiledChoice | None,
) -> list[Change]:
    """Everything that differs between two states, with the reasons that the step between them gave."""
    layout, story, found = machine.layout, machine.story, []
    start = before if before is not None else layout.begin(layout.leads[0])
    for shown in trace:
        for line in shown.lines:
            name = story.people[line.person].name if line.person in story.people else line.person
            place = layout.support.get(line.person)
            was, now = (start[place], after[place]) if place is not None else (0, 0)
            text = f"{name} {line.weight:+d} {line.kind}"
            found.append(
                Change(
                    "ledger",
                    line.person,
                    name,
                    was,
                    now,
                    text,
                    line.reason,
                    shown.scene,
                    not line.unseen,
                )
            )
    why = _reason(machine, before, trace, taken)
    for name, place in layout.variables.items():
        if start[place] != after[place]:
            variable = story.variables[name]
            label = variable.label or name
            found.append(
                Change(
                    "variable",
                    name,
                    label,
                    start[place],
                    after[place],
                    _change(variable.words, variable.low, label, start[place], after[place]),
                    why,
                    trace[0].scene if trace else "",
                    variable.show in ("country", "resource"),
                )
            )
    for person, place in layout.seats.items():
        if start[place] != after[place]:
            verb = "loses his chair" if after[place] == UNSEATED else "takes a chair"
            found.append(
                Change(
                    "chair",
                    person,
                    story.people[person].name,
                    start[place],
                    after[place],
                    f"{story.people[person].name} {verb}",
                    why,
                    trace[0].scene if trace else "",
                )
            )
    return found


def _change(words: tuple[str, ...], low: int, label: str, was: int, now: int) -> str:
    arrow = "rises" if now > was else "falls"
    return (
        f"{label} {arrow} to {words[now - low]}"
        if words
        else f"{label} {arrow} from {was} to {now}"
    )


def _reason(
    machine: Machine,
    before: Sequence[Any] | None,
    trace: Sequence[TraceEntry],
    taken: CompiledChoice | None,
) -> str:
    """Why variables moved: the choice in the player's words, or the scene entered."""
    if taken is not None and before is not None:
        return taken.label.text(before, True)
    return machine.story.scenes[trace[0].scene].title if trace else ""
