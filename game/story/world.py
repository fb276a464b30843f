"""Everything of a story but its scenes, from the files beside them and from what the scenes use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from game.story import diagnostics as diag
from game.story import library
from game.story.accounts import account
from game.story.checks import find_word
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
from game.story.positions import position
from game.story.powers import check_powers, power
from game.story.reader import Items, Map, Node

Scenes = Mapping[str, Scene]
Pages = Mapping[str, Page]
Renamed = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]
T = TypeVar("T")


# The files that declare names, and the kinds of names: what depends on them is read after them.
DECLARES = {
    "story": ("lead", "act"),
    "state": ("variable",),
    "people": ("person", "term"),
    "motions": ("motion",),
    "glossary": ("term",),
    "sources": ("source",),
    "endings": ("ending",),
    "curriculum": ("lesson",),
    "powers": ("power",),
    "positions": ("position",),
}


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
        """Everything that a file, or the files of the glossary, declare."""
        alone = [self.pages[stem]] if stem in self.pages else []
        declares = DECLARES.get(stem, ("",))[0]
        return tuple(
            make(page, key, value)
            for page in (self.glossary if stem == "glossary" else alone)
            for key, value in page.entries(page.root, declares=declares)
        )


def read_library(shelf: Shelf, names: Names) -> dict[str, Any]:
    """What the files beside the scenes declare, by the fields of a World."""
    story = shelf.pages["story"]
    root = story.map(story.root, "story")
    _read_variables(shelf, names)
    parts: dict[str, Any] = {
        "title": story.line(root.get("title")),
        "edition": story.whole(root.get("edition"), 1, 99_999, 1),
        "subtitle": story.line(root.get("subtitle")),
        "authors": story.line(root.get("authors")),
        "licence": story.line(root.get("licence")),
        "about": story.paragraph(root.get("about")),
        "leads": _leads(story, root),
        "acts": _acts(story, root),
        "motions": shelf.entries("motions", library.motion),
        "chronicle": _chronicle(shelf),
        "people": shelf.entries("people", library.person),
        "terms": shelf.entries("glossary", library.term),
        "sources": shelf.entries("sources", library.source),
        "endings": shelf.entries("endings", library.ending),
        "accounts": shelf.entries("accounts", account),
        "lessons": library.lessons(shelf.pages["curriculum"])
        if "curriculum" in shelf.pages
        else (),
        "powers": shelf.entries("powers", power),
        "positions": shelf.entries("positions", position),
    }
    names.powers.update((one.id, one) for one in parts["powers"])
    names.positions.update((one.id, one) for one in parts["positions"])
    if "powers" in shelf.pages:
        check_powers(shelf.pages["powers"], parts["powers"], parts["motions"])
    return parts


def make_world(
    shelf: Shelf, names: Names, parts: dict[str, Any], scenes: Scenes, pages: Pages
) -> World:
    """The world of these scenes. What is implied by use comes last, when everything has been used."""
    renamed_scenes, renamed_choices = _renames(scenes, pages)
    if isinstance(names.known["act"], Implied):
        acts = dict.fromkeys(scene.act for scene in scenes.values() if scene.act)
        parts["acts"] = tuple(Act(id, _title(id)) for id in acts)
    return World(
        variables=tuple(names.variables.values()),
        pools=_pools(scenes),
        renamed_scenes=renamed_scenes,
        renamed_choices=renamed_choices,
        tracked=_tracked(names, scenes, pages),
        hidden=_hidden(scenes),
        **parts | _implied(names, shelf),
    )


def _read_variables(shelf: Shelf, names: Names) -> None:
    """Read state.yaml; a variable is known as soon as it is read, for those below it."""
    page = shelf.pages.get("state")
    if page and not isinstance(page.root, Map):
        page.note(page.root, diag.NOT_VARIABLES)
    elif page:
        for key, value in page.entries(page.root, declares="variable"):
            names.variables[key] = library.variable(page, key, value)
    names.later = ()


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


def _acts(story: Page, root: Map) -> tuple[Act, ...]:
    """Acts are named like their folders, which may begin with a digit."""
    acts = root.get("acts")
    if acts is None:
        return ()
    if not isinstance(acts, Map):
        story.note(acts, diag.NOT_ACTS)
        return ()
    return tuple(library.act(story, key, value) for key, value in acts.items())


def _leads(story: Page, root: Map) -> tuple[Lead, ...]:
    leads = root.get("leads")
    for key in ("glossary", "shared"):
        if isinstance(leads, Map) and key in leads:
            story.note(leads.key(key), diag.RESERVED_FOLDER, name=key)
    found = tuple(
        library.lead(story, key, value) for key, value in story.entries(leads, declares="lead")
    )
    if found and not any(lead.start for lead in found) and story.names.sound("lead"):
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
            page.note(find_word(node, entry.id, "id"), diag.DATED_TWICE, name=entry.id)
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
    page.note(find_word(page.root, old, "was"), diag.OLD_NAME_TAKEN, name=old, kind=kind)


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
