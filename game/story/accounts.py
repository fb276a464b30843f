"""accounts.yaml: what several sources say of the same hour, each in its own way, and what cannot be known."""

from __future__ import annotations

from game.story import diagnostics_rules as rule
from game.story.model import Account
from game.story.page import Page
from game.story.reader import Map, Node

FEWEST = 2


def account(page: Page, key: str, node: Node) -> Account:
    """One entry of accounts.yaml; its name is the event's."""
    entry = page.map(node, "account")
    told = entry.get("sources")
    sources = tuple((id, page.paragraph(value)) for id, value in page.entries(told, "source"))
    if isinstance(told, Map) and len(sources) < FEWEST:
        page.note(told, rule.ONE_ACCOUNT)
    return Account(
        key, page.line(entry.get("title")), sources, page.paragraph(entry.get("unknown")), node.line
    )
