"""A whole story: the world, and the scenes by id."""

from collections.abc import Mapping
from typing import Annotated, Any

from game.story.model import kinds
from game.story.model.library import Account, ChronicleEntry, Ending, Lesson, Source, Term
from game.story.model.scenes import Scene
from game.story.model.text import Value
from game.story.model.world import Act, Lead, Motion, Person, Position, Power, Variable


class Tracked(Value, frozen=True):
    """What later conditions ask about the past, so what a state must remember of it.

    `visits` gives each counted scene the number beyond which no condition can tell visits apart.
    """

    seen: tuple[str, ...] = ()
    visits: tuple[tuple[str, int], ...] = ()
    chose: tuple[str, ...] = ()


class World(Value, frozen=True):
    """Everything of a story but its scenes."""

    title: Annotated[str, kinds.LINE]
    """The story's title."""
    edition: Annotated[int, kinds.whole(1, 99_999)]
    """Count it up with every version you give away; saved runs remember it."""
    leads: Annotated[tuple[Lead, ...], kinds.entries(Lead)]
    """Who can be played. At least one of them needs a `start`."""
    subtitle: Annotated[str, kinds.LINE] = ""
    """A line under the title."""
    authors: Annotated[str, kinds.LINE] = ""
    """Who wrote it."""
    licence: Annotated[str, kinds.LINE] = ""
    """How others may use it."""
    about: Annotated[str, kinds.TEXT] = ""
    """What it is, in a paragraph."""
    acts: Annotated[tuple[Act, ...], kinds.entries(Act, "acts by folder name")] = ()
    """The acts. If the key is there, every act folder must be listed."""
    variables: tuple[Variable, ...] = ()
    people: tuple[Person, ...] = ()
    motions: tuple[Motion, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    chronicle: tuple[ChronicleEntry, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    endings: tuple[Ending, ...] = ()
    pools: tuple[tuple[str, tuple[str, ...]], ...] = ()
    renamed_scenes: tuple[tuple[str, str], ...] = ()
    renamed_choices: tuple[tuple[str, str, str], ...] = ()
    tracked: Tracked = Tracked()
    powers: tuple[Power, ...] = ()
    positions: tuple[Position, ...] = ()
    accounts: tuple[Account, ...] = ()
    # People of whom some line of the ledger is unseen.
    hidden: tuple[str, ...] = ()


class Story:
    """A whole story, immutable. `scenes` maps ids to scenes in the order of their files.

    `digest` is a hash of the content of all files. `compiled` is for what is made of the story and
    worth keeping as long as the story itself (the engine does).
    """

    def __init__(self, world: World, scenes: Mapping[str, Scene], digest: str, path: str) -> None:
        self.world = world
        self.title, self.edition = world.title, world.edition
        self.scenes = scenes
        self.digest = digest
        self.path = path
        self.leads = {lead.id: lead for lead in world.leads}
        self.acts = {act.id: act for act in world.acts}
        self.variables = {variable.id: variable for variable in world.variables}
        self.people = {person.id: person for person in world.people}
        self.motions = {motion.id: motion for motion in world.motions}
        self.terms = {term.id: term for term in world.terms}
        self.sources = {source.id: source for source in world.sources}
        self.lessons = {lesson.id: lesson for lesson in world.lessons}
        self.endings = {ending.id: ending for ending in world.endings}
        self.powers = {power.id: power for power in world.powers}
        self.positions = {position.id: position for position in world.positions}
        self.accounts = {account.id: account for account in world.accounts}
        self.pools = dict(world.pools)
        self.compiled: dict[str, Any] = {}

    def link_name(self, target: str) -> str:
        """The display name of what `[[target]]` links to."""
        if target in self.terms:
            return self.terms[target].name
        return self.people[target].name if target in self.people else target

    def __repr__(self) -> str:
        return f"<Story {self.title!r}, edition {self.edition}, {len(self.scenes)} scenes>"
