"""The files beside the scenes: what they declare, by the fields of a World."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from game.story import diagnostics as diag
from game.story.declarations import LIBRARY, NAMES
from game.story.decoder import library, means
from game.story.decoder.fields import read, read_fields
from game.story.decoder.node_reader import NodeReader
from game.story.model import Act, ChronicleEntry, Ending, Lead, Source, Term, World
from game.story.names import Names
from game.story.nodes import MappingNode, SequenceNode, YamlNode, find_word

T = TypeVar("T")
# The files that declare names, and the kinds of names: what depends on them is read after them.
DECLARES = {stem: (NAMES[shape],) for stem, shape in LIBRARY.items()} | {
    "story": ("lead", "act"),
    "people": ("person", "term"),
    "glossary": ("term",),
    "curriculum": ("lesson",),
}


@dataclass(slots=True)
class LibraryFiles:
    """The files beside the scenes: those that stand alone, by name, and those of the glossary."""

    readers: dict[str, NodeReader] = field(default_factory=dict)
    glossary: list[NodeReader] = field(default_factory=list)

    def root(self, stem: str) -> MappingNode:
        """The map in a file; an empty one where there is none."""
        reader = self.readers.get(stem)
        return reader.root_map if reader else MappingNode()

    def of(self, stem: str) -> list[NodeReader]:
        """The readers of the files of a kind."""
        if stem == "glossary":
            return self.glossary
        return [self.readers[stem]] if stem in self.readers else []

    def entries(self, stem: str, shape: type[T]) -> tuple[T, ...]:
        """Everything of a shape that the files of a kind declare."""
        return self.made_by(stem, lambda reader, key, node: read(reader, node, shape, id=key))

    def made_by(self, stem: str, make: Callable[[NodeReader, str, YamlNode], T]) -> tuple[T, ...]:
        """Everything that the files of a kind declare, made by a function of their own."""
        found: list[T] = []
        for reader in self.of(stem):
            entries = reader.entries(reader.root, declares=DECLARES[stem][0])
            found += (make(reader, id, node) for id, node in entries)
        return tuple(found)


def read_library(files: LibraryFiles, names: Names) -> dict[str, Any]:
    """What the files beside the scenes declare, by the fields of a World."""
    _read_variables(files, names)
    story = files.readers["story"]
    keys = story.map(story.root, World)
    parts: dict[str, Any] = {"leads": _leads(story, keys), "acts": _acts(story, keys)}
    parts = read_fields(story, keys, World, parts)
    parts |= {
        "motions": files.made_by("motions", library.motion),
        "chronicle": _chronicle(files),
        "people": files.made_by("people", library.person),
        "terms": files.entries("glossary", Term),
        "sources": files.entries("sources", Source),
        "endings": files.entries("endings", Ending),
        "accounts": files.made_by("accounts", library.account),
        "lessons": tuple(one for file in files.of("curriculum") for one in library.lessons(file)),
        "powers": files.made_by("powers", means.power),
        "positions": files.made_by("positions", means.position),
    }
    names.powers.update((one.id, one) for one in parts["powers"])
    names.positions.update((one.id, one) for one in parts["positions"])
    for reader in files.of("powers"):
        means.check_powers(reader, parts["powers"], parts["motions"])
    return parts


def _read_variables(files: LibraryFiles, names: Names) -> None:
    """Read state.yaml; a variable is known as soon as it is read, for those below it."""
    for reader in files.of("state"):
        variables = reader.mapping(reader.root, diag.NOT_VARIABLES)
        for id, node in reader.entries(variables, declares="variable"):
            names.variables[id] = library.variable(reader, id, node)
    names.later = ()


def _acts(story: NodeReader, keys: MappingNode) -> tuple[Act, ...]:
    """Acts are named like their folders, which may begin with a digit."""
    acts = story.mapping(keys.get("acts", MappingNode()), diag.NOT_ACTS)
    return tuple(read(story, node, Act, id=id) for id, node in acts.items())


def _leads(story: NodeReader, keys: MappingNode) -> tuple[Lead, ...]:
    leads = keys.below("leads")
    for name in ("glossary", "shared"):
        if name in leads:
            story.note(leads.key(name), diag.RESERVED_FOLDER, name=name)
    entries = story.entries(keys.get("leads"), declares="lead")
    found = tuple(read(story, node, Lead, id=id) for id, node in entries)
    if found and not any(lead.start for lead in found) and story.names.sound("lead"):
        story.note(keys, diag.NO_START)
    return found


def _chronicle(files: LibraryFiles) -> tuple[ChronicleEntry, ...]:
    found: list[ChronicleEntry] = []
    for reader in files.of("chronicle"):
        if not isinstance(reader.root, SequenceNode):
            reader.note(reader.root, diag.NOT_A_CHRONICLE)
            continue
        for node in reader.root:
            entry = read(reader, node, ChronicleEntry)
            if entry.id and any(entry.id == other.id for other in found):
                reader.note(find_word(node, entry.id, "id"), diag.DATED_TWICE, name=entry.id)
            found.append(entry)
    return tuple(found)
