"""A story that says one and the same hostile thing wherever it says anything, and records that say it too."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from app_under_test import TO_THE_VOTE, played

from game.engine import Vote
from game.saves import SavesError, Store
from game.story import Story, load
from game.story.model import (
    Account,
    Act,
    ChronicleEntry,
    Division,
    Ending,
    Hold,
    Lead,
    LedgerLine,
    Lesson,
    Motion,
    Need,
    Person,
    Position,
    Power,
    Scene,
    Share,
    Source,
    Span,
    Term,
    Variable,
    Voice,
    World,
)

STORIES = Path(__file__).parents[1] / "stories"
TEXTS = {
    "closing": "[/]",
    "brackets": "[Speak out]",
    "link": "[@click=app.quit]x[/]",
    "style": "[bold red]$accent {x}",
    "escapes": "\x1b[31mred\x1b]0;x\x07\x9b2J",
    "leftwards": "\u202eeurt\u2066\u200f\u2028next",
    "marks": "Z" + "\u0301" * 40,
    "long": "w" * 10_000,
    "wide": "漢字" * 60,
    "smiling": "🔎👩\u200d🚀🇺🇦❤\ufe0f" * 4,
}
SAYS: dict[type, tuple[str, ...]] = {
    World: ("title", "subtitle", "authors", "licence", "about"),
    Lead: ("name", "about", "wants", "mechanic", "cost", "rules"),
    Act: ("title", "number", "dates"),
    Variable: ("label",),
    Person: ("name", "full", "cyrillic", "about", "after"),
    LedgerLine: ("reason",),
    Voice: ("votes_for", "votes_against", "abstains"),
    Motion: ("title",),
    Term: ("name", "stub", "definition", "kind", "mattered", "disagreed", "error", "notes"),
    Source: ("author", "title", "year", "publisher", "slant"),
    ChronicleEntry: ("title", "text"),
    Lesson: ("claim", "mind"),
    Ending: ("name",),
    Power: ("name",),
    Hold: ("reason",),
    Position: ("title",),
    Division: ("unit", "units"),
    Share: ("label",),
    Span: ("text",),
    Need: ("reason",),
    Scene: ("title", "place"),
    Account: ("title", "unknown"),
}
HOUR = Account("e", "", (("minutes", ""), ("minutes", "")))
SETTINGS = (
    "theme",
    "measure",
    "motion",
    "skip",
    "keys.undo",
    "keys.record",
    "keys.walk_list.next",
    "keys.leave_room",
)


def spoiled(value: Any, text: str) -> Any:
    """The same, saying this everywhere."""
    if isinstance(value, tuple):
        return tuple(spoiled(part, text) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    said = SAYS.get(type(value), ())
    fields = {
        name: text if name in said else spoiled(getattr(value, name), text)
        for name in value.__struct_fields__
    }
    if isinstance(value, Term):
        fields |= {
            "also": (text, text),
            "related": tuple(id for id in ("minutes_book", "quorum") if id != value.id),
            "sources": ("minutes",),
        }
    if isinstance(value, Account):
        fields |= {"sources": (("minutes", text), ("minutes", text))}
    if isinstance(value, Ending):
        fields |= {"epitaph": (Span(text),)}
    if isinstance(value, Variable) and value.words:
        fields |= {"words": (text,) * len(value.words)}
    if isinstance(value, Scene):
        fields |= {"text": (*fields["text"], Span(text, "anna"), Span(text, "quorum"))}
    return type(value)(**fields)


def _two(story: Story) -> tuple[Lead, ...]:
    """The porter begins where the clerk does: an hour can be sat through from both chairs."""
    clerk = story.leads["clerk"]
    return tuple(msgspec.structs.replace(lead, start=clerk.start) for lead in story.world.leads)


@lru_cache(len(TEXTS))
def hostile(text: str) -> Story:
    """The council's story, saying this everywhere; made once."""
    story = load(STORIES / "council", cached=False)
    day = ChronicleEntry("e", "1901-05-03", text, text, "disputed", "", ("desk",), ("minutes",))
    world = msgspec.structs.replace(
        story.world,
        leads=_two(story),
        accounts=(HOUR, msgspec.structs.replace(HOUR, id="f")),
        chronicle=(day, msgspec.structs.replace(day, id="f", date="1901-06-03", event="e")),
    )
    return Story(
        spoiled(world, text),
        {
            id: spoiled(msgspec.structs.replace(scene, event="e"), text)
            for id, scene in story.scenes.items()
        },
        "hostile",
        story.path,
    )


def lived(story: Story, store: Store, text: str) -> tuple[tuple[Vote, ...], int, int]:
    """Records of a vote, an ending, two branches, a bookmark and settings; the votes, and two steps to compare. The last run is at its beginning."""
    played(story, store, ["write", "window"], "porter")
    last = played(story, store, TO_THE_VOTE)
    votes = next(step.turn.votes for step in last.steps if step.turn.votes)
    other = played(story, store, ["fetch", "slow"])
    with suppress(SavesError):
        store.set_bookmark(text, other.step)
    for key in SETTINGS:
        with suppress(SavesError):
            store.set_setting(key, text)
    played(story, store, ["write"]).undo()
    return votes, other.step, last.step
