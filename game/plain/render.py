"""Blocks to lines: how each kind is printed where there are only letters."""

from __future__ import annotations

from collections.abc import Iterable

from game.plain.console import Console
from game.view.blocks import Block, BlockOrFold, Fold, Piece

PROSE = frozenset({"text", "scene", "outcome", "record", "ending"})
"""Kinds that may hold several paragraphs, quotes and lists."""
CLOSE = {("labels", "outcome"), ("moved", "folded"), ("met", "folded"), ("folded", "moved")}
"""Kinds between which no blank row stands here."""
MARKS = {"▸ ": "> ", "✓ ": "", "· ": "", "  ◇ ": "  "}
"""What stands before a row on a screen, and what is printed in its place."""
CERTAINTY = "●◐○"
"""Glyphs that repeat the word behind them: left out where they cannot be encoded."""
FALLBACK = {"■": "*"}
"""Marks that have another letter here than in running text."""


def show(console: Console, items: Iterable[BlockOrFold]) -> None:
    """Print blocks, and of a fold what stands for it while it is closed."""
    before = ""
    for item in items:
        block = _closed(item) if isinstance(item, Fold) else item
        close = (before, block.kind) in CLOSE
        _show_block(console, block._replace(space=0) if close else block)
        before = block.kind


def _closed(fold: Fold) -> Block:
    return Block((Piece(fold.closed, "dim"),), "folded", hanging="  ")


def _show_block(console: Console, block: Block) -> None:
    """Print a block, with the blank rows before it."""
    if block.space > 1:
        console.gap()
    elif block.space:
        console.blank()
    pieces = [_inked(console, block, piece) for piece in block.pieces]
    if block.kind in PROSE and not (block.first or block.hanging):
        console.prose(pieces)
        return
    first = "" if block.kind == "choice" and console.colour else block.first
    first = MARKS.get(first, first)
    for glyph, letter in FALLBACK.items():
        first = first.replace(glyph, console.glyph(glyph, letter))
    console.line(*pieces, first=first, hanging=block.hanging)


def _inked(console: Console, block: Block, piece: Piece) -> Piece:
    """A piece in the styles that a console has; what leads to an entry looks like a term."""
    text = piece.text
    for glyph in CERTAINTY:
        if glyph in text and not console.glyph(glyph):
            text = text.replace(f"{glyph} ", "")
    if block.kind == "labels":
        text = text.replace(" · ", ", ")
    return Piece(text, piece.style or ("term" if piece.term else ""))
