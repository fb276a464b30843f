"""Scrolling by rows and pages, at once: nothing on a page glides."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

from game.tui.widgets.drawn import Bar, Drawn

KEPT = 2
"""Rows of a page that stay in sight when it is turned."""


class Paging(Drawn, ScrollView):
    """A view that is scrolled by its reader."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line_up", "Up", show=False, id="page.line_up"),
        Binding("down,j", "line_down", "Down", show=False, id="page.line_down"),
        Binding("ctrl+u", "half_up", "Half a page up", show=False, id="page.half_up"),
        Binding("ctrl+d", "half_down", "Half a page down", show=False, id="page.half_down"),
        Binding("pageup", "page_up", "Page up", show=False, id="page.page_up"),
        Binding("pagedown", "page_down", "Page down", show=False, id="page.page_down"),
        Binding("home", "top", "To the beginning", show=False, id="page.top"),
        Binding("end,G", "bottom", "To the end", show=False, id="page.bottom"),
    ]

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar beside the text, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(
                vertical=True, name="vertical", thickness=self.scrollbar_size_vertical
            )
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    @property
    def tall(self) -> int:
        """Rows in sight, 1 or more."""
        return max(1, self.scrollable_content_region.height)

    @property
    def goes_on(self) -> bool:
        """Whether there is more below what is in sight."""
        return self.scroll_offset.y < self.max_scroll_y

    def put(self, row: int) -> None:
        """Scroll so that a row is the first in sight, or as near to that as there are rows."""
        self.scroll_to(y=max(0, row), animate=False, force=True)

    def show_rows(self, first: int, last: int) -> None:
        """Scroll as little as will bring rows into sight, with two rows around them where there is room."""
        around = 2 if self.tall > 6 else 0
        y = self.scroll_offset.y
        if first - around < y:
            self.put(first - around)
        elif last + around >= y + self.tall:
            self.put(min(first, last + around + 1 - self.tall))

    def go(self, rows: int) -> None:
        """Down by so many rows, or up."""
        self.put(self.scroll_offset.y + rows)

    def action_line_up(self) -> None:
        self.go(-1)

    def action_line_down(self) -> None:
        self.go(1)

    def action_half_up(self) -> None:
        self.go(-max(1, self.tall // 2))

    def action_half_down(self) -> None:
        self.go(max(1, self.tall // 2))

    def action_page_up(self) -> None:
        self.go(-max(1, self.tall - KEPT))

    def action_page_down(self) -> None:
        self.go(max(1, self.tall - KEPT))

    def action_top(self) -> None:
        self.go(-self.virtual_size.height)

    def action_bottom(self) -> None:
        self.go(self.virtual_size.height)
