"""What is written inside a text: conditions as trees, prose as segments, and walks through both."""

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from msgspec import Struct

from game.story.model import kinds

Ids: TypeAlias = tuple[str, ...]
Pairs: TypeAlias = tuple[tuple[str, str], ...]


class Value(Struct, frozen=True, array_like=True, gc=False):
    """The base of everything in a story. Values hold no cycles, so none are looked for."""


class Number(Value, frozen=True, tag="n"):
    """A whole number, or a word or flag already turned into its number."""

    value: int


class Name(Value, frozen=True, tag="v"):
    """A variable, by id."""

    id: str


class Call(Value, frozen=True, tag="f"):
    """A function of the condition language on one name: `seen(scene)`, `votes(motion)` ..."""

    function: str
    argument: str


class LeadIs(Value, frozen=True, tag="l"):
    """`lead is NAME`."""

    lead: str


class Compare(Value, frozen=True, tag="c"):
    """`left operator right`; the operator is one of < <= == != >= >."""

    operator: str
    left: "Expression"
    right: "Expression"


class Not(Value, frozen=True, tag="!"):
    """The part is false."""

    part: "Expression"


class All(Value, frozen=True, tag="&"):
    """Every part is true."""

    parts: tuple["Expression", ...]


class Either(Value, frozen=True, tag="|"):
    """Some part is true."""

    parts: tuple["Expression", ...]


Expression: TypeAlias = Number | Name | Call | LeadIs | Compare | Not | All | Either


class Condition(Value, frozen=True):
    """An expression with the words it was written in and the line where it stands.

    An `implied` one was made: no author wrote it, so it may well be always or never true.
    """

    expression: Expression
    source: str
    line: int = 0
    implied: bool = False


class Span(Value, frozen=True, tag="s"):
    """Words; `term` is the entry or person they link to, `style` is "", "em" or "strong"."""

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
    """`{if condition: then | otherwise}`, or an item of a passage with its own `if:`."""

    condition: Annotated[Condition, kinds.IF]
    """What decides."""
    then: Annotated[tuple["Segment", ...], kinds.BLOCK_PROSE.named("text")]
    """Shown where it is true."""
    otherwise: Annotated[tuple["Segment", ...], kinds.BLOCK_PROSE.named("else")] = ()
    """Shown where it is false."""


class FirstAgain(Value, frozen=True, tag="r"):
    """`{first: a | again: b}`: whether the scene was seen before this visit."""

    first: tuple["Segment", ...]
    again: tuple["Segment", ...]


Segment: TypeAlias = Span | Show | Cite | Alternative | FirstAgain
Prose: TypeAlias = tuple[Segment, ...]


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
