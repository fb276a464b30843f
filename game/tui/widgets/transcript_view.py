"""The transcript of a run: blocks whose terms are walked, whose words are searched and selected.

view.append(blocks) -> mark        view.next_term(1)      view.search("beria") -> count
view.truncate(mark)                view.open_term()       view.next_match(-1)
view.jump(mark)                    view.current_term      view.select(), extend(), copy()
view.prepend(older)                view.toggle(key)       view.let_go()
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, get_character_cell_size
from textual import events
from textual.binding import BindingType
from textual.content import Span
from textual.geometry import Offset, Region
from textual.message import Message
from textual.selection import Selection

from game.tui.content import STYLES
from game.tui.widgets.block_view import MEASURE, BlockView, hidden_binding
from game.tui.widgets.text_caret import TextCaret
from game.tui.widgets.text_layout import TextLayout, TextPosition, TextRange
from game.tui.widgets.text_search import TextSearch
from game.view.blocks import BlockOrFold


class TranscriptView(BlockView):
    """The transcript. Its own keys scroll and select; a screen's commands ask for the rest.

    The selection is the screen's own, in rows and letters of their words. The cursor is reversed,
    and a pointer stands in the margin of its row.
    """

    ALLOW_SELECT = True

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden_binding("left", "caret(-1)", "Caret left", "transcript.left"),
        hidden_binding("right", "caret(1)", "Caret right", "transcript.right"),
        hidden_binding("shift+left", "extend(-1, 0)", "Select left", "transcript.select_left"),
        hidden_binding("shift+right", "extend(1, 0)", "Select right", "transcript.select_right"),
        hidden_binding("shift+up", "extend(0, -1)", "Select a row up", "transcript.select_up"),
        hidden_binding("shift+down", "extend(0, 1)", "Select a row down", "transcript.select_down"),
    ]

    @dataclass
    class TermOpened(Message):
        """A term was opened, by key or mouse; `region` is its place on the screen."""

        term: str
        region: Region

    class Folded(Message):
        """A fold was opened or closed with the mouse."""

    def __init__(self, *items: BlockOrFold, measure: int = MEASURE, id: str | None = None) -> None:
        super().__init__(*items, measure=measure, id=id)
        self.cursor: TextRange | None = None
        """The term that the cursor stands on."""
        self._search = TextSearch(self.text_layout)
        self._caret: TextCaret | None = None

    # -- content ----------------------------------------------------------------------------------

    def append(self, items: Iterable[BlockOrFold], *, scroll: bool = True) -> int:
        start = len(self.text_layout.paragraphs)
        mark = super().append(items, scroll=scroll)
        self._search.find_from(start)
        return mark

    def prepend(self, older: TextLayout) -> None:
        while self.let_go():
            pass
        super().prepend(older)

    def truncate(self, to: int) -> None:
        self.unselect()
        super().truncate(to)
        self._search.find_from(len(self.text_layout.paragraphs))

    def toggle(self, key: str) -> bool:
        self.unselect()
        return super().toggle(key)

    def text_changed(self) -> None:
        if self.cursor and self.text_layout.term_at(self.cursor.first) != self.cursor:
            self.cursor = None
        super().text_changed()

    # -- terms ------------------------------------------------------------------------------------

    @property
    def current_term(self) -> str:
        """What the term under the cursor leads to; empty without a cursor."""
        return self.cursor.term if self.cursor else ""

    def next_term(self, step: int = 1) -> bool:
        """Walk to the next term, or with -1 to the one before; the first step to one in sight.

        False when there is none that way: then the cursor is gone, and the focus may go on.
        """
        if self.cursor:
            origin = TextPosition(self.cursor.paragraph, self.cursor.start + (step > 0))
        elif step > 0:
            origin = self.text_layout.position(self.scroll_offset.y)
        else:
            end = self.text_layout.position(self.scroll_offset.y + self.page_rows - 1, 1 << 30)
            origin = TextPosition(end.paragraph, end.at + 1)
        self._point_at(self.text_layout.next_term(origin, step))
        return self.cursor is not None

    def open_term(self) -> bool:
        """Open the term under the cursor; False when there is none."""
        if self.cursor:
            self.post_message(self.TermOpened(self.cursor.term, self._region_of(self.cursor)))
        return self.cursor is not None

    def leave_terms(self) -> bool:
        """Take the cursor away; False when there was none."""
        had = self.cursor is not None
        self._point_at(None)
        return had

    def _point_at(self, term: TextRange | None) -> None:
        self.cursor = term
        if term:
            self._show_range(term)
        self.refresh()

    def _show_range(self, found: TextRange) -> None:
        """Scroll a range of words into sight."""
        self.show_rows(self.text_layout.row(found.first), self.text_layout.row(found.last))

    def _region_of(self, term: TextRange) -> Region:
        """Where the first row of a term stands on the screen."""
        row, column = self.text_layout.spot(term.first)
        number, line = self.text_layout.at(row)
        paragraph = self.text_layout.paragraphs[number]
        start, end = paragraph.rows[line]
        before = self.text_layout.prefix(number, line) + paragraph.text[start : start + column]
        inside = self.scrollable_content_region
        x = inside.x + self.left + cell_len(before)
        words = paragraph.text[term.start : min(term.end, end)]
        return Region(x, inside.y + row - self.scroll_offset.y, cell_len(words), 1)

    # -- searching --------------------------------------------------------------------------------

    def search(self, words: str) -> int:
        """Mark every place where the words stand and go to the first from what is in sight on.

        How many places there are. What is appended later is searched too; without words the search
        is over.
        """
        self._search = TextSearch(self.text_layout, words)
        self._search.go_to(self.text_layout.position(self.scroll_offset.y))
        self._show_match()
        return self.matches

    def next_match(self, step: int = 1) -> int:
        """Go on to the next match, or with -1 to the one before, around the ends.

        Which it is, counted from 1, or 0 without any.
        """
        self._search.step(step)
        self._show_match()
        return self.match

    @property
    def matches(self) -> int:
        """How many places were found."""
        return len(self._search.matches)

    @property
    def match(self) -> int:
        """Which of them the reader stands at, counted from 1; 0 without any."""
        return self._search.current + 1

    def end_search(self) -> bool:
        """Take the marks away; False when nothing was searched."""
        had = self._search.pattern is not None
        self.search("")
        return had

    def _show_match(self) -> None:
        """Scroll to the match where the reader stands, and open the fold in which it is."""
        if match := self._search.match:
            if not self.text_layout.shown(match.paragraph):
                self.toggle(self.text_layout.paragraphs[match.paragraph].fold)
            self._show_range(match)
        self.refresh()

    # -- selecting --------------------------------------------------------------------------------

    @property
    def selecting(self) -> bool:
        """Whether a caret is down."""
        return self._caret is not None

    @property
    def selected_text(self) -> str:
        """The words that are selected; empty without any."""
        selection = self.text_selection
        return self.text_layout.between(*self._ends(selection)) if selection else ""

    def select(self) -> None:
        """Put the caret down, on the term under the cursor or on the first row in sight.

        If it is down already, let the selection go.
        """
        if self._caret:
            self.unselect()
            return
        if self.cursor:
            self._caret = TextCaret(self.text_layout, self.cursor.first, self.cursor.last)
        elif self.text_layout.height:
            self._caret = TextCaret.in_row(self.text_layout, self.scroll_offset.y)
        self._select_to_caret()

    def extend(self, letters: int = 0, rows: int = 0) -> None:
        """Move the caret by letters or rows of words; puts it down first."""
        if self._caret is None:
            self.select()
        if self._caret:
            self._caret.move(letters, rows)
            self._select_to_caret()

    def copy(self) -> bool:
        """Copy the selected words and let go; False when none are selected."""
        text = self.selected_text
        if text:
            self.app.copy_to_clipboard(text)
            self.unselect()
        return bool(text)

    def unselect(self) -> bool:
        """Let go of the selection; False when there was none."""
        self._caret = None
        had = self.is_attached and self.text_selection is not None
        if had:
            self.screen.clear_selection()
        return had

    def let_go(self) -> bool:
        """Let go of the selection, else of the cursor, else of the search; False without any."""
        return self.unselect() or self.leave_terms() or self.end_search()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words of a selection, and what ends them; for Textual."""
        return self.text_layout.between(*self._ends(selection)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        if selection is None:
            self._caret = None
        self.refresh()

    def move(self, rows: int) -> None:
        if self._caret:
            self.extend(rows=rows)
        else:
            super().move(rows)

    def fit(self, measure: int) -> None:
        selection = self.text_selection if self.is_attached else None
        ends = self._ends(selection) if selection else None
        super().fit(measure)
        if ends:
            self._select(*ends)

    def _select_to_caret(self) -> None:
        if self._caret:
            self._select(*self._caret.ends)
            row = self.text_layout.row(self._caret.at)
            self.show_rows(row, row)

    def _select(self, start: TextPosition, end: TextPosition) -> None:
        """Select from a position to another, on the screen."""
        last, column = self.text_layout.spot(TextPosition(end.paragraph, end.at - 1))
        first = Offset(*reversed(self.text_layout.spot(start)))
        self.screen.selections = {self: Selection(first, Offset(column + 1, last))}

    def _ends(self, selection: Selection) -> tuple[TextPosition, TextPosition]:
        """The positions between which a selection lies."""
        layout, (start, end) = self.text_layout, selection
        first = layout.position(start.y, max(0, start.x)) if start else TextPosition(0, 0)
        last = layout.position(end.y, max(0, end.x)) if end else None
        return first, last or TextPosition(len(layout.paragraphs), 0)

    # -- keys, mouse, drawing ---------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are left to whoever stands around."""
        return self.selecting if action == "caret" else super().check_action(action, parameters)

    def action_caret(self, letters: int) -> None:
        self.extend(letters)

    def action_extend(self, letters: int, rows: int) -> None:
        self.extend(letters, rows)

    def on_click(self, event: events.Click) -> None:
        """Open the term under the mouse, or the fold; a drag opens nothing.

        A second click selects the word, a third the paragraph.
        """
        event.prevent_default()
        place = self._position_under(event.x, event.y)
        if event.chain > 1:
            if place:
                self._select_around(place, word=event.chain == 2)
        elif self.text_selection is None:
            if place and (term := self.text_layout.term_at(place)):
                self._point_at(term)
                self.open_term()
            else:
                self._toggle_row(event.y - self.styles.gutter.top + self.scroll_offset.y)

    def _toggle_row(self, row: int) -> None:
        """Open or close the fold whose head stands in a row."""
        number, line = self.text_layout.at(row)
        if line >= 0 and (key := self.text_layout.paragraphs[number].opens):
            self.toggle(key)
            self.post_message(self.Folded())

    def _select_around(self, place: TextPosition, *, word: bool) -> None:
        """Select the word at a position, or its paragraph."""
        text = self.text_layout.paragraphs[place.paragraph].text
        start, end = 0, len(text)
        if word:
            start = text.rfind(" ", 0, place.at) + 1
            end = text.find(" ", place.at) if " " in text[place.at :] else end
        self._select(TextPosition(place.paragraph, start), TextPosition(place.paragraph, end))

    def _position_under(self, x: int, y: int) -> TextPosition | None:
        """The letter in a cell of the widget; None beside the words."""
        gutter = self.styles.gutter
        number, line = self.text_layout.at(y - gutter.top + self.scroll_offset.y)
        if line < 0:
            return None
        paragraph = self.text_layout.paragraphs[number]
        cells = x - gutter.left - self.left - cell_len(self.text_layout.prefix(number, line))
        if cells < 0:
            return None
        for at in range(*paragraph.rows[line]):
            cells -= get_character_cell_size(paragraph.text[at])
            if cells < 0:
                return TextPosition(number, at)
        return None

    def overlays(self, number: int, row: int) -> list[Span]:
        """The cursor, the matches, the selection and the caret, each over the one before."""
        found = super().overlays(number, row)
        if self.cursor and self.cursor.paragraph == number:
            found.append(Span(self.cursor.start, self.cursor.end, STYLES["cursor"]))
        for match in self._search.within(number):
            style = STYLES["found" if match is self._search.match else "match"]
            found.append(Span(match.start, match.end, style))
        if (selection := self.text_selection) and (span := selection.get_span(row)):
            start, end = self.text_layout.row_span(row)
            last = end if span[1] < 0 else min(end, start + span[1])
            found.append(Span(start + max(0, span[0]), last, STYLES["selection"]))
        if self._caret and self._caret.at.paragraph == number:
            found.append(Span(self._caret.at.at, self._caret.at.at + 1, STYLES["caret"]))
        return found
