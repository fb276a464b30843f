"""An hour from two chairs, side by side; below it what the sources say and nobody can know."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from game.saves import accounts
from game.saves.accounts import Excerpt, ExcerptPart, Perspective
from game.story.model import Account, Story
from game.tui.content import paragraphs, styled
from game.tui.rows import beside, ruled, wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.row_list import POINTER, note
from game.view import accounts as said
from game.view import words
from game.view.blocks import Block, Piece, pieces_of
from game.view.ledger import result
from game.view.names import lead_name
from game.view.sanitize import one_line, sanitize

RULE = styled("  │  ", "rule")
TWO_COLUMNS, GAP = 80, RULE.cell_length
"""Columns of the page from which on two chairs stand beside each other, and those between them."""
ONLY_TWO = "You have sat in two chairs for this hour, and both are here."


class EventScreen(ListScreen):
    """One event with accounts. Of two chairs shown right changes the second, left the first."""

    WHERE = ("hour", "roll", "room")

    def __init__(self, event: str) -> None:
        super().__init__()
        self.event = event
        self.chairs: tuple[Perspective, ...] = ()
        self.shown = (0, 1)
        """Which of the chairs stand left and right."""

    def on_mount(self) -> None:
        self.limit_width()
        game = self.game
        title = one_line(game.story.accounts[self.event].title)
        of_it = (entry for entry in game.story.world.chronicle if entry.event == self.event)
        self.set_heading(title.upper(), next((words.day(entry.date) for entry in of_it), ""))
        with self.telling_faults():
            self.chairs = (
                () if game.nameless else accounts.perspectives(game.story, game.store, self.event)
            )
        lead = game.playing.lead if game.playing else ""
        own = next((at for at, chair in enumerate(self.chairs) if chair.lead == lead), 0)
        self.shown = (own, int(own == 0))
        self.show_rows()

    def apply_preferences(self) -> None:
        super().apply_preferences()
        self.limit_width()
        self.show_rows()

    def limit_width(self) -> None:
        """No wider than two columns of the player's measure."""
        self.row_list.styles.max_width = 2 * self.game.measure + GAP + POINTER + 1

    def show_rows(self) -> None:
        """Set the page anew."""
        if len(self.chairs) < accounts.CHAIRS:
            self.row_list.show([note(partial(wrapped, said.ABOUT, style="dim"))])
            return
        story, chairs = self.game.story, [self.chairs[at] for at in self.shown]
        account, measure = story.accounts[self.event], self.game.measure
        self.row_list.show(AccountsPage(story, account, chairs, measure, self.others()).options())

    def others(self) -> str:
        """Which chairs are not shown just now, and the keys that show them; empty where all are."""
        hidden = [chair.lead for at, chair in enumerate(self.chairs) if at not in self.shown]
        if not hidden:
            return ""
        left, right = self.game.key_shown("chair(-1)"), self.game.key_shown("chair(1)")
        names = f"Also from the chair of {said.chair_names(self.game.story, hidden)}"
        return f"{names}: {right} changes the second, {left} the first."

    def action_chair(self, step: int) -> None:
        """Another chair on the right, or on the left: the next one that is not shown yet."""
        if len(self.chairs) <= accounts.CHAIRS:
            self.tell(ONLY_TWO if self.chairs else said.ABOUT)
            return
        first, second = self.shown
        at = second if step > 0 else first
        while at in self.shown:
            at = (at + 1) % len(self.chairs)
        self.shown = (first, at) if step > 0 else (at, second)
        self.show_rows()


