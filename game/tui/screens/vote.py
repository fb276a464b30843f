"""A motion called chair by chair: how each member votes, what he says and why, and the count as it grows.

The step that called it is in the records before this opens: whoever leaves in the middle has lost nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer

from game.engine import MemberVote, Vote
from game.tui.commands import bindings
from game.tui.screens.rolling import RollScreen, filled, wrapped
from game.tui.widgets.footer import Footer
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line, Lines
from game.tui.widgets.roll import Roll, Sheet
from game.view import ledger, words
from game.view.sanitize import one_line

HURRY = "any key calls the others at once"
BEAT = 0.9
"""Seconds between two chairs."""
INKS = {"for": "good", "against": "red", "abstains": "dim"}
GLYPHS = {"for": "●", "against": "○", "abstains": "·"}


class Count(Lines):
    """The count so far, and at the end the result."""

    DEFAULT_CSS = "Count { height: 4; margin: 0 1; padding: 0 2; }"


class VoteScreen(RollScreen):
    """One motion after another. Any key has the remaining chairs called at once; then enter or escape goes on."""

    WHERE = ("vote", "roll")
    BINDINGS: ClassVar[list[BindingType]] = bindings("vote", "roll")
    DEFAULT_CSS = """
    VoteScreen {
        background: $background;
        align-horizontal: center;
        #call { margin: 1 1 0 1; max-width: 84; }
        #count { max-width: 84; }
        &.-short #call { margin: 0 1; }
        &.-short #count { height: 3; }
    }
    """

    def __init__(self, votes: Sequence[Vote] | Vote) -> None:
        super().__init__()
        self.votes: tuple[Vote, ...] = (votes,) if isinstance(votes, Vote) else tuple(votes)
        self.at = 0
        self.called = 0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Header()
        yield Roll(id="call")
        yield Count(id="count")
        yield Footer(*self.WHERE)

    def on_mount(self) -> None:
        self.call()

    def on_resize(self, _event: events.Resize) -> None:
        self.tell_count()

    # -- the call -----------------------------------------------------------------------------------------------

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
        self.query_one(Header).say("THE VOTE", many)
        still = self.game.reduced_motion or self.app.animation_level == "none"
        self.called = len(self.vote.voices) if still else 0
        self.tell_call()
        if self.calling:
            self._timer = self.set_interval(BEAT, self.next_chair)

    def next_chair(self) -> None:
        """The next chair."""
        if self.calling:
            self.called += 1
            self.tell_call()
        if not self.calling and self._timer is not None:
            self._timer.stop()
            self._timer = None

    def hurry(self) -> None:
        """All the others at once."""
        self.called = len(self.vote.voices)
        self.next_chair()
        self.tell_call()

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
        """To the next motion, or back to the story. Escape does so also while chairs are being called."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.at + 1 < len(self.votes):
            self.at += 1
            self.call()
        else:
            self.game.action_leave_room()

    # -- how it looks -------------------------------------------------------------------------------------------

    def tell_call(self) -> None:
        """The chairs called so far, the newest in sight, and the count."""
        run = self.game.playing
        lead = run.story.leads[run.lead].person if run else ""
        self.roll.show(partial(called, self.vote, self.called, lead))
        if self.called and self._timer is not None:
            self.roll.edge(1)
        elif not self.calling:
            self.roll.edge(-1)
        self.query_one(Footer).hold(HURRY if self.calling else "")
        self.tell_count()

    def tell_count(self) -> None:
        """The count below."""
        if self.votes:
            self.query_one(Count).put(
                counted(self.vote, self.called, self.query_one(Count).size.width or 56)
            )


def called(vote: Vote, number: int, lead: str, width: int) -> Sheet:
    """The motion and the first chairs of its call."""
    rows: list[Line] = [*wrapped(words.sentence(one_line(vote.title)), width, "strong"), []]
    for voice in vote.voices[:number]:
        rows += [*_voice(voice, voice.person == lead, width), []]
    if number >= len(vote.voices):
        rows += wrapped(ledger.MODEL, width, "dim em")
    else:
        name = one_line(vote.voices[number].name)
        rows += [[(filled(name, 16), "dim"), ("is called", "dim em")]]
    return Sheet(rows)


def _voice(voice: MemberVote, is_lead: bool, width: int) -> list[Line]:
    name = one_line(voice.name) + (" (you)" if is_lead else "")
    ink = INKS[voice.stance]
    room = min(20, max(12, width - 26))
    rows: list[Line] = [
        [
            (filled(name, room), "strong"),
            (f" {GLYPHS[voice.stance]} ", ink),
            (f"{voice.stance:<9}", f"{ink} strong"),
            (f" {ledger.signed(voice.total):>3}", "dim"),
        ]
    ]
    if voice.words:
        rows += wrapped(one_line(voice.words), width, "", [("  ", "")])
    if voice.bound:
        rows += wrapped(
            words.sentence(one_line(voice.bound)),
            width,
            "",
            [("    ◇   ", "red"), ("bound    ", "strong")],
        )
    for line in voice.lines:
        rows += wrapped(
            words.sentence(one_line(line.reason)),
            width,
            "dim",
            [(f"    {line.weight:+d}  {line.kind:<9}", "dim")],
        )
    return rows


def counted(vote: Vote, number: int, width: int) -> list[Line]:
    """The count after so many chairs: a sign for each, how many are needed, and the result when all were called."""
    heard = [voice.stance for voice in vote.voices[:number]]
    rest = len(vote.voices) - len(heard)
    signs: list[Bit] = [
        (f"{GLYPHS[stance]} ", INKS[stance]) for way in INKS for stance in heard if stance == way
    ]
    tally = f"For {heard.count('for')}, against {heard.count('against')}, abstaining {heard.count('abstains')}."
    needed = f"{words.number_word(vote.needed)} needed"
    if rest:
        said: Line = [
            (f"{tally} ", ""),
            (f"{words.number_word(rest).capitalize()} to be called.", "dim"),
        ]
    else:
        said = [(f"{tally} ", ""), ("Carried." if vote.carried else "Not carried.", "strong red")]
    return [[("─" * width, "rule")], [*signs, ("□ " * rest, "rule"), (f"  {needed}", "dim")], said]
