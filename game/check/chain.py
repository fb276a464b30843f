"""The chain of `really: yes`: what history did, and whether it comes to the lead's history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.compiled_scene import DRAW, CompiledChoice, CompiledScene, Values
from game.engine.layout import SCENE
from game.engine.machine import machine_of
from game.story.model import Story

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Chain:
    """The choices taken and the ending reached (empty: none).

    `broken` says at which place (`scene`, `line`) the record could first not be followed.
    """

    path: tuple[str, ...]
    ending: str
    scene: str
    line: int = 0
    broken: str = ""


def historical_chain(story: Story, lead: str) -> Chain:
    """Follow what really happened: the open choice marked so; where none is, the right answer to a
    recall, else the first open choice.

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
        choice = _historical(story, choices)
        broken = broken or _where_closed(scene, choice, done)
        done.add((scene.definition.id, choice.id))
        path.append(choice.id)
        values = machine.step(values, choice)
    last = machine.scene(values[SCENE]).definition
    return Chain(tuple(path), last.ending, *(broken or (last.id, 1)))


def _historical(story: Story, choices: Sequence[CompiledChoice]) -> CompiledChoice:
    """The choice marked as history, else the right answer to a recall, else the first."""
    answers = []
    for choice in choices:
        if (choice.definition or story.scenes[choice.id]).really:
            return choice
        recall = choice.definition.recall if choice.definition else None
        if recall and recall.answer == "yes":
            answers.append(choice)
    return (answers or choices)[0]


def _where_closed(
    scene: CompiledScene, taken: CompiledChoice, done: set[tuple[str, str]]
) -> tuple[str, int, str] | None:
    """A decision of the record that is closed now; what was done already was open once."""
    if scene.kind == DRAW or (taken.definition and taken.definition.really):
        return None
    id = scene.definition.id
    for choice in scene.definition.choices:
        if choice.really and (id, choice.id) not in done:
            return id, choice.line, f"`{id}.{choice.id}` is closed when the chain comes to it"
    return None
