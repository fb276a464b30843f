"""A card: one entry beside the text, whose terms open in it; it goes back the way it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from game.engine.glossary_progress import GlossaryProgress
from game.story.model import Story
from game.tui.widgets.block_view import hidden_binding
from game.tui.widgets.transcript_view import TranscriptView
from game.view.entry import SCENE, entry_blocks

BESIDE = 112
"""Columns of a screen from which on a card stands beside the text, not over half of it."""
WIDEST, TEXT, LEAST = 52, 80, 6


def card_region(screen: Size, term: Region | None = None) -> Region:
    """The place of a card: at the right of a wide screen, else its lower half.

    It is the upper half where the term stands in the lower. The first and the last row stay free:
    header and footer are there.
    """
    if screen.width >= BESIDE:
        width = min(WIDEST, screen.width - TEXT)
        return Region(screen.width - width, 1, width, max(1, screen.height - 2))
    height = max(min(LEAST, screen.height - 2), screen.height // 2 - 1, 1)
    lower = max(1, screen.height - 1 - height)
    return Region(0, 1 if term and term.y >= lower else lower, screen.width, height)


class EntryView(TranscriptView):
    """An entry, with keys for all that can be done in it. Its terms are walked around.

    Escape lets go of a selection only; else it is left to whoever shows the entry.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden_binding("tab", "walk(1)", "The next term", "reader.next"),
        hidden_binding("shift+tab", "walk(-1)", "The term before", "reader.previous"),
        hidden_binding("enter", "open_term", "Open the term", "reader.open"),
        hidden_binding("v", "select", "Select words", "reader.select"),
        hidden_binding("y", "copy", "Copy", "reader.copy"),
        hidden_binding("escape", "let_go", "Let go", "reader.let_go"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "let_go" | "copy":
                return self.text_selection is not None
            case "open_term":
                return self.cursor is not None
        return super().check_action(action, parameters)

    def action_walk(self, step: int) -> None:
        if not self.next_term(step):
            self.action_edge(-step)
            self.next_term(step)

    def action_open_term(self) -> None:
        self.open_term()

    def action_select(self) -> None:
        self.select()

    def action_copy(self) -> None:
        self.copy()

    def action_let_go(self) -> None:
        self.let_go()


class Card(Container):
    """Hidden until `open`. It is mounted on the screen and lies over what is there.

    `SceneAsked` is posted when the reader wants to go where he met an entry.
    """

    DEFAULT_CSS = """
    Card {
        display: none;
        overlay: screen;
        position: absolute;
        background: $surface;
        border: round $accent;
        border-subtitle-color: $secondary;
        border-subtitle-background: $surface;
        padding: 0 1;
        & > EntryView {
            background: $surface;
            height: 1fr;
            scrollbar-background: $surface;
            scrollbar-corner-color: $surface;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden_binding("escape", "close", "Close the card", "card.close"),
        hidden_binding("backspace", "back", "Back to the entry before", "card.back"),
    ]

    @dataclass
    class SceneAsked(Message):
        """The reader asks for the scene where he met the entry."""

        card: Card
        scene: str

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story
        self.trail: list[str] = []
        """The entries that were opened, the one that is shown last."""
        self._known = GlossaryProgress()
        self._term: Region | None = None
        self._before: Widget | None = None
        self._place = Region()

    def compose(self) -> ComposeResult:
        yield EntryView()

    def on_mount(self) -> None:
        self.border_subtitle = "backspace back · esc closes"
        self.screen.screen_layout_refresh_signal.subscribe(self, self._take_place)

    @property
    def text(self) -> EntryView:
        """What is read on the card."""
        return self.query_one(EntryView)

    @property
    def shown(self) -> str:
        """The entry that is shown; empty while the card is closed."""
        return self.trail[-1] if self.display and self.trail else ""

    def open(self, id: str, known: GlossaryProgress, term: Region | None = None) -> None:
        """Show an entry, as far as `known` unlocks it; `term` is where it stands on the screen.

        Raises KeyError for an id that no entry has.
        """
        blocks = list(entry_blocks(self.story, known, id))
        if not self.display:
            self._before = self.screen.focused
        self.trail, self._known, self._term = [id], known, term
        self.display = True
        self._take_place(self.screen)
        self.text.show(blocks)
        self.text.focus()

    def close(self) -> None:
        """Hide the card and give the focus back."""
        if self.display:
            self.display = False
            self.trail = []
            if self._before and self._before.is_attached:
                self.screen.set_focus(self._before)

    def back(self) -> None:
        """To the entry before; the first one closes."""
        if len(self.trail) > 1:
            self.trail.pop()
            self.text.show(entry_blocks(self.story, self._known, self.trail[-1]))
        else:
            self.close()

    def action_close(self) -> None:
        self.close()

    def action_back(self) -> None:
        self.back()

    @on(TranscriptView.TermOpened)
    def _follow(self, event: TranscriptView.TermOpened) -> None:
        """Open what a term on the card leads to, in the card."""
        event.stop()
        if event.term.startswith(SCENE):
            self.post_message(self.SceneAsked(self, event.term.removeprefix(SCENE)))
        elif event.term != self.trail[-1]:
            self.text.show(entry_blocks(self.story, self._known, event.term))
            self.trail.append(event.term)

    def _take_place(self, screen: Screen[object]) -> None:
        """Take the place that the size of the screen leaves for it."""
        place = card_region(screen.size, self._term)
        if self.display and place != self._place:
            self._place = place
            self.styles.offset = place.offset
            self.styles.width, self.styles.height = place.size
