"""The branches: the tree of everything ever chosen, walked, folded and searched; go on from any decision, name one, compare two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, overload

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from game.saves import SavesError
from game.saves.run import Run
from game.tui.commands import bindings
from game.tui.screens.limbs import details, row_line
from game.tui.screens.rolling import RollScreen, wrapped
from game.tui.widgets.header import Header
from game.tui.widgets.lines import Line, Lines
from game.tui.widgets.roll import Roll, Sheet
from game.tui.widgets.status_bar import StatusBar
from game.view import words
from game.view.branches import BranchTree, TreeRow
from game.view.sanitize import one_line

if TYPE_CHECKING:
    from game.tui.widgets.prompt import Prompt

FEW = 400
"""Trees of up to so many steps show the ways not taken from the start."""


class Limbs(Sequence[Line]):
    """The rows of a tree at one width, each set when it is drawn."""

    def __init__(self, grove: BranchTree, rows: list[TreeRow], width: int, marked: int) -> None:
        self._grove, self._rows, self._width, self._marked = grove, rows, width, marked

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return row_line(self._grove, self._rows[at], self._width, self._marked)


class Singles(Sequence[tuple[int, int]]):
    """Items of one row each, as many as there are rows."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(self._count))]
        if not -self._count <= at < self._count:
            raise IndexError(at)
        return (at % self._count, at % self._count + 1)


