"""The minutes: what a lead has said on record, since when, and what a choice does to that."""

from __future__ import annotations

from msgspec import Struct

from game.engine.compiled_scene import Values
from game.engine.layout import DATE, SCENE, iso_day
from game.engine.state import State, TrailStep
from game.engine.turn import Turn
from game.story.model import Choice, Position, Story

SAYS, REPEATS, CONTRADICTS, CITES = "says", "repeats", "contradicts", "cites"
"""Kinds of a mark: new in the minutes, there already, against what is there, cited from there."""


class MinutesEntry(Struct, frozen=True):
    """The minutes of one position: the stance (empty: nothing said yet) and its words.

    `scene`, `choice` and `date` say since when; the choice is empty where a scene took the stance
    by itself, and all three where it stood from the beginning.
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
    own = [one for one in story.world.positions if one.lead in ("", state.lead)]
    return tuple(minutes_entry(story, state, one.id) for one in own)


def minutes_entry(story: Story, state: State, position: str) -> MinutesEntry:
    """What stands in the minutes of a position, and since when."""
    one = story.positions[position]
    word = str(state[one.state])
    if word == story.variables[one.state].words[0]:
        return MinutesEntry(one.id, one.title)
    scene, choice, day = _taken(state, one)
    return MinutesEntry(
        one.id, one.title, word, dict(one.stances).get(word, ""), scene, choice, day
    )


def minutes_marks(turn: Turn) -> dict[str, tuple[MinutesMark, ...]]:
    """What choices of the menu do to the minutes, by their ids; only those that do something."""
    definitions = {choice.id: choice for choice in turn.story.scenes[turn.scene].choices}
    found = {
        offer.id: _marks(turn.story, turn.state, definitions[offer.id])
        for offer in turn.choices
        if offer.id in definitions
    }
    return {id: marks for id, marks in found.items() if marks}


def _marks(story: Story, state: State, choice: Choice) -> tuple[MinutesMark, ...]:
    found = []
    for position, stance in choice.says:
        now = minutes_entry(story, state, position)
        kind = SAYS if not now.stance else REPEATS if now.stance == stance else CONTRADICTS
        found.append((kind, position, stance, now))
    for position, stance in choice.cites:
        found.append((CITES, position, stance, minutes_entry(story, state, position)))
    return tuple(
        MinutesMark(kind, id, now.title, stance, dict(story.positions[id].stances)[stance], now)
        for kind, id, stance, now in found
    )


def _taken(state: State, position: Position) -> tuple[str, str, str]:
    """Scene, choice and date of the step since which a stance has stood."""
    layout = state.machine.layout
    place = layout.variables[position.state]
    after, step = state.raw_values, state.trail
    while step is not None:
        if step.before[place] != after[place]:
            return _taken_in(layout.scenes, position, step, after)
        after, step = step.before, step.previous
    if layout.begin(state.lead)[place] == after[place]:
        return "", "", ""
    return layout.scenes[after[SCENE]], "", iso_day(after[DATE])


def _taken_in(
    scenes: tuple[str, ...], position: Position, step: TrailStep, after: Values
) -> tuple[str, str, str]:
    """What changed a position in one step: the choice taken, or a scene entered after it."""
    choice = step.taken.definition
    if choice and any(effect.variable == position.state for effect in choice.deed.effects):
        return scenes[step.before[SCENE]], choice.id, iso_day(step.before[DATE])
    return scenes[after[SCENE]], "", iso_day(after[DATE])
