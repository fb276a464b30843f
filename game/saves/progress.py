"""What a player has come to over all branches: what was met, decided, answered rightly."""

from __future__ import annotations

from game.engine.glossary_progress import GlossaryProgress
from game.saves.endings import endings_reached
from game.saves.store import Store
from game.story.model import Story


def glossary_progress(story: Story, store: Store, *, ended: bool = False) -> GlossaryProgress:
    """What a player has seen and done; unless `ended` is given, branches are replayed for it."""
    steps = (step for root in store.roots(story) for step in store.steps(root.id) if step.parent)
    return GlossaryProgress(
        {term: entry.scene for term, entry in store.met(story).items()},
        frozenset((step.scene, step.choice) for step in steps),
        frozenset(review.item for review in store.reviews(story) if review.answer == "yes"),
        ended or bool(endings_reached(story, store)),
    )
