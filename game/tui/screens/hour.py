"""An hour from two chairs, side by side: what was read and chosen from each, below it what each source says and what cannot be known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise, zip_longest
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from game.engine import Vote
from game.saves import SavesError
from game.saves.accounts import (
    CHAIRS,
    CHOSE,
    VOTED,
    Excerpt,
    ExcerptPart,
    Perspective,
    perspectives,
)
from game.story.model import Account, Story
from game.tui.commands import bindings
from game.tui.content import STYLES, paragraphs
from game.tui.screens.rolling import RollScreen, ruled, wrapped
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Bit, Line, width_of
from game.tui.widgets.roll import POINTER, Roll, Sheet
from game.tui.widgets.status_bar import StatusBar
from game.view import accounts as said
from game.view import words
from game.view.blocks import Block, Piece, pieces_of
from game.view.ledger import result
from game.view.sanitize import one_line, sanitize

TWO_COLUMNS, GAP = 80, 5
"""Columns of the page from which on two chairs stand beside each other, and those between them."""
ONLY_TWO = "You have sat in two chairs for this hour, and both are here."


class HourScreen(RollScreen):
    """One event with accounts. Two chairs are shown at a time: right changes the second, left the first."""

    WHERE = ("hour", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("hour", "roll", "room")
    DEFAULT_CSS = """
    HourScreen {
        background: $background;
        align-horizontal: center;
        #hour { margin: 1 1 0 1; }
        &.-short #hour { margin: 0 1; }
    }
    """

    def __init__(self, event: str) -> None:
        super().__init__()
        self.event = event
        self.chairs: tuple[Perspective, ...] = ()
        self.shown = (0, 1)
        """Which of the chairs stand left and right."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Roll(id="hour")
        yield StatusBar()

    def on_mount(self) -> None:
        self.fit()
        game = self.game
        title = one_line(game.story.accounts[self.event].title)
        day = next(
            (
                words.day(entry.date)
                for entry in game.story.world.chronicle
                if entry.event == self.event
            ),
            "",
        )
        self.query_one(Header).say(title.upper(), day)
        try:
            self.chairs = () if game.nameless else perspectives(game.story, game.store, self.event)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
        own = next(
            (
                at
                for at, chair in enumerate(self.chairs)
                if game.playing and chair.lead == game.playing.lead
            ),
            0,
        )
        self.shown = (own, int(own == 0))
        self.lay()

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.fit()
        self.lay()

    def fit(self) -> None:
        """No wider than two columns of the player's measure."""
        self.roll.styles.max_width = 2 * self.game.measure + GAP + POINTER + 1

    def lay(self) -> None:
        """Set the page anew."""
        self.roll.show(partial(self.set_to, self.shown), 0)

    def set_to(self, shown: tuple[int, int], width: int) -> Sheet:
        """The page at a width."""
        account = self.game.story.accounts[self.event]
        if len(self.chairs) < CHAIRS:
            return Sheet(wrapped(said.ABOUT, width, "dim"))
        keys = self.game.key_shown("chair(-1)"), self.game.key_shown("chair(1)")
        return Sheet(
            Setting(
                self.game.story, account, self.chairs, shown, keys, width, self.game.measure
            ).rows()
        )

    def action_chair(self, step: int) -> None:
        """Another chair on the right, or on the left: the next one that is not shown yet."""
        if len(self.chairs) <= CHAIRS:
            self.tell(ONLY_TWO if self.chairs else said.ABOUT)
            return
        first, second = self.shown
        at = second if step > 0 else first
        while at in self.shown:
            at = (at + 1) % len(self.chairs)
        self.shown = (first, at) if step > 0 else (at, second)
        self.lay()


