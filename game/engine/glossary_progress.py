"""The glossary as one player has unlocked it: locked, a stub once met, full once understood.

*Met*: the term stood in a passage that was displayed. *Understood*: a recall about it was answered
rightly, or the player decided in a scene that turned on it. A term that the curriculum names turns
on what scenes and choices teach; any other turns on the decision of the scene where it was met. A
person's entry is full once a story was ended, because it says what became of him.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from msgspec import Struct

from game.story.model import Person, Prose, Scene, Span, Story, Term, walk_prose

LOCKED, STUB, FULL = "locked", "stub", "full"


class GlossaryProgress(Struct, frozen=True):
    """What a player has seen and done, over all branches.

    `met` gives each term or person the scene of the first meeting; `taken` holds (scene, choice) of
    every decision; `right` the ids of lessons and terms about which a recall was answered rightly;
    `ended` is whether any ending was reached.
    """

    met: Mapping[str, str] = {}
    taken: Collection[tuple[str, str]] = frozenset()
    right: Collection[str] = frozenset()
    ended: bool = False


class GlossaryEntry(Struct, frozen=True):
    """An entry as far as it is unlocked; `met_in` is the scene of the first meeting.

    `look` says where a locked one can be met. `died` is empty for a person who dies in or after the
    story, as long as the entry is not full.
    """

    id: str
    name: str
    level: str
    entry: Term | Person
    met_in: str = ""
    look: str = ""
    died: str = ""

    @property
    def is_person(self) -> bool:
        return isinstance(self.entry, Person)


def glossary_entries(story: Story, known: GlossaryProgress) -> tuple[GlossaryEntry, ...]:
    """Every term, then every person whom a passage links to or who is known without one.

    Both in the order of the story's files.
    """
    linked = linking_scenes(story)
    ids = [person.id for person in story.world.people]
    people = [id for id in ids if id in linked or id in known.met or _seated(story, known, id)]
    return tuple(_entry(story, known, id) for id in (*story.terms, *people))


def glossary_entry(story: Story, known: GlossaryProgress, id: str) -> GlossaryEntry:
    """One entry; raises KeyError for an id that is neither a term's nor a person's."""
    if id not in story.terms and id not in story.people:
        raise KeyError(id)
    return _entry(story, known, id)


def find_entry(story: Story, words: str) -> str | None:
    """The id of the entry that a player means: by id or any of its names, or the start of one."""
    wanted = _folded(words)
    if not wanted:
        return None
    names = _names(story)
    if wanted in names:
        return names[wanted]
    begun = dict.fromkeys(id for name, id in names.items() if name.startswith(wanted))
    return next(iter(begun)) if len(begun) == 1 else None


def similar_entries(story: Story, words: str) -> tuple[str, ...]:
    """Ids of entries whose names are near the words, nearest first, three at most."""
    names, wanted = _names(story), _folded(words)
    found = [name for name in names if wanted and wanted in name]
    found += get_close_matches(wanted, names, n=3, cutoff=0.6)
    return tuple(dict.fromkeys(names[name] for name in found))[:3]


def linking_scenes(story: Story) -> Mapping[str, tuple[str, ...]]:
    """For each term and person, the scenes that link to it, in file order."""
    found: dict[str, dict[str, None]] | None = story.compiled.get("glossary places")
    if found is None:
        found = {}
        for id in story.scenes:
            for term in _links(story.scenes[id]):
                found.setdefault(term, {})[id] = None
        story.compiled["glossary places"] = found
    return {term: tuple(scenes) for term, scenes in found.items()}


def where_to_look(story: Story, id: str) -> str:
    """Which act of whose story meets the term first; empty when no passage does."""
    for scene_id in linking_scenes(story).get(id, ()):
        scene = story.scenes[scene_id]
        act, lead = story.acts.get(scene.act), story.leads.get(scene.lead)
        where = f"Act {act.number}, {act.title}" if act and act.number else act.title if act else ""
        who = f"as {lead.name}" if lead else ""
        return ", ".join(part for part in (where, who) if part) or f"in {story.title}"
    return ""


def unlock_level(story: Story, known: GlossaryProgress, id: str) -> str:
    """LOCKED, STUB or FULL."""
    if id not in known.met and not _seated(story, known, id):
        return LOCKED
    entry = story.terms.get(id)
    if entry is None:
        return FULL if known.ended else STUB
    if id in known.right or entry.curriculum in known.right:
        return FULL
    return FULL if _turned_on(story, known, entry) else STUB


def _seated(story: Story, known: GlossaryProgress, id: str) -> bool:
    """Whether a person holds a chair and no passage introduces him, once anything was met."""
    has_chair = id in story.people and bool(story.people[id].chairs)
    return bool(known.met) and has_chair and id not in linking_scenes(story)


def _turned_on(story: Story, known: GlossaryProgress, term: Term) -> bool:
    """Whether a decision taken turned on a term that was met."""
    if term.curriculum:
        return any(term.curriculum in _taught(story, *taken) for taken in known.taken)
    met_in = story.scenes.get(known.met[term.id])
    if met_in is None or not met_in.choices:
        return True
    return any(scene == met_in.id for scene, _ in known.taken)


def _taught(story: Story, scene_id: str, choice_id: str) -> tuple[str, ...]:
    """The lessons that a decision turns on: those of its scene and those of its choice."""
    scene = story.scenes.get(scene_id)
    if scene is None:
        return ()
    teaches = [choice.teaches for choice in scene.choices if choice.id == choice_id]
    return sum(teaches, scene.teaches)


def _entry(story: Story, known: GlossaryProgress, id: str) -> GlossaryEntry:
    entry: Term | Person = story.terms[id] if id in story.terms else story.people[id]
    level = unlock_level(story, known, id)
    look = where_to_look(story, id) if level == LOCKED else ""
    died = entry.died if isinstance(entry, Person) else ""
    if level != FULL and died >= _beginning(story):
        died = ""
    return GlossaryEntry(id, entry.name, level, entry, known.met.get(id, ""), look, died)


def _beginning(story: Story) -> str:
    """The first day on which somebody's story begins; empty without a date."""
    starts = [lead.start for lead in story.world.leads if lead.start]
    return min((story.scenes[start].date for start in starts), default="")


def _links(scene: Scene) -> Iterable[str]:
    passages: list[Prose] = [scene.text]
    for choice in scene.choices:
        passages += [choice.label, choice.text]
    for prose in passages:
        for segment in walk_prose(prose):
            if isinstance(segment, Span) and segment.term:
                yield segment.term


def _names(story: Story) -> dict[str, str]:
    """Folded names to ids; an id's own name comes before another entry's."""
    found: dict[str, str] = {}
    for term in story.world.terms:
        for name in (term.id, term.name, *term.also):
            found.setdefault(_folded(name), term.id)
    for person in story.world.people:
        for name in (person.id, person.name, person.full):
            found.setdefault(_folded(name), person.id)
    found.pop("", None)
    return found


def _folded(words: str) -> str:
    return " ".join(words.replace("_", " ").replace("-", " ").casefold().split())
