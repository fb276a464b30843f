"""Widgets whose rows are finished when they are made: nothing is laid over them, so most of what Textual does for a row is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class Drawn(Widget):
    """A widget that answers `render_line` with finished rows. With a border or padding it is drawn as any other."""

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.styles.gutter.totals != (0, 0):
            return super().render_lines(crop)
        width = self.outer_size.width
        strips = [self.render_line(y) for y in crop.line_range]
        if any(strip.cell_length != width for strip in strips):
            style = self.rich_style
            strips = [strip.adjust_cell_length(width, style) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return filtered(self, strips)

    def on_unmount(self) -> None:
        """Textual remembers how the last thousand widgets with a border or padding were drawn; of those that are gone nobody asks any more."""
        self._styles_cache.clear()


class Bar(ScrollBar):
    """Textual's scroll bar, looking and working as it does, drawn without a console."""

    def render_lines(self, crop: Region) -> list[Strip]:
        bar = cast(ScrollBarRender, self.render())
        # Its style has Rich's colours, and so they go on; the types say Textual's.
        style: Any = bar.style
        cells = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        return filtered(self, [Strip([cell], 1) for cell in list(cells)[crop.y : crop.bottom]])


def filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """The rows as the terminal gets them. Inks name true colours or, in the terminal's own theme, the terminal's: neither is translated."""
    filters: Sequence[LineFilter] = [
        one for one in widget.get_line_filters() if not isinstance(one, ANSIToTruecolor)
    ]
    for one in filters:
        strips = [strip.apply_filter(one, widget.background_colors[1]) for strip in strips]
    return strips