class Setting:
    """An hour set to a width: two columns where there is room, else one chair above the other. No column is wider than the measure."""

    def __init__(
        self,
        story: Story,
        account: Account,
        found: Sequence[Perspective],
        shown: tuple[int, int],
        keys: tuple[str, str],
        width: int,
        measure: int,
    ) -> None:
        self.story, self.account, self.chairs, self.shown = story, account, found, shown
        self.keys = keys
        self.two = width >= TWO_COLUMNS
        self.half = min(measure, (width - GAP) // 2 if self.two else width)
        self.width = 2 * self.half + GAP if self.two else self.half

    def rows(self) -> list[Line]:
        """Everything, from the chairs to what cannot be known."""
        found: list[Line] = []
        if len(self.chairs) > CHAIRS:
            found += [*wrapped(self.others(), self.width, "dim"), []]
        columns = [self.column(self.chairs[at]) for at in self.shown]
        found += self.beside(*columns) if self.two else [*columns[0], [], [], *columns[1]]
        found += [[], [], ruled(said.SOURCES.upper(), self.width), []]
        found += self.cards([self.source(id, told) for id, told in self.account.sources])
        if self.account.unknown.strip():
            found += [
                [],
                [],
                ruled(said.UNKNOWN.upper(), self.width),
                [],
                *plain(self.account.unknown, self.half if self.two else self.width),
            ]
        return [*found, []]

    def others(self) -> str:
        """Which chairs are not shown just now."""
        hidden = [
            said.chair_name(self.story, chair.lead)
            for at, chair in enumerate(self.chairs)
            if at not in self.shown
        ]
        left, right = self.keys
        return f"Also from the chair of {words.listed(hidden)}: {right} changes the second, {left} the first."

    def beside(self, left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
        """Two columns with a rule between them."""
        found: list[Line] = []
        for one, other in zip_longest(left, right, fillvalue=()):
            found.append(
                [*one, (" " * max(0, self.half - width_of(one)), ""), ("  │  ", "rule"), *other]
            )
        return found

    def cards(self, cards: Sequence[list[Line]]) -> list[Line]:
        """The sources under one another, in two columns by pairs that begin side by side."""
        columns: tuple[list[Line], list[Line]] = ([], [])
        for number, card in enumerate(cards):
            column = columns[number % 2 if self.two else 0]
            if column:
                column.append([])
            column += card
            if self.two and (number % 2 or number == len(cards) - 1):
                tall = max(map(len, columns))
                for one in columns:
                    one += [[]] * (tall - len(one))
        return self.beside(*columns) if self.two else columns[0]

    # -- a chair --------------------------------------------------------------------------------------------------

    def column(self, chair: Perspective) -> list[Line]:
        """An hour from one chair."""
        name = one_line(self.story.leads[chair.lead].name).upper()
        found: list[Line] = wrapped(name, self.half, "red strong")
        aside = False
        for read in chair.scenes:
            if read.aside and not aside:
                aside = True
                found += [[], ruled(said.ASIDE, self.half)]
            found += [[], *self.scene(read)]
        return found

    def scene(self, read: Excerpt) -> list[Line]:
        """A scene as it was shown: title, day, place and labels, then all that was read and chosen."""
        scene = self.story.scenes[read.scene]
        found = wrapped(one_line(scene.title), self.half, "strong")
        for line in (said.date_and_place(read.date, scene.place), words.labels(scene.evidence)):
            found += wrapped(line, self.half, "dim") if line else []
        for part in read.parts:
            found += [[], *self.part(part)]
        return found

    def part(self, part: ExcerptPart) -> list[Line]:
        """What was read, or what was chosen."""
        if part.kind == CHOSE:
            return wrapped(one_line(part.label), self.half, "strong", [("▸ ", "red")])
        if part.kind == VOTED and part.vote:
            return self.vote(part.vote)
        return set_block(
            Block(tuple(piece._replace(term="") for piece in pieces_of(part.spans)), part.kind),
            self.half,
        )

    def vote(self, vote: Vote) -> list[Line]:
        """A motion and what became of it."""
        mark: list[Bit] = [("✓ " if vote.carried else "⊘ ", "red")]
        return [
            *wrapped(words.sentence(one_line(vote.title)), self.half, "strong", mark),
            *wrapped(result(vote), self.half, "dim", [("  ", "")]),
        ]

    # -- the sources ----------------------------------------------------------------------------------------------

    def source(self, id: str, told: str) -> list[Line]:
        """Who says it and where, what kind of source that is, and what it says."""
        author, title, kind = said.source_lines(self.story.sources.get(id), id)
        found = wrapped(author, self.half, "strong") if author else []
        found += wrapped(title, self.half, "em")
        found += wrapped(kind, self.half, "dim") if kind else []
        return [*found, [], *plain(told, self.half)]


def plain(text: str, width: int) -> list[Line]:
    """Paragraphs without styles."""
    return set_block(Block((Piece(sanitize(text.strip())),)), width)


def set_block(block: Block, width: int) -> list[Line]:
    """A block as the transcript would set it, in rows of a list."""
    found: list[Line] = []
    for number, paragraph in enumerate(paragraphs(block)):
        found += [[]] * (paragraph.gap if number else 0)
        for at, (start, end) in enumerate(paragraph.rows_at(width)):
            row = paragraph.content[start:end]
            found.append([(paragraph.prefix(at, width), ""), *_bits(row)])
    return found


def _bits(content: Content) -> Line:
    """Content as words with the names of their styles."""
    names = {style: name for name, style in STYLES.items()}
    ends = {0, len(content), *(end for span in content.spans for end in span[:2])}
    return [
        (
            content.plain[start:end],
            " ".join(
                names[str(span.style)] for span in content.spans if span.start <= start < span.end
            ),
        )
        for start, end in pairwise(sorted(ends))
    ]
