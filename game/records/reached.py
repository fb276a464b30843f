"""What a player has come to in a story over all branches: what was met, decided and answered rightly, and the endings reached."""

from __future__ import annotations

from typing import NamedTuple

from game import play
from game.play import ChoiceNotOpen, State
from game.records.branches import Node, tree
from game.records.store import Store
from game.story.model import Story


class Progress(NamedTuple):
    """`met` gives each term or person the scene of the first meeting, `taken` holds (scene, choice) of every decision,
    `right` the lessons and terms about which a recall was answered rightly.
    """

    met: dict[str, str]
    taken: frozenset[tuple[str, str]]
    right: frozenset[str]


def progress(story: Story, store: Store) -> Progress:
    """What the records know without playing anything again."""
    met = {term: entry.scene for term, entry in store.met(story).items()}
    taken = frozenset((step.scene, step.choice) for root in store.roots(story) for step in store.steps(root.id) if step.parent)
    right = frozenset(review.item for review in store.reviews(story) if review.answer == "yes")
    return Progress(met, taken, right)


def endings_reached(story: Story, store: Store) -> dict[str, int]:
    """The endings that some branch stands at, each with the first step that reached it. Every step is played again, once."""
    found: dict[str, int] = {}
    for root in store.roots(story):
        lead = story.leads.get(root.lead)
        if lead is not None and lead.start and (node := tree(store, story, root.lead)) is not None:
            _walk(story, node, found)
    return found


def _walk(story: Story, root: Node, found: dict[str, int]) -> None:
    start = play.begin(story, root.choice)
    waiting: list[tuple[Node, State]] = [(root, start.state)]
    if start.ending:
        found.setdefault(start.ending, root.step)
    while waiting:
        node, state = waiting.pop()
        for child in reversed(node.children):
            try:
                turn = play.choose(story, state, now_called(story, state.scene, child))
            except ChoiceNotOpen:
                continue
            if turn.ending:
                found[turn.ending] = min(child.step, found.get(turn.ending, child.step))
            waiting.append((child, turn.state))


def now_called(story: Story, scene: str, step: Node) -> str:
    """A step's choice as the story calls it now, where a run stands in `scene`; "" where the choice was made elsewhere."""
    scenes = dict(story.world.renamed_scenes)
    if step.scene and scenes.get(step.scene, step.scene) != scene:
        return ""
    if story.scenes[scene].draw:
        return scenes.get(step.choice, step.choice)
    return next((new for where, old, new in story.world.renamed_choices if (where, old) == (scene, step.choice)), step.choice)
