"""Who plays and what is at stake: leads, acts, variables, people, votes, powers and positions."""

from typing import Annotated

from game.story.model import kinds
from game.story.model.effects import Deed, LedgerLine, Need
from game.story.model.text import Condition, Ids, Pairs, Prose, Value

WORDS, NUMBERS = "words", "numbers"  # how a lead sees where members stand
KEPT, OPEN, SPENT = "kept", "open", "spent"  # what the hold of a power can be
HOLDS = (KEPT, OPEN, SPENT)
SUPPORT_RANGE = (-9, 9)
WIDEST = 100  # how far apart the ends of a range can lie


class Lead(Value, frozen=True):
    """A person the player can be; `start` is empty while the scenes are not written."""

    id: str
    name: Annotated[str, kinds.LINE]
    """The name on the dossier."""
    start: Annotated[str, kinds.SCENE] = ""
    """The first scene. A lead without one is shown on the title page and cannot be played yet."""
    person: Annotated[str, kinds.PERSON] = ""
    """This lead's entry in people.yaml."""
    history: Annotated[str, kinds.ENDING] = ""
    """The ending that [the chain of `really`](#endings-and-what-really-happened) must reach."""
    about: Annotated[str, kinds.TEXT] = ""
    """Who this is."""
    wants: Annotated[str, kinds.TEXT] = ""
    """What is wanted."""
    mechanic: Annotated[str, kinds.TEXT] = ""
    """What only this lead can do."""
    cost: Annotated[str, kinds.TEXT] = ""
    """What that costs."""
    rules: Annotated[str, kinds.TEXT] = ""
    """The rules of the mechanic, as the player reads them on one card."""
    sees: Annotated[str, kinds.choice(WORDS, NUMBERS)] = WORDS
    """How the panel shows where members stand: in words or with exact sums; `words` if left out."""


class Act(Value, frozen=True):
    """A stretch of the story: a folder of scenes."""

    id: str
    title: Annotated[str, kinds.LINE]
    """The act's title."""
    number: Annotated[str, kinds.LINE] = ""
    """Its number as printed: `I`, `II`."""
    dates: Annotated[str, kinds.LINE] = ""
    """The time it spans, in words."""


class Variable(Value, frozen=True):
    """A named value with a finite range. Flags are 0..1; words count from 0.

    `kind` is number, flag or word. A derived one has `means`, and no place in a state.
    """

    id: str
    kind: Annotated[
        str, kinds.RANGE, kinds.YES.named("flag"), kinds.NAMES.named("one of"), kinds.MEANING
    ] = "number"
    """A number; at most 100 apart, below zero is allowed."""
    """A flag, and its first value."""
    """A word out of these, at least two."""
    """Derived: read-only, worked out when asked. It may use the variables above it."""
    low: int = 0
    high: int = 1
    start: Annotated[int, kinds.FIRST_VALUE] = 0
    """The first value; the lowest, or the first word, if left out."""
    words: Annotated[Ids, kinds.LINES] = ()
    """A word for each value, the lowest first."""
    label: Annotated[str, kinds.LINE] = ""
    """What the player reads."""
    show: Annotated[str, kinds.choice("country", "resource", "no")] = "no"
    """Where the player sees it; `no` if left out."""
    lead: Annotated[str, kinds.LEAD] = ""
    """The only lead whose scenes can use it, besides shared ones."""
    means: Condition | None = None
    file: str = ""
    line: int = 0


class Chair(Value, frozen=True):
    """A seat in a body between ISO dates, the last day not included; an empty end is open."""

    body: Annotated[str, kinds.NAME]
    """The body: any name, the same as in a motion."""
    start: Annotated[str, kinds.DAY.named("from")]
    """The first day."""
    end: Annotated[str, kinds.DAY.named("to")] = ""
    """The day it was lost; that day no longer counts. Left out: held to the end."""


class Person(Value, frozen=True):
    """Somebody with an entry in people.yaml."""

    id: str
    name: Annotated[str, kinds.LINE]
    """The short name."""
    full: Annotated[str, kinds.LINE] = ""
    """The whole name."""
    cyrillic: Annotated[str, kinds.LINE] = ""
    """The name in Cyrillic."""
    born: Annotated[str, kinds.LINE] = ""
    """When born, as known."""
    died: Annotated[str, kinds.LINE] = ""
    """When died."""
    chairs: Annotated[tuple[Chair, ...], kinds.several(Chair, "a list")] = ()
    """The chairs held, see below."""
    about: Annotated[str, kinds.TEXT] = ""
    """Who this was."""
    after: Annotated[str, kinds.TEXT] = ""
    """What became of this person."""
    sources: Annotated[Ids, kinds.SOURCES] = ()
    """What the entry rests on."""
    line: int = 0


