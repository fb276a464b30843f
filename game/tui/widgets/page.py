"""A page that is read: a transcript drawn row by row in a column of at most so many cells, and never slower for being long."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.tui.ink import Inks
from game.tui.widgets.inks import CSS, MARKED, Shade, inked
from game.tui.widgets.paging import Paging
from game.tui.widgets.transcript import Place, Transcript
from game.view.blocks import Block, Fold

MEASURE, NARROWEST, WIDEST = 72, 40, 100
MARGIN = 1
POINTER = "▸"
_CACHED = 1024


class Page(Paging, can_focus=True):
    """Blocks under one another. It wraps what is new when it is appended and draws what is in sight.

    Every kind of block and every style of words is an ink. Until the
    reader scrolls, a page that changes its size goes on showing what was appended last; after that, what he reads.
    """

    DEFAULT_CSS = CSS

    measure: reactive[int] = reactive(MEASURE, layout=False, init=False)
    """Columns that prose takes at most, 40..100."""

    def __init__(
        self,
        *items: Block | Fold,
        measure: int = MEASURE,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.set_reactive(Page.measure, self.validate_measure(measure))
        self.transcript = Transcript(self.measure)
        self._inks = Inks(self)
        self._wide = 0
        self._strips: dict[int, Strip] = {}
        self._painting = self._placing = False
        self._reading, self._at_end = Place(0, 0), False
        self._new: int | None = None
        self.transcript.append(items)

    # -- content --------------------------------------------------------------------------------------------

    def append(self, items: Iterable[Block | Fold], *, scroll: bool = True) -> int:
        """Add blocks and folds; the mark of the first. With `scroll`, what is new comes into sight (`scroll_to_new`)."""
        mark = self.transcript.append(items)
        self._measured()
        self._at_end = False
        if scroll:
            self.scroll_to_new(mark)
        else:
            self.refresh()
        return mark

    def prepend(self, older: Transcript) -> None:
        """Put what was said before above everything, what is read now staying where it is. Cursor, selection and search are let go."""
        self.let_go_of_all()
        self._new = None if self._new is None else self._new + len(older)
        new = self._new
        y = self.scroll_offset.y + self.transcript.prepend(older)
        self.changed()
        self.put(y)
        self._new = new

    def let_go_of_all(self) -> None:
        """Forget every position in the text; for those who hold some."""

    def expect(self, width: int) -> None:
        """Set the text for a widget so wide before it has its size, so that the first frame is whole."""
        if not self._wide:
            self._wide = width - self.styles.scrollbar_size_vertical
            self.refit(self._measure_in(self._wide))
            self._measured()

    def mark(self) -> int:
        """A position to come back to with `truncate` or `jump`: the end as it is now."""
        return len(self.transcript)

    def truncate(self, to: int) -> None:
        """Keep what stood before a mark."""
        if to < len(self.transcript):
            self.replace(to, ())

    def replace(self, at: int, items: Iterable[Block | Fold]) -> None:
        """Exchange everything from a mark on, and scroll no more than must be."""
        self.transcript.truncate(max(0, at))
        self.transcript.append(items)
        self.changed()
        self.put(self.scroll_offset.y)

    def clear(self) -> None:
        """An empty page."""
        self.truncate(0)

    def toggle(self, key: str) -> bool:
        """Open a fold or close it, its head staying in sight; whether it is open now."""
        is_open = self.transcript.toggle(key)
        self.changed()
        head = self.transcript.head_of(key)
        if head is not None:
            top, end = self.transcript.rows_of_fold(head)
            self.put(min(top, max(self.scroll_offset.y, end - self.tall)))
        return is_open

    def is_open(self, key: str) -> bool:
        """Whether a fold is open."""
        return self.transcript.is_open(key)

    def plain_text(self, *, everything: bool = False) -> str:
        """What the page says; `everything` opens the folds."""
        return self.transcript.plain_text(everything=everything)

    def height_at(self, width: int) -> int:
        """How many rows the whole text takes in a widget so many columns wide, its scroll bar among them."""
        return self.transcript.height_at(
            self._measure_in(width - self.styles.scrollbar_size_vertical)
        )

    # -- where it is read -----------------------------------------------------------------------------------

    def scroll_to_new(self, mark: int | None = None) -> None:
        """Show what was appended last, or from a mark on: its start at the top if it is longer than the screen, else its end at the bottom."""
        mark = self._new if mark is None else mark
        if mark is not None:
            self.put(min(self.transcript.row_of(mark), max(0, self.transcript.height - self.tall)))
            self._new = mark

    def jump(self, mark: int) -> bool:
        """Put the start of a block at the top; False when there is no such block."""
        if not 0 <= mark < len(self.transcript):
            return False
        self.put(self.transcript.row_of(mark))
        return True

    show_block = jump

    def row_of(self, mark: int) -> int:
        """The row where a block begins, from the top of everything."""
        return self.transcript.row_of(mark)

    def put(self, row: int) -> None:
        self._new = None
        super().put(row)
        self._keep_place()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._placing:
            self._new = None
            self._keep_place()

    def _keep_place(self) -> None:
        """Remember what is read now, for when the page changes its size."""
        self._reading = self.transcript.place(self.scroll_offset.y)
        self._at_end = self.max_scroll_y > 0 and self.scroll_offset.y >= self.max_scroll_y

    # -- size -----------------------------------------------------------------------------------------------

    def on_resize(self, _event: events.Resize) -> None:
        """Set the text anew if its measure changes, and keep what was being read."""
        self._fit()

    def watch_measure(self) -> None:
        self._fit()

    def validate_measure(self, measure: int) -> int:
        """A measure that can be read."""
        return max(NARROWEST, min(measure, WIDEST))

    def refit(self, measure: int) -> None:
        """Set the text to a measure; for those who hold rows of it to overrule."""
        self.transcript.fit(measure)

    def _fit(self) -> None:
        new, reading, at_end = self._new, self._reading, self._at_end
        self._wide = self.scrollable_content_region.width
        self.refit(self._measure_in(self._wide))
        self._placing = True
        self.changed()
        if new is not None:
            self.scroll_to_new(new)
        else:
            super().put(self.transcript.height if at_end else self.transcript.row(reading))
            self._reading, self._at_end = reading, at_end
        self._placing = False

    def _measure_in(self, width: int) -> int:
        return max(2, min(self.measure, width - 2 * MARGIN))

    def _measured(self) -> None:
        """The height as it is now. While the bar beside the text stays, nothing has to be laid out anew."""
        size = Size(self._wide, self.transcript.height)
        if size == self.virtual_size:
            return
        if self.show_vertical_scrollbar and size.height > self.container_size.height > 0:
            self.set_reactive(Widget.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size

    def changed(self) -> None:
        """Anything that was drawn may be different."""
        self._strips.clear()
        self._measured()
        self.refresh()

    # -- drawing --------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks.clear()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """A row in sight. When it is asked for to find a letter under the mouse, not to be painted, it carries positions."""
        row = self.scroll_offset.y + y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strip(row)
            if len(self._strips) > _CACHED:
                self._strips.clear()
            if row < self.transcript.height:
                self._strips[row] = strip
        return strip if self._painting else strip.apply_offsets(-self.indent(row), row)

    def redraw(self, first: int, last: int) -> None:
        """Draw some rows again."""
        for row in range(first, last + 1):
            self._strips.pop(row, None)
        self.refresh_lines(first, last - first + 1)

    def shades(self, _number: int, _row: int) -> list[Shade]:
        """What is laid over the words of a paragraph in a row."""
        return []

    @property
    def left(self) -> int:
        """Columns before the text: it stands in the middle of a wide page."""
        return max(0, (self._wide - self.transcript.measure) // 2)

    def indent(self, row: int) -> int:
        """How many letters stand before the first word of a row."""
        number, line = self.transcript.at(row)
        return self._wide if line < 0 else self.left + len(self.transcript.prefix(number, line))

    def _strip(self, row: int) -> Strip:
        number, line = self.transcript.at(row)
        if line < 0:
            return Strip.blank(self._wide, self._inks())
        paragraph = self.transcript.paragraphs[number]
        start, end = paragraph.rows[line]
        shades = [
            shade for shade in self.shades(number, row) if shade[0] < end and shade[1] > start
        ]
        segments = self._gutter(shades)
        if prefix := self.transcript.prefix(number, line):
            segments.append(
                Segment(
                    prefix,
                    self._inks(
                        paragraph.kind,
                        *(("mark",) if paragraph.kind in MARKED or paragraph.opens else ()),
                    ),
                )
            )
        segments += [
            Segment(text, self._inks(*ink)) for text, ink in inked(paragraph, (start, end), shades)
        ]
        return Strip(segments).adjust_cell_length(self._wide, self._inks())

    def _gutter(self, shades: list[Shade]) -> list[Segment]:
        """The margin, with a pointer where the cursor or the match of a search stands."""
        if not any(name in ("cursor", "found") for _, _, name in shades):
            return [Segment(" " * self.left, self._inks())] if self.left else []
        pointer = (POINTER + " ")[: self.left]
        return [
            Segment(text, self._inks("mark"))
            for text in (" " * (self.left - len(pointer)), pointer)
            if text
        ]
