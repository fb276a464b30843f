"""Lists of choices: replayed through the game's own doors, and shortened while they still show what they witness."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from game.check.goal import Goal
from game.check.instrumented_machine import InstrumentedMachine
from game.engine.compiled_scene import Values
from game.engine.layout import SCENE

Path = tuple[str, ...]
MOST_TRIES = 40


def replay(watched: InstrumentedMachine, lead: str, goal: int, path: Iterable[str]) -> Path | None:
    """The part of the list after which the goal is reached, or None when it is not or a choice is closed."""
    watched.want((goal,))
    values = watched.begin(lead)
    taken: list[str] = []
    watched.open_choices(values)
    if watched.fresh:
        return ()
    for id in path:
        choice = watched.scene(values[SCENE]).by_id.get(id)
        if choice is None or not choice.is_open(values):
            return tuple(taken) if watched.fresh else None
        values = watched.step(values, choice)
        taken.append(id)
        if watched.fresh:
            return tuple(taken)
        watched.open_choices(values)
        if watched.fresh:
            return tuple(taken)
    return None


def lenient(watched: InstrumentedMachine, lead: str, goal: int, path: Iterable[str]) -> Path | None:
    """As `replay`, but choices that are not on offer are left out."""
    watched.want((goal,))
    values: Values = watched.begin(lead)
    taken: list[str] = []
    watched.open_choices(values)
    for id in path:
        if watched.fresh:
            break
        choice = watched.scene(values[SCENE]).by_id.get(id)
        if choice is None or not choice.is_open(values):
            continue
        values = watched.step(values, choice)
        taken.append(id)
        if not watched.fresh:
            watched.open_choices(values)
    return tuple(taken) if watched.fresh else None


def shortened(
    watched: InstrumentedMachine, lead: str, goal: int, path: Path, tries: int = MOST_TRIES
) -> Path:
    """A shorter list for the same goal, if leaving out pieces finds one: halves first, then ever smaller pieces."""
    best = replay(watched, lead, goal, path)
    if best is None:
        return path
    size = max(1, len(best) // 2)
    while size and tries > 0:
        at, changed = 0, False
        while at < len(best) and tries > 0:
            tries -= 1
            shorter = lenient(watched, lead, goal, best[:at] + best[at + size :])
            if shorter is not None and len(shorter) < len(best):
                best, changed = shorter, True
            else:
                at += size
        if not changed or size > len(best):
            size //= 2
    return best


class WitnessReducer:
    """Shortens the witnesses of one lead. The way to a scene, once it is short, serves what is to be seen there."""

    def __init__(self, watched: InstrumentedMachine, lead: str) -> None:
        self.watched, self.lead = watched, lead
        self.ways: dict[str, Path] = {}

    def witness(self, goal: Goal, path: Path, deadline: float) -> Path | None:
        """The list replayed, cut where the goal is reached and shortened while there is time; None when it does not reach it."""
        replayed = replay(self.watched, self.lead, goal.number, path)
        if replayed is None:
            return None
        best = self._from_known_way(goal, replayed)
        if best is None and monotonic() < deadline:
            best = shortened(self.watched, self.lead, goal.number, replayed)
        best = best or replayed
        if goal.kind == "scene":
            self.ways[goal.id] = best
        return best

    def _from_known_way(self, goal: Goal, path: Path) -> Path | None:
        """The known way to a scene of the goal, and its choice where it has one, if that reaches the goal and is no longer."""
        for aim in goal.aims:
            way = self.ways.get(aim.scene)
            if way is not None and goal.kind != "scene" and len(way) <= len(path):
                found = replay(
                    self.watched, self.lead, goal.number, (*way, aim.choice) if aim.choice else way
                )
                if found is not None and len(found) <= len(path):
                    return found
        return None
