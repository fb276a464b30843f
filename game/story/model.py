"""What a story is once read: frozen values, every name resolved, every condition parsed.

Structs are array-like so that the compiled cache stays small and decodes fast. Lines count from 1 and belong to the
file of the value around them; they are kept for messages only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

HERE = "here"
RETURN = "return"
STAY = "stay"
KINDS = ("interest", "fear", "debt", "belief", "grudge")
CERTAINTIES = ("attested", "disputed", "imagined")
WORDS, NUMBERS = "words", "numbers"  # how a lead sees where members stand
KEPT, OPEN, SPENT = "kept", "open", "spent"  # what the hold of a power can be
HOLDS = (KEPT, OPEN, SPENT)
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
)  # the places of a sheet, as the choices that fill them begin
SUPPORT_RANGE = (-9, 9)


class Value(Struct, frozen=True, array_like=True, gc=False):
    """The base of everything in a story. Values hold no cycles, so the cyclic collector is told to leave them alone."""


# -- conditions -------------------------------------------------------------------------------------------------


class Number(Value, frozen=True, tag="n"):
    """A whole number, or a word or flag already turned into its number."""

    value: int


class Name(Value, frozen=True, tag="v"):
    """A variable, by id."""

    id: str


class Call(Value, frozen=True, tag="f"):
    """One of the functions of the condition language, on one name: `seen(scene)`, `votes(motion)` ..."""

    function: str
    argument: str


class LeadIs(Value, frozen=True, tag="l"):
    """`lead is NAME`."""

    lead: str


class Compare(Value, frozen=True, tag="c"):
    """`left operator right`; the operator is one of < <= == != >= >."""

    operator: str
    left: Expression
    right: Expression


class Not(Value, frozen=True, tag="!"):
    """The part is false."""

    part: Expression


class All(Value, frozen=True, tag="&"):
    """Every part is true."""

    parts: tuple[Expression, ...]


class Either(Value, frozen=True, tag="|"):
    """Some part is true."""

    parts: tuple[Expression, ...]


Expression: TypeAlias = Number | Name | Call | LeadIs | Compare | Not | All | Either


class Condition(Value, frozen=True):
    """An expression with the words it was written in and the line where it stands.

    An `implied` one was made by the builder: no author wrote it, so nobody is to be told that it is always or never true.
    """

    expression: Expression
    source: str
    line: int = 0
    implied: bool = False


# -- prose ------------------------------------------------------------------------------------------------------


class Span(Value, frozen=True, tag="s"):
    """Plain words; `term` is the glossary entry or person they link to, `style` is "", "em" or "strong"."""

    text: str
    term: str = ""
    style: str = ""


class Show(Value, frozen=True, tag="x"):
    """A variable's word, or its number where it has no words."""

    variable: str


class Cite(Value, frozen=True, tag="q"):
    """`{cite source}`, in records."""

    source: str


class Alternative(Value, frozen=True, tag="a"):
    """`{if condition: then | otherwise}`, or a whole block with its own `if:`."""

    condition: Condition
    then: tuple[Segment, ...]
    otherwise: tuple[Segment, ...]


class FirstAgain(Value, frozen=True, tag="r"):
    """`{first: a | again: b}`: whether the scene was seen before this visit."""

    first: tuple[Segment, ...]
    again: tuple[Segment, ...]


Segment: TypeAlias = Span | Show | Cite | Alternative | FirstAgain
Prose: TypeAlias = tuple[Segment, ...]


# -- the world --------------------------------------------------------------------------------------------------


class Lead(Value, frozen=True):
    """A person the player can be; `start` is empty while his scenes are not written.

    `rules` are those of his mechanic; `sees` says how he is shown where members stand: WORDS or NUMBERS.
    """

    id: str
    name: str
    start: str = ""
    person: str = ""
    history: str = ""
    about: str = ""
    wants: str = ""
    mechanic: str = ""
    cost: str = ""
    rules: str = ""
    sees: str = WORDS


