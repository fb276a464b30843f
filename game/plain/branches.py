"""Which step of a tree a player means."""

from __future__ import annotations

from collections.abc import Sequence

from game.saves import Store
from game.story.model import Story


def step_meant(
    typed: str, listed: Sequence[int], story: Story, store: Store, lead: str
) -> int | None:
    """A step by its number in a list of steps, or by a bookmark of this lead; None when there is none."""
    if typed.isdecimal() and len(typed) < 9:
        return listed[int(typed) - 1] if 1 <= int(typed) <= len(listed) else None
    marks = {mark.name.casefold(): mark.step for mark in store.bookmarks(story)}
    step = marks.get(typed.casefold())
    return step if step is not None and store.root_of(step).lead == lead else None
