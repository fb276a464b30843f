"""The whole folder: what is declared beside the scenes first, then the scenes, then their rules."""

from __future__ import annotations

from collections.abc import Collection

from game.story import diagnostics as diag
from game.story.checks import check_scenes
from game.story.declarations import LIBRARY
from game.story.model import Scene, World
from game.story.model.kinds import ID, LESSON_ID
from game.story.names import Implied, Names
from game.story.page import Page
from game.story.problems import Problem, StoryProblems
from game.story.reader import Map, Unreadable, decode, read_node
from game.story.scenes import scene as build_scene
from game.story.suggestions import did_you_mean
from game.story.world import DECLARES, Shelf, make_world, read_library

ALONE = ("story", "curriculum", *LIBRARY)


def build(contents: dict[str, bytes]) -> tuple[World, dict[str, Scene]]:
    """World and scenes from the bytes of every file, in the order of the files.

    Raises StoryProblems.
    """
    building = _Building(contents)
    world = building.world()
    if building.problems:
        raise StoryProblems(building.problems)
    return world, building.scenes


class _Building:
    """A story on the way from files to values."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.contents = contents
        self.problems: list[Problem] = []
        self.names = Names()
        self.shelf = Shelf()
        self.scene_files: dict[str, str] = {}
        self.pages: dict[str, Page] = {}
        self.scenes: dict[str, Scene] = {}
        self.strange_folders: set[str] = set()

    def world(self) -> World:
        """The world of the story, once all its scenes are read."""
        for file in self.contents:
            self.sort(file)
        self.declare()
        parts = read_library(self.shelf, self.names)
        for id, file in self.scene_files.items():
            self.add_scene(id, file)
        self.resolve()
        world = make_world(self.shelf, self.names, parts, self.scenes, self.pages)
        check_scenes(world, self.scenes, self.pages, self.shelf.pages["story"])
        return world

    # -- files ----------------------------------------------------------------------------------

    def sort(self, file: str) -> None:
        """Read a file that is no scene, or note where the scene of that name is."""
        kind, stem = _kind(file)
        if kind == "glossary":
            self.shelf.glossary.append(self.read(file))
        elif kind != "scene":
            page = self.read(file)
            first = self.shelf.pages.setdefault(kind, page)
            if first is not page:
                page.note_at(1, 1, diag.FILE_TWICE, other=first.file)
        elif (other := self.scene_files.setdefault(stem, file)) != file:
            self.read(file).note_at(1, 1, diag.SCENE_TWICE, name=stem, other=other)

    def read(self, file: str) -> Page:
        """The page of a file; one that cannot be read is empty."""
        text, root = "", None
        problems: list[Problem] = []
        try:
            text = decode(self.contents[file], file)
            root, problems = read_node(text, file)
        except Unreadable as stop:
            problems.append(stop.problem)
        self.problems += problems
        page = Page(file, text, Map() if root is None else root, self.names, self.problems)
        page.unreadable, page.flawed = root is None, bool(problems)
        return page

    def add_scene(self, id: str, file: str) -> None:
        """Build a scene and let go of its nodes: ten thousand scenes are too many in both forms."""
        page = self.pages[id] = self.read(file)
        page.check_name(id, 1, 1)
        if not page.unreadable:
            lead, act = self.home(page)
            self.names.playing = lead
            self.scenes[id] = build_scene(page, id, lead, act)
            self.names.playing = ""
            page.forget()

    def home(self, page: Page) -> tuple[str, str]:
        """Whose scene it is and in which act, by its folders; an empty string where there is none.

        A folder that is named like no lead or act is noted once.
        """
        lead, act, *_ = [*page.file.split("/")[:-1], "", ""]
        if lead == "shared":
            lead = ""
        if lead and not self.names.knows("lead", lead):
            if lead not in self.strange_folders:
                near = did_you_mean(lead, [*self.names.known["lead"], "shared"])
                page.note_at(1, 1, diag.NO_LEADS_FOLDER, near, name=lead)
            self.strange_folders.add(lead)
            lead = ""
        if act and not self.names.knows("act", act):
            if act not in self.strange_folders:
                page.note_at(1, 1, diag.NO_ACTS_FOLDER, name=act)
            self.strange_folders.add(act)
        return lead, act

    # -- names ----------------------------------------------------------------------------------

    def declare(self) -> None:
        """Gather the names that are declared beside the scenes."""
        shelf, known = self.shelf, self.names.known
        known["scene"] = self.scene_files
        for stem, kinds in DECLARES.items():
            known.update((kind, shelf.root(stem)) for kind in kinds)
            pages = shelf.glossary if stem == "glossary" else [shelf.pages.get(stem)]
            if any(page and (page.unreadable or not isinstance(page.root, Map)) for page in pages):
                self.names.incomplete.update(kinds)
        story, lessons = shelf.root("story"), shelf.root("curriculum")
        known["lead"] = self.keys("lead", story.get("leads", Map()))
        known["act"] = self.keys("act", story["acts"]) if "acts" in story else Implied(".+")
        known["lesson"] = {
            **self.keys("lesson", lessons.get("facts", Map())),
            **self.keys("lesson", lessons.get("terms", Map())),
        }
        if "curriculum" not in shelf.pages:
            known["lesson"] = Implied(LESSON_ID)
        for kind, stem in (("person", "people"), ("source", "sources"), ("ending", "endings")):
            if stem not in shelf.pages:
                known[kind] = Implied(ID)
        known["term"] = self.terms()
        self.names.later = shelf.root("state")

    def keys(self, kind: str, node: object) -> dict[str, None]:
        """The names in a map; where there is another thing, what is declared is not known."""
        if isinstance(node, Map):
            return dict.fromkeys(node)
        self.names.incomplete.add(kind)
        return {}

    def terms(self) -> Collection[str]:
        """Links lead to terms and to people, so no term may be named like a person."""
        people = self.names.known["person"]
        if not self.shelf.glossary:
            return Implied(ID)
        terms: dict[str, None] = {}
        for page in self.shelf.glossary:
            root = page.root if isinstance(page.root, Map) else Map()
            for key in root:
                if key in terms or (not isinstance(people, Implied) and key in people):
                    page.note(root.key(key), diag.TERM_TWICE, name=key)
                terms[key] = None
        return terms if isinstance(people, Implied) else {**terms, **dict.fromkeys(people)}

    def resolve(self) -> None:
        """Look up the choices and pools that were used, now that all scenes are read."""
        scenes = self.scenes.items()
        self.names.known["choice"] = {
            f"{id}.{choice.id}": None for id, scene in scenes for choice in scene.choices
        }
        self.names.known["pool"] = {scene.pool: None for _, scene in scenes if scene.pool}
        for kind, name, report in self.names.references:
            if name not in self.names.known[kind] and not self.may_be(kind, name):
                report(self.names.unknown(kind, name))

    def may_be(self, kind: str, name: str) -> bool:
        """Whether a choice or a pool may be declared in what could not be read."""
        if kind == "pool":
            return any(page.unreadable or "pool" in page.doubts for page in self.pages.values())
        id = name.rpartition(".")[0]
        powers = self.scenes[id].powers if id in self.scenes else ()
        return (id in self.pages and self.pages[id].flawed) or any(
            self.names.is_faulty("power", power) for power in powers
        )


def _kind(file: str) -> tuple[str, str]:
    """What a file is (one of those that stand alone, `glossary` or `scene`), and its stem."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    if not folder and stem in ALONE:
        return stem, stem
    return ("glossary" if f"{folder}/".startswith("glossary/") else "scene"), stem
