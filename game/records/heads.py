"""Who was played last."""

from __future__ import annotations

from game.records.store import Store
from game.story.model import Story


def last_lead(story: Story, store: Store) -> str | None:
    """The lead played last, if he can still be played."""
    return next((head.lead for head in store.heads(story) if head.lead in story.leads and story.leads[head.lead].start), None)
