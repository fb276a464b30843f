"""GoalOwner a goal is: the scene or choice that it is counted under.

What was made of the same item, share or hold counts as one. It is written once and offered in several places or menus,
and need not show everything in each of them: an item that must come second, a hold that is not to be had in this scene.
"""

from __future__ import annotations

from typing import NamedTuple

from game.story.model import Choice, Scene


class GoalOwner(NamedTuple):
    """`owner` and `part` stand in keys, `name` is what people read, `file` where it is written.

    `taken` is the part for taking the choice itself: of what is always to be had, every choice counts for itself.
    """

    owner: str
    part: str
    name: str
    file: str
    taken: str = ""


def of_scene(scene: Scene) -> GoalOwner:
    """What belongs to a scene as a whole."""
    return GoalOwner(scene.id, "", scene.id, scene.file)


def of_choice(scene: Scene, choice: Choice) -> GoalOwner:
    """What belongs to a choice, or to what it was made of."""
    part = choice.of or choice.id
    taken = part if choice.shared else choice.id
    if choice.power:
        return GoalOwner(
            f"power {choice.power}", part, f"{choice.power}.{part}", "powers.yaml", taken
        )
    return GoalOwner(scene.id, part, f"{scene.id}.{part}", scene.file, taken)
