"""Who was played, and who was last."""

from __future__ import annotations

from game.saves.store import Store
from game.story.model import Story


def played_leads(story: Story, store: Store) -> list[str]:
    """The leads that were ever played and still can be, the last played first."""
    heads = dict.fromkeys(head.lead for head in store.heads(story))
    return [lead for lead in heads if lead in story.leads and story.leads[lead].start]


def last_lead(story: Story, store: Store) -> str | None:
    """The lead played last, if he can still be played."""
    return next(iter(played_leads(story, store)), None)