class BranchesScreen(RollScreen):
    """The tree of the lead being played, or of the one played last; tab goes to the next lead's."""

    WHERE = ("branches", "roll", "room")
    BINDINGS: ClassVar[list[BindingType]] = bindings("branches", "roll", "room")
    DEFAULT_CSS = """
    BranchesScreen {
        background: $background;
        #tree { margin: 1 1 0 1; }
        #about { height: 4; margin: 0 1 0 1; padding: 0 2; }
        &.-short #tree { margin: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.grove: BranchTree | None = None
        self.rows: list[TreeRow] = []
        self.shows_ways = True
        self.marked = -1
        self.found: list[TreeRow] = []

    def compose(self) -> ComposeResult:
        yield Header()
        yield Roll(id="tree")
        yield Lines(id="about")
        yield StatusBar()

    def on_mount(self) -> None:
        leads = self.leads()
        playing = self.game.playing
        lead = playing.lead if playing and playing.lead in leads else leads[0] if leads else ""
        self.stand_on(lead)

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self.tell_row)

    def leads(self) -> list[str]:
        """The leads that were ever played, the last played first."""
        return [] if self.game.nameless else self.game.store.played_leads(self.game.story)

    def stand_on(self, lead: str) -> None:
        """Show a lead's tree, the cursor where he stands."""
        self.found, self.marked = [], -1
        if not lead:
            self.query_one(Header).say("BRANCHES")
            self.roll.show(
                lambda width: Sheet(
                    wrapped(
                        "Nothing has been chosen yet. Every choice you make will stand here, and none is ever lost.",
                        width,
                        "dim",
                    )
                )
            )
            return
        self.grove = grove = BranchTree(self.game.story, self.game.store, lead)
        self.shows_ways = len(grove.nodes) <= FEW
        steps, ends = (
            words.count(len(grove.nodes) - 1, "step"),
            words.count(grove.branches, "branch", "branches"),
        )
        self.query_one(Header).say(
            "BRANCHES", f"{one_line(self.game.story.leads[lead].name)} · {steps}, {ends}"
        )
        self.lay(TreeRow(grove.head))

    def lay(self, row: TreeRow | None = None) -> None:
        """Set the rows anew, the cursor on a row, or on the node of one that is gone."""
        if self.grove is None:
            return
        row = row or self.row
        self.rows = self.grove.rows(ways=self.shows_ways)
        at = next((number for number, one in enumerate(self.rows) if one == row), None)
        if at is None:
            at = max(
                number
                for number, one in enumerate(self.rows)
                if one.node <= row.node and one.way < 0
            )
        grove, rows, marked = self.grove, self.rows, self.marked
        self.roll.show(
            lambda width: Sheet(Limbs(grove, rows, width, marked), Singles(len(rows))), at
        )
        self.tell_row()

    @property
    def row(self) -> TreeRow:
        """The row under the cursor."""
        return self.rows[self.roll.cursor] if self.rows else TreeRow(0)

    @on(Roll.Moved)
    def tell_row(self) -> None:
        """What is under the cursor, in full."""
        if self.grove is not None and self.rows:
            about = self.query_one("#about", Lines)
            about.put(details(self.grove, self.row, max(20, self.app.size.width - 6), self.marked))

    def go_to(self, number: int, way: int = -1) -> None:
        """Put the cursor on a node, or on a way not taken there, whatever was folded over it."""
        if self.grove is not None:
            self.grove.unfold_to(number)
            if way >= 0:
                self.grove.folded.discard(number)
            self.lay(TreeRow(number, way))

    # -- commands -------------------------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Go on from the decision under the cursor; a way not taken is then there to be taken."""
        if self.grove is None:
            return
        try:
            run = Run.at(self.game.story, self.game.store, self.grove.nodes[self.row.node].step)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return
        self.game.show(run)

    def action_fold(self, close: int) -> None:
        """Fold what follows, or go to where this branch parted; unfold."""
        if self.grove is None:
            return
        grove, here = self.grove, self.row.node
        if not close:
            grove.folded.discard(here)
            self.lay()
        elif grove.hidden(here) and here not in grove.folded:
            grove.folded.add(here)
            self.lay(TreeRow(here))
        elif grove.fork[here] >= 0:
            self.lay(TreeRow(grove.parent[here] if grove.fork[here] == here else grove.fork[here]))

    def action_fold_all(self) -> None:
        if self.grove is None:
            return
        if self.grove.folded:
            self.grove.folded.clear()
        else:
            self.grove.fold_others()
        self.lay()

    def action_ways(self) -> None:
        self.shows_ways = not self.shows_ways
        self.lay()

    def action_stand_here(self) -> None:
        if self.grove is not None:
            self.go_to(self.grove.head)

    def action_next_lead(self) -> None:
        leads = self.leads()
        if self.grove is None or len(leads) < 2:
            self.tell("Only one chair has been played so far.")
            return
        self.stand_on(leads[(leads.index(self.grove.lead) + 1) % len(leads)])

    def action_mark(self) -> None:
        """Mark a step; with a second one, compare the branches that lead to them."""
        if self.grove is None:
            return
        here = self.row.node
        if self.marked in (-1, here):
            self.marked = here if self.marked < 0 else -1
            key = self.game.key_shown("mark")
            self.tell(
                f"Marked. {key} on another step compares the two branches."
                if self.marked >= 0
                else "The mark is gone."
            )
            self.lay()
            return
        first, second = self.grove.nodes[self.marked].step, self.grove.nodes[here].step
        self.marked = -1
        self.lay()
        self.game.action_open("compare", first, second)

    # -- asking ---------------------------------------------------------------------------------------------------

    def action_seek(self) -> None:
        self.ask("search", "Search choices, scenes and bookmarks")

    def action_name_place(self) -> None:
        self.ask("bookmark", "Name this place")

    def ask(self, about: str, ask: str) -> None:
        """Let the player type a line."""
        from game.tui.widgets.prompt import Prompt

        if self.grove is not None and not self.query(Prompt):
            self.mount(Prompt(about, ask))

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """A line was typed."""
        self.set_focus(None)
        if self.grove is None or not event.text:
            return
        if event.about == "search":
            self.found = self.grove.find(event.text, ways=self.shows_ways)
            if not self.found:
                self.tell("That stands nowhere in this tree.")
                return
            here = self.row
            self._show_found(
                next((number for number, row in enumerate(self.found) if row >= here), 0)
            )
            return
        try:
            name = self.game.store.set_bookmark(event.text, self.grove.nodes[self.row.node].step)
        except SavesError as fault:
            self.tell(one_line(str(fault)))
            return
        self.grove.read_bookmarks()
        self.lay()
        self.tell(f"Bookmark set: {one_line(name)}")

    def action_seek_on(self, step: int) -> None:
        if not self.found:
            return
        here = self.row
        past: Iterator[int] = (number for number, row in enumerate(self.found) if row > here)
        if step > 0:
            self._show_found(next(past, 0))
        else:
            before = [number for number, row in enumerate(self.found) if row < here]
            self._show_found(before[-1] if before else len(self.found) - 1)

    def _show_found(self, at: int) -> None:
        self.go_to(self.found[at].node, self.found[at].way)
        on, back = self.game.key_shown("seek_on(1)"), self.game.key_shown("seek_on(-1)")
        self.tell(f"{at + 1} of {len(self.found)}: {on} and {back} go on")
