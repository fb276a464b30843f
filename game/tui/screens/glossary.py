"""The glossary: a list that narrows while one types, and beside it the entry under the cursor."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game.engine.glossary_progress import GlossaryEntry, GlossaryProgress, glossary_entries
from game.tui import glossary_rows as list_of
from game.tui.content import assembled
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.card import EntryView
from game.tui.widgets.row_list import RowList
from game.tui.widgets.transcript_view import TranscriptView
from game.view.entry import SCENE, entry_blocks

WIDE = 84
"""Columns from which on the entry stands beside the list; below that it takes its place."""
LONGEST = 60


class GlossaryScreen(ListScreen):
    """Terms and people. Letters search, enter reads; in an entry tab walks its terms."""

    WHERE = ("glossary",)
    DEFAULT_CSS = """
    GlossaryScreen {
        #list { dock: left; width: 44; margin: 1 0 1 1; }
        #asked { height: 2; padding: 0 2; }
        #entries { margin: 0; }
        EntryView { margin: 2 1 1 1; }
        &.-short #list { margin: 1 0 1 0; }
        &.-short EntryView { margin: 1; }
        &.-narrow #list { width: 100%; margin: 1; }
        &.-narrow EntryView { display: none; margin: 1 0; }
        &.-narrow.-reading #list { display: none; }
        &.-narrow.-reading EntryView { display: block; }
    }
    """

    def __init__(self, id: str = "") -> None:
        super().__init__()
        self.asked_for = id
        self.query_text, self.kind = "", list_of.KINDS[0]
        self.known, self.cards = GlossaryProgress(), tuple[GlossaryEntry, ...]()
        self.ids: list[str] = []
        self.trail: list[str] = []
        """The entries that were opened one from another, the one that is read last."""

    def compose_body(self) -> ComposeResult:
        with Vertical(id="list"):
            yield Static(id="asked")
            yield RowList(id="entries")
        yield EntryView(id="entry", measure=self.game.measure)

    def on_mount(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.known = self.game.known()
        self.cards = glossary_entries(self.game.story, self.known)
        self.set_heading("GLOSSARY", list_of.counted(self.cards))
        self.show_rows(self.asked_for)
        if self.asked_for in self.ids:
            self.action_read()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.entry_view.measure = self.game.measure

    @property
    def entry_view(self) -> EntryView:
        return self.query_one(EntryView)

    @property
    def reading(self) -> bool:
        """Whether the keys are the entry's."""
        return self.has_class("-reading")

    def show_rows(self, id: str = "") -> None:
        """Set the list anew, the cursor on an entry, or on the first."""
        groups = list_of.listed(self.cards, self.kind, self.query_text)
        self.ids = [one.card.id for group in groups for one in group.entries]
        at = self.ids.index(id) if id in self.ids else 0
        self.row_list.show(list_of.options(groups), at)
        kind = "" if self.kind == list_of.KINDS[0] else f"  {self.kind} only"
        typed = (self.query_text, "strong") if self.query_text else ("type to search", "dim")
        caret = ("▏" if self.query_text else "", "red")
        asked = assembled(("/ ", "red"), typed, caret, (kind, "dim"))
        self.query_one("#asked", Static).update(asked, layout=False)
        self.show_entry()

    @on(RowList.OptionHighlighted)
    def show_entry(self) -> None:
        """What the cursor stands on."""
        self.trail = self.ids[self.row_list.cursor : self.row_list.cursor + 1]
        self._fill()

    def _fill(self) -> None:
        blocks = entry_blocks(self.game.story, self.known, self.trail[-1]) if self.trail else ()
        self.entry_view.show(list(blocks))

    def on_key(self, event: events.Key | None = None) -> None:
        """Letters narrow the list."""
        super().on_key(event)
        if event is None or self.reading or event.key == "question_mark":
            return
        letter = event.character if event.is_printable else None
        if letter and (letter != " " or self.query_text):
            event.stop()
            event.prevent_default()
            self.type(self.query_text + letter)

    def on_paste(self, event: events.Paste) -> None:
        if not self.reading:
            self.type(self.query_text + " ".join(event.text.split()))

    def type(self, text: str) -> None:
        """Search for other words."""
        self.query_text = "".join(char for char in text if char.isprintable())[:LONGEST]
        self.show_rows()

    def action_walk_list(self, step: int) -> None:
        self.row_list.move(step)

    def action_leaf_list(self, step: int) -> None:
        self.row_list.page(step)

    def action_erase(self) -> None:
        """The last letter typed; in an entry, back to the one before."""
        if not self.reading:
            self.type(self.query_text[:-1])
        elif len(self.trail) > 1:
            self.trail.pop()
            self._fill()
        else:
            self.action_close()

    def action_read(self) -> None:
        """Read the entry under the cursor: its terms can be walked now."""
        if self.trail and not self.reading:
            self.add_class("-reading")
            self.entry_view.focus()

    def action_close(self) -> None:
        """Back to the list; there, forget the search; then leave."""
        if self.reading:
            self.remove_class("-reading")
            self.set_focus(None)
            self.show_entry()
        elif self.query_text or self.kind != list_of.KINDS[0]:
            self.kind, self.query_text = list_of.KINDS[0], ""
            self.show_rows(self.trail[0] if self.trail else "")
        else:
            self.game.action_leave_room()

    def action_kind(self) -> None:
        """Another kind of entries."""
        if not self.reading:
            self.kind = list_of.KINDS[(list_of.KINDS.index(self.kind) + 1) % len(list_of.KINDS)]
            self.show_rows(self.trail[0] if self.trail else "")

    def action_pick(self) -> None:
        self.action_read()

    def on_click(self, event: events.Click) -> None:
        """The mouse chooses who has the keys."""
        if event.widget is self.entry_view:
            self.action_read()

    @on(TranscriptView.TermOpened)
    def follow(self, event: TranscriptView.TermOpened) -> None:
        """Another entry, or the scene where this one was met."""
        event.stop()
        if event.term.startswith(SCENE):
            self.game.go_where_met(self.trail[-1], event.term.removeprefix(SCENE))
            return
        self.action_read()
        if event.term != self.trail[-1]:
            self.trail.append(event.term)
            self._fill()
