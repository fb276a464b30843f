"""What a reader can look up: terms, sources, the chronicle, lessons, endings and accounts."""

from typing import Annotated

from game.story.model import kinds
from game.story.model.text import Ids, Pairs, Prose, Value


class Term(Value, frozen=True):
    """A glossary entry."""

    id: str
    name: Annotated[str, kinds.LINE]
    """The entry's name."""
    stub: Annotated[str, kinds.TEXT]
    """One sentence in the voice of the story, shown when the term is first met."""
    definition: Annotated[str, kinds.TEXT]
    """The definition."""
    curriculum: Annotated[str, kinds.KEY_TERM] = ""
    """The key term of curriculum.yaml that it stands for."""
    also: Annotated[Ids, kinds.LINES] = ()
    """Other names."""
    kind: Annotated[str, kinds.choice("body", "person", "event", "place", "idea", "word")] = ""
    """What it is."""
    mattered: Annotated[str, kinds.TEXT] = ""
    """Why it mattered."""
    disagreed: Annotated[str, kinds.TEXT] = ""
    """Who disagreed, then and since."""
    error: Annotated[str, kinds.TEXT] = ""
    """The common error."""
    notes: Annotated[str, kinds.TEXT] = ""
    """What course notes usually say, and where they are imprecise."""
    related: Annotated[Ids, kinds.TERMS] = ()
    """Entries to read next."""
    sources: Annotated[Ids, kinds.SOURCES] = ()
    """What the entry rests on."""
    file: str = ""
    line: int = 0


class Source(Value, frozen=True):
    """A work that records, people and entries rest on."""

    id: str
    author: Annotated[str, kinds.LINE]
    """Author or editor."""
    title: Annotated[str, kinds.LINE]
    """Title."""
    year: Annotated[str, kinds.LINE] = ""
    """Year."""
    publisher: Annotated[str, kinds.LINE] = ""
    """Publisher and place."""
    kind: Annotated[
        str, kinds.choice("memoir", "documents", "scholarship", "newspaper", "other")
    ] = ""
    """What it is."""
    slant: Annotated[str, kinds.TEXT] = ""
    """Where it stands, and what to be careful of."""
    line: int = 0


class ChronicleEntry(Value, frozen=True):
    """What happened, when, and how well that is known."""

    id: Annotated[str, kinds.NAME]
    """A name for the entry."""
    date: Annotated[str, kinds.DATES]
    """`1953-06-26`, `1953-06`, `1953`, or a span with a slash: `1953-02-28/1953-03-01`."""
    title: Annotated[str, kinds.LINE]
    """What happened, in sixty characters."""
    text: Annotated[str, kinds.TEXT] = ""
    """What happened, in one to three sentences."""
    evidence: Annotated[str, kinds.choice("attested", "disputed", "legend")] = ""
    """How well it is known."""
    event: Annotated[str, kinds.NAME] = ""
    """The key that scenes of the same hour carry."""
    scenes: Annotated[Ids, kinds.SCENES] = ()
    """Scenes that show it."""
    sources: Annotated[Ids, kinds.SOURCES] = ()
    """What the entry rests on."""
    line: int = 0


class Lesson(Value, frozen=True):
    """A fact or key term; `mind` is the correction, `due` the act that first teaches it."""

    id: str
    kind: str
    claim: str
    mind: str = ""
    due: str = ""
    line: int = 0


class Fact(Value, frozen=True):
    """A fact as it is written in curriculum.yaml."""

    claim: Annotated[str, kinds.TEXT]
    """What a student is expected to know."""
    mind: Annotated[str, kinds.TEXT] = ""
    """Where scholarship corrects or sharpens it."""
    due: Annotated[str, kinds.ACT] = ""
    """The act that must teach it first."""


class KeyTerm(Value, frozen=True):
    """A key term as it is written in curriculum.yaml."""

    name: Annotated[str, kinds.LINE]
    """The term."""
    mind: Annotated[str, kinds.TEXT] = ""
    """Where scholarship corrects or sharpens it."""
    due: Annotated[str, kinds.ACT] = ""
    """The act that must teach it first."""


class Curriculum(Value, frozen=True):
    """curriculum.yaml as it is written."""

    facts: Annotated[tuple[Fact, ...], kinds.entries(Fact)] = ()
    """The facts to teach."""
    terms: Annotated[tuple[KeyTerm, ...], kinds.entries(KeyTerm, "key terms by id")] = ()
    """The key terms to teach."""


class Ending(Value, frozen=True):
    """`kind` is historical, divergent or stop; `drift` is the distance from the record, 0..3."""

    id: str
    name: Annotated[str, kinds.LINE]
    """The ending's name."""
    kind: Annotated[str, kinds.choice("historical", "divergent", "stop")] = "divergent"
    """Whether it ended so; `stop`: it goes on in a part still to come. `divergent` if left out."""
    lead: Annotated[str, kinds.LEAD] = ""
    """Whose ending it is; anybody's if left out."""
    drift: Annotated[int, kinds.whole(0, 3)] = 0
    """Its distance from the record."""
    epitaph: Annotated[Prose, kinds.PROSE] = ()
    """The last words."""
    line: int = 0


class Account(Value, frozen=True):
    """What the sources say of one event, and what cannot be known. The id is the event's."""

    id: str
    title: Annotated[str, kinds.LINE]
    """The event."""
    sources: Annotated[Pairs, kinds.ACCOUNTS]
    """What each says, in one or two sentences of yours. Two at least."""
    unknown: Annotated[str, kinds.TEXT] = ""
    """What cannot be known."""
    line: int = 0
