"""Text ready for the transcript: pieces of words in a style, put together to blocks of a kind. No widgets."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """Words in one style ("", em, strong, dim, bold, red, cite). `term` is the glossary entry or person that they lead to."""

    text: str
    style: str = ""
    term: str = ""


class Block(NamedTuple):
    """A stretch of the transcript, its text free of control characters.

    In the text an empty line parts paragraphs, lines that begin with `> ` are quoted and with `- ` listed. `kind` is
    text, title, header, choice, outcome, moved, vote, met, record, ending or notice; `first` stands before the first
    row and `hanging` before the others; `space` blank rows come before; `tag` is the scene, for whoever goes back there.
    """

    pieces: tuple[Piece, ...]
    kind: str = "text"
    first: str = ""
    hanging: str = ""
    space: int = 1
    tag: str = ""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(piece.text for piece in self.pieces)