class Act(Value, frozen=True):
    """A stretch of the story: a folder of scenes."""

    id: str
    title: str
    number: str = ""
    dates: str = ""


class Variable(Value, frozen=True):
    """A named value with a finite range. Flags are 0..1; words count from 0; a derived one has `means` and no slot."""

    id: str
    kind: str
    low: int
    high: int
    start: int
    words: tuple[str, ...] = ()
    label: str = ""
    show: str = ""
    lead: str = ""
    means: Condition | None = None
    file: str = ""
    line: int = 0


class Chair(Value, frozen=True):
    """A seat in a body from one date to another, ISO dates, the last day not included; an empty end is open."""

    body: str
    start: str
    end: str = ""


class Person(Value, frozen=True):
    """Somebody with an entry in people.yaml."""

    id: str
    name: str
    full: str = ""
    cyrillic: str = ""
    born: str = ""
    died: str = ""
    chairs: tuple[Chair, ...] = ()
    about: str = ""
    after: str = ""
    sources: tuple[str, ...] = ()
    line: int = 0


class Line(Value, frozen=True):
    """A line of the ledger or a leaning: `weight` -3..3 without 0, a kind, the reason, and when it counts.

    An `unseen` one counts like any other and is kept from the player until a vote shows it.
    """

    person: str
    weight: int
    kind: str
    reason: str
    condition: Condition | None = None
    line: int = 0
    unseen: bool = False


class Voice(Value, frozen=True):
    """What a member says when he is called, by the way he votes."""

    person: str
    votes_for: str = ""
    votes_against: str = ""
    abstains: str = ""


class Motion(Value, frozen=True):
    """What is voted on. `needs` 0 is a majority of those called; `support` is how the ledger counts: 1, -1 or 0."""

    id: str
    title: str
    body: str
    accused: str = ""
    needs: int = 0
    support: int = 1
    leanings: tuple[Line, ...] = ()
    voices: tuple[Voice, ...] = ()
    line: int = 0


class Term(Value, frozen=True):
    """A glossary entry."""

    id: str
    name: str
    stub: str
    definition: str
    curriculum: str = ""
    also: tuple[str, ...] = ()
    kind: str = ""
    mattered: str = ""
    disagreed: str = ""
    error: str = ""
    notes: str = ""
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


class Source(Value, frozen=True):
    """A work that records, people and entries rest on."""

    id: str
    author: str
    title: str
    year: str = ""
    publisher: str = ""
    kind: str = ""
    slant: str = ""
    line: int = 0


class Dated(Value, frozen=True):
    """An entry of the chronicle: what happened, when, and how well that is known."""

    id: str
    date: str
    title: str
    text: str
    evidence: str = ""
    event: str = ""
    scenes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    line: int = 0


class Lesson(Value, frozen=True):
    """A fact or key term of the curriculum; `mind` is the correction, `due` the act that first teaches it."""

    id: str
    kind: str
    claim: str
    mind: str = ""
    due: str = ""
    line: int = 0


class Ending(Value, frozen=True):
    """`kind` is historical, divergent or stop; `drift` is the distance from the record, 0..3."""

    id: str
    name: str
    kind: str = "divergent"
    lead: str = ""
    drift: int = 0
    epitaph: Prose = ()
    line: int = 0


# -- scenes -----------------------------------------------------------------------------------------------------


class Effect(Value, frozen=True):
    """Adds `amount` to a variable, or sets it when `sets`, where its condition holds.

    All effects of one choice apply together, then clamp. What is set wins over what is added, the later over the earlier.
    """

    variable: str
    amount: int
    sets: bool = False
    condition: Condition | None = None


class Seating(Value, frozen=True):
    """Who takes or loses a chair in this run."""

    person: str
    seated: bool


class Deed(Value, frozen=True):
    """Everything that a choice, or entering a scene, does at once."""

    effects: tuple[Effect, ...] = ()
    seating: tuple[Seating, ...] = ()
    ledger: tuple[Line, ...] = ()


class Way(Value, frozen=True):
    """Where to go next: a scene, HERE, RETURN or (from a choice) STAY; the last of several has no condition."""

    target: str
    condition: Condition | None = None


