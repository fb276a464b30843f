"""The whole folder: names gathered from every file first, then each file built, then the flow between scenes checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

from game.story import library
from game.story.conditions import Names
from game.story.flow import check_flow
from game.story.model import Ending, FirstAgain, Person, Scene, Term, Tracked, World, walk_prose
from game.story.page import Page
from game.story.problems import Problem, StoryProblems
from game.story.reader import Items, Map, Node, Text, read_node
from game.story.scenes import scene as build_scene
from game.story.shape import LIBRARY

ALONE = ("story", "curriculum", *LIBRARY)
T = TypeVar("T")


class Anything(dict[str, None]):
    """The names of a kind for which the story has no file: all are known, and those asked for are remembered."""

    def __contains__(self, name: object) -> bool:
        self[str(name)] = None
        return True


def build(contents: dict[str, bytes]) -> tuple[World, dict[str, Scene]]:
    """World and scenes from the bytes of every file, in the order of the files; raises StoryProblems."""
    building = _Building(contents)
    world, scenes = building.world_and_scenes()
    if building.problems:
        raise StoryProblems(dict.fromkeys(building.problems))
    return world, scenes


class _Building:
    def __init__(self, contents: dict[str, bytes]) -> None:
        self.problems: list[Problem] = []
        self.names = Names()
        self.library: dict[str, Page] = {}
        self.glossary: list[Page] = []
        self.pages: dict[str, Page] = {}
        for file, raw in contents.items():
            self.read(file, raw)
        self.declare()

    # -- reading --------------------------------------------------------------------------------------------

    def read(self, file: str, raw: bytes) -> None:
        root, problems = read_node(raw, file)
        self.problems += problems
        path = PurePosixPath(file)
        alone = len(path.parts) == 1 and path.stem in ALONE
        if root is None:
            root = Map()
            if not alone and path.parts[0] != "glossary":
                return
        page = Page(file, raw, root, self.names, self.problems)
        if alone:
            self.library[path.stem] = page
        elif path.parts[0] == "glossary":
            self.glossary.append(page)
        else:
            self.add_scene(path.stem, page)

    def add_scene(self, id: str, page: Page) -> None:
        if other := self.pages.get(id):
            page.note_at(
                1,
                1,
                "TC0206",
                f"There is a scene `{id}` already, in {other.file}.",
                "A scene's id is its file's name, unique in the story: rename one file.",
            )
            return
        name = Text(id)
        name.line, name.column = 1, 1
        page.check_id(name)
        self.pages[id] = page

    # -- names ----------------------------------------------------------------------------------------------

    def declare(self) -> None:
        """Gather every name before anything that uses names is built."""
        story = self.root("story")
        known: dict[str, Any] = {
            "scene": self.pages,
            "choice": {f"{id}.{key}": None for id, page in self.pages.items() for key in _keys(page.root, "choices")},
            "pool": {str(page.root["pool"]): None for page in self.pages.values() if isinstance(page.root, Map) and "pool" in page.root},  # type: ignore[index]
            "lead": dict.fromkeys(_keys(story, "leads")),
            "act": dict.fromkeys(_keys(story, "acts")) or Anything(),
            "lesson": self.lesson_names(),
        }
        for kind, stem in (("person", "people"), ("motion", "motions"), ("source", "sources"), ("ending", "endings")):
            known[kind] = self.root(stem) if stem in self.library else Anything()
        known["term"] = self.term_names(known["person"])
        self.names.known.update(known)
        self.declare_variables()

    def root(self, stem: str) -> Map:
        page = self.library.get(stem)
        return page.root if page and isinstance(page.root, Map) else Map()

    def lesson_names(self) -> dict[str, None]:
        root = self.root("curriculum")
        return dict.fromkeys([*_keys(root, "facts"), *_keys(root, "terms")]) if "curriculum" in self.library else Anything()

    def term_names(self, people: dict[str, Any]) -> dict[str, Any]:
        """Links lead to terms and to people, so no term may be named like a person."""
        if not self.glossary:
            return Anything()
        terms: dict[str, Any] = {}
        for page in self.glossary:
            for key in page.root if isinstance(page.root, Map) else ():
                if key in terms or (not isinstance(people, Anything) and key in people):
                    page.note(key, "TC0206", f"`{key}` is declared already.", "Terms and people share their names, since `[[...]]` leads to both.")
                terms[key] = None
        return terms if isinstance(people, Anything) else {**terms, **people}

    def declare_variables(self) -> None:
        page = self.library.get("state")
        if page is None:
            return
        if not isinstance(page.root, Map):
            page.note(page.root, "TC0203", "state.yaml maps variables to their ranges.", "Write `terror: {range: 0..5, start: 5}`.")
            return
        for key, value in page.root.items():
            page.check_id(key, dotted=True)
            derived = isinstance(value, Map) and "means" in value and not {"range", "flag", "one of"} & set(value)
            self.names.variables[str(key)] = library.derived(page, str(key), value) if derived else library.variable(page, str(key), value)  # type: ignore[arg-type]

    # -- the whole ------------------------------------------------------------------------------------------

    def world_and_scenes(self) -> tuple[World, dict[str, Scene]]:
        scenes = self.scenes()
        world = self.world(scenes)
        if not self.problems:
            self.problems += check_flow(world, scenes, self.pages)
        return world, scenes

    def scenes(self) -> dict[str, Scene]:
        leads, acts = self.names.known["lead"], self.names.known["act"]
        found: dict[str, Scene] = {}
        for id, page in self.pages.items():
            folders = page.file.split("/")[:-1]
            lead = folders[0] if folders and folders[0] in leads else ""
            act = folders[1] if len(folders) > 1 else ""
            if act and act not in acts:
                page.note_at(1, 1, "TC0314", f"The folder `{act}` is no act.", "Declare it under `acts` in story.yaml, or move the file.")
            found[id] = build_scene(page, id, lead, act)
        return found

    def world(self, scenes: dict[str, Scene]) -> World:
        story = self.library["story"]
        root = story.map(story.root, "story")
        return World(
            story.line(root.find("title")),
            story.whole(root.find("edition"), 1, 99_999, 1),
            story.line(root.find("subtitle")),
            story.line(root.find("authors")),
            story.line(root.find("licence")),
            story.paragraph(root.find("about")),
            self.leads(story, root),
            tuple(library.act(story, str(key), value) for key, value in self.acts(story, root)),
            tuple(self.names.variables.values()),
            self.people(),
            self.entries("motions", library.motion),
            self.terms(),
            self.entries("sources", library.source),
            self.chronicle(),
            tuple(library.lessons(self.library["curriculum"], self.library["curriculum"].root)) if "curriculum" in self.library else (),
            self.endings(),
            _pools(scenes),
            *self.renames(scenes),
            self.tracked(scenes),
        )

    @staticmethod
    def acts(story: Page, root: Map) -> list[tuple[Text, Node]]:
        """Acts are named like their folders, which may begin with a digit."""
        acts = root.find("acts")
        if acts is not None and not isinstance(acts, Map):
            story.note(acts, "TC0203", "`acts` maps folder names to acts.", "Write `1_first: {title: ...}`.")
        return list(acts.items()) if isinstance(acts, Map) else []

    def leads(self, story: Page, root: Map) -> tuple[Any, ...]:
        found = tuple(library.lead(story, str(key), value) for key, value in story.entries(root.find("leads")))
        if found and not any(lead.start for lead in found):
            story.note(root, "TC0202", "No lead has a `start`: nobody can be played.", "Give one lead `start: scene`.")
        return found

    def entries(self, stem: str, make: Callable[[Page, str, Node], T]) -> tuple[T, ...]:
        page = self.library.get(stem)
        return tuple(make(page, str(key), value) for key, value in page.entries(page.root)) if page else ()

    def people(self) -> tuple[Person, ...]:
        implied = self.names.known["person"]
        return tuple(Person(id, _title(id)) for id in implied) if isinstance(implied, Anything) else self.entries("people", library.person)

    def terms(self) -> tuple[Term, ...]:
        implied = self.names.known["term"]
        if isinstance(implied, Anything):
            return tuple(Term(id, _title(id), "", "") for id in implied)
        return tuple(library.term(page, str(key), value) for page in self.glossary for key, value in page.entries(page.root))

    def endings(self) -> tuple[Ending, ...]:
        implied = self.names.known["ending"]
        return tuple(Ending(id, _title(id)) for id in implied) if isinstance(implied, Anything) else self.entries("endings", library.ending)

    def chronicle(self) -> tuple[Any, ...]:
        page = self.library.get("chronicle")
        if page is None:
            return ()
        if not isinstance(page.root, Items):
            page.note(page.root, "TC0203", "chronicle.yaml is a list of dated entries.", "Begin each with `- id: name`.")
            return ()
        found = tuple(library.dated(page, item) for item in page.root)
        for index, entry in enumerate(found):
            if entry.id in {other.id for other in found[:index]}:
                page.note(page.root[index], "TC0206", f"There is an entry `{entry.id}` already.", "Give it another id.")
        return found

    def renames(self, scenes: dict[str, Scene]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]:
        """What `was:` says: old scene -> scene, and (scene, old choice, choice)."""
        renamed = {old: scene.id for scene in scenes.values() for old in scene.was}
        for old, id in renamed.items():
            if old in scenes:
                self.pages[id].note_at(1, 1, "TC0206", f"`was: {old}` names a scene that still exists.", "Drop the `was`, or rename the other scene.")
        moved = tuple((scene.id, old, choice.id) for scene in scenes.values() for choice in scene.choices for old in choice.was)
        return tuple(renamed.items()), moved

    def tracked(self, scenes: dict[str, Scene]) -> Tracked:
        asked = self.names.asked
        seen = {name for function, name in asked if function == "seen"}
        seen |= {id for id, scene in scenes.items() if scene.pool or (b"first:" in self.pages[id].raw and _looks_back(scene))}
        chose = {name for function, name in asked if function == "chose"}
        chose |= {f"{id}.{choice.id}" for id, scene in scenes.items() for choice in scene.choices if choice.once}
        visits = {name: self.names.counted.get(name, 0) + 1 for function, name in asked if function == "visits"}
        return Tracked(tuple(id for id in scenes if id in seen), tuple(sorted(visits.items())), tuple(sorted(chose)))


def _keys(node: Node | None, key: str) -> Iterator[str]:
    inner = node.find(key) if isinstance(node, Map) else None
    yield from (str(name) for name in inner) if isinstance(inner, Map) else ()


def _looks_back(scene: Scene) -> bool:
    parts = [scene.text, scene.record, *(choice.text for choice in scene.choices), *(choice.label for choice in scene.choices)]
    return any(isinstance(segment, FirstAgain) for part in parts for segment in walk_prose(part))


def _pools(scenes: dict[str, Scene]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pools: dict[str, list[str]] = {}
    for id, scene in scenes.items():
        if scene.pool:
            pools.setdefault(scene.pool, []).append(id)
    return tuple((pool, tuple(ids)) for pool, ids in pools.items())


def _title(id: str) -> str:
    """A name for what has no entry: `the_time` -> "The Time"."""
    return id.replace("_", " ").title()
