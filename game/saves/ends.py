"""The tree played again: what each step leads to as the story is now, and which endings were reached."""

from __future__ import annotations

from collections.abc import Iterator

from game import engine
from game.engine import ChoiceNotOpen, Turn
from game.saves import branch_tree
from game.saves.branch_tree import Node
from game.saves.store import Store
from game.story.model import Story


def endings_reached(story: Story, store: Store) -> dict[str, tuple[int, ...]]:
    """The endings that some branch of the player stands at, each with the steps that led there, the oldest first."""
    found: dict[str, list[int]] = {}
    for lead in dict.fromkeys(root.lead for root in store.roots(story)):
        if lead in story.leads and story.leads[lead].start:
            for step, ending in _ends(story, store, lead):
                found.setdefault(ending, []).append(step)
    return {ending: tuple(sorted(steps)) for ending, steps in found.items()}


def after(story: Story, turn: Turn | None, node: Node) -> Turn | None:
    """The turn that a step leads to from the one before it; None where an edited story leads there no more."""
    if turn is None:
        return None
    names = dict(story.world.renamed_scenes)
    if node.scene and names.get(node.scene, node.scene) != turn.scene:
        return None
    try:
        return engine.choose(
            story, turn.state, branch_tree.now_called(story, turn.scene, node.choice)
        )
    except ChoiceNotOpen:
        return None


def _ends(story: Story, store: Store, lead: str) -> Iterator[tuple[int, str]]:
    """The steps of a lead's tree that stand at an ending."""
    root = branch_tree.tree(store, story, lead)
    waiting: list[tuple[Node, Turn | None]] = [(root, engine.begin(story, lead))] if root else []
    while waiting:
        node, turn = waiting.pop()
        if turn is None:
            continue
        if turn.ending:
            yield node.step, turn.ending
        waiting += [(child, after(story, turn, child)) for child in node.children]
