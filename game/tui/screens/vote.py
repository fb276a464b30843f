"""A motion called chair by chair: how each member votes, what he says and why, and the count.

The step that called it is saved before this opens: whoever leaves in the middle loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.engine import MemberVote, Vote
from game.tui.content import assembled, styled
from game.tui.rows import Rows, filled, wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.row_list import RowList, note
from game.tui.widgets.status_bar import StatusBar
from game.view import ledger, words
from game.view.sanitize import one_line

HURRY = "any key calls the others at once"
BEAT = 0.9
"""Seconds between two chairs."""
STYLES = {"for": "good", "against": "red", "abstains": "dim"}
GLYPHS = {"for": "●", "against": "○", "abstains": "·"}


class VoteScreen(ListScreen):
    """One motion after another. Any key calls all the chairs; then enter or escape goes on."""

    WHERE = ("vote", "roll")
    DEFAULT_CSS = """
    VoteScreen {
        RowList { max-width: 84; }
        #count { height: 4; margin: 0 1; padding: 0 2; max-width: 84; }
        &.-short #count { height: 3; }
    }
    """

    def __init__(self, votes: Sequence[Vote] | Vote) -> None:
        super().__init__()
        self.votes: tuple[Vote, ...] = (votes,) if isinstance(votes, Vote) else tuple(votes)
        self.at = self.called = 0
        self._timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield RowList(id="call")
        yield Static(id="count")

    def on_mount(self) -> None:
        self.call()

    @property
    def vote(self) -> Vote:
        """The motion being called."""
        return self.votes[self.at]

    @property
    def calling(self) -> bool:
        """Whether somebody has still to be called."""
        return self.called < len(self.vote.voices)

    def call(self) -> None:
        """Begin to call the motion; under reduced motion all of it stands there at once."""
        if not self.votes:
            self.app.call_later(self.game.action_leave_room)
            return
        many = f"{self.at + 1} of {len(self.votes)}" if len(self.votes) > 1 else "chair by chair"
        self.set_heading("THE VOTE", many)
        still = self.game.reduced_motion or self.app.animation_level == "none"
        self.called = len(self.vote.voices) if still else 0
        self.show_call()
        if self.calling:
            self._timer = self.set_interval(BEAT, self.next_chair)

    def next_chair(self) -> None:
        """The next chair."""
        if self.calling:
            self.called += 1
            self.show_call()
        if not self.calling and self._timer is not None:
            self._timer.stop()
            self._timer = None

    def hurry(self) -> None:
        """All the others at once."""
        self.called = len(self.vote.voices)
        self.next_chair()
        self.show_call()

    def on_key(self, event: events.Key | None = None) -> None:
        super().on_key(event)
        if event is not None and self.calling and event.key not in ("escape", "ctrl+c", "ctrl+p"):
            event.stop()
            event.prevent_default()
            self.hurry()

    def on_click(self) -> None:
        if self.calling:
            self.hurry()

    def action_go_on(self) -> None:
        """To the next motion, or back to the story; by escape also during the call."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.at + 1 < len(self.votes):
            self.at += 1
            self.call()
        else:
            self.game.action_leave_room()

    def show_call(self) -> None:
        """The chairs called so far, the newest in sight, and the count."""
        run = self.game.playing
        lead = run.story.leads[run.lead].person if run else ""
        self.row_list.show(rows_of(self.vote, self.called, lead))
        if self.called and self._timer is not None:
            self.row_list.edge(1)
        elif not self.calling:
            self.row_list.edge(-1)
        self.query_one(StatusBar).hold(HURRY if self.calling else "")
        self.query_one("#count", Static).update(Rows(partial(counted, self.vote, self.called)))


def rows_of(vote: Vote, number: int, lead: str) -> Iterator[Option]:
    """The motion and the first chairs of its call."""
    yield note(partial(wrapped, words.sentence(one_line(vote.title)), style="strong"))
    for voice in vote.voices[:number]:
        yield note(partial(_voice, voice, voice.person == lead))
    if number >= len(vote.voices):
        yield note(lambda width: [Content(), *wrapped(ledger.MODEL, width, "dim em")])
    else:
        name = filled(one_line(vote.voices[number].name), 16)
        yield note(lambda _width: [Content(), assembled((name, "dim"), ("is called", "dim em"))])


def _voice(voice: MemberVote, is_lead: bool, width: int) -> list[Content]:
    name = one_line(voice.name) + (" (you)" if is_lead else "")
    style = STYLES[voice.stance]
    stance = (f" {GLYPHS[voice.stance]} ", style), (f"{voice.stance:<9}", f"{style} strong")
    total = (f" {ledger.signed(voice.total):>3}", "dim")
    name = filled(name, min(20, max(12, width - 26)))
    rows = [Content(), assembled((name, "strong"), *stance, total)]
    if voice.words:
        rows += wrapped(one_line(voice.words), width, first=Content("  "))
    if voice.bound:
        first = assembled(("    ◇   ", "red"), ("bound    ", "strong"))
        rows += wrapped(words.sentence(one_line(voice.bound)), width, first=first)
    for line in voice.lines:
        first = styled(f"    {line.weight:+d}  {line.kind:<9}", "dim")
        rows += wrapped(words.sentence(one_line(line.reason)), width, "dim", first)
    return rows


def counted(vote: Vote, number: int, width: int) -> list[Content]:
    """The count after so many chairs: a sign for each, how many are needed, the result."""
    heard = [voice.stance for voice in vote.voices[:number]]
    rest = len(vote.voices) - len(heard)
    signs = [(f"{GLYPHS[way]} " * heard.count(way), style) for way, style in STYLES.items()]
    votes_for, against, abstaining = map(heard.count, STYLES)
    tally = f"For {votes_for}, against {against}, abstaining {abstaining}. "
    needed = f"  {words.number_word(vote.needed)} needed"
    end = ("Carried." if vote.carried else "Not carried.", "strong red")
    if rest:
        end = (f"{words.number_word(rest).capitalize()} to be called.", "dim")
    row = assembled(*signs, ("□ " * rest, "rule"), (needed, "dim"))
    return [styled("─" * width, "rule"), row, assembled((tally, ""), end)]
