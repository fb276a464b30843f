"""Visitors of a story: its conditions, passages and deeds, scene by scene."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from game.story import model

T = TypeVar("T")


def scenes_of(story: model.Story) -> Iterator[model.Scene]:
    """Every scene, in the order of the files."""
    return (story.scenes[id] for id in story.scenes)


def holders_of(scene: model.Scene) -> list[model.Scene | model.Choice]:
    """A scene and its choices: what has a text, needs, ways, lessons and a deed."""
    return [scene, *scene.choices]


def deeds_of(story: model.Story) -> list[model.Deed]:
    """What the scenes and choices of a story do."""
    return [holder.deed for scene in scenes_of(story) for holder in holders_of(scene)]


def passages_of(story: model.Story) -> Iterator[model.Prose]:
    """Every prose of a story's scenes."""
    for scene in scenes_of(story):
        yield from (scene.text, scene.record)
        for choice in scene.choices:
            yield from (choice.text, choice.label)


def conditions_of(scene: model.Scene) -> Iterator[model.Condition]:
    """The conditions of a scene outside its prose: of entering, needs, ways, effects and lines."""
    conditions = [scene.when, *(choice.condition for choice in scene.choices)]
    for holder in holders_of(scene):
        conditions += [need.condition for need in holder.needs]
        conditions += [way.condition for way in holder.ways]
        conditions += [effect.condition for effect in holder.deed.effects]
        conditions += [line.condition for line in holder.deed.ledger]
    return (condition for condition in conditions if condition is not None)


def segments_of(prose: model.Prose, kind: type[T]) -> Iterator[T]:
    """The segments of one kind in a passage, those inside alternatives too."""
    return (segment for segment in model.walk_prose(prose) if isinstance(segment, kind))


def prose_conditions(prose: model.Prose) -> Iterator[model.Expression]:
    """The conditions of a passage, nested ones too."""
    return (segment.condition.expression for segment in segments_of(prose, model.Alternative))


def asks_first_or_again(prose: model.Prose) -> bool:
    """Whether a passage reads otherwise when its scene was seen before."""
    return any(isinstance(segment, model.FirstAgain) for segment in model.walk_prose(prose))


def story_expressions(story: model.Story) -> Iterator[model.Expression]:
    """Every condition of a story."""
    for variable in story.world.variables:
        if variable.means:
            yield variable.means.expression
    for motion in story.world.motions:
        yield from (line.condition.expression for line in motion.leanings if line.condition)
    for scene in scenes_of(story):
        yield from (condition.expression for condition in conditions_of(scene))
    for prose in passages_of(story):
        yield from prose_conditions(prose)


def story_segments(story: model.Story, kind: type[T]) -> Iterator[T]:
    """The segments of one kind in every passage of a story."""
    return (segment for prose in passages_of(story) for segment in segments_of(prose, kind))


def asked(story: model.Story, kind: type[T]) -> Iterator[T]:
    """The parts of one kind in every condition of a story."""
    for expression in story_expressions(story):
        yield from (part for part in model.walk_expression(expression) if isinstance(part, kind))


def always_linked(prose: model.Prose) -> set[str]:
    """Terms that a passage links to however it is displayed."""
    found: set[str] = set()
    for segment in prose:
        match segment:
            case model.Span(term=term) if term:
                found.add(term)
            case model.Alternative():
                found |= always_linked(segment.then) & always_linked(segment.otherwise)
            case model.FirstAgain():
                found |= always_linked(segment.first) & always_linked(segment.again)
    return found
