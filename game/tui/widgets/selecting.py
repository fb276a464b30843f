"""Selecting words of a page, with the mouse or with a caret, and copying them.

The selection is the screen's own, in rows and letters of rows, so what Textual does with selected text works here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from game.tui.widgets.inks import Shade
from game.tui.widgets.searching import Searching
from game.tui.widgets.transcript import Place
from game.view.blocks import Block, Fold


class Selecting(Searching):
    """A page whose words can be selected. `v` puts a caret down, the arrows move it, `y` copies, escape lets go."""

    ALLOW_SELECT = True

    @dataclass
    class Copied(Message):
        """Words went to the clipboard."""

        page: Selecting
        text: str

        @property
        def control(self) -> Selecting:
            return self.page

    _anchor: Place | None = None
    _caret: Place | None = None

    @property
    def selecting(self) -> bool:
        """Whether a caret is down."""
        return self._caret is not None

    @property
    def selected_text(self) -> str:
        """The words that are selected; empty without any."""
        selection = self.text_selection
        found = self.get_selection(selection) if selection else None
        return found[0] if found else ""

    def select(self) -> None:
        """Put the caret down, on the term under the cursor or on the first row in sight; or let the selection go."""
        if self._caret:
            self.unselect()
        elif self.cursor:
            number, start, end, _ = self.cursor
            self._select(Place(number, start), Place(number, end - 1))
        elif self.transcript.height:
            here = self._words_at(self.scroll_offset.y, 0, 1)
            self._select(here, here)

    def extend(self, letters: int = 0, rows: int = 0) -> None:
        """Move the caret by letters or rows of words; puts it down first."""
        if self._caret is None:
            self.select()
        if self._caret is None or self._anchor is None:
            return
        caret = self._beside(self._caret, letters) if letters else self._caret
        if rows:
            row, column = self.transcript.spot(caret)
            caret = self._words_at(row + rows, column, 1 if rows > 0 else -1)
        self._select(self._anchor, caret)

    def copy(self) -> bool:
        """Copy the selected words and let go; False when none are selected."""
        text = self.selected_text
        if text:
            self.app.copy_to_clipboard(text)
            self.post_message(self.Copied(self, text))
            self.unselect()
        return bool(text)

    def unselect(self) -> bool:
        """Let go of the selection; False when there was none."""
        had = self.text_selection is not None
        self._anchor = self._caret = None
        if had:
            self.screen.clear_selection()
        return had

    def let_go(self) -> bool:
        """Let go of the selection, else of the cursor, else of the search; False when there was nothing to let go of."""
        return self.unselect() or self.leave_terms() or self.end_search()

    # -- what Textual asks ----------------------------------------------------------------------------------

    def let_go_of_all(self) -> None:
        while self.let_go():
            pass

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words of a selection, and what ends them."""
        start, end = self._ends(selection)
        return self.transcript.between(start, end), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        if selection is None:
            self._anchor = self._caret = None
        self._strips.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A second click selects the word, a third the paragraph."""
        place = self.under(event.x, event.y) if event.chain > 1 else None
        if place:
            text = self.transcript.paragraphs[place.paragraph].text
            start, end = text.rfind(" ", 0, place.at) + 1, text.find(" ", place.at)
            word = (start, end if end >= 0 else len(text))
            self._show(
                *(
                    Place(place.paragraph, at)
                    for at in (word if event.chain == 2 else (0, len(text)))
                )
            )

    # -- keeping it in place --------------------------------------------------------------------------------

    def go(self, rows: int) -> None:
        if self._caret:
            self.extend(rows=rows)
        else:
            super().go(rows)

    def refit(self, measure: int) -> None:
        selection = self.text_selection if self.is_attached else None
        ends = self._ends(selection) if selection and measure != self.transcript.measure else None
        super().refit(measure)
        if ends:
            self._show(*ends)

    def toggle(self, key: str) -> bool:
        self.unselect()
        return super().toggle(key)

    def replace(self, at: int, items: Iterable[Block | Fold]) -> None:
        self.unselect()
        super().replace(at, items)

    def shades(self, number: int, row: int) -> list[Shade]:
        found = super().shades(number, row)
        if selection := self.text_selection:
            start, end = self._ends(selection)
            if start.paragraph <= number <= end.paragraph:
                whole = len(self.transcript.paragraphs[number].text)
                found.append(
                    (
                        start.at if number == start.paragraph else 0,
                        end.at if number == end.paragraph else whole,
                        "selection",
                    )
                )
        if self._caret and self._caret.paragraph == number:
            found.append((self._caret.at, self._caret.at + 1, "caret"))
        return found

    def _ends(self, selection: Selection) -> tuple[Place, Place]:
        start = (
            self.transcript.place(selection.start.y, max(0, selection.start.x))
            if selection.start
            else Place(0, 0)
        )
        end = (
            self.transcript.place(selection.end.y, max(0, selection.end.x))
            if selection.end
            else Place(len(self.transcript.paragraphs), 0)
        )
        return start, end

    def _select(self, anchor: Place, caret: Place) -> None:
        """From the anchor to the caret, both among what is selected."""
        self._anchor, self._caret = anchor, caret
        first, last = sorted((anchor, caret))
        self._show(first, Place(last.paragraph, last.at + 1))
        row = self.transcript.row(caret)
        self.show_rows(row, row)

    def _show(self, start: Place, end: Place) -> None:
        (first, column), (last, until) = (
            self.transcript.spot(start),
            self.transcript.spot(Place(end.paragraph, end.at - 1)),
        )
        self.screen.selections = {self: Selection(Offset(column, first), Offset(until + 1, last))}

    def _beside(self, place: Place, letters: int) -> Place:
        """The position so many letters on, over the ends of paragraphs."""
        number, at = place.paragraph, place.at + letters
        if 0 <= at < len(self.transcript.paragraphs[number].text):
            return Place(number, at)
        row = self.transcript.row(place) + (1 if letters > 0 else -1)
        return self._words_at(row, 0 if letters > 0 else 1 << 30, 1 if letters > 0 else -1)

    def _words_at(self, row: int, column: int, step: int) -> Place:
        """A position in a row of words: this one, or the next that way that is not blank."""
        row = max(0, min(row, self.transcript.height - 1))
        while 0 < row < self.transcript.height - 1 and self.transcript.at(row)[1] < 0:
            row += step
        place = self.transcript.place(row, column)
        text = self.transcript.paragraphs[place.paragraph].text
        return Place(place.paragraph, min(place.at, max(0, len(text) - 1)))
