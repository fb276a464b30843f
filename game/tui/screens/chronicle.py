"""The chronicle: the record month by month, beside it the branch, and where they part."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.saves import SavesError, branch_tree
from game.saves.accounts import EventAccounts, event_accounts
from game.saves.timeline import AS_IT_WAS, DECIDED, TimelineEntry, partings, timeline
from game.story.model import ChronicleEntry
from game.tui.commands import bindings
from game.tui.screens.annals import GAP, Annals, Target, targets
from game.tui.screens.rolling import RollScreen, wrapped
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line
from game.tui.widgets.roll import POINTER, Sheet
from game.tui.widgets.spread import Spread
from game.tui.widgets.status_bar import StatusBar
from game.view import accounts, words
from game.view.chronicle import MonthSection, current_section, first_month, month_sections
from game.view.sanitize import one_line

ONE_LINE = 56
PARTING = "parting from the record"
NOTHING = "This story has no chronicle yet."
NO_ACCOUNTS = "No conflicting accounts are told of this. They are of single entries of the record."
UNPLAYED = "Nothing has been played yet, so every month is closed: the record goes on where a story has not been. Enter opens one."


class ChronicleScreen(RollScreen):
    """The record beside the run on the play screen, or beside the branch played last; tab goes to the next lead's."""

    WHERE = ("chronicle", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("chronicle", "roll", "room")
    DEFAULT_CSS = """
    ChronicleScreen {
        background: $background;
        align-horizontal: center;
        #annals { margin: 1 1 0 1; }
        &.-short #annals { margin: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lead = ""
        self.moments: tuple[TimelineEntry, ...] = ()
        self.sections: list[MonthSection] = []
        self.opened: set[str] = set()
        self.targets: list[Target] = []
        self.hours: dict[str, str] = {}
        """The events whose hour can be read from two chairs, and what is said of that."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Spread(id="annals")
        yield StatusBar()

    @property
    def roll(self) -> Spread:
        return self.query_one(Spread)

    def on_mount(self) -> None:
        self.fit()
        said = f"{accounts.NAME}: {self.game.key_shown('hour')} reads them"
        self.hours = {hour.account.id: said for hour in self.seen() if hour.open}
        leads, playing = self.leads(), self.game.playing
        self.stand_on(playing.lead if playing else leads[0] if leads else "")

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.fit()
        self.lay(self.roll.cursor)

    def fit(self) -> None:
        """No wider than two columns of the player's measure."""
        self.roll.styles.max_width = 2 * self.game.measure + GAP + POINTER + 1

    def leads(self) -> list[str]:
        """The leads that were ever played, the last played first."""
        return [] if self.game.nameless else self.game.store.played_leads(self.game.story)

    # -- what is shown --------------------------------------------------------------------------------------------

    def stand_on(self, lead: str) -> None:
        """Show the record beside a lead's branch, from the month where it stands; without one the record alone."""
        story = self.game.story
        try:
            self.moments = self.moments_of(lead) if lead else ()
        except SavesError as fault:
            lead, self.moments = "", ()
            self.tell(one_line(str(fault)))
        self.lead = lead
        self.sections = month_sections(story, self.moments)
        first = min((moment.month for moment in self.moments if moment.month), default="")
        self.opened = {
            section.key
            for section in self.sections
            if lead and not section.beyond and section.month >= first
        }
        day = max((moment.date for moment in self.moments), default="")
        name = one_line(story.leads[lead].name) if lead else ""
        self.query_one(Header).say(
            "THE CHRONICLE", " · ".join(part for part in (name, words.day(day)) if part)
        )
        here = current_section(self.sections, self.moments, first_month(story))
        self.lay(self._targets().index(self.sections[here].key) if self.sections else 0)
        self.call_after_refresh(self.roll.lift)

    def moments_of(self, lead: str) -> tuple[TimelineEntry, ...]:
        """What a lead's branch came through: the run on the play screen, or his last."""
        game, playing = self.game, self.game.playing
        step = (
            playing.step if playing and playing.lead == lead else game.store.head(game.story, lead)
        )
        if step is None:
            return ()
        again = branch_tree.replay(game.story, game.store, step)
        return timeline(game.story, again)

    def lay(self, at: int) -> None:
        """Set the page anew, the cursor on a target."""
        self.targets = self._targets()
        self.roll.show(partial(self.set_to, set(self.opened)), at)

    def set_to(self, opened: set[str], width: int) -> Sheet:
        """The page at a width."""
        annals = Annals(
            self.game.story, self.sections, opened, width, self.game.measure, self.hours
        )
        return annals.sheet(self.before(annals.width))

    def before(self, width: int) -> list[Line]:
        """What stands above the months: the branch in numbers, or why there is none."""
        if not self.sections:
            return wrapped(NOTHING, width, "dim")
        if not self.moments:
            return [*wrapped(UNPLAYED, width, "dim"), []]
        decided = sum(moment.kind == DECIDED for moment in self.moments)
        same, parted = (
            sum(moment.against == AS_IT_WAS for moment in self.moments),
            partings(self.moments),
        )
        found: list[Line] = (
            [[(f"{words.count(decided, 'decision').capitalize()}.", "")]]
            if width < ONE_LINE
            else []
        )
        first: list[Bit] = (
            [] if found else [(f"{words.count(decided, 'decision').capitalize()}:  ", "")]
        )
        return [
            *found,
            [
                *first,
                (f"{words.SAME} {same} {words.AS_IT_WAS}", "dim"),
                ("   ", ""),
                (f"{words.OTHER} {parted} {PARTING}", "red"),
            ],
        ]

    def _targets(self) -> list[Target]:
        return targets(self.sections, self.opened)

    # -- commands -------------------------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Open or fold a month or an entry's works; from a moment of the branch to its place in the transcript."""
        if not self.targets:
            return
        target = self.targets[self.roll.cursor]
        if isinstance(target, TimelineEntry):
            self.go_to(target)
            return
        key = target.id if isinstance(target, ChronicleEntry) else target
        self.opened ^= {key}
        self.lay(self.roll.cursor)

    def go_to(self, moment: TimelineEntry) -> None:
        """To a place in the branch; where that is not on the screen, it is put there first, as it stands."""
        playing = self.game.playing
        if playing and playing.lead == self.lead and self._show(moment):
            return
        try:
            self.game.play(self.lead)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return
        self.game.call_after_refresh(self._show, moment)

    def _show(self, moment: TimelineEntry) -> bool:
        return self.game.go_to_scene(moment.scene, moment.choice) or self.game.go_to_scene(
            moment.scene
        )

    def seen(self) -> tuple[EventAccounts, ...]:
        """The hours that have accounts, with the chairs they were seen from."""
        game = self.game
        if not game.story.accounts:
            return ()
        try:
            return event_accounts(game.story, None if game.nameless else game.store)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return ()

    def action_hour(self) -> None:
        """Read the hour of the entry or the moment under the cursor from two chairs."""
        story = self.game.story
        target = self.targets[self.roll.cursor] if self.targets else ""
        event = (
            target.event
            if isinstance(target, ChronicleEntry)
            else story.scenes[target.scene].event
            if isinstance(target, TimelineEntry)
            else ""
        )
        if event in self.hours:
            self.game.action_open("hour", event)
        elif story.accounts:
            self.tell(
                next(
                    (
                        accounts.why_closed(story, hour.sat, hour.written)
                        for hour in self.seen()
                        if hour.account.id == event
                    ),
                    NO_ACCOUNTS,
                )
            )

    def action_month(self, step: int) -> None:
        """To the next month, or to the one before."""
        here = self.roll.cursor
        past = [
            at
            for at, target in enumerate(self.targets)
            if isinstance(target, str) and (at - here) * step > 0
        ]
        if past:
            self.roll.point(past[0] if step > 0 else past[-1])
            self.roll.lift()

    def action_across(self, step: int) -> None:
        """To the other column; where there is none, to another month."""
        if not self.roll.across(step):
            self.action_month(step)

    def action_next_chair(self) -> None:
        """The next lead that was played."""
        leads = self.leads()
        if len(leads) < 2 or self.lead not in leads:
            self.tell(
                "Only one chair has been played so far."
                if leads
                else "No chair has been played yet."
            )
            return
        self.stand_on(leads[(leads.index(self.lead) + 1) % len(leads)])