class AccountsPage(NamedTuple):
    """An hour as rows: two columns where there is room, else one chair above the other."""

    story: Story
    account: Account
    chairs: list[Perspective]
    measure: int
    """Cells of a column at most."""
    others: str
    """What says which chairs are not shown."""

    def options(self) -> Iterator[Option]:
        """Everything, from the chairs to what cannot be known."""
        if self.others:
            yield note(lambda width: [*wrapped(self.others, self.whole(width), "dim"), Content()])
        yield note(self.columns)
        yield note(self.sources)
        yield note(self.unknown)

    def half(self, width: int) -> int:
        """Cells of a column."""
        two = width >= TWO_COLUMNS
        return min(self.measure, (width - GAP) // 2 if two else width)

    def whole(self, width: int) -> int:
        """Cells of all columns."""
        return self.half(width) * 2 + GAP if width >= TWO_COLUMNS else self.half(width)

    def columns(self, width: int) -> list[Content]:
        """The chairs beside each other, or one above the other."""
        half = self.half(width)
        left, right = (self.column(chair, half) for chair in self.chairs)
        if width >= TWO_COLUMNS:
            return beside(left, right, half, RULE)
        return [*left, Content(), Content(), *right]

    def sources(self, width: int) -> list[Content]:
        """What each source says: under one another, or by pairs that begin side by side."""
        half = self.half(width)
        cards = [self.source(id, told, half) for id, told in self.account.sources]
        rows = [Content(), Content(), ruled(said.SOURCES.upper(), self.whole(width))]
        step = 2 if width >= TWO_COLUMNS else 1
        for at in range(0, len(cards), step):
            left, *right = cards[at : at + step]
            rows.append(Content())
            rows += beside(left, right[0] if right else [], half, RULE) if step > 1 else left
        return rows

    def unknown(self, width: int) -> list[Content]:
        """What cannot be known."""
        if not self.account.unknown.strip():
            return [Content()]
        head = ruled(said.UNKNOWN.upper(), self.whole(width))
        text = plain(self.account.unknown, self.half(width))
        return [Content(), Content(), head, Content(), *text, Content()]

    def column(self, chair: Perspective, width: int) -> list[Content]:
        """An hour from one chair."""
        found = wrapped(lead_name(self.story, chair.lead).upper(), width, "red strong")
        aside = False
        for excerpt in chair.scenes:
            if excerpt.aside and not aside:
                aside = True
                found += [Content(), ruled(said.ASIDE, width)]
            found += [Content(), *self.scene(excerpt, width)]
        return found

    def scene(self, excerpt: Excerpt, width: int) -> list[Content]:
        """A scene as it was shown: title, day, place, labels, then all that was read and chosen."""
        scene = self.story.scenes[excerpt.scene]
        found = wrapped(one_line(scene.title), width, "strong")
        for line in (said.date_and_place(excerpt.date, scene.place), words.labels(scene.evidence)):
            found += wrapped(line, width, "dim") if line else []
        for part in excerpt.parts:
            found += [Content(), *_part(part, width)]
        return found

    def source(self, id: str, told: str, width: int) -> list[Content]:
        """Who says it and where, what kind of source that is, and what it says."""
        author, title, kind = said.source_lines(self.story.sources.get(id), id)
        found = wrapped(author, width, "strong") if author else []
        found += wrapped(title, width, "em")
        found += wrapped(kind, width, "dim") if kind else []
        return [*found, Content(), *plain(told, width)]


def _part(part: ExcerptPart, width: int) -> list[Content]:
    """What was read, or what was chosen, or a motion and what became of it."""
    if part.kind == accounts.CHOSE:
        return wrapped(one_line(part.label), width, "strong", styled("▸ ", "red"))
    if part.kind == accounts.VOTED and (vote := part.vote):
        mark = styled("✓ " if vote.carried else "⊘ ", "red")
        title = wrapped(words.sentence(one_line(vote.title)), width, "strong", mark)
        return [*title, *wrapped(result(vote), width, "dim", Content("  "))]
    pieces = tuple(piece._replace(term="") for piece in pieces_of(part.spans))
    return block_rows(Block(pieces, part.kind), width)


def plain(text: str, width: int) -> list[Content]:
    """Paragraphs without styles."""
    return block_rows(Block((Piece(sanitize(text.strip())),)), width)


def block_rows(block: Block, width: int) -> list[Content]:
    """A block as the transcript would set it, in rows."""
    found: list[Content] = []
    for number, paragraph in enumerate(paragraphs(block)):
        found += [Content()] * (paragraph.gap if number else 0)
        for at, (start, end) in enumerate(paragraph.rows_at(width)):
            found.append(Content(paragraph.prefix(at, width)) + paragraph.content[start:end])
    return found
