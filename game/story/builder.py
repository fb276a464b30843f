"""The whole folder: what is declared beside the scenes first, then the scenes, then their rules."""

from __future__ import annotations

from collections.abc import Collection

from game.story import diagnostics as diag
from game.story.checks import check_scenes
from game.story.declarations import LIBRARY
from game.story.decoder.library_files import DECLARES, LibraryFiles, read_library
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.scenes import scene as build_scene
from game.story.model import Scene, World
from game.story.model.kinds import ID, LESSON_ID
from game.story.names import Implied, Names
from game.story.nodes import MappingNode, Unreadable, decode, read_node
from game.story.problems import Problem, StoryProblems
from game.story.suggestions import did_you_mean
from game.story.world import make_world

# Kinds of names that are implied by use where the story has no file for them, and their form.
IMPLIED = {
    "person": ("people", ID),
    "source": ("sources", ID),
    "ending": ("endings", ID),
    "lesson": ("curriculum", LESSON_ID),
}
ALONE = ("story", "curriculum", *LIBRARY)
_START = MappingNode()  # stands for the first place of a file


def build(contents: dict[str, bytes]) -> tuple[World, dict[str, Scene]]:
    """World and scenes from the bytes of every file, in their order; raises StoryProblems."""
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
        self.files = LibraryFiles()
        self.scene_files: dict[str, str] = {}
        self.readers: dict[str, NodeReader] = {}
        self.scenes: dict[str, Scene] = {}
        self.strange_folders: set[str] = set()

    def world(self) -> World:
        """The world of the story, once all its scenes are read."""
        for file in self.contents:
            self.sort(file)
        self.declare()
        parts = read_library(self.files, self.names)
        for id, file in self.scene_files.items():
            self.add_scene(id, file)
        self.resolve()
        world = make_world(self.files, self.names, parts, self.scenes, self.readers)
        check_scenes(world, self.scenes, self.readers, self.files.readers["story"])
        return world

    # -- files ----------------------------------------------------------------------------------

    def sort(self, file: str) -> None:
        """Read a file that is no scene, or note where the scene of that name is."""
        kind, stem = _kind(file)
        if kind == "glossary":
            self.files.glossary.append(self.read(file))
        elif kind != "scene":
            reader = self.read(file)
            first = self.files.readers.setdefault(kind, reader)
            if first is not reader:
                reader.note_at(1, 1, diag.FILE_TWICE, other=first.file)
        elif (other := self.scene_files.setdefault(stem, file)) != file:
            self.read(file).note_at(1, 1, diag.SCENE_TWICE, name=stem, other=other)

    def read(self, file: str) -> NodeReader:
        """The reader of a file; one that cannot be read is empty."""
        text, root = "", None
        problems: list[Problem] = []
        try:
            text = decode(self.contents[file], file)
            root, problems = read_node(text, file)
        except Unreadable as stop:
            problems.append(stop.problem)
        self.problems += problems
        whole = MappingNode() if root is None else root
        reader = NodeReader(file, text, whole, self.names, self.problems)
        reader.unreadable, reader.flawed = root is None, bool(problems)
        return reader

    def add_scene(self, id: str, file: str) -> None:
        """Build a scene and let go of its nodes: ten thousand scenes are too many in both forms."""
        reader = self.readers[id] = self.read(file)
        reader.check_name(id, _START)
        if not reader.unreadable:
            lead, act = self.home(reader)
            self.names.playing = lead
            self.scenes[id] = build_scene(reader, id, lead, act)
            self.names.playing = ""
            reader.forget()

    def home(self, reader: NodeReader) -> tuple[str, str]:
        """Lead and act of a scene by its folders, or ""; a folder that is neither is noted once."""
        lead, act, *_ = [*reader.file.split("/")[:-1], "", ""]
        if lead == "shared":
            lead = ""
        if lead and not self.names.knows("lead", lead):
            if lead not in self.strange_folders:
                near = did_you_mean(lead, [*self.names.known["lead"], "shared"])
                reader.note_at(1, 1, diag.NO_LEADS_FOLDER, near, name=lead)
            self.strange_folders.add(lead)
            lead = ""
        if act and not self.names.knows("act", act):
            if act not in self.strange_folders:
                reader.note_at(1, 1, diag.NO_ACTS_FOLDER, name=act)
            self.strange_folders.add(act)
        return lead, act

    # -- names ----------------------------------------------------------------------------------

    def declare(self) -> None:
        """Gather the names that are declared beside the scenes."""
        files, names = self.files, self.names
        known = names.known = {
            kind: files.root(stem) for stem, kinds in DECLARES.items() for kind in kinds
        }
        for stem, kinds in DECLARES.items():
            for reader in files.of(stem):
                if reader.unreadable or not isinstance(reader.root, MappingNode):
                    names.incomplete.update(kinds)
        story, lessons = files.root("story"), files.root("curriculum")
        facts, terms = (self.keys("lesson", lessons.get(key)) for key in ("facts", "terms"))
        known |= {
            "scene": self.scene_files,
            "lead": self.keys("lead", story.get("leads")),
            "act": self.keys("act", story["acts"]) if "acts" in story else Implied(".+"),
            "lesson": facts | terms,
        }
        for kind, (stem, form) in IMPLIED.items():
            if stem not in files.readers:
                known[kind] = Implied(form)
        known["term"] = self.terms()
        names.later = files.root("state")

    def keys(self, kind: str, node: object) -> dict[str, None]:
        """The names in a map; where there is another thing, what is declared is not known."""
        if node is None or isinstance(node, MappingNode):
            return dict.fromkeys(node or ())
        self.names.incomplete.add(kind)
        return {}

    def terms(self) -> Collection[str]:
        """Links lead to terms and to people, so no term may be named like a person."""
        people = self.names.known["person"]
        if not self.files.glossary:
            return Implied(ID)
        terms: dict[str, None] = {}
        for reader in self.files.glossary:
            for key in reader.root_map:
                if key in terms or (not isinstance(people, Implied) and key in people):
                    reader.note(reader.root_map.key(key), diag.TERM_TWICE, name=key)
                terms[key] = None
        return terms if isinstance(people, Implied) else {**terms, **dict.fromkeys(people)}

    def resolve(self) -> None:
        """Look up the choices and pools that were used, now that all scenes are read."""
        scenes = self.scenes.items()
        choices = (f"{id}.{choice.id}" for id, scene in scenes for choice in scene.choices)
        self.names.known["choice"] = dict.fromkeys(choices)
        self.names.known["pool"] = {scene.pool: None for _, scene in scenes if scene.pool}
        for kind, name, report in self.names.references:
            if name not in self.names.known[kind] and not self.may_be(kind, name):
                report(self.names.unknown(kind, name))

    def may_be(self, kind: str, name: str) -> bool:
        """Whether a choice or a pool may be declared in what could not be read."""
        if kind == "pool":
            return any(one.unreadable or "pool" in one.doubts for one in self.readers.values())
        id = name.rpartition(".")[0]
        powers = self.scenes[id].powers if id in self.scenes else ()
        flawed = id in self.readers and self.readers[id].flawed
        return flawed or any(self.names.is_faulty("power", power) for power in powers)


def _kind(file: str) -> tuple[str, str]:
    """What a file is (one of those that stand alone, `glossary` or `scene`), and its stem."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0]
    if not folder and stem in ALONE:
        return stem, stem
    return ("glossary" if f"{folder}/".startswith("glossary/") else "scene"), stem
