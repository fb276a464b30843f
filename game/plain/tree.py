"""The tree of everything chosen, played again once: where each step stands now, and what was seen there and not chosen."""

from __future__ import annotations

from dataclasses import dataclass

from game import engine
from game.engine import Turn
from game.saves import Store, branch_tree
from game.saves.branch_tree import Node
from game.saves.ends import after
from game.story.model import Prose, Span, Story


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the tree. `scene` is where the run stands after it, empty when the story no longer leads there.

    `label` is the choice that led here, `ways` how many were taken from here, `untaken` how many others were open;
    `fork` counts the forks above: branches that do not part stand at the same depth.
    """

    step: int
    label: str
    scene: str
    date: str
    ending: str
    ways: int
    untaken: int
    fork: int
    is_head: bool
    bookmarks: tuple[str, ...]


def unfolded(story: Story, store: Store, lead: str) -> list[Place]:
    """Every step of a lead's tree, each before those that follow it; none when he was never played."""
    root = branch_tree.tree(store, story, lead)
    if root is None:
        return []
    found: list[Place] = []
    waiting: list[tuple[Node, Turn | None, str, int]] = [(root, engine.begin(story, lead), "", 0)]
    while waiting:
        node, turn, label, fork = waiting.pop()
        found.append(_place(node, turn, label, fork))
        deeper = fork + (len(node.children) > 1)
        waiting += [
            (child, after(story, turn, child), label_of(story, child.scene, child.choice), deeper)
            for child in reversed(node.children)
        ]
    return found


def label_of(story: Story, scene_id: str, choice_id: str) -> str:
    """A choice in the player's words; its id where the story has it no more. A hub's choices are scenes."""
    scene = story.scenes.get(scene_id)
    for choice in scene.choices if scene else ():
        if choice_id in (choice.id, *choice.was):
            return _plain(choice.label) or choice_id
    errand = story.scenes.get(choice_id) if scene and scene.draw else None
    return (errand.label or errand.title) if errand else choice_id.replace("_", " ")


def _place(node: Node, turn: Turn | None, label: str, fork: int) -> Place:
    scene = turn.scene if turn else ""
    open_now = sum(offer.open for offer in turn.choices) if turn else 0
    return Place(
        node.step,
        label,
        scene,
        turn.state.date if turn else "",
        (turn.ending or "") if turn else "",
        len(node.children),
        max(0, open_now - len(node.children)),
        fork,
        node.is_head,
        node.bookmarks,
    )


def _plain(prose: Prose) -> str:
    return " ".join("".join(segment.text for segment in prose if isinstance(segment, Span)).split())
