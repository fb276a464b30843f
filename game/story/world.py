"""The world of a story: what its files declare, and what follows from the scenes and from use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.story import diagnostics as diag
from game.story.decoder.library_files import LibraryFiles
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.texts import looks_back
from game.story.model import Act, Ending, Lesson, Pairs, Person, Scene, Source, Term, Tracked, World
from game.story.names import Implied, Names
from game.story.nodes import find_word

Scenes = Mapping[str, Scene]
Readers = Mapping[str, NodeReader]
Renamed = tuple[Pairs, tuple[tuple[str, str, str], ...]]


def make_world(
    files: LibraryFiles, names: Names, parts: dict[str, Any], scenes: Scenes, readers: Readers
) -> World:
    """The world of these scenes. What is implied by use comes last, when all has been used."""
    renamed_scenes, renamed_choices = _renames(scenes, readers)
    if isinstance(names.known["act"], Implied):
        acts = dict.fromkeys(scene.act for scene in scenes.values() if scene.act)
        parts["acts"] = tuple(Act(id, _title(id)) for id in acts)
    return World(
        variables=tuple(names.variables.values()),
        pools=_pools(scenes),
        renamed_scenes=renamed_scenes,
        renamed_choices=renamed_choices,
        tracked=_tracked(names, scenes, readers),
        hidden=_hidden(scenes),
        **parts | _implied(names, files),
    )


def _implied(names: Names, files: LibraryFiles) -> dict[str, tuple[Any, ...]]:
    """Entries for what is used but has no file to be declared in."""
    people = files.root("people")
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


def _renames(scenes: Scenes, readers: Readers) -> Renamed:
    """What `was:` says: old scene -> scene, and (scene, old choice, choice)."""
    renamed: dict[str, str] = {}
    moved: dict[tuple[str, str], str] = {}
    for id, scene in scenes.items():
        for old in scene.was:
            if old in readers or renamed.setdefault(old, id) != id:
                _taken(readers[id], old, "scene")
        choices = {choice.id for choice in scene.choices}
        for choice in scene.choices:
            for old in choice.was:
                if old in choices or moved.setdefault((id, old), choice.id) != choice.id:
                    _taken(readers[id], old, "choice")
    return tuple(renamed.items()), tuple((id, old, new) for (id, old), new in moved.items())


def _taken(reader: NodeReader, old: str, kind: str) -> None:
    reader.note(find_word(reader.root, old, "was"), diag.OLD_NAME_TAKEN, name=old, kind=kind)


def _tracked(names: Names, scenes: Scenes, readers: Readers) -> Tracked:
    """What must be remembered of the past, because some condition or passage asks for it."""
    asked = names.asked
    seen = {name for function, name in asked if function == "seen"}
    chose = {name for function, name in asked if function == "chose"}
    visited = sorted(name for function, name in asked if function == "visits")
    for id, scene in scenes.items():
        if scene.pool or ("first:" in readers[id].content and looks_back(scene.text)):
            seen.add(id)
        chose.update(f"{id}.{choice.id}" for choice in scene.choices if choice.once)
    visits = tuple((name, names.counted.get(name, 0) + 1) for name in visited)
    return Tracked(tuple(id for id in scenes if id in seen), visits, tuple(sorted(chose)))


def _hidden(scenes: Scenes) -> tuple[str, ...]:
    """People of whom the ledger can hold a line that is kept from the player."""
    hidden: set[str] = set()
    for scene in scenes.values():
        for deed in (scene.deed, *(choice.deed for choice in scene.choices)):
            hidden.update(line.person for line in deed.ledger if line.unseen)
    return tuple(sorted(hidden))


def _pools(scenes: Scenes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pools: dict[str, list[str]] = {}
    for id, scene in scenes.items():
        if scene.pool:
            pools.setdefault(scene.pool, []).append(id)
    return tuple((pool, tuple(ids)) for pool, ids in pools.items())


def _title(id: str) -> str:
    """A name for what has no entry: `the_time` -> "The Time"."""
    return id.replace("_", " ").title()
