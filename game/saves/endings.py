"""The endings that a player has reached."""

from __future__ import annotations

from game.saves import branch_tree
from game.saves.store import Store
from game.story.model import Story


def endings_reached(story: Story, store: Store) -> dict[str, tuple[int, ...]]:
    """The endings that some branch stands at, each with the steps that led there, oldest first."""
    found: dict[str, list[int]] = {}
    for lead in branch_tree.begun_leads(story, store):
        for node, _, turn in branch_tree.replay_tree(story, store, lead):
            if turn and turn.ending:
                found.setdefault(turn.ending, []).append(node.step)
    return {ending: tuple(sorted(steps)) for ending, steps in found.items()}
