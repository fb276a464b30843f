"""The play screen: the transcript, what can be done now, and how things stand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from game.engine import ChoiceNotOpen
from game.saves import SavesError
from game.saves.run import Run, RunStep
from game.tui.allocations import allocation
from game.tui.backfill import TranscriptBackfill
from game.tui.rooms import ROOMS
from game.tui.rows import Rows
from game.tui.screens.transcript_screen import TranscriptScreen
from game.tui.widgets.choice_list import ChoiceList, ChoiceRow
from game.tui.widgets.header import Header
from game.tui.widgets.panel import WIDTH as PANEL
from game.tui.widgets.panel import Panel
from game.tui.widgets.status_bar import StatusBar
from game.tui.widgets.transcript_view import TranscriptView
from game.view.means import has_craft
from game.view.powers import choice_notes
from game.view.record import record_key
from game.view.sanitize import one_line
from game.view.turn import Face, hub_line, read_key, run_step_blocks

if TYPE_CHECKING:
    from game.tui.widgets.prompt import Prompt

WIDE, TALL = 100, 26
CHOOSE = "1-9 choose"
LEAST = 3
"""Rows of choices that stay in sight below what is put in order or divided."""
RECENT, SOON, SLICE = 4, 0.02, 0.005
AFTERWARDS = (
    ("undo", "Take the last choice back"),
    ("branches", "See the branches, and go on from another decision"),
    ("endings", "See the endings"),
    ("new", "Begin again; this run stays in the branches"),
    ("title", "Another chair"),
    ("quit", "Quit"),
)


class PlayScreen(TranscriptScreen):
    """One run on the screen. `show_run` puts another one in its place."""

    WHERE = ("play",)
    DEFAULT_CSS = """
    PlayScreen { background: $background; layers: default over; }
    PlayScreen #allocation { height: auto; }
    PlayScreen TranscriptView { height: 1fr; scrollbar-size-vertical: 0; }
    PlayScreen Panel { dock: right; }
    """

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run
        self.marks: list[int] = []
        self.transcript = TranscriptView(id="transcript", measure=self.game.measure)
        self.above: Rows | None = None
        self.allocation = Static(id="allocation")
        self.choices = ChoiceList(id="choices")
        self.header, self.panel, self.footer = Header(), Panel(), StatusBar(lead=CHOOSE)
        self.panel.display = self.app.size.width >= WIDE
        self.shape(self.app.size)

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.panel
        yield self.transcript
        yield self.allocation
        yield self.choices
        yield self.footer

    def on_mount(self) -> None:
        self.watch(self.transcript, "scroll_y", self.tell_more, init=False)
        self.screen_layout_refresh_signal.subscribe(self, lambda _screen: self.tell_more())
        self.show_run(self.run)
        self.tell_notices()

    def on_resize(self, event: events.Resize) -> None:
        if (event.size.width < WIDE) != self.narrow:
            self.fold_panel(event.size.width < WIDE)
        self.shape(event.size)
        self.give_room()

    @property
    def room(self) -> int:
        """Columns for the text and the choices."""
        width = self.app.size.width
        return width - PANEL if self.panel.display and width >= WIDE else width

    def shape(self, size: Size) -> None:
        """Blank rows where there is room; the panel beside a wide text, over a narrow one."""
        self.narrow = size.width < WIDE
        space = int(size.height >= TALL)
        self.transcript.styles.margin = (space, 0, 0, 0)
        self.choices.styles.margin = self.allocation.styles.margin = (space, 0)
        self.panel.styles.margin = (1 + space, 0, 0, 0)
        self.panel.styles.height = max(
            1, size.height - 2 - space
        )  # over a text it would not stop at the line below by itself
        self.panel.styles.layer = "over" if self.narrow else "default"

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.transcript.measure = self.game.measure
        self.give_room()

    def fold_panel(self, fold: bool) -> None:
        """Fold the panel, or show it as things stand now."""
        self.panel.display = not fold
        if not fold:
            self.panel.tell(self.run)

    # -- the run ----------------------------------------------------------------------------------

    def show_run(self, run: Run) -> None:
        """Show another run, from its beginning to where it stands."""
        self.run, self.game.playing = run, run
        self.transcript.truncate(0)
        self.backfill = TranscriptBackfill(run, len(run.steps) - RECENT)
        self.marks = [self._append(step) for step in run.steps[self.backfill.end :]]
        self.tell_stand()
        self.show_new()
        if not self.backfill.done:
            self.set_timer(SOON, self.prepend_earlier)
        for notice in run.notices:
            self.tell(one_line(notice))

    def prepend_earlier(self, seconds: float = SLICE) -> None:
        """Lay out what came before the last few steps, and put it above them when it is whole.

        It takes about so long at once, and goes on a little later.
        """
        backfill = self.backfill
        if backfill.done:
            return
        if backfill.go_on(seconds):
            shift = len(backfill.text_layout)
            self.marks = [*backfill.marks, *(mark + shift for mark in self.marks)]
            self.transcript.prepend(backfill.text_layout)
        else:
            self.set_timer(SOON, self.prepend_earlier)

    def _append(self, step: RunStep) -> int:
        known = self.run.read_before(step) if self.game.skip_read else frozenset[str]()
        face = Face(unfold=self.game.key_shown("unfold"), accounts=self.game.key_shown("accounts"))
        return self.transcript.append(run_step_blocks(self.run, step, known, face), scroll=False)

    def tell_stand(self) -> None:
        """Everything around the text, as the run stands now."""
        self.header.tell(self.run)
        self.footer.leave_out(
            () if has_craft(self.run.story, self.run.lead) else ("app.open('means')",)
        )
        if self.panel.display:
            self.panel.tell(self.run)
        self.offer()
        self.point()
        self.game.update_accent(self.run.turn.state.date)
        self.give_room()

    def offer(self) -> None:
        """What can be done now; after an ending, what next."""
        turn = self.run.turn
        self.above = allocation(turn)
        self.allocation.display = self.above is not None
        if self.above:
            self.allocation.update(self.above)
        if turn.ending:
            self.choices.offer([ChoiceRow(*way) for way in AFTERWARDS], "What next?")
            return
        said = choice_notes(self.run.story, turn)
        options = []
        for offer in turn.choices:
            label, reason = one_line(offer.label), one_line(offer.reason)
            note = f"({said[offer.id]})" if offer.id in said else ""
            options.append(ChoiceRow(offer.id, label, offer.open, reason, note))
        self.choices.offer(options, hub_line(turn) if turn.picks_left is not None else "")

    def give_room(self) -> None:
        """Let the choices follow a short text; a long one takes all the room there is."""
        self.choices.fit(self.room, self.game.measure)
        self.allocation.styles.padding = (0, 0, 0, self.choices.left)
        above = len(self.above.lines(self.choices.room)) if self.above else 0
        self.choices.styles.max_height = max(LEAST, self.app.size.height // 2 - above)
        tall = min(
            self.transcript.height_at(self.transcript.size.width or self.room), self.app.size.height
        )
        now = self.transcript.styles.max_height
        if now is None or now.value != tall:
            self.transcript.styles.max_height = tall

    def show_new(self) -> None:
        """Scroll to what was shown last, and say whether it goes on below."""
        self.transcript.scroll_to_new(self.marks[-1])
        self.tell_more()

    def tell_more(self) -> None:
        """First below: how to read on, while there is more than is in sight."""
        more = self.transcript.more_below
        self.footer.lead_with(f"{self.game.key_shown('page(1)')} more" if more else CHOOSE)

    def show_leaf(self, at: int) -> None:
        """Scroll to what a step showed, as soon as it is on the screen."""
        if not self.marks:
            self.call_after_refresh(self.show_leaf, at)
            return
        self.prepend_earlier(math.inf)
        self.transcript.jump(self.marks[at])

    def take(self, id: str) -> None:
        """Take an open choice: kept first, shown afterwards."""
        try:
            step = self.run.choose(id)
        except (ChoiceNotOpen, SavesError) as fault:
            self.tell(one_line(str(fault)))
            return
        self.shut_card()
        self.set_focus(None)
        self.transcript.let_go()
        if self.narrow:
            self.fold_panel(True)
        self.marks.append(self._append(step))
        self.tell_stand()
        self.show_new()
        if step.turn.votes:
            self.game.action_open("vote", step.turn.votes)

    # -- commands ---------------------------------------------------------------------------------

    @on(ChoiceList.OptionSelected)
    def chosen(self, event: ChoiceList.OptionSelected) -> None:
        """A choice, or one of the ways on after an ending."""
        event.stop()
        id = event.option_id or ""
        if not self.run.turn.ending:
            self.take(id)
        elif id in ROOMS:
            self.game.action_open(id)
        elif id == "undo":
            self.action_undo()
        elif id == "new":
            self.begin_again()
        elif id == "title":
            self.game.action_title()
        else:
            self.app.exit()

    def begin_again(self) -> None:
        """A new run of the same lead."""
        self.show_run(Run.open(self.run.story, self.run.store, self.run.lead, new=True))

    def action_take(self, digit: int) -> None:
        self.choices.take_number(digit or 10)

    def action_choose(self) -> None:
        if not self.shut_card() and not self.transcript.open_term():
            self.choices.action_select()

    def action_cursor(self, step: int) -> None:
        self.transcript.leave_terms()
        self.point()
        self.choices.move(step)

    def action_undo(self) -> None:
        try:
            gone = self.run.undo()
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return
        self.shut_card()
        if gone is None:
            self.tell("This is where the story begins: there is nothing to take back.")
            return
        if len(self.marks) < 2:
            self.prepend_earlier(math.inf)
        self.transcript.truncate(self.marks.pop())
        self.tell_stand()
        self.show_new()

    def action_record(self) -> None:
        """Open the last Record, or fold it."""
        for step in reversed(self.run.steps):
            if step.turn.record:
                self.transcript.toggle(record_key(step.id))
                self.give_room()
                return
        self.tell("The Record opens when a decision has been taken.")

    def action_unfold(self) -> None:
        """Open what was read before on the last page, or fold it."""
        for passage in self.run.turn.passages:
            self.transcript.toggle(read_key(self.run.step, passage.scene))
        self.give_room()

    @on(TranscriptView.Folded)
    def folded(self) -> None:
        """A fold was opened or closed with the mouse."""
        self.give_room()

    def action_panel(self) -> None:
        self.fold_panel(bool(self.panel.display))

    @on(Panel.RowClicked)
    async def panel_row_clicked(self, event: Panel.RowClicked) -> None:
        """A row of the panel: a person's page of the ledger, or a term's card."""
        if event.row.person:
            self.game.action_open("ledger", event.row.person)
        else:
            await self.show_card(event.row.term)

    def action_bookmark(self) -> None:
        self.ask("bookmark", "Name this place")

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """A line was typed."""
        self.set_focus(None)
        if not event.text:
            return
        if event.about == "search":
            self.search(event.text)
            return
        try:
            self.tell(f"Bookmark set: {one_line(self.run.bookmark(event.text))}")
        except SavesError as fault:
            self.tell(one_line(str(fault)))

    def action_back(self) -> None:
        """Let go of whatever is held, then fold the panel over a narrow text."""
        self.set_focus(None)
        if not self.transcript.let_go() and self.narrow:
            self.fold_panel(True)
        self.point()
