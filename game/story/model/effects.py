"""What a choice or a scene does, where it leads and what it needs."""

from typing import Annotated

from game.story.model import kinds
from game.story.model.text import Condition, Value

HERE = "here"
RETURN = "return"
STAY = "stay"
KINDS = ("interest", "fear", "debt", "belief", "grudge")


class Effect(Value, frozen=True):
    """Adds `amount` to a variable, or sets it when `sets`, where its condition holds.

    All effects of one choice apply together, then clamp. What is set wins over what is added, the
    later over the earlier.
    """

    variable: str
    amount: int
    sets: bool = False
    condition: Condition | None = None


class ConditionalEffects(Value, frozen=True):
    """Effects that are written under one condition."""

    condition: Annotated[Condition, kinds.IF]
    """Whether these effects apply."""
    effects: Annotated[tuple[Effect, ...], kinds.DO_PLAIN]
    """What changes then. Chairs are changed without a condition or not at all."""


class Seating(Value, frozen=True):
    """Who takes or loses a chair in this run."""

    person: str
    seated: bool


class LedgerLine(Value, frozen=True):
    """A line of the ledger, or a leaning: a `weight` from -3 to 3 but 0, one of KINDS, the reason.

    An `unseen` one counts like any other and is kept from the player until a vote shows it.
    """

    person: str
    weight: Annotated[int, kinds.LEDGER_TEXT]
    """`"+2 debt, reason"`, in quotes because of the comma."""
    kind: str
    reason: str
    condition: Annotated[Condition | None, kinds.IF] = None
    """The line is written (or, as a leaning, counts) only where this is true."""
    line: int = 0
    unseen: Annotated[bool, kinds.YES] = False
    """`yes`: the line counts like any other, and the player is not told. Not for leanings."""


class Deed(Value, frozen=True):
    """Everything that a choice, or entering a scene, does at once."""

    effects: Annotated[tuple[Effect, ...], kinds.DO] = ()
    """What it changes."""
    seating: tuple[Seating, ...] = ()
    ledger: Annotated[tuple[LedgerLine, ...], kinds.LEDGER] = ()
    """The lines that it writes."""


class Way(Value, frozen=True):
    """Where to go next: a scene, HERE, RETURN or, from a choice, STAY; the last is open."""

    target: str
    condition: Condition | None = None


class Need(Value, frozen=True):
    """What a locked choice lacks, and the reason that the player reads."""

    condition: Condition
    reason: str