class Need(Value, frozen=True):
    """What a locked choice lacks, and the reason that the player reads."""

    condition: Condition
    reason: str


class Recall(Value, frozen=True):
    """A question woven into the fiction about a fact or term; the answer is yes, close or no."""

    id: str
    answer: str


class Choice(Value, frozen=True):
    """One thing the player can do in a menu.

    `says` and `cites` are positions with the stance taken or cited. A choice that the builder made says of what: `of` is
    the item of an order, the share of a division or the hold of a `power`. It is `shared` where it is enough for the
    check that one of the choices made of the same can be taken.
    """

    id: str
    label: Prose
    was: tuple[str, ...] = ()
    really: bool = False
    condition: Condition | None = None
    needs: tuple[Need, ...] = ()
    once: bool = False
    deed: Deed = Deed()
    recall: Recall | None = None
    text: Prose = ()
    play: str = ""
    ways: tuple[Way, ...] = ()
    evidence: tuple[str, str] = ("", "")
    teaches: tuple[str, ...] = ()
    line: int = 0
    says: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    power: str = ""
    of: str = ""
    shared: bool = False


class Draw(Value, frozen=True):
    """A hub: `take` storylets from a pool, then on."""

    pool: str
    take: int
    then: str


class Item(Value, frozen=True):
    """Something that can be put on a sheet: `place` is the variable that holds its number there (0: left off).

    `really` is the place that the record gives it, 0 for none.
    """

    id: str
    label: Prose
    place: str
    really: int = 0


class Order(Value, frozen=True):
    """An ordered pick: `take` of the items, one place after the other, then on. Its choices stand in the scene's menu."""

    take: int
    items: tuple[Item, ...]
    then: str


class Share(Value, frozen=True):
    """A part of a budget: `amount` is the variable that holds it (0: not yet divided), from `least` to `most`."""

    id: str
    label: str
    amount: str
    least: int
    most: int
    really: int = 0


class Division(Value, frozen=True):
    """A total divided among shares, one after the other; the last takes what is left. Its choices stand in the scene's menu."""

    total: int
    unit: str
    units: str
    shares: tuple[Share, ...]
    then: str


class Scene(Value, frozen=True):
    """One scene. Exactly one of `choices`, `ways`, `draw` and `ending` is filled.

    Where its menu was made of an order or a division, that is kept beside; `powers` are those that its menu offers.
    """

    id: str
    title: str
    file: str
    lead: str = ""
    act: str = ""
    was: tuple[str, ...] = ()
    date: str = ""
    place: str = ""
    event: str = ""
    evidence: tuple[str, str] = ("", "")
    teaches: tuple[str, ...] = ()
    text: Prose = ()
    deed: Deed = Deed()
    vote: str = ""
    choices: tuple[Choice, ...] = ()
    ways: tuple[Way, ...] = ()
    draw: Draw | None = None
    ending: str = ""
    otherwise: str = ""
    record: Prose = ()
    pool: str = ""
    when: Condition | None = None
    needs: tuple[Need, ...] = ()
    keeps: bool = True
    label: str = ""
    really: bool = False
    sub: bool = False
    order: Order | None = None
    division: Division | None = None
    powers: tuple[str, ...] = ()

    @property
    def called(self) -> bool:
        """Whether others enter this scene by a call and get control back: a sub-scene or a storylet."""
        return self.sub or bool(self.pool)


class Hold(Value, frozen=True):
    """What a power has on one person: used once, it binds his next vote. `state` is a variable that is one of HOLDS."""

    id: str
    person: str
    label: Prose
    state: str
    reason: str
    was: tuple[str, ...] = ()
    condition: Condition | None = None
    needs: tuple[Need, ...] = ()
    deed: Deed = Deed()
    text: Prose = ()
    teaches: tuple[str, ...] = ()
    line: int = 0


class Power(Value, frozen=True):
    """Holds over people, each to be used once; `each` happens at every use. No `motions` are all of them."""

    id: str
    name: str
    lead: str = ""
    motions: tuple[str, ...] = ()
    each: Deed = Deed()
    holds: tuple[Hold, ...] = ()
    line: int = 0


