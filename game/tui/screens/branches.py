"""The branches: the tree of everything chosen, to walk, fold, search, compare and go on from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from game.tui.rows import Rows, wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.tree_rows import details, tree_row
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.row_list import RowList, item, note
from game.view import words
from game.view.branches import BranchTree, TreeRow
from game.view.names import lead_name
from game.view.sanitize import one_line

NOTHING = (
    "Nothing has been chosen yet. Every choice you make will stand here, and none is ever lost."
)
FEW = 400
"""Trees of up to so many steps show the ways not taken from the start."""


class BranchesScreen(ListScreen):
    """The tree of the lead being played, or of the one played last; tab goes to the next lead's."""

    WHERE = ("branches", "roll", "room")
    DEFAULT_CSS = "BranchesScreen #about { height: 4; margin: 0 1 0 1; padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.branch_tree: BranchTree | None = None
        self.rows: list[TreeRow] = []
        self.shows_ways = True
        self.marked = -1
        self.found: list[TreeRow] = []

    def compose_body(self) -> ComposeResult:
        yield RowList(id="tree")
        yield Static(id="about")

    def on_mount(self) -> None:
        leads = self.played_leads()
        playing = self.game.playing
        lead = playing.lead if playing and playing.lead in leads else leads[0] if leads else ""
        self.show_lead(lead)

    def show_lead(self, lead: str) -> None:
        """Show a lead's tree, the cursor where he stands."""
        self.found, self.marked = [], -1
        if not lead:
            self.set_heading("BRANCHES")
            self.row_list.show([note(partial(wrapped, NOTHING, style="dim"))])
            return
        self.branch_tree = tree = BranchTree(self.game.story, self.game.store, lead)
        self.shows_ways = len(tree.nodes) <= FEW
        steps = words.count(len(tree.nodes) - 1, "step")
        ends = words.count(tree.branches, "branch", "branches")
        self.set_heading("BRANCHES", lead_name(self.game.story, lead), f"{steps}, {ends}")
        self.show_rows(TreeRow(tree.head))
        self.call_after_refresh(self.center)

    def show_rows(self, row: TreeRow | None = None) -> None:
        """Set the rows anew, the cursor on a row, or on the node of one that is gone."""
        if self.branch_tree is None:
            return
        row = row or self.row
        self.rows = self.branch_tree.rows(ways=self.shows_ways)
        at = bisect_right(self.rows, row) - 1
        if self.rows[at] != row:
            at = bisect_right(self.rows, TreeRow(self.rows[at].node)) - 1
        shown = (partial(tree_row, self.branch_tree, row, self.marked) for row in self.rows)
        self.row_list.show((item(row, height=1) for row in shown), at)
        self.show_details()

    def center(self) -> None:
        """Scroll until what stands around the row under the cursor is in sight."""
        middle = self.row_list.size.height // 2
        self.row_list.scroll_to(y=self.row_list.cursor - middle, animate=False)

    @property
    def row(self) -> TreeRow:
        """The row under the cursor."""
        return self.rows[self.row_list.cursor] if self.rows else TreeRow(0)

    @on(RowList.OptionHighlighted)
    def show_details(self) -> None:
        """What is under the cursor, in full."""
        if self.branch_tree is not None and self.rows:
            about = Rows(partial(details, self.branch_tree, self.row, self.marked))
            self.query_one("#about", Static).update(about, layout=False)

    def go_to(self, number: int, way: int = -1) -> None:
        """Put the cursor on a node, or on a way not taken there, whatever was folded over it."""
        if self.branch_tree is not None:
            self.branch_tree.unfold_to(number)
            if way >= 0:
                self.branch_tree.folded.discard(number)
            self.show_rows(TreeRow(number, way))
            self.center()

    # -- commands ---------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Go on from the decision under the cursor; a way not taken is then there to be taken."""
        if self.branch_tree is not None:
            self.go_on_from(self.branch_tree.nodes[self.row.node].step)

    def action_fold(self, close: int) -> None:
        """Fold what follows, or go to where this branch parted; unfold."""
        if self.branch_tree is None:
            return
        tree, here = self.branch_tree, self.row.node
        if not close:
            tree.folded.discard(here)
            self.show_rows()
        elif tree.hidden(here) and here not in tree.folded:
            tree.folded.add(here)
            self.show_rows(TreeRow(here))
        elif (fork := tree.fork[here]) >= 0:
            self.show_rows(TreeRow(tree.parent[here] if fork == here else fork))

    def action_fold_all(self) -> None:
        if self.branch_tree is None:
            return
        if self.branch_tree.folded:
            self.branch_tree.folded.clear()
        else:
            self.branch_tree.fold_others()
        self.show_rows()

    def action_ways(self) -> None:
        self.shows_ways = not self.shows_ways
        self.show_rows()

    def action_stand_here(self) -> None:
        if self.branch_tree is not None:
            self.go_to(self.branch_tree.head)

    def action_next_lead(self) -> None:
        if lead := self.lead_after(self.branch_tree.lead if self.branch_tree else ""):
            self.show_lead(lead)

    def action_mark(self) -> None:
        """Mark a step; with a second one, compare the branches that lead to them."""
        if self.branch_tree is None:
            return
        here = self.row.node
        if self.marked in (-1, here):
            self.marked = here if self.marked < 0 else -1
            said = (
                f"Marked. {self.game.key_shown('mark')} on another step compares the two branches."
            )
            self.tell(said if self.marked >= 0 else "The mark is gone.")
            self.show_rows()
            return
        first, second = (self.branch_tree.nodes[number].step for number in (self.marked, here))
        self.marked = -1
        self.show_rows()
        self.game.action_open("compare", first, second)

    # -- asking -----------------------------------------------------------------------------------

    def action_seek(self) -> None:
        self.ask("search", "Search choices, scenes and bookmarks")

    def action_name_place(self) -> None:
        self.ask("bookmark", "Name this place")

    def ask(self, about: str, ask: str) -> None:
        """Let the player type a line."""
        if self.branch_tree is not None and not self.query(Prompt):
            self.mount(Prompt(about, ask))

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """A line was typed."""
        self.set_focus(None)
        if self.branch_tree is None or not event.text:
            return
        if event.about == "search":
            self.found = self.branch_tree.find(event.text, ways=self.shows_ways)
            if self.found:
                self._show_found(bisect_left(self.found, self.row))
            else:
                self.tell("That stands nowhere in this tree.")
            return
        with self.telling_faults():
            step = self.branch_tree.nodes[self.row.node].step
            name = self.game.store.set_bookmark(event.text, step)
            self.branch_tree.read_bookmarks()
            self.show_rows()
            self.tell(f"Bookmark set: {one_line(name)}")

    def action_seek_on(self, step: int) -> None:
        if self.found:
            before, here = bisect_left(self.found, self.row) - 1, bisect_right(self.found, self.row)
            self._show_found(here if step > 0 else before)

    def _show_found(self, at: int) -> None:
        """Go to a row that was found; after the last comes the first."""
        at %= len(self.found)
        self.go_to(self.found[at].node, self.found[at].way)
        on, back = self.game.key_shown("seek_on(1)"), self.game.key_shown("seek_on(-1)")
        self.tell(f"{at + 1} of {len(self.found)}: {on} and {back} go on")
