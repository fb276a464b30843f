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
        stage = machine.stage(values[SCENE])
        options = machine.open_options(values)
        if not options or values in seen:
            break
        seen.add(values)
        option = _historical(machine, options)
        broken = broken or _where_closed(stage, option, done)
        done.add((stage.scene.id, option.id))
        path.append(option.id)
        values = machine.step(values, option)
    scene = machine.stage(values[SCENE]).scene
    if broken:
        return Chain(tuple(path), scene.ending, *broken)
    return Chain(tuple(path), scene.ending, scene.id, 1)


def _historical(machine: Machine, options: Sequence[CompiledChoice]) -> CompiledChoice:
    for option in options:
        if option.choice.really if option.choice else machine.story.scenes[option.id].really:
            return option
    answers = [
        option
        for option in options
        if option.choice and option.choice.recall and option.choice.recall.answer == "yes"
    ]
    return answers[0] if answers else options[0]


def _where_closed(
    stage: CompiledScene, taken: CompiledChoice, done: set[tuple[str, str]]
) -> tuple[str, int, str] | None:
    """A decision of the record that was not open when the chain came to it; what was done already was open once."""
    if stage.kind == DRAW or (taken.choice and taken.choice.really):
        return None
    marked = [
        choice
        for choice in stage.scene.choices
        if choice.really and (stage.scene.id, choice.id) not in done
    ]
    if not marked:
        return None
    return (
        stage.scene.id,
        marked[0].line,
        f"`{stage.scene.id}.{marked[0].id}` is closed when the chain comes to it",
    )
