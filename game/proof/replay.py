"""Lists of choices: replayed through the game's own doors, and shortened while they still show what they witness."""

from __future__ import annotations

from collections.abc import Iterable

from game.play.layout import SCENE
from game.play.stage import Values
from game.proof.watched import Watched

Path = tuple[str, ...]
MOST_TRIES = 60


def replay(watched: Watched, lead: str, goal: int, path: Iterable[str]) -> Path | None:
    """The part of the list after which the goal is reached, or None when it is not or a choice is closed."""
    watched.want((goal,))
    values = watched.begin(lead)
    taken: list[str] = []
    watched.open_options(values)
    if watched.fresh:
        return ()
    for id in path:
        option = watched.stage(values[SCENE]).by_id.get(id)
        if option is None or not option.open(values):
            return tuple(taken) if watched.fresh else None
        values = watched.step(values, option)
        taken.append(id)
        if watched.fresh:
            return tuple(taken)
        watched.open_options(values)
        if watched.fresh:
            return tuple(taken)
    return None


def lenient(watched: Watched, lead: str, goal: int, path: Iterable[str]) -> Path | None:
    """As `replay`, but choices that are not on offer are left out."""
    watched.want((goal,))
    values: Values = watched.begin(lead)
    taken: list[str] = []
    watched.open_options(values)
    for id in path:
        if watched.fresh:
            break
        option = watched.stage(values[SCENE]).by_id.get(id)
        if option is None or not option.open(values):
            continue
        values = watched.step(values, option)
        taken.append(id)
        if not watched.fresh:
            watched.open_options(values)
    return tuple(taken) if watched.fresh else None


def shortened(watched: Watched, lead: str, goal: int, path: Path, tries: int = MOST_TRIES) -> Path:
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