class Position(Value, frozen=True):
    """Something on which a lead is minuted: `state` is a variable whose first word means nothing said, the others are stances."""

    id: str
    title: str
    state: str
    lead: str = ""
    stances: tuple[tuple[str, str], ...] = ()
    contradicting: Deed = Deed()
    line: int = 0


class Account(Value, frozen=True):
    """What the sources say of one event, each in its own way, and what cannot be known. The id is the event's."""

    id: str
    title: str
    sources: tuple[tuple[str, str], ...] = ()
    unknown: str = ""
    line: int = 0


class Tracked(Value, frozen=True):
    """What later conditions ask about the past, so what a state must remember of it.

    `visits` gives each counted scene the number beyond which no condition can tell visits apart.
    """

    seen: tuple[str, ...] = ()
    visits: tuple[tuple[str, int], ...] = ()
    chose: tuple[str, ...] = ()


class World(Value, frozen=True):
    """Everything of a story but its scenes."""

    title: str
    edition: int
    subtitle: str = ""
    authors: str = ""
    licence: str = ""
    about: str = ""
    leads: tuple[Lead, ...] = ()
    acts: tuple[Act, ...] = ()
    variables: tuple[Variable, ...] = ()
    people: tuple[Person, ...] = ()
    motions: tuple[Motion, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    chronicle: tuple[Dated, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    endings: tuple[Ending, ...] = ()
    pools: tuple[tuple[str, tuple[str, ...]], ...] = ()
    renamed_scenes: tuple[tuple[str, str], ...] = ()
    renamed_choices: tuple[tuple[str, str, str], ...] = ()
    tracked: Tracked = Tracked()
    powers: tuple[Power, ...] = ()
    positions: tuple[Position, ...] = ()
    accounts: tuple[Account, ...] = ()
    hidden: tuple[str, ...] = ()
    """People of whom some line of the ledger is unseen."""


class Story:
    """A whole story, immutable. `scenes` maps ids to scenes in the order of their files; bodies may be decoded late.

    `digest` is a hash of the content of all files. `compiled` is for whoever makes something of the story that
    is worth keeping as long as the story itself (the engine does).
    """

    __slots__ = (
        "__weakref__",
        "accounts",
        "acts",
        "compiled",
        "digest",
        "endings",
        "leads",
        "lessons",
        "motions",
        "path",
        "people",
        "pools",
        "positions",
        "powers",
        "scenes",
        "sources",
        "terms",
        "variables",
        "world",
    )

    def __init__(self, world: World, scenes: Mapping[str, Scene], digest: str, path: str) -> None:
        self.world = world
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

    @property
    def title(self) -> str:
        return self.world.title

    @property
    def edition(self) -> int:
        return self.world.edition

    def link_name(self, target: str) -> str:
        """The display name of what `[[target]]` links to."""
        if target in self.terms:
            return self.terms[target].name
        return self.people[target].name if target in self.people else target

    def __repr__(self) -> str:
        return f"<Story {self.title!r}, edition {self.edition}, {len(self.scenes)} scenes>"


def walk_prose(prose: Prose) -> Iterator[Segment]:
    """Every segment, those inside alternatives too, in reading order."""
    for segment in prose:
        yield segment
        if isinstance(segment, Alternative):
            yield from walk_prose(segment.then)
            yield from walk_prose(segment.otherwise)
        elif isinstance(segment, FirstAgain):
            yield from walk_prose(segment.first)
            yield from walk_prose(segment.again)


def walk_expression(expression: Expression) -> Iterator[Expression]:
    """The expression and every part of it."""
    yield expression
    if isinstance(expression, Compare):
        yield from walk_expression(expression.left)
        yield from walk_expression(expression.right)
    elif isinstance(expression, Not):
        yield from walk_expression(expression.part)
    elif isinstance(expression, All | Either):
        for part in expression.parts:
            yield from walk_expression(part)
