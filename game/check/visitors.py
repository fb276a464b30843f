"""What is written in a story, gone through: conditions, passages and deeds, scene by scene."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.model import Alternative, Deed, Expression, FirstAgain, Prose, Scene, Story


def prose_conditions(prose: Prose) -> Iterator[Expression]:
    """The conditions of a passage, nested ones too."""
    for segment in prose:
        if isinstance(segment, Alternative):
            yield segment.condition.expression
            yield from prose_conditions(segment.then)
            yield from prose_conditions(segment.otherwise)
        elif isinstance(segment, FirstAgain):
            yield from prose_conditions(segment.first)
            yield from prose_conditions(segment.again)


def looks_back(prose: Prose) -> bool:
    """Whether a passage differs when its scene was seen before."""
    return any(
        isinstance(segment, FirstAgain)
        or (
            isinstance(segment, Alternative)
            and (looks_back(segment.then) or looks_back(segment.otherwise))
        )
        for segment in prose
    )


def scene_expressions(scene: Scene) -> Iterator[Expression]:
    """Every condition that stands in a scene."""
    conditions = [
        scene.when,
        *(need.condition for need in scene.needs),
        *(way.condition for way in scene.ways),
    ]
    conditions += [effect.condition for deed in deeds_of(scene) for effect in deed.effects]
    conditions += [line.condition for deed in deeds_of(scene) for line in deed.ledger]
    for choice in scene.choices:
        conditions += [
            choice.condition,
            *(need.condition for need in choice.needs),
            *(way.condition for way in choice.ways),
        ]
    yield from (condition.expression for condition in conditions if condition is not None)
    for prose in passages_of(scene):
        yield from prose_conditions(prose)


def story_expressions(story: Story) -> Iterator[Expression]:
    """Every condition of a story."""
    for variable in story.world.variables:
        if variable.means:
            yield variable.means.expression
    for motion in story.world.motions:
        yield from (line.condition.expression for line in motion.leanings if line.condition)
    for scene in scenes_of(story):
        yield from scene_expressions(scene)


def scenes_of(story: Story) -> Iterator[Scene]:
    """Every scene, in the order of the files."""
    return (story.scenes[id] for id in story.scenes)


def deeds_of(scene: Scene) -> list[Deed]:
    """What entering a scene does, and what its choices do."""
    return [scene.deed, *(choice.deed for choice in scene.choices)]


def passages_of(scene: Scene) -> list[Prose]:
    """Every prose of a scene."""
    return [
        scene.text,
        scene.record,
        *(choice.text for choice in scene.choices),
        *(choice.label for choice in scene.choices),
    ]
