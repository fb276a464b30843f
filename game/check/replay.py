"""Witnesses: lists of choices, replayed and reduced while they still show what they should."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from game.check.goal import ChoicePath, Goal
from game.check.lead_model import LeadModel
from game.engine.layout import SCENE

MOST_TRIES = 40


def replay(
    model: LeadModel, goal: Goal, path: Iterable[str], *, skip_closed: bool = False
) -> ChoicePath | None:
    """The part of a list after which the goal is reached, or None when it is not.

    A choice that is not on offer ends the replay, or is left out with `skip_closed`.
    """
    machine, reached = model.machine, model.recorder.reached
    machine.want((goal.number,))
    values = machine.begin(model.lead)
    taken: list[str] = []
    machine.open_choices(values)
    for id in path:
        if reached:
            break
        choice = machine.scene(values[SCENE]).by_id.get(id)
        if choice is not None and choice.is_open(values):
            values = machine.step(values, choice)
            taken.append(id)
            if not reached:
                machine.open_choices(values)
        elif not skip_closed:
            break
    return tuple(taken) if reached else None


def reduced(model: LeadModel, goal: Goal, path: ChoicePath) -> ChoicePath:
    """A shorter list for the same goal, if leaving out pieces finds one.

    Halves first, then ever smaller pieces (after Zeller and Hildebrandt 2002, "Simplifying and
    Isolating Failure-Inducing Input").
    """
    best = replay(model, goal, path)
    if best is None:
        return path
    size, tries = max(1, len(best) // 2), MOST_TRIES
    while size and tries > 0:
        at, changed = 0, False
        while at < len(best) and tries > 0:
            tries -= 1
            rest = best[:at] + best[at + size :]
            shorter = replay(model, goal, rest, skip_closed=True)
            if shorter is not None and len(shorter) < len(best):
                best, changed = shorter, True
            else:
                at += size
        if not changed or size > len(best):
            size //= 2
    return best


class WitnessReducer:
    """Reduces the witnesses of one lead. A short way to a scene serves what is to be seen there."""

    def __init__(self, model: LeadModel) -> None:
        self.model = model
        self._ways: dict[str, ChoicePath] = {}

    def witness(self, goal: Goal, path: ChoicePath, deadline: float) -> ChoicePath | None:
        """The list cut where the goal is reached and reduced in time; None when it is not."""
        replayed = replay(self.model, goal, path)
        if replayed is None:
            return None
        best = self._from_known_way(goal, replayed)
        if best is None:
            late = monotonic() >= deadline
            best = replayed if late else reduced(self.model, goal, replayed)
        if goal.kind == "scene":
            self._ways[goal.id] = best
        return best

    def _from_known_way(self, goal: Goal, path: ChoicePath) -> ChoicePath | None:
        """A known way to a scene, and the goal's choice there, if that reaches it and is short."""
        for site in goal.sites if goal.kind != "scene" else ():
            way = self._ways.get(site.scene)
            if way is not None and len(way) <= len(path):
                found = replay(self.model, goal, (*way, site.choice) if site.choice else way)
                if found is not None and len(found) <= len(path):
                    return found
        return None
