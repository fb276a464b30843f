"""The console: it knows the width, the letters and the styles of the stream it writes to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from typing import TextIO

from game.plain.wrap import RowSpan, joined, wrap_line, wrap_prose
from game.view.blocks import Piece
from game.view.sanitize import can_encode, one_line, sanitize, transliterate

MEASURE = 72
_CODES = {"strong": "1", "bold": "1", "dim": "2", "em": "3", "term": "4", "red": "31"}


class Console:
    """A stream with a measure, the widest that prose is set.

    `terminal` says that a person watches, `can_style` that styles can be shown, `colour` that they
    are; `columns` fixes the width, else it is asked for at every paragraph.
    """

    def __init__(
        self,
        out: TextIO,
        *,
        terminal: bool = False,
        colour: bool = False,
        columns: int = 0,
        measure: int = MEASURE,
    ) -> None:
        self.out, self.terminal = out, terminal
        self.can_style = self.colour = colour
        self.encoding = getattr(out, "encoding", None) or "utf-8"
        self.measure = measure
        self._columns = columns
        self._blank = True
        self._written = False

    @classmethod
    def on(cls, out: TextIO, environment: Mapping[str, str] | None = None) -> Console:
        """The console for a stream of this process: colour only at a terminal that wants it."""
        env = os.environ if environment is None else environment
        terminal = out.isatty()
        wanted = not env.get("NO_COLOR") and env.get("TERM", "dumb") != "dumb"
        return cls(out, terminal=terminal, colour=terminal and wanted)

    @property
    def width(self) -> int:
        """Columns that prose may take now, 1 or more."""
        if not self.terminal:
            return max(1, min(self.measure, self._columns or MEASURE))
        # The last column of a terminal stays free: some wrap the line when it is filled.
        columns = (self._columns or shutil.get_terminal_size().columns) - 1
        return max(1, min(self.measure, columns))

    # -- writing -----------------------------------------------------------------------------------

    def blank(self) -> None:
        """An empty line, unless one stands there already."""
        if not self._blank:
            self.out.write("\n")
            self._blank = True

    def gap(self) -> None:
        """Two empty lines, where something new begins on a page that is not empty."""
        self.blank()
        if self._written:
            self.out.write("\n")

    def prose(self, text: Iterable[Piece]) -> None:
        """A passage, its paragraphs parted by empty lines."""
        safe = [Piece(sanitize(piece.text), piece.style) for piece in text]
        self.rows(wrap_prose(safe, self.width))

    def text(self, text: str, style: str = "") -> None:
        """Paragraphs of plain words."""
        self.prose([Piece(text, style)])

    def line(self, *parts: str | Piece, first: str = "", hanging: str = "") -> None:
        """One paragraph of words and pieces; `hanging` stands before all rows but the first."""
        row = [part if isinstance(part, Piece) else Piece(part) for part in parts]
        safe = [Piece(sanitize(piece.text, keep=""), piece.style) for piece in row]
        self.rows(wrap_line(safe, self.width, first, hanging))

    def note(self, text: str, style: str = "dim", hanging: str = "  ") -> None:
        """A quiet line beside the story."""
        self.line(Piece(one_line(text), style), hanging=hanging)

    def verbatim(self, text: str) -> None:
        """Lines that are not wrapped: what a program or a file prints."""
        for line in text.split("\n"):
            self.rows([[Piece(sanitize(line, keep=""))]])

    def rows(self, rows: Iterable[RowSpan]) -> None:
        for row in rows:
            text = "".join(self.styled(piece) for piece in joined(row)).rstrip(" ")
            self.out.write(text + "\n")
            self._blank, self._written = not text, True

    def styled(self, piece: Piece) -> str:
        """The piece as it is sent: in letters that the stream has, styled where there is colour."""
        text = transliterate(piece.text, self.encoding)
        if not self.colour or not piece.style or piece.style not in _CODES or not text:
            return text
        return f"\x1b[{_CODES[piece.style]}m{text}\x1b[0m"

    def glyph(self, glyph: str, otherwise: str = "") -> str:
        """The glyph, or words in its place where the stream has no such letter."""
        return glyph if can_encode(self.encoding, glyph) else otherwise

    def prompted(self) -> None:
        """A line was typed: the cursor stands at the start of a fresh line."""
        self._blank = False

    def flush(self) -> None:
        self.out.flush()
