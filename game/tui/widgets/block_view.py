"""Blocks to read: a column of text that draws only its visible rows, scrolled by its reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from game.tui.content import STYLES, Paragraph, assembled
from game.tui.widgets.text_layout import TextLayout, TextPosition
from game.view.blocks import BlockOrFold

MEASURE, NARROWEST, WIDEST = 72, 40, 100
MARGIN = 1
POINTER = "▸ "
OVERLAP = 2
"""Rows of a page that stay in sight when it is turned."""
CONTEXT = 2
"""Rows that are shown around a row that is scrolled to, where there is room."""
_MARKED = frozenset({"choice", "ending"})
_POINTED = frozenset({STYLES["cursor"], STYLES["found"]})


def hidden_binding(keys: str, action: str, description: str, id: str) -> Binding:
    """A binding that the footer does not name."""
    return Binding(keys, action, description, show=False, id=id)


class _Frame(NamedTuple):
    """What the rows of one paint have in common: their width, the margin, the style under them."""

    width: int
    left: int
    style: Style


class BlockView(ScrollView, can_focus=True):
    """Blocks under one another, broken into rows when they are appended.

    Until the reader scrolls, a view that changes its size goes on showing what was appended last;
    after that, what he reads.
    """

    DEFAULT_CSS = """
    BlockView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden_binding("up,k", "line(-1)", "Up", "page.line_up"),
        hidden_binding("down,j", "line(1)", "Down", "page.line_down"),
        hidden_binding("ctrl+u", "half(-1)", "Half a page up", "page.half_up"),
        hidden_binding("ctrl+d", "half(1)", "Half a page down", "page.half_down"),
        hidden_binding("pageup", "page(-1)", "Page up", "page.page_up"),
        hidden_binding("pagedown", "page(1)", "Page down", "page.page_down"),
        hidden_binding("home", "edge(-1)", "To the beginning", "page.top"),
        hidden_binding("end,G", "edge(1)", "To the end", "page.bottom"),
    ]

    virtual_size = reactive(Size(0, 0), layout=False)
    """The size of the text. While the scroll bar stays, a longer one moves no other widget."""

    measure: reactive[int] = reactive(MEASURE, layout=False, init=False)
    """Columns that text takes at most, 40..100."""

    def __init__(self, *items: BlockOrFold, measure: int = MEASURE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(BlockView.measure, self.validate_measure(measure))
        self.text_layout = TextLayout(self.measure)
        self._new: int | None = None
        """The mark from which on it was scrolled to what is new; None once the reader scrolled."""
        self._reading: TextPosition | None = TextPosition(0, 0)
        """What the first row in sight says; None at the end of everything."""
        self._refitting = False
        self._frame = _Frame(0, 0, Style())
        self._painting = False
        self._fitted = Size()
        """The size that it was fitted to last."""
        self.text_layout.append(items)

    # -- content ----------------------------------------------------------------------------------

    def append(self, items: Iterable[BlockOrFold], *, scroll: bool = True) -> int:
        """Add blocks and folds and show them, unless `scroll` is off; the mark of the first."""
        mark = self.text_layout.append(items)
        self.text_changed()
        if scroll:
            self.scroll_to_new(mark)
        return mark

    def prepend(self, older: TextLayout) -> None:
        """Put earlier text above everything; what is read now stays where it is."""
        new = None if self._new is None else self._new + len(older)
        row = self.scroll_offset.y + self.text_layout.prepend(older)
        self.text_changed()
        self.scroll_to_row(row)
        self._new = new

    def mark(self) -> int:
        """A position to come back to with `truncate` or `jump`: the end as it is now."""
        return len(self.text_layout)

    def truncate(self, to: int) -> None:
        """Keep what stood before a mark."""
        self.text_layout.truncate(to)
        self.text_changed()
        self.scroll_to_row(self.scroll_offset.y)

    def show(self, items: Iterable[BlockOrFold]) -> None:
        """Show these blocks in place of all others, from their beginning."""
        self.truncate(0)
        self.append(items, scroll=False)
        self.scroll_to_row(0)

    def toggle(self, key: str) -> bool:
        """Open a fold or close it, its head staying in sight; whether it is open now."""
        is_open = self.text_layout.toggle(key)
        self.text_changed()
        head = self.text_layout.head_of(key)
        if head is not None:
            top, end = self.text_layout.rows_of_fold(head)
            self.scroll_to_row(min(top, max(self.scroll_offset.y, end - self.page_rows)))
        return is_open

    def plain_text(self) -> str:
        """What it says, but what is folded away."""
        return self.text_layout.plain_text()

    def height_at(self, width: int) -> int:
        """How many rows the text takes in a widget so many columns wide, scroll bar included."""
        return self.text_layout.height_at(
            self._measure_in(width - self.styles.scrollbar_size_vertical)
        )

    def text_changed(self) -> None:
        """Take the new height, and draw again."""
        height = self.text_layout.height
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        overflows = height > self.container_size.height
        if overflows != self.show_vertical_scrollbar:
            self.refresh(layout=True)
        elif overflows:
            self.vertical_scrollbar.window_virtual_size = height
        self.refresh()

    # -- scrolling --------------------------------------------------------------------------------

    @property
    def page_rows(self) -> int:
        """Rows in sight, 1 or more."""
        return max(1, self.scrollable_content_region.height)

    @property
    def more_below(self) -> bool:
        """Whether there is more below what is in sight."""
        return self.scroll_offset.y < self.max_scroll_y

    def scroll_to_row(self, row: int) -> None:
        """Make a row the first in sight, or as near to that as there are rows."""
        self.scroll_to(y=max(0, row), animate=False, force=True)
        self._keep_reading()

    def scroll_to_new(self, mark: int) -> None:
        """Show what stands from a mark on: its start at the top if it is longer than the screen."""
        last_page = max(0, self.text_layout.height - self.page_rows)
        self.scroll_to_row(min(self.text_layout.row_of(mark), last_page))
        self._new = mark

    def show_rows(self, first: int, last: int) -> None:
        """Scroll as little as will bring rows into sight, with some around them."""
        context = CONTEXT if self.page_rows > 3 * CONTEXT else 0
        y = self.scroll_offset.y
        if first - context < y:
            self.scroll_to_row(first - context)
        elif last + context >= y + self.page_rows:
            self.scroll_to_row(min(first, last + context + 1 - self.page_rows))

    def jump(self, mark: int) -> bool:
        """Put the start of a block at the top; False when there is no such block."""
        if not 0 <= mark < len(self.text_layout):
            return False
        self.scroll_to_row(self.text_layout.row_of(mark))
        return True

    def move(self, rows: int) -> None:
        """Down by so many rows, or up."""
        self.scroll_to_row(self.scroll_offset.y + rows)

    def action_line(self, step: int) -> None:
        """A row down, or up."""
        self.move(step)

    def action_half(self, step: int) -> None:
        """Half a page down, or up."""
        self.move(step * max(1, self.page_rows // 2))

    def action_page(self, step: int) -> None:
        """A page down, or up."""
        self.move(step * max(1, self.page_rows - OVERLAP))

    def action_edge(self, step: int) -> None:
        """To the end, or to the beginning."""
        self.move(step * self.text_layout.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._refitting:
            self._keep_reading()

    def _keep_reading(self) -> None:
        """Remember what is read now, for when the size changes."""
        self._new = None
        at_end = self.scroll_offset.y >= self.max_scroll_y > 0
        self._reading = None if at_end else self.text_layout.position(self.scroll_offset.y)

    # -- size -------------------------------------------------------------------------------------

    def on_resize(self, _event: events.Resize) -> None:
        """Break the text anew if its measure changes, and keep what was being read."""
        self._fit_to_size()

    def _fit_to_size(self) -> None:
        if self._fitted != self.scrollable_content_region.size:
            self._fitted = self.scrollable_content_region.size
            self._refit()

    def watch_measure(self) -> None:
        self._refit()

    def validate_measure(self, measure: int) -> int:
        """A measure that can be read."""
        return max(NARROWEST, min(measure, WIDEST))

    def fit(self, measure: int) -> None:
        """Break the text into rows of a measure."""
        self.text_layout.fit(measure)

    def _refit(self) -> None:
        new, reading = self._new, self._reading
        self._refitting = True
        self.fit(self._measure_in(self.scrollable_content_region.width))
        self.text_changed()
        if new is not None:
            self.scroll_to_new(new)
        else:
            layout = self.text_layout
            self.scroll_to_row(layout.height if reading is None else layout.row(reading))
        self._new, self._reading, self._refitting = new, reading, False

    def _measure_in(self, width: int) -> int:
        return max(2, min(self.measure, width - 2 * MARGIN))

    # -- drawing ----------------------------------------------------------------------------------

    @property
    def left(self) -> int:
        """Columns before the text: it stands in the middle of a wide view."""
        return max(0, (self._fitted.width - self.text_layout.measure) // 2)

    def overlays(self, _number: int, _row: int) -> list[Span]:
        """Styles over the words of a paragraph in a row, by positions in the paragraph."""
        return []

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in sight. A new size is painted before the event that tells of it is handled."""
        self._fit_to_size()
        width, left = self.scrollable_content_region.width, self.left
        self._frame = _Frame(width, left, self.visual_style)  # the same for every row of a paint
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """A row in sight.

        Asked for to find the letter under the mouse, not to be painted, it has offsets: the letter
        of the row's words, and the row. To give them to every row painted takes a tenth of a key.
        """
        width, left, style = self._frame
        row = self.scroll_offset.y + y
        number, line = self.text_layout.at(row)
        if line < 0:
            strip = Strip.blank(width, style.rich_style)
            return strip if self._painting else strip.apply_offsets(-width, row)
        paragraph = self.text_layout.paragraphs[number]
        start, end = paragraph.rows[line]
        overlays = [
            span for span in self.overlays(number, row) if span[0] < end and span[1] > start
        ]
        prefix = self.text_layout.prefix(number, line)
        segments = _margin(paragraph, prefix, left, overlays).render_segments(style)
        words = paragraph.content.add_spans(overlays) if overlays else paragraph.content
        segments += words[start:end].render_segments(style)
        strip = Strip(segments)
        segments.append(Segment(" " * (width - strip.cell_length), style.rich_style))
        strip = Strip(segments, width)
        return strip if self._painting else strip.apply_offsets(-left - len(prefix), row)


def _margin(paragraph: Paragraph, prefix: str, left: int, overlays: Sequence[Span]) -> Content:
    """What stands before a row, after so many cells; a pointer in them if it is pointed at."""
    pointed = any(span.style in _POINTED for span in overlays)
    pointer = POINTER[:left] if pointed else ""
    marked = paragraph.kind in _MARKED or paragraph.opens
    return assembled(
        (" " * (left - len(pointer)), ""),
        (pointer, "mark"),
        (prefix, f"{paragraph.kind} mark" if marked else paragraph.kind),
    )
