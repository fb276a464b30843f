"""The chain of `really: yes`: what history did, choice by choice, and whether it comes to the ending that the lead names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.compiled_scene import DRAW, CompiledChoice, CompiledScene, Values
from game.engine.layout import SCENE
from game.engine.machine import Machine, machine_of
from game.story.model import Story

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Chain:
    """The choices taken and the ending reached (empty: none). `broken` is the first place where the record could not be followed, and why."""

    path: tuple[str, ...]
    ending: str
    scene: str
    line: int = 0
    broken: str = ""


def historical_chain(story: Story, lead: str) -> Chain:
    """Follow what really happened: the open choice marked so; where none is, the right answer to a recall, else the first open choice.

    In a hub: errands marked so, in file order, then whatever is offered first.
    """
    machine = machine_of(story)
    values = machine.begin(lead)
    path: list[str] = []
    broken: tuple[str, int, str] | None = None
    seen: set[Values] = set()
    done: set[tuple[str, str]] = set()
    while len(path) < LONGEST:
        scene = machine.scene(values[SCENE])
        choices = machine.open_choices(values)
        if not choices or values in seen:
            break
        seen.add(values)
        choice = _historical(machine, choices)
        broken = broken or _where_closed(scene, choice, done)
        done.add((scene.definition.id, choice.id))
        path.append(choice.id)
        values = machine.step(values, choice)
    last = machine.scene(values[SCENE]).definition
    if broken:
        return Chain(tuple(path), last.ending, *broken)
    return Chain(tuple(path), last.ending, last.id, 1)


def _historical(machine: Machine, choices: Sequence[CompiledChoice]) -> CompiledChoice:
    for choice in choices:
        if (
            choice.definition.really
            if choice.definition
            else machine.story.scenes[choice.id].really
        ):
            return choice
    answers = [
        choice
        for choice in choices
        if choice.definition
        and choice.definition.recall
        and choice.definition.recall.answer == "yes"
    ]
    return answers[0] if answers else choices[0]


def _where_closed(
    scene: CompiledScene, taken: CompiledChoice, done: set[tuple[str, str]]
) -> tuple[str, int, str] | None:
    """A decision of the record that was not open when the chain came to it; what was done already was open once."""
    if scene.kind == DRAW or (taken.definition and taken.definition.really):
        return None
    marked = [
        choice
        for choice in scene.definition.choices
        if choice.really and (scene.definition.id, choice.id) not in done
    ]
    if not marked:
        return None
    return (
        scene.definition.id,
        marked[0].line,
        f"`{scene.definition.id}.{marked[0].id}` is closed when the chain comes to it",
    )
