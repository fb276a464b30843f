"""The chronicle: the record month by month, beside it the branch, and where they part."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var

from game.saves import branch_tree
from game.saves.accounts import EventAccounts, event_accounts
from game.saves.timeline import AS_IT_WAS, DECIDED, ENDED, TimelineEntry, partings, timeline
from game.story.model import ChronicleEntry
from game.tui import chronicle_layout
from game.tui.chronicle_layout import GAP, ChronicleLayout, ChronicleRow, ChronicleTarget
from game.tui.content import assembled
from game.tui.rows import wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.row_list import POINTER, RowList, note
from game.view import accounts, words
from game.view.chronicle import MonthSection, current_section, first_month, month_sections
from game.view.names import lead_name

ONE_LINE = 56
BESIDE = 2 + 1 + POINTER
"""Columns of the screen beside the text: margins, the scroll bar and the pointer."""
PARTING = "parting from the record"
NOTHING = "This story has no chronicle yet."
NO_ACCOUNTS = "No conflicting accounts are told of this. They are of single entries of the record."
UNPLAYED = """Nothing has been played yet, so every month is closed: \
the record goes on where a story has not been. Enter opens one."""


class ChronicleList(RowList):
    """Rows of two sides, `half` cells each; the cursor is on one of them."""

    side: var[int] = var(0)
    """0 for the record, 1 for the branch."""
    half = 0

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        if (at := self.item_under(event)) is None:
            return
        side = int(self.half > 0 and event.x >= self.half + GAP)
        again = at == self.highlighted and side == self.side
        self.highlighted, self.side = at, side
        if again:
            self.action_select()


class ChronicleScreen(ListScreen):
    """The record beside the run being played, or the branch played last; tab: the next lead's."""

    WHERE = ("chronicle", "roll", "room")

    def __init__(self) -> None:
        super().__init__()
        self.lead = ""
        self.timeline: tuple[TimelineEntry, ...] = ()
        self.sections: list[MonthSection] = []
        self.opened: set[str] = set()
        self.rows: list[ChronicleRow] = []
        self.hours: dict[str, str] = {}
        """The events whose hour can be read from two chairs, and what is said of that."""

    def compose_body(self) -> ComposeResult:
        yield ChronicleList(id="chronicle")

    @property
    def row_list(self) -> ChronicleList:
        return self.query_one(ChronicleList)

    def on_mount(self) -> None:
        said = f"{accounts.NAME}: {self.game.key_shown('hour')} reads them"
        self.hours = {hour.account.id: said for hour in self.seen() if hour.open}
        leads, playing = self.played_leads(), self.game.playing
        self.show_lead(playing.lead if playing else leads[0] if leads else "")
        self.watch(self.row_list, "side", self.light, init=False)

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.show_rows(self.target)

    def on_resize(self, _event: events.Resize) -> None:
        self.show_rows(self.target)

    # -- what is shown ----------------------------------------------------------------------------

    def show_lead(self, lead: str) -> None:
        """Show the record beside a lead's branch, from the month where it stands, or alone."""
        story = self.game.story
        self.lead, self.timeline = "", ()
        with self.telling_faults():
            self.timeline = self.timeline_of(lead) if lead else ()
            self.lead = lead
        self.sections = month_sections(story, self.timeline)
        first = min((moment.month for moment in self.timeline if moment.month), default="")
        come_to = [one for one in self.sections if self.lead and not one.beyond]
        self.opened = {section.key for section in come_to if section.month >= first}
        day = max((moment.date for moment in self.timeline), default="")
        name = lead_name(story, self.lead) if self.lead else ""
        self.set_heading("THE CHRONICLE", name, words.day(day))
        here = current_section(self.sections, self.timeline, first_month(story))
        self.show_rows(self.sections[here].key if self.sections else None)
        self.call_after_refresh(self.row_list.scroll_to_highlight, top=True)

    def timeline_of(self, lead: str) -> tuple[TimelineEntry, ...]:
        """What a lead's branch came through: the run on the play screen, or his last."""
        game, run = self.game, self.game.playing
        step = run.step if run and run.lead == lead else game.store.head(game.story, lead)
        if step is None:
            return ()
        return timeline(game.story, branch_tree.replay(game.story, game.store, step))

    @property
    def room(self) -> int:
        """Cells for the text: no more than two columns of the player's measure."""
        return min(2 * self.game.measure + GAP, self.app.size.width - BESIDE)

    def show_rows(self, target: ChronicleTarget | None) -> None:
        """Set the page anew, the cursor on a target."""
        shown = self.row_list
        two, measure = self.room >= chronicle_layout.TWO_COLUMNS, self.game.measure
        layout = ChronicleLayout(self.game.story, self.opened, self.hours, measure, two)
        self.rows = list(
            chronicle_layout.chronicle_rows(self.sections, self.opened, two=layout.two)
        )
        over = any(own.kind == ENDED for own in self.timeline)
        shown.styles.max_width = 2 * measure + GAP + POINTER + 1
        shown.half = layout.half(self.room) if layout.two else 0
        before = note(lambda width: self.before(layout.whole(width)))
        shown.show([before, *layout.options(self.rows, over=over)], self.find(target))
        self.light()

    def before(self, width: int) -> list[Content]:
        """What stands above the months: the branch in numbers, or why there is none."""
        if not self.sections:
            return wrapped(NOTHING, width, "dim")
        if not self.timeline:
            return [*wrapped(UNPLAYED, width, "dim"), Content()]
        count = words.count(sum(one.kind == DECIDED for one in self.timeline), "decision")
        same = sum(one.against == AS_IT_WAS for one in self.timeline)
        as_it_was = (f"{words.SAME} {same} {words.AS_IT_WAS}   ", "dim")
        parted = (f"{words.OTHER} {partings(self.timeline)} {PARTING}", "red")
        said = assembled(as_it_was, parted)
        if width < ONE_LINE:
            return [Content(f"{count.capitalize()}."), said]
        return [Content(f"{count.capitalize()}:  ") + said]

    # -- the cursor -------------------------------------------------------------------------------

    @property
    def target(self) -> ChronicleTarget | None:
        """What the cursor stands on."""
        at = self.row_list.cursor
        return self.rows[at].target(self.row_list.side) if at < len(self.rows) else None

    def find(self, target: ChronicleTarget | None) -> int:
        """The row of a target, or the first."""
        found = (at for at, row in enumerate(self.rows) if target in (row.target(0), row.target(1)))
        return next(found, 0)

    @on(RowList.OptionHighlighted)
    def light(self) -> None:
        """Light the side of the row that the cursor is on."""
        shown = self.row_list
        row = self.rows[shown.cursor] if self.rows else None
        if row and not row.has(shown.side):
            shown.side = 1 - shown.side
        start = shown.side * (shown.half + GAP)
        whole = not shown.half or not row or row.section
        shown.lit = None if whole else (start, start + POINTER + shown.half)

    def action_walk(self, step: int) -> None:
        """To the next row that has something on this side; the page where there is none."""
        shown = self.row_list
        sides = (shown.side,) if shown.half else (0, 1)
        rows = (at for at, row in enumerate(self.rows) if any(map(row.has, sides)))
        if not shown.move_among(rows, step):
            shown.scroll_relative(y=step, animate=False)

    def action_across(self, step: int) -> None:
        """To the nearest row of the other column; where there is none, to another month."""
        shown, side = self.row_list, int(step > 0)
        in_month = bool(self.rows and self.rows[shown.cursor].section)
        found = [at for at, row in enumerate(self.rows) if not row.section and row.has(side)]
        if not shown.half or not found or (not side if in_month else side == shown.side):
            self.action_month(step)
            return
        shown.point(min(found, key=lambda at: abs(at - shown.cursor)))
        shown.side = side

    # -- commands ---------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Open or fold a month or an entry's works, or go to a place in the transcript."""
        target = self.target
        if isinstance(target, TimelineEntry):
            self.go_to(target)
        elif target is not None:
            self.opened ^= {target if isinstance(target, str) else target.id}
            self.show_rows(target)

    def go_to(self, moment: TimelineEntry) -> None:
        """To a place in the branch, which is put on the play screen first if it is not there."""
        playing = self.game.playing
        if playing and playing.lead == self.lead and self._show(moment):
            return
        with self.telling_faults():
            self.game.play(self.lead)
            self.game.call_after_refresh(self._show, moment)

    def _show(self, moment: TimelineEntry) -> bool:
        return self.game.go_to_scene(moment.scene, moment.choice)

    def seen(self) -> tuple[EventAccounts, ...]:
        """The hours that have accounts, with the chairs they were seen from."""
        game, seen = self.game, tuple[EventAccounts, ...]()
        with self.telling_faults():
            if game.story.accounts:
                seen = event_accounts(game.story, None if game.nameless else game.store)
        return seen

    def action_hour(self) -> None:
        """Read the hour of the entry or the moment under the cursor from two chairs."""
        story, target = self.game.story, self.target
        event = target.event if isinstance(target, ChronicleEntry) else ""
        if isinstance(target, TimelineEntry):
            event = story.scenes[target.scene].event
        if event in self.hours:
            self.game.action_open("hour", event)
        elif story.accounts:
            of_it = (hour for hour in self.seen() if hour.account.id == event)
            said = (accounts.why_closed(story, hour.sat, hour.written) for hour in of_it)
            self.tell(next(said, NO_ACCOUNTS))

    def action_month(self, step: int) -> None:
        """To the next month, or to the one before."""
        months = (at for at, row in enumerate(self.rows) if row.section)
        if self.row_list.move_among(months, step):
            self.row_list.scroll_to_highlight(top=True)

    def action_next_chair(self) -> None:
        """The next lead that was played."""
        if lead := self.lead_after(self.lead):
            self.show_lead(lead)
