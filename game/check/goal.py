"""Goals: what a play should be able to show, the key of each, and where it can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from game.engine.voting import ABSTAINS, AGAINST, FOR
from game.story.model import Choice, Expression, Scene

VOTE_STANCES = (FOR, AGAINST, ABSTAINS)
Ask = tuple[Expression, bool]
"""A condition, and the answer that it must give."""
SimpleKind = Literal["scene", "ending", "term", "fact"]
GoalKind = SimpleKind | Literal["choice", "passage", "condition", "voice"]
OwnerAspect = Literal[
    "taken", "visible", "need", "way", "effect", "line", "text", "label", "record"
]
Aspect = SimpleKind | OwnerAspect | Literal["voice", "leaning"]
"""What a goal is of: what stands by itself, an owner, or a motion (its voices and leanings)."""
ChoicePath = tuple[str, ...]
"""Choice ids from the start of a lead on."""


class GoalKey(NamedTuple):
    """What the story does when a goal is reached, so that whoever steps it can name the goal.

    `owner` is a scene, power, motion, ending, term or lesson, `part` a choice of it or a member
    of its body, `position` counts where there are several, `side` is the answer of a condition, and
    `stance` a way to vote.
    """

    aspect: Aspect
    owner: str
    part: str = ""
    position: int = 0
    side: bool | None = None
    stance: str = ""

    def on(self, side: bool) -> GoalKey:
        """The key of one side of a condition."""
        return self._replace(side=side)


class GoalOwner(NamedTuple):
    """The scene or choice that goals are counted under.

    What was made of the same item, share or hold has one owner: it is written once and offered in
    several places or menus, and need not show everything in each of them. `id` and `part` stand in
    keys, `name` is what people read, `file` where it is written. `taken_part` is the part for
    taking the choice: of what is always to be had, every choice counts for itself.
    """

    id: str
    part: str
    name: str
    file: str
    taken_part: str = ""

    @classmethod
    def of_scene(cls, scene: Scene) -> GoalOwner:
        """The owner of what belongs to a scene as a whole."""
        return cls(scene.id, "", scene.id, scene.file)

    @classmethod
    def of_choice(cls, scene: Scene, choice: Choice) -> GoalOwner:
        """The owner of what belongs to a choice, or to what it was made of."""
        part = choice.of or choice.id
        taken = part if choice.shared else choice.id
        if power := choice.power:
            return cls(f"power {power}", part, f"{power}.{part}", "powers.yaml", taken)
        return cls(scene.id, part, f"{scene.id}.{part}", scene.file, taken)

    def key(self, aspect: Aspect, position: int = 0) -> GoalKey:
        """The key of one of the owner's goals, or of both sides of one of its conditions."""
        return GoalKey(aspect, self.id, self.part, position)

    @property
    def taken(self) -> GoalKey:
        """The key of taking the choice."""
        return GoalKey("taken", self.id, self.taken_part)

    @property
    def taken_name(self) -> str:
        """What people call the choice when it is taken."""
        return self.name.removesuffix(self.part) + self.taken_part


class GoalSite(NamedTuple):
    """One place where a goal can be reached: in a scene, or at a choice of it, offered or taken.

    `requires` lists conditions with the answers they must give there. `stance` asks a member for
    a way to vote: (motion, person, stance).
    """

    scene: str
    choice: str = ""
    taken: bool = False
    requires: tuple[Ask, ...] = ()
    stance: tuple[str, str, str] | None = None

    def requiring(self, *requirements: Ask) -> GoalSite:
        """The same site with more requirements."""
        return self._replace(requires=(*self.requires, *requirements))


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be shown. `id` and `what` name it; `file` and `line` are where it is written."""

    key: GoalKey
    kind: GoalKind
    id: str
    what: str
    file: str
    line: int
    sites: tuple[GoalSite, ...]
    number: int = -1


def simple_goal(kind: SimpleKind, id: str, file: str, line: int, *sites: GoalSite) -> Goal:
    """A goal that is reached when a scene or ending is, a term displayed or a lesson taught."""
    what = f"the {'lesson' if kind == 'fact' else kind} `{id}`"
    return Goal(GoalKey(kind, id), kind, id, what, file, line, sites)
