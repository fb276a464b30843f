"""The whole folder: names gathered first, then each scene built as it is read, then what all of them have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from game.story import diagnostics as diag
from game.story import library
from game.story.declarations import LIBRARY
from game.story.model import Scene, World
from game.story.model.kinds import ID, LESSON_ID
from game.story.names import Implied, Names
from game.story.page import Page
from game.story.positions import position
from game.story.powers import power
from game.story.problems import Problem, StoryProblems
from game.story.reader import Map, Node, Unreadable, decode, read_node
from game.story.rules import check_rules
from game.story.scenes import scene as build_scene
from game.story.suggestions import did_you_mean
from game.story.world import Shelf, make_world

ALONE = ("story", "curriculum", *LIBRARY)
MEANS = ("powers", "positions")
# Kinds of names and the file that declares them; without the file their names are implied by use.
DECLARED_IN = {"person": "people", "motion": "motions", "source": "sources", "ending": "endings"}
# What a file that cannot be read would make look undeclared everywhere else.
FOLLOW_FROM = {
    "state": ("TC0302", "TC0312"),
    "people": (diag.UNKNOWN["person"].code, diag.UNKNOWN["term"].code),
    "motions": (diag.UNKNOWN["motion"].code,),
    "sources": (diag.UNKNOWN["source"].code,),
    "endings": (diag.UNKNOWN["ending"].code,),
    "curriculum": (diag.UNKNOWN["lesson"].code,),
    "powers": (diag.UNKNOWN["power"].code,),
    "positions": (diag.UNKNOWN["position"].code,),
    "glossary": (diag.UNKNOWN["term"].code,),
    "story": (diag.UNKNOWN["lead"].code, diag.UNKNOWN["act"].code),
    "scene": (diag.UNKNOWN["choice"].code, diag.UNKNOWN["pool"].code, "TC0712"),
}


def build(contents: dict[str, bytes]) -> tuple[World, dict[str, Scene]]:
    """World and scenes from the bytes of every file, in the order of the files; raises StoryProblems."""
    building = _Building(contents)
    world = building.world()
    if building.problems:
        raise StoryProblems(building.told())
    return world, building.scenes


class _Building:
    """A story on the way from files to values."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.problems: list[Problem] = []
        self.unreadable: dict[str, str] = {}
        self.names = Names()
        self.shelf = Shelf()
        self.pages: dict[str, Page] = {}
        self.scenes: dict[str, Scene] = {}
        scene_files: dict[str, str] = {}
        for file in contents:
            kind, stem = _kind(file)
            if kind != "scene":
                self.put_by(kind, self.read(file, contents[file], kind))
            elif scene_files.setdefault(stem, file) != file:
                self.read(file, contents[file], kind).note_at(
                    1, 1, diag.SCENE_TWICE, name=stem, other=scene_files[stem]
                )
        self.declare(scene_files)
        for id, file in scene_files.items():
            self.pages[id] = self.read(file, contents[file], "scene")
            self.add_scene(id)
        self.check_later()

    def told(self) -> Iterable[Problem]:
        """The problems, each once, without those that only follow from a file that cannot be read."""
        following = {
            code for kind in self.unreadable.values() for code in FOLLOW_FROM.get(kind, ())
        }
        silent = {file for file, kind in self.unreadable.items() if kind != "scene"}
        return dict.fromkeys(
            p
            for p in self.problems
            if p.code not in following and (p.file not in silent or p.code.startswith("TC01"))
        )

    # -- reading --------------------------------------------------------------------------------------------

    def read(self, file: str, raw: bytes, kind: str) -> Page:
        """The page of a file; one that cannot be read is empty, and noted."""
        text, root = "", None
        try:
            text = decode(raw, file)
            root, problems = read_node(text, file)
            self.problems += problems
        except Unreadable as stop:
            self.problems.append(stop.problem)
        if root is None:
            self.unreadable[file] = kind
        return Page(file, text, Map() if root is None else root, self.names, self.problems)

    def put_by(self, kind: str, page: Page) -> None:
        """Keep a page that is not a scene's."""
        if kind == "glossary":
            self.shelf.glossary.append(page)
        elif other := self.shelf.pages.get(kind):
            page.note_at(1, 1, diag.FILE_TWICE, other=other.file)
        else:
            self.shelf.pages[kind] = page

    def add_scene(self, id: str) -> None:
        """Build the scene of a page and let go of the nodes: ten thousand scenes are too many to hold in both forms."""
        page = self.pages[id]
        page.check_name(id, 1, 1)
        if page.file not in self.unreadable:
            lead, act = self.home(page)
            self.names.playing = lead
            self.scenes[id] = build_scene(page, id, lead, act)
            self.names.playing = ""
            page.forget()

    def home(self, page: Page) -> tuple[str, str]:
        """Whose scene it is (nobody's in particular: an empty string) and in which act, by its folders."""
        lead, *deeper = page.file.split("/")[:-1] or [""]
        leads, acts = self.names.known["lead"], self.names.known["act"]
        if lead and lead != "shared" and lead not in leads:
            page.note_at(
                1, 1, diag.NO_LEADS_FOLDER, did_you_mean(lead, [*leads, "shared"]), name=lead
            )
        act = deeper[0] if deeper else ""
        if act and act not in acts:
            page.note_at(1, 1, diag.NO_ACTS_FOLDER, name=act)
        return (lead if lead != "shared" else ""), act

    # -- names ----------------------------------------------------------------------------------------------

    def declare(self, scene_files: dict[str, str]) -> None:
        """Gather the names before what uses them is built. Choices and pools are taken on trust until all scenes are read."""
        shelf, known = self.shelf, self.names.known
        story = shelf.root("story")
        known["scene"] = scene_files
        known["choice"], known["pool"] = Implied(".+"), Implied(".+")
        known["lead"] = dict.fromkeys(_keys(story, "leads"))
        known["act"] = dict.fromkeys(_keys(story, "acts")) if "acts" in story else Implied(".+")
        lessons = shelf.root("curriculum")
        known["lesson"] = (
            dict.fromkeys([*_keys(lessons, "facts"), *_keys(lessons, "terms")])
            if "curriculum" in shelf.pages
            else Implied(LESSON_ID)
        )
        for kind, stem in DECLARED_IN.items():
            known[kind] = (
                shelf.root(stem) if stem in shelf.pages or kind == "motion" else Implied(ID)
            )
        known["term"] = self.term_names(known["person"])
        self.declare_variables()
        known["power"], known["position"] = self.names.powers, self.names.positions
        self.declare_means()

    def term_names(self, people: Any) -> dict[str, Any]:
        """Links lead to terms and to people, so no term may be named like a person."""
        if not self.shelf.glossary:
            return Implied(ID)
        terms: dict[str, Any] = {}
        for page in self.shelf.glossary:
            root = page.root if isinstance(page.root, Map) else Map()
            for key in root:
                if key in terms or (key in people and not isinstance(people, Implied)):
                    page.note(root.key(key), diag.TERM_TWICE, name=key)
                terms[key] = None
        return terms if isinstance(people, Implied) else {**terms, **people}

    def declare_variables(self) -> None:
        page = self.shelf.pages.get("state")
        if page is None:
            return
        if not isinstance(page.root, Map):
            page.note(page.root, diag.NOT_VARIABLES)
            return
        self.names.later = page.root.keys()
        for key, value in page.root.items():
            page.check_id(page.root.key(key), dotted=True)
            self.names.variables[key] = library.variable(page, key, value)
        self.names.later = ()

    def declare_means(self) -> None:
        """Powers and positions: menus are made of them, so they come before the scenes."""
        self.names.powers |= {one.id: one for one in self.shelf.entries("powers", power)}
        self.names.positions |= {one.id: one for one in self.shelf.entries("positions", position)}

    def check_later(self) -> None:
        """Now that every choice and pool is known: were those there that were asked for? If not, build again what asked."""
        trusted = {kind: self.names.known[kind] for kind in ("choice", "pool")}
        self.names.known["choice"] = {
            f"{id}.{choice.id}": None
            for id, scene in self.scenes.items()
            for choice in scene.choices
        }
        self.names.known["pool"] = {
            scene.pool: None for scene in self.scenes.values() if scene.pool
        }
        missing = {
            name.rpartition(".")[2]
            for kind in trusted
            for name in trusted[kind]
            if name not in self.names.known[kind]
        }
        if not missing:
            return
        self.names.parsed.clear()
        self.names.effects.clear()
        asking = [
            page
            for page in (*self.shelf.pages.values(), *self.pages.values())
            if any(name in page.content for name in missing)
        ]
        files = {page.file for page in asking if page.file not in self.unreadable}
        self.problems[:] = [
            problem
            for problem in self.problems
            if problem.file not in files or problem.code == "TC0103"
        ]
        if "state" in self.shelf.pages and self.shelf.pages["state"].file in files:
            self.names.variables.clear()
            self.declare_variables()
        if not files.isdisjoint(
            self.shelf.pages[stem].file for stem in MEANS if stem in self.shelf.pages
        ):
            files |= {self.shelf.pages[stem].file for stem in MEANS if stem in self.shelf.pages}
            self.problems[:] = [
                problem
                for problem in self.problems
                if problem.file not in files or problem.code == "TC0103"
            ]
            self.declare_means()
        for id in [id for id, page in self.pages.items() if page.file in files]:
            self.add_scene(id)

    # -- the whole ------------------------------------------------------------------------------------------

    def world(self) -> World:
        world = make_world(self.shelf, self.names, self.scenes, self.pages)
        check_rules(world, self.scenes, self.pages, self.shelf.pages["story"])
        return world


def _kind(file: str) -> tuple[str, str]:
    """What a file is by its path (one of those that stand alone, `glossary` or `scene`), and its name without the ending."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    if not folder and stem in ALONE:
        return stem, stem
    return ("glossary" if f"{folder}/".startswith("glossary/") else "scene"), stem


def _keys(node: Node | None, key: str) -> Iterator[str]:
    inner = node.get(key) if isinstance(node, Map) else None
    yield from inner if isinstance(inner, Map) else ()
