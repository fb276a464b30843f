"""What is shown, as data for both faces: pieces of words in a style, put into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.story.model import Span
from game.view.sanitize import sanitize


class Piece(NamedTuple):
    """Words in a style ("", em, strong, dim, bold, red, cite); `term` is the id they lead to."""

    text: str
    style: str = ""
    term: str = ""


class Block(NamedTuple):
    """A stretch of text without control characters.

    In the text an empty line parts paragraphs, lines that begin with `> ` are quoted and those that
    begin with `- ` are items of a list. `kind` says what it is (text, title, header, labels,
    choice, outcome, scene, moved, vote, met, record, ending, notice); `first` stands before the
    first row and `hanging` before the others; `space` blank rows come before. `tag` is the scene it
    belongs to. `target` names what can be done with it: the id of a step, term, person or event.
    """

    pieces: tuple[Piece, ...]
    kind: str = "text"
    first: str = ""
    hanging: str = ""
    space: int = 1
    tag: str = ""
    target: str = ""

    def indented(self, by: str) -> Block:
        """The block with every row further in."""
        return self._replace(first=by + self.first, hanging=by + self.hanging)

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(piece.text for piece in self.pieces)


class Fold(NamedTuple):
    """A head that stays and a body that is shown while the fold is open; `key` names it.

    `closed` is said in place of all of it where nothing can be folded.
    """

    key: str
    head: Block
    body: tuple[Block, ...]
    closed: str = ""


BlockOrFold = Block | Fold


def pieces_of(spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Spans of prose as pieces, without control characters."""
    return tuple(Piece(sanitize(span.text), span.style, span.term) for span in spans if span.text)


def heading(title: str, space: int = 1, tag: str = "") -> Block:
    """The title of a page or of a part of it."""
    return Block((Piece(title, "strong"),), "title", space=space, tag=tag)


def dim_block(said: str, kind: str = "notice", space: int = 1, tag: str = "") -> Block:
    """A line beside the story, dim."""
    return Block((Piece(said, "dim"),), kind, space=space, tag=tag)


def close_together(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks without blank rows between them."""
    yield from (block._replace(space=int(not number)) for number, block in enumerate(blocks))