class Voice(Value, frozen=True):
    """What a member says when called, by the way of the vote."""

    person: str
    votes_for: Annotated[str, kinds.LINE.named("for")] = ""
    """Said with a vote for."""
    votes_against: Annotated[str, kinds.LINE.named("against")] = ""
    """Said with a vote against."""
    abstains: Annotated[str, kinds.LINE] = ""
    """Said with an abstention."""


class Motion(Value, frozen=True):
    """What is voted on. `needs` 0 is a majority of those called; `support` is 1, -1 or 0."""

    id: str
    title: Annotated[str, kinds.LINE]
    """The motion."""
    body: Annotated[str, kinds.NAME]
    """Whose members vote."""
    accused: Annotated[str, kinds.PERSON] = ""
    """Not called."""
    needs: Annotated[int, kinds.MAJORITY] = 0
    """More than half of those called (so an abstention counts against), or that many votes for.
    `majority` if left out."""
    support: Annotated[int, kinds.SIDE] = 1
    """How the ledger counts; `for` if left out."""
    leanings: Annotated[tuple[LedgerLine, ...], kinds.LEDGER.named("leanings")] = ()
    """What stands before the player has done anything."""
    voices: Annotated[tuple[Voice, ...], kinds.entries(Voice, "people and their voices")] = ()
    """What members say when called."""
    line: int = 0


class Hold(Value, frozen=True):
    """What a power has on one person: used once, it binds the next vote; `state` is of HOLDS."""

    id: str
    label: Annotated[Prose, kinds.LABEL]
    """What the player reads."""
    state: Annotated[str, kinds.VARIABLE]
    """How it stands: `{one of: [kept, open, spent]}`, one for each hold."""
    reason: Annotated[str, kinds.LINE]
    """How the bound vote is explained; it can be read after "bound:"."""
    person: Annotated[str, kinds.PERSON] = ""
    """Whose vote it binds; whoever the hold is named like, if left out."""
    was: Annotated[Ids, kinds.NAMES] = ()
    """Ids that this hold had before."""
    condition: Annotated[Condition | None, kinds.IF] = None
    """Not offered while this is false."""
    needs: Annotated[tuple[Need, ...], kinds.NEEDS] = ()
    """Shown and locked while one of these is false."""
    deed: Annotated[Deed, kinds.DO, kinds.LEDGER] = Deed()
    """What its use changes."""
    """The lines that its use writes."""
    text: Annotated[Prose, kinds.PASSAGE] = ()
    """Shown when it is used."""
    teaches: Annotated[Ids, kinds.LESSONS] = ()
    """What carries weight here."""
    line: int = 0


class Power(Value, frozen=True):
    """Holds over people, each to be used once; `each` happens at every use; no motions are all."""

    id: str
    name: Annotated[str, kinds.LINE]
    """The power's name."""
    holds: Annotated[tuple[Hold, ...], kinds.entries(Hold)]
    """What there is, and on whom."""
    lead: Annotated[str, kinds.LEAD] = ""
    """The only lead that has it."""
    motions: Annotated[Ids, kinds.MOTIONS] = ()
    """Where it can bind a vote; `any` if left out: the motions with `support: for` or `against`."""
    each: Annotated[Deed, kinds.entry(Deed, "a deed")] = Deed()
    """What happens at every use."""
    line: int = 0


class Position(Value, frozen=True):
    """Something on which a lead is minuted.

    `state` is a variable whose first word means nothing said; the others are the stances.
    """

    id: str
    title: Annotated[str, kinds.LINE]
    """What it is about."""
    state: Annotated[str, kinds.VARIABLE]
    """What stands: `{one of: [silent, socialist, peaceful]}`; the first word: nothing said yet."""
    stances: Annotated[Pairs, kinds.STANCES]
    """What can be said, one line for each of the other words of `state`."""
    lead: Annotated[str, kinds.LEAD] = ""
    """The only lead that has it."""
    contradicting: Annotated[Deed, kinds.entry(Deed, "a deed")] = Deed()
    """What it costs to say another thing than stands there."""
    line: int = 0
