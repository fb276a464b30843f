"""Everything of a story but its scenes, from the files beside them and from what the scenes use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from game.story import diagnostics as diag
from game.story import library
from game.story.accounts import account
from game.story.model import (
    Act,
    ChronicleEntry,
    Ending,
    Lead,
    Lesson,
    Person,
    Scene,
    Source,
    Term,
    Tracked,
    World,
)
from game.story.names import Implied, Names
from game.story.page import Page
from game.story.passages import looks_back
from game.story.powers import check_powers
from game.story.reader import Items, Map, Node
from game.story.rules import spot

Scenes = Mapping[str, Scene]
Pages = Mapping[str, Page]
Renamed = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]
T = TypeVar("T")


@dataclass(slots=True)
class Shelf:
    """The files beside the scenes: those that stand alone, by name, and those of the glossary."""

    pages: dict[str, Page] = field(default_factory=dict)
    glossary: list[Page] = field(default_factory=list)

    def root(self, stem: str) -> Map:
        """The map in a file; an empty one where there is none."""
        page = self.pages.get(stem)
        return page.root if page and isinstance(page.root, Map) else Map()

    def entries(self, stem: str, make: Callable[[Page, str, Node], T]) -> tuple[T, ...]:
        page = self.pages.get(stem)
        return (
            tuple(make(page, key, value) for key, value in page.entries(page.root)) if page else ()
        )


def make_world(shelf: Shelf, names: Names, scenes: Scenes, pages: Pages) -> World:
    """The world of these scenes. What is implied by use comes last, when everything has been asked for."""
    story = shelf.pages["story"]
    root = story.map(story.root, "story")
    renamed_scenes, renamed_choices = _renames(scenes, pages)
    parts: dict[str, Any] = {
        "leads": _leads(story, root),
        "acts": _acts(story, root, scenes),
        "motions": shelf.entries("motions", library.motion),
        "chronicle": _chronicle(shelf),
        "people": shelf.entries("people", library.person),
        "terms": tuple(
            library.term(page, key, value)
            for page in shelf.glossary
            for key, value in page.entries(page.root)
        ),
        "sources": shelf.entries("sources", library.source),
        "endings": shelf.entries("endings", library.ending),
        "accounts": shelf.entries("accounts", account),
        "lessons": tuple(library.lessons(shelf.pages["curriculum"]))
        if "curriculum" in shelf.pages
        else (),
    }
    if "powers" in shelf.pages:
        check_powers(
            shelf.pages["powers"],
            tuple(names.powers.values()),
            {motion.id: motion.support for motion in parts["motions"]},
        )
    return World(
        title=story.line(root.get("title")),
        edition=story.whole(root.get("edition"), 1, 99_999, 1),
        subtitle=story.line(root.get("subtitle")),
        authors=story.line(root.get("authors")),
        licence=story.line(root.get("licence")),
        about=story.paragraph(root.get("about")),
        variables=tuple(names.variables.values()),
        pools=_pools(scenes),
        renamed_scenes=renamed_scenes,
        renamed_choices=renamed_choices,
        tracked=_tracked(names, scenes, pages),
        powers=tuple(names.powers.values()),
        positions=tuple(names.positions.values()),
        hidden=_hidden(scenes),
        **parts | _implied(names, shelf),
    )


def _implied(names: Names, shelf: Shelf) -> dict[str, tuple[Any, ...]]:
    """Entries for what is used but has no file to be declared in."""
    people = shelf.root("people")
    made: dict[str, tuple[str, Callable[[str], Any]]] = {
        "person": ("people", lambda name: Person(name, _title(name))),
        "term": ("terms", lambda name: Term(name, _title(name), "", "")),
        "source": ("sources", lambda name: Source(name, "", _title(name))),
        "ending": ("endings", lambda name: Ending(name, _title(name))),
        "lesson": ("lessons", lambda name: Lesson(name, "fact", name)),
    }
    return {
        part: tuple(make(id) for id in names.known[kind] if kind != "term" or id not in people)
        for kind, (part, make) in made.items()
        if isinstance(names.known[kind], Implied)
    }


def _acts(story: Page, root: Map, scenes: Scenes) -> tuple[Act, ...]:
    """Acts are named like their folders, which may begin with a digit; without `acts` the folders are the acts."""
    acts = root.get("acts")
    if acts is None:
        return tuple(
            Act(id, _title(id))
            for id in dict.fromkeys(scene.act for scene in scenes.values() if scene.act)
        )
    if not isinstance(acts, Map):
        story.note(acts, diag.NOT_ACTS)
        return ()
    return tuple(library.act(story, key, value) for key, value in acts.items())


def _leads(story: Page, root: Map) -> tuple[Lead, ...]:
    leads = root.get("leads")
    for key in ("glossary", "shared"):
        if isinstance(leads, Map) and key in leads:
            story.note(leads.key(key), diag.RESERVED_FOLDER, name=key)
    found = tuple(library.lead(story, key, value) for key, value in story.entries(leads))
    if found and not any(lead.start for lead in found):
        story.note(root, diag.NO_START)
    return found


def _chronicle(shelf: Shelf) -> tuple[ChronicleEntry, ...]:
    page = shelf.pages.get("chronicle")
    if page is None:
        return ()
    if not isinstance(page.root, Items):
        page.note(page.root, diag.NOT_A_CHRONICLE)
        return ()
    found = tuple(library.dated(page, item) for item in page.root)
    seen: set[str] = set()
    for node, entry in zip(page.root, found, strict=True):
        if entry.id and entry.id in seen:
            page.note(spot(node, entry.id, "id"), diag.DATED_TWICE, name=entry.id)
        seen.add(entry.id)
    return found


def _renames(scenes: Scenes, pages: Pages) -> Renamed:
    """What `was:` says: old scene -> scene, and (scene, old choice, choice)."""
    renamed: dict[str, str] = {}
    moved: dict[tuple[str, str], str] = {}
    for id, scene in scenes.items():
        for old in scene.was:
            if old in pages or renamed.setdefault(old, id) != id:
                _taken(pages[id], old, "scene")
        for choice in scene.choices:
            for old in choice.was:
                if (
                    old in {other.id for other in scene.choices}
                    or moved.setdefault((id, old), choice.id) != choice.id
                ):
                    _taken(pages[id], old, "choice")
    return tuple(renamed.items()), tuple((id, old, new) for (id, old), new in moved.items())


def _taken(page: Page, old: str, kind: str) -> None:
    page.note(spot(page.root, old, "was"), diag.OLD_NAME_TAKEN, name=old, kind=kind)


def _tracked(names: Names, scenes: Scenes, pages: Pages) -> Tracked:
    """What must be remembered of the past, because some condition or passage asks for it."""
    asked = names.asked
    seen = {name for function, name in asked if function == "seen"}
    seen |= {
        id
        for id, scene in scenes.items()
        if scene.pool or ("first:" in pages[id].content and looks_back(scene.text))
    }
    chose = {name for function, name in asked if function == "chose"}
    chose |= {
        f"{id}.{choice.id}"
        for id, scene in scenes.items()
        for choice in scene.choices
        if choice.once
    }
    visits = {
        name: names.counted.get(name, 0) + 1 for function, name in asked if function == "visits"
    }
    return Tracked(
        tuple(id for id in scenes if id in seen),
        tuple(sorted(visits.items())),
        tuple(sorted(chose)),
    )


def _hidden(scenes: Scenes) -> tuple[str, ...]:
    """People of whom the ledger can hold a line that is kept from the player."""
    deeds = [
        deed
        for scene in scenes.values()
        for deed in (scene.deed, *(choice.deed for choice in scene.choices))
        if deed.ledger
    ]
    return tuple(sorted({line.person for deed in deeds for line in deed.ledger if line.unseen}))


def _pools(scenes: Scenes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pools: dict[str, list[str]] = {}
    for id, scene in scenes.items():
        if scene.pool:
            pools.setdefault(scene.pool, []).append(id)
    return tuple((pool, tuple(ids)) for pool, ids in pools.items())


def _title(id: str) -> str:
    """A name for what has no entry: `the_time` -> "The Time"."""
    return id.replace("_", " ").title()
