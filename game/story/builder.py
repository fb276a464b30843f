"""The whole folder: names gathered from every file first, then each file built, then the flow between scenes checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from game.story import library
from game.story.model import Act, Ending, FirstAgain, Lesson, Person, Scene, Source, Term, Tracked, World, walk_prose
from game.story.names import UNKNOWN, Implied, Names
from game.story.page import Page
from game.story.problems import Problem, StoryProblems, did_you_mean
from game.story.reader import Items, Map, Node, Unreadable, decode, read_node
from game.story.rules import check_rules, spot
from game.story.scenes import scene as build_scene
from game.story.shape import ID, LESSON, LIBRARY

ALONE = ("story", "curriculum", *LIBRARY)
# Kinds of names and the file that declares them; without the file their names are implied by use.
DECLARED_IN = {"person": "people", "motion": "motions", "source": "sources", "ending": "endings"}
# What a file that cannot be read would make look undeclared everywhere else.
FOLLOW_FROM = {
    "state": ("TC0302", "TC0312"),
    "people": (UNKNOWN["person"], UNKNOWN["term"]),
    "motions": (UNKNOWN["motion"],),
    "sources": (UNKNOWN["source"],),
    "endings": (UNKNOWN["ending"],),
    "curriculum": (UNKNOWN["lesson"],),
    "glossary": (UNKNOWN["term"],),
    "story": (UNKNOWN["lead"], UNKNOWN["act"]),
    "scene": (UNKNOWN["choice"], UNKNOWN["pool"], "TC0712"),
}
T = TypeVar("T")


def build(contents: dict[str, bytes]) -> tuple[World, dict[str, Scene]]:
    """World and scenes from the bytes of every file, in the order of the files; raises StoryProblems."""
    building = _Building(contents)
    world, scenes = building.world_and_scenes()
    if building.problems:
        raise StoryProblems(building.told())
    return world, scenes


class _Building:
    def __init__(self, contents: dict[str, bytes]) -> None:
        self.problems: list[Problem] = []
        self.unreadable: dict[str, str] = {}
        self.names = Names()
        self.library: dict[str, Page] = {}
        self.glossary: list[Page] = []
        self.pages: dict[str, Page] = {}
        for file, raw in contents.items():
            self.read(file, raw)
        self.declare()

    def told(self) -> Iterable[Problem]:
        """The problems, each once, without those that only follow from a file that cannot be read."""
        following = {code for kind in self.unreadable.values() for code in FOLLOW_FROM[kind]}
        silent = {file for file, kind in self.unreadable.items() if kind != "scene"}
        why = {"TC0101", "TC0102", "TC0103", "TC0104", "TC0105", "TC0107", "TC0108"}
        return dict.fromkeys(p for p in self.problems if p.code not in following and (p.file not in silent or p.code in why))

    # -- reading --------------------------------------------------------------------------------------------

    def read(self, file: str, raw: bytes) -> None:
        """Read one file and put its page where it belongs."""
        folder, _, name = file.rpartition("/")
        stem = name.rpartition(".")[0]
        kind = stem if not folder and stem in ALONE else "glossary" if (folder + "/").startswith("glossary/") else "scene"
        text, root = "", None
        try:
            text = decode(raw, file)
            root, problems = read_node(text, file)
            self.problems += problems
        except Unreadable as stop:
            self.problems.append(stop.problem)
        if root is None:
            self.unreadable[file] = kind
        page = Page(file, text, root if root is not None else Map(), self.names, self.problems)
        if kind == "glossary":
            self.glossary.append(page)
        elif kind == "scene":
            self.add_scene(stem, page)
        elif other := self.library.get(kind):
            page.note_at(1, 1, "TC0206", f"There is a file {other.file} already.", "Put both into one.")
        else:
            self.library[kind] = page

    def add_scene(self, id: str, page: Page) -> None:
        if other := self.pages.get(id):
            hint = "A scene's id is its file's name, unique in the story: rename one file."
            page.note_at(1, 1, "TC0206", f"There is a scene `{id}` already, in {other.file}.", hint)
            return
        page.check_name(id, 1, 1)
        self.pages[id] = page

    # -- names ----------------------------------------------------------------------------------------------

    def declare(self) -> None:
        """Gather every name before anything that uses names is built."""
        story = self.root("story")
        known = self.names.known
        known["scene"] = self.pages
        known["choice"] = {f"{id}.{key}": None for id, page in self.pages.items() for key in _keys(page.root, "choices")}
        known["pool"] = {str(page.root["pool"]): None for page in self.pages.values() if isinstance(page.root, Map) and "pool" in page.root}  # type: ignore[index]
        known["lead"] = dict.fromkeys(_keys(story, "leads"))
        known["act"] = dict.fromkeys(_keys(story, "acts")) if "acts" in story else Implied(".+")
        known["lesson"] = self.lesson_names()
        for kind, stem in DECLARED_IN.items():
            known[kind] = self.root(stem) if stem in self.library or kind == "motion" else Implied(ID)
        known["term"] = self.term_names(known["person"])
        self.declare_variables()

    def root(self, stem: str) -> Map:
        page = self.library.get(stem)
        return page.root if page and isinstance(page.root, Map) else Map()

    def lesson_names(self) -> dict[str, None]:
        root = self.root("curriculum")
        return dict.fromkeys([*_keys(root, "facts"), *_keys(root, "terms")]) if "curriculum" in self.library else Implied(LESSON)

    def term_names(self, people: Any) -> dict[str, Any]:
        """Links lead to terms and to people, so no term may be named like a person."""
        if not self.glossary:
            return Implied(ID)
        terms: dict[str, Any] = {}
        for page in self.glossary:
            for key in page.root if isinstance(page.root, Map) else ():
                if key in terms or (key in people and not isinstance(people, Implied)):
                    page.note(key, "TC0206", f"`{key}` is declared already.", "Terms and people share their names, since `[[...]]` leads to both.")
                terms[str(key)] = None
        return terms if isinstance(people, Implied) else {**terms, **people}

    def declare_variables(self) -> None:
        page = self.library.get("state")
        if page is None:
            return
        if not isinstance(page.root, Map):
            page.note(page.root, "TC0203", "state.yaml maps variables to their ranges.", "Write `terror: {range: 0..5, start: 5}`.")
            return
        for key, value in page.root.items():
            page.check_id(key, dotted=True)
            self.names.variables[str(key)] = library.variable(page, str(key), value)

    # -- the whole ------------------------------------------------------------------------------------------

    def world_and_scenes(self) -> tuple[World, dict[str, Scene]]:
        scenes = self.scenes()
        world = self.world(scenes)
        check_rules(world, scenes, self.pages, self.library["story"])
        return world, scenes

    def scenes(self) -> dict[str, Scene]:
        found: dict[str, Scene] = {}
        for id, page in self.pages.items():
            if page.file not in self.unreadable:
                lead, act = self.home(page)
                self.names.playing = lead
                found[id] = build_scene(page, id, lead, act)
        self.names.playing = ""
        return found

    def home(self, page: Page) -> tuple[str, str]:
        """Whose scene it is (nobody's in particular: an empty string) and in which act, by its folders."""
        lead, *deeper = page.file.split("/")[:-1] or [""]
        leads, acts = self.names.known["lead"], self.names.known["act"]
        if lead and lead != "shared" and lead not in leads:
            hint = did_you_mean(lead, [*leads, "shared"]) or "Folders are named like the leads; `shared` holds what several of them play."
            page.note_at(1, 1, "TC0311", f"The folder `{lead}` is no lead's.", hint)
        act = deeper[0] if deeper else ""
        if act and act not in acts:
            page.note_at(1, 1, "TC0314", f"The folder `{act}` is no act.", "Declare it under `acts` in story.yaml, or move the file.")
        return (lead if lead != "shared" else ""), act

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
            self.acts(story, root, scenes),
            tuple(self.names.variables.values()),
            self.people(),
            self.entries("motions", library.motion),
            self.terms(),
            self.sources(),
            self.chronicle(),
            self.lessons(),
            self.endings(),
            _pools(scenes),
            *self.renames(scenes),
            self.tracked(scenes),
        )

    def acts(self, story: Page, root: Map, scenes: dict[str, Scene]) -> tuple[Act, ...]:
        """Acts are named like their folders, which may begin with a digit; without `acts` the folders are the acts."""
        acts = root.find("acts")
        if acts is None:
            return tuple(Act(id, _title(id)) for id in dict.fromkeys(scene.act for scene in scenes.values() if scene.act))
        if not isinstance(acts, Map):
            story.note(acts, "TC0203", "`acts` maps folder names to acts.", "Write `1_first: {title: ...}`.")
            return ()
        return tuple(library.act(story, str(key), value) for key, value in acts.items())

    def leads(self, story: Page, root: Map) -> tuple[Any, ...]:
        found = tuple(library.lead(story, key, value) for key, value in story.entries(root.find("leads")))
        if found and not any(lead.start for lead in found):
            story.note(root, "TC0202", "No lead has a `start`: nobody can be played.", "Give one lead `start: scene`.")
        return found

    def entries(self, stem: str, make: Callable[[Page, str, Node], T]) -> tuple[T, ...]:
        page = self.library.get(stem)
        return tuple(make(page, str(key), value) for key, value in page.entries(page.root)) if page else ()

    def people(self) -> tuple[Person, ...]:
        implied = self.names.known["person"]
        return tuple(Person(id, _title(id)) for id in implied) if isinstance(implied, Implied) else self.entries("people", library.person)

    def terms(self) -> tuple[Term, ...]:
        implied = self.names.known["term"]
        if isinstance(implied, Implied):
            return tuple(Term(id, _title(id), "", "") for id in implied if id not in self.root("people"))
        return tuple(library.term(page, str(key), value) for page in self.glossary for key, value in page.entries(page.root))

    def sources(self) -> tuple[Source, ...]:
        implied = self.names.known["source"]
        return tuple(Source(id, "", _title(id)) for id in implied) if isinstance(implied, Implied) else self.entries("sources", library.source)

    def lessons(self) -> tuple[Lesson, ...]:
        implied = self.names.known["lesson"]
        if isinstance(implied, Implied):
            return tuple(Lesson(id, "fact", id) for id in implied)
        return tuple(library.lessons(self.library["curriculum"], self.library["curriculum"].root))

    def endings(self) -> tuple[Ending, ...]:
        implied = self.names.known["ending"]
        return tuple(Ending(id, _title(id)) for id in implied) if isinstance(implied, Implied) else self.entries("endings", library.ending)

    def chronicle(self) -> tuple[Any, ...]:
        page = self.library.get("chronicle")
        if page is None:
            return ()
        if not isinstance(page.root, Items):
            page.note(page.root, "TC0203", "chronicle.yaml is a list of dated entries.", "Begin each with `- id: name`.")
            return ()
        found = tuple(library.dated(page, item) for item in page.root)
        seen: set[str] = set()
        for node, entry in zip(page.root, found, strict=True):
            if entry.id and entry.id in seen:
                page.note(node, "TC0206", f"There is an entry `{entry.id}` already.", "Give it another id.")
            seen.add(entry.id)
        return found

    def renames(self, scenes: dict[str, Scene]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]:
        """What `was:` says: old scene -> scene, and (scene, old choice, choice)."""
        renamed: dict[str, str] = {}
        moved: dict[tuple[str, str], str] = {}
        for id, scene in scenes.items():
            for old in scene.was:
                if old in self.pages or renamed.setdefault(old, id) != id:
                    self.taken(id, old, "scene")
            keys = {choice.id for choice in scene.choices}
            for choice in scene.choices:
                for old in choice.was:
                    if old in keys or moved.setdefault((id, old), choice.id) != choice.id:
                        self.taken(id, old, "choice")
        return tuple(renamed.items()), tuple((id, old, new) for (id, old), new in moved.items())

    def taken(self, id: str, old: str, kind: str) -> None:
        page = self.pages[id]
        page.note(
            spot(page.root, old, "was"), "TC0206", f"`was: {old}` names a {kind} that another one is or was.", "Drop the `was`, or rename the other."
        )

    def tracked(self, scenes: dict[str, Scene]) -> Tracked:
        asked = self.names.asked
        seen = {name for function, name in asked if function == "seen"}
        seen |= {id for id, scene in scenes.items() if scene.pool or ("first:" in self.pages[id].content and _looks_back(scene))}
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
