"""An app that is nothing but a page of prose, and scenes to put on it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from game.tui.theme import THEMES, VARIABLES
from game.tui.widgets.prose import Prose, Reader
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


class PageApp(App[None]):
    """The page, and what it posted."""

    def __init__(
        self,
        *items: Block | Fold,
        theme: str = "winter",
        ansi: bool | None = None,
        kind: type[Prose] = Reader,
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

    @property
    def prose(self) -> Reader:
        return self.query_one(Reader)

    def on_walking_term_opened(self, event: Reader.TermOpened) -> None:
        self.heard.append(event)

    def on_walking_folded(self, event: Reader.Folded) -> None:
        self.heard.append(event)

    def on_selecting_copied(self, event: Reader.Copied) -> None:
        self.heard.append(event)


def screen_text(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as they are painted."""
    screen = pilot.app.screen
    return [
        "".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()
    ]
