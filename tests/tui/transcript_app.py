"""An app that is nothing but a transcript, and scenes to put in it."""

from __future__ import annotations

from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from game.tui.theme import COLOURLESS, THEMES, VARIABLES
from game.tui.widgets.card import EntryView
from game.tui.widgets.transcript_view import TranscriptView
from game.view.blocks import Block, Fold, Piece

HOSTILE = (
    "[/] [Speak out] [bold]not bold[/bold] [@click=app.bell]x[/]",
    "\x1b[31mred\x1b[0m\x07\x08 \x9b2J \x00",
    "\u202egnihton\u202c \u200fright\u2067 to left",
    "漢" * 10_000,
    "W" * 10_000,
    "Z" + "\u0301" * 500 + " Za\u0300\u0301lgo",
    "👨‍👩‍👧‍👦 🏳️‍🌈 \ufe0f\u200d",
    "\ud800 \u2028 \u2029 \t tab",
)


def said(text: str, kind: str = "text", **more: int) -> Block:
    return Block((Piece(text),), kind, **more)


def scene(number: int, words: int = 60) -> list[Block]:
    """A choice, and what follows it: two paragraphs, with a term in each."""
    text = " ".join(f"word{number}" for _ in range(words // 2))
    parts = (
        Piece(f"{text} "),
        Piece("Presidium", "", f"term_{number}"),
        Piece(f".\n\n{text} "),
        Piece("two words", "", f"other_{number}"),
    )
    return [Block((Piece(f"Choice {number}"),), "choice", "■ ", "  "), Block(parts, "outcome")]


RECORD = Fold(
    "cairo",
    said("The Record, ten words", "record"),
    (
        said("What is known is little, and it is disputed.", "record"),
        said("[1] A work.", "notice", space=0),
    ),
)


class TranscriptApp(App[None]):
    """The transcript, and what it posted."""

    def __init__(
        self,
        *items: Block | Fold,
        theme: str = "winter",
        ansi: bool | None = None,
        kind: type[TranscriptView] = EntryView,
    ) -> None:
        super().__init__(ansi_color=ansi)
        self.items, self.kind = items, kind
        self.heard: list[Message] = []
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield self.kind(*self.items)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {**VARIABLES, "ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}

    def get_css_variables(self) -> dict[str, str]:
        return super().get_css_variables() | (COLOURLESS if self.no_color else {})

    @property
    def view(self) -> EntryView:
        return self.query_one(EntryView)

    def on_transcript_view_term_opened(self, event: EntryView.TermOpened) -> None:
        self.heard.append(event)

    def on_transcript_view_folded(self, event: EntryView.Folded) -> None:
        self.heard.append(event)


def screen_text(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as they are painted."""
    screen = pilot.app.screen
    return [
        "".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()
    ]


def style_of(pilot: Pilot[None], words: str) -> Style:
    """How a stretch of words is painted, the first that says just this."""
    strips = pilot.app.screen._compositor.render_strips()
    segments = (segment for strip in strips for segment in strip if segment.text == words)
    return next(segments).style or Style()
