"""What a player has come to in a story over all branches: what was met, decided and answered rightly."""

from __future__ import annotations

from typing import NamedTuple

from game.saves.store import Store
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
    taken = frozenset(
        (step.scene, step.choice)
        for root in store.roots(story)
        for step in store.steps(root.id)
        if step.parent
    )
    right = frozenset(review.item for review in store.reviews(story) if review.answer == "yes")
    return Progress(met, taken, right)
