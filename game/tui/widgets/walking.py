"""Walking the terms of a page: a cursor that stands on one of them, and the mouse that opens them where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, get_character_cell_size
from textual import events
from textual.geometry import Region
from textual.message import Message

from game.tui.widgets.inks import Shade
from game.tui.widgets.page import Page
from game.tui.widgets.transcript import Place, Stop


class Walking(Page):
    """A page with a cursor for its terms. The cursor is reversed, and a pointer stands in the margin of its row."""

    @dataclass
    class TermOpened(Message):
        """A term was opened, by key or mouse. `block` is where it stands (a mark), `region` its place on the screen."""

        page: Walking
        term: str
        block: int
        region: Region

        @property
        def control(self) -> Walking:
            return self.page

    @dataclass
    class Folded(Message):
        """A fold was opened or closed with the mouse."""

        page: Walking
        key: str
        is_open: bool

        @property
        def control(self) -> Walking:
            return self.page

    cursor: Stop | None = None
    """The term that the cursor stands on."""

    @property
    def current_term(self) -> str:
        """What the term under the cursor leads to; empty without a cursor."""
        return self.cursor.term if self.cursor else ""

    def next_term(self, step: int = 1) -> bool:
        """Walk to the next term, or with -1 to the one before; the first step goes to the first in sight, or the last.

        False when there is none that way: then the cursor is gone, and the focus may go on.
        """
        y = self.scroll_offset.y
        if self.cursor:
            origin = Place(self.cursor.paragraph, self.cursor.start + (step > 0))
        elif step > 0:
            origin = self.transcript.place(y)
        else:
            end = self.transcript.place(y + self.tall - 1, 1 << 30)
            origin = Place(end.paragraph, end.at + 1)
        self._stand_on(self.transcript.stop_after(origin, 1 if step > 0 else -1))
        return self.cursor is not None

    def open_term(self) -> bool:
        """Open the term under the cursor; False when there is none."""
        if self.cursor:
            self._open(self.cursor)
        return self.cursor is not None

    def leave_terms(self) -> bool:
        """Take the cursor away; False when there was none."""
        had = self.cursor is not None
        self._stand_on(None)
        return had

    def changed(self) -> None:
        if self.cursor and not self._still(self.cursor):
            self.cursor = None
        super().changed()

    def shades(self, number: int, row: int) -> list[Shade]:
        found = super().shades(number, row)
        if self.cursor and self.cursor.paragraph == number:
            found.append((self.cursor.start, self.cursor.end, "cursor"))
        return found

    def region_of(self, stop: Stop) -> Region:
        """Where the first row of a term stands on the screen."""
        row, column = self.transcript.spot(Place(stop.paragraph, stop.start))
        number, line = self.transcript.at(row)
        paragraph = self.transcript.paragraphs[number]
        start, end = paragraph.rows[max(0, line)]
        before = (
            self.left
            + cell_len(self.transcript.prefix(number, line))
            + cell_len(paragraph.text[start : start + column])
        )
        inside = self.scrollable_content_region
        return Region(
            inside.x + before,
            inside.y + row - self.scroll_offset.y,
            cell_len(paragraph.text[stop.start : min(stop.end, end)]),
            1,
        )

    def under(self, x: int, y: int) -> Place | None:
        """The letter in a cell of the widget; None beside the words."""
        row = y - self.styles.gutter.top + self.scroll_offset.y
        number, line = self.transcript.at(row)
        if line < 0:
            return None
        paragraph = self.transcript.paragraphs[number]
        room = (
            x - self.styles.gutter.left - self.left - cell_len(self.transcript.prefix(number, line))
        )
        start, end = paragraph.rows[line]
        for at in range(start, end):
            if room < 0:
                break
            room -= get_character_cell_size(paragraph.text[at])
            if room < 0:
                return Place(number, at)
        return None

    def on_click(self, event: events.Click) -> None:
        """Open the term under the mouse, or the fold. A drag opens nothing, nor does a second click."""
        event.prevent_default()
        if self.text_selection is not None or event.chain != 1:
            return
        place = self.under(event.x, event.y)
        stop = self.transcript.stop_at(place) if place else None
        if stop:
            self._stand_on(stop)
            self._open(stop)
            return
        number, line = self.transcript.at(event.y - self.styles.gutter.top + self.scroll_offset.y)
        if line >= 0 and (key := self.transcript.paragraphs[number].opens):
            self.post_message(self.Folded(self, key, self.toggle(key)))

    def _open(self, stop: Stop) -> None:
        self.post_message(
            self.TermOpened(
                self, stop.term, self.transcript.item_of(stop.paragraph), self.region_of(stop)
            )
        )

    def _still(self, stop: Stop) -> bool:
        """Whether a term still stands where it stood, and is shown."""
        if self.transcript.stop_at(Place(stop.paragraph, stop.start)) != stop:
            return False
        return self.transcript.shown(self.transcript.paragraphs[stop.paragraph])

    def _rows(self, stop: Stop) -> tuple[int, int]:
        return self.transcript.row(Place(stop.paragraph, stop.start)), self.transcript.row(
            Place(stop.paragraph, stop.end - 1)
        )

    def _stand_on(self, stop: Stop | None) -> None:
        before, self.cursor = self.cursor, stop
        for one in (before, stop):
            if one:
                self.redraw(*self._rows(one))
        if stop:
            self.show_rows(*self._rows(stop))
