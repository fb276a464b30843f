"""The minutes: what a lead is on record as having said, since when, and what a choice does to that."""

from __future__ import annotations

from msgspec import Struct

from game.engine.compiled_scene import CompiledChoice, Values
from game.engine.layout import DATE, SCENE, iso_day
from game.engine.machine import machine_of
from game.engine.state import State
from game.engine.turn import Turn
from game.story.model import Choice, Position, Story

SAYS, REPEATS, CONTRADICTS, CITES = "says", "repeats", "contradicts", "cites"
"""Kinds of a mark: it goes into the minutes; it stands there already; something else stands there; it is cited from there."""


class MinutesEntry(Struct, frozen=True):
    """What stands in the minutes of one position: the stance (empty: nothing said yet) and its words.

    `scene`, `choice` and `date` say when it was taken and has stood since; the choice is empty where a scene did it by itself,
    and all three are where it stood from the beginning.
    """

    position: str
    title: str
    stance: str = ""
    words: str = ""
    scene: str = ""
    choice: str = ""
    date: str = ""


class MinutesMark(Struct, frozen=True):
    """What a choice does to the minutes of one position. `standing` is what stands there now."""

    kind: str
    position: str
    title: str
    stance: str
    words: str
    standing: MinutesEntry


def minutes_entries(story: Story, state: State) -> tuple[MinutesEntry, ...]:
    """Every position of whoever is played, in the order of positions.yaml, said or not."""
    return tuple(
        minutes_entry(story, state, one.id)
        for one in story.world.positions
        if one.lead in ("", state.lead)
    )


def minutes_entry(story: Story, state: State, position: str) -> MinutesEntry:
    """What stands in the minutes of a position, and since when."""
    one = story.positions[position]
    word = str(state[one.state])
    if word == story.variables[one.state].words[0]:
        return MinutesEntry(one.id, one.title)
    scene, choice, day = _taken(story, state, one)
    return MinutesEntry(
        one.id, one.title, word, dict(one.stances).get(word, ""), scene, choice, day
    )


def minutes_marks(turn: Turn) -> dict[str, tuple[MinutesMark, ...]]:
    """What each choice of the menu does to the minutes, by its id; choices that do nothing to them are left out."""
    story = turn._machine.story
    choices = {
        choice.id: choice
        for choice in story.scenes[turn.scene].choices
        if choice.says or choice.cites
    }
    return (
        {
            offer.id: _marks(story, turn.state, choices[offer.id])
            for offer in turn.choices
            if offer.id in choices
        }
        if choices
        else {}
    )


def _marks(story: Story, state: State, choice: Choice) -> tuple[MinutesMark, ...]:
    found = []
    for position, stance in choice.says:
        now = minutes_entry(story, state, position)
        kind = SAYS if not now.stance else REPEATS if now.stance == stance else CONTRADICTS
        found.append(
            MinutesMark(
                kind,
                position,
                now.title,
                stance,
                dict(story.positions[position].stances)[stance],
                now,
            )
        )
    for position, stance in choice.cites:
        now = minutes_entry(story, state, position)
        found.append(
            MinutesMark(
                CITES,
                position,
                now.title,
                stance,
                dict(story.positions[position].stances)[stance],
                now,
            )
        )
    return tuple(found)


def _taken(story: Story, state: State, position: Position) -> tuple[str, str, str]:
    """Scene, choice and date of the step since which a stance has stood."""
    machine = machine_of(story)
    place = machine.layout.variables[position.state]
    after, trail = state.raw_values, state.trail
    while trail is not None:
        trail, before, taken = trail
        if before[place] != after[place]:
            return _step(machine.layout.scenes, position, before, taken, after)
        after = before
    if machine.layout.begin(state.lead)[place] == after[place]:
        return "", "", ""
    return machine.layout.scenes[after[SCENE]], "", _iso(after)


def _step(
    scenes: tuple[str, ...],
    position: Position,
    before: Values,
    taken: CompiledChoice,
    after: Values,
) -> tuple[str, str, str]:
    """Who changed a position in one step: the choice taken, or a scene entered after it."""
    choice = taken.definition
    if choice and any(effect.variable == position.state for effect in choice.deed.effects):
        return scenes[before[SCENE]], choice.id, _iso(before)
    return scenes[after[SCENE]], "", _iso(after)


def _iso(values: Values) -> str:
    return iso_day(values[DATE])
