"""Inks: what the words of every widget are drawn in, by name, from the variables of the theme.

They are no component classes: each of those would make the style sheet be matched once more for every widget that has it.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget


class Ink(NamedTuple):
    """Variables of the theme for the letters and for what is behind them, and a style of Rich's. `faint` where colours are the terminal's own."""

    colour: str = ""
    back: str = ""
    style: str = ""
    faint: bool = False


QUIET = Ink("quiet", faint=True)
BOLD = Ink(style="bold")
PLAIN = Ink()

# Nothing rests on colour alone: terms are underlined, what is pointed at is bold or reversed, quiet lines begin with a sign.
INKS: dict[str, Ink] = {
    "": PLAIN,
    "dim": QUIET,
    "shut": QUIET,
    "rule": Ink("rule", faint=True),
    "red": Ink("red"),
    "mark": Ink("red"),
    "good": Ink("good"),
    "ok": Ink("good"),
    "term": Ink(style="underline"),
    "name": Ink("term"),
    "strong": BOLD,
    "bold": BOLD,
    "em": Ink(style="italic"),
    "cite": QUIET,
    "here": Ink(back="chosen"),
    "title": BOLD,
    "choice": BOLD,
    "ending": BOLD,
    "header": QUIET,
    "labels": QUIET,
    "moved": QUIET,
    "met": QUIET,
    "notice": QUIET,
    "cursor": Ink(style="reverse bold"),
    "found": Ink("red", style="reverse bold"),
    "match": Ink(style="reverse"),
    "caret": Ink(style="reverse underline bold"),
    "selection": Ink("foreground", back="marked"),
}


class Inks:
    """The styles of one widget: its own, with those of inks over it, put together once for each combination.

    What is under all inks, the variables, and whether colours are the terminal's own, are those of the theme that is worn.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """The style of the widget with these inks over it, one after another; what is no ink changes nothing."""
        found = self._known.get(names)
        if found is None:
            found = self.ground
            for name in names:
                found += self._style(INKS.get(name, PLAIN))
            self._known[names] = found
        return found

    def clear(self) -> None:
        """The theme has changed."""
        self._known.clear()

    @property
    def ground(self) -> Style:
        """The style under all inks."""
        return self._widget.rich_style

    @property
    def native(self) -> bool:
        """Whether the colours are the terminal's own: nobody knows what can be read on what."""
        return self._widget.app.native_ansi_color

    def value(self, variable: str) -> str:
        """A colour of the theme; empty for none."""
        return self._widget.app.theme_variables.get(variable, "")

    def _style(self, ink: Ink) -> Style:
        style = Style.parse(ink.style) if ink.style else Style.null()
        if self._widget.app.no_color:
            return style + Style(
                reverse=True if ink.back == "marked" else None, dim=ink.faint or None
            )
        if self.native and (ink.faint or ink.back == "marked"):
            return style + Style(dim=ink.faint or None, reverse=ink.back == "marked" or None)
        return style + Style(color=self.colour(ink.colour), bgcolor=self.colour(ink.back))

    def colour(self, variable: str) -> RichColor | None:
        """A variable of the theme as a colour; None for none."""
        value = self.value(variable) if variable else ""
        return Color.parse(value).rich_color if value else None
