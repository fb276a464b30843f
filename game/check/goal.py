"""A goal of the check, and the places where it can be reached."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import NamedTuple

from game.story.model import Expression

KINDS = ("scene", "choice", "passage", "ending", "term", "fact", "condition", "voice")
ENTER, REST, TAKE = "enter", "rest", "take"
STANCES = ("for", "against", "abstains")
Key = tuple[Hashable, ...]
Wants = tuple[tuple[Expression, bool], ...]


Lost = tuple[str, str, str, int]  # kind, id, file and line of something that no way leads to


class GoalSite(NamedTuple):
    """One place where a goal can be reached.

    `at` says when the wants are looked at: on entering the scene, standing in its menu or hub, or taking the choice.
    `stance` asks a member for a way to vote: (motion, person, stance). `again` asks for the first or a later visit.
    """

    scene: str
    at: str = ENTER
    choice: str = ""
    wants: Wants = ()
    stance: tuple[str, str, str] | None = None
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be shown. `what` says it in words; `file` and `line` are where it is written."""

    number: int
    kind: str
    id: str
    what: str
    file: str
    line: int
    aims: tuple[GoalSite, ...]
    side: bool | None = None
