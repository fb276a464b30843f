"""The card of means: the rules of the lead's craft, and how all that he works with stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from game.tui.content import assembled, styled
from game.tui.rows import filled, ruled, wrapped
from game.tui.screens.list_screen import ListScreen
from game.tui.widgets.row_list import item, note
from game.view import words
from game.view.means import NOTHING, MeansRow, Part, card
from game.view.names import lead_name
from game.view.sanitize import sanitize

NAME = 24
"""The widest column of names; beyond it what is said stands below."""


class MeansScreen(ListScreen):
    """The card of the run being played. Enter goes to where what is under the cursor came about."""

    WHERE = ("means", "roll", "room")
    DEFAULT_CSS = "MeansScreen RowList { max-width: 84; }"

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []

    def on_mount(self) -> None:
        run = self.game.playing
        said = [lead_name(run.story, run.lead), words.day(run.turn.state.date)] if run else []
        self.set_heading("YOUR MEANS", *said)
        self.parts = card(run.story, run.turn.state) if run else []
        self.row_list.show(options(self.parts))

    def action_pick(self) -> None:
        """To the place in the story where a place was filled or a position taken."""
        targets = [row for part in self.parts for row in part.rows if row.scene]
        if targets:
            row = targets[self.row_list.cursor]
            self.go_to_place(row.scene, row.choice)


def options(parts: list[Part]) -> Iterator[Option]:
    """The card; its items are the rows that came about somewhere."""
    if not parts:
        yield note(partial(wrapped, NOTHING))
    for number, part in enumerate(parts):
        yield note(partial(_head, part, number > 0))
        wide = max((cell_len(row.name) for row in part.rows), default=0)
        for row in part.rows:
            yield (item if row.scene else note)(partial(_row, row, wide))


def _head(part: Part, spaced: bool, width: int) -> list[Content]:
    """A part's title and what it says."""
    title = part.title.upper()
    rows = [ruled(filled(title, min(width - 2, cell_len(title))), width)]
    for number, paragraph in enumerate(sanitize(part.text).strip().split("\n\n")):
        if paragraph.strip():
            rows += [Content()] * bool(number) + wrapped(" ".join(paragraph.split()), width)
    return [Content(), *rows] if spaced else rows


def _row(row: MeansRow, wide: int, width: int) -> list[Content]:
    """A name and what is said of it, in a column where the names of the part are short enough."""
    mark = styled(f"{row.mark} ", "red") if row.mark else Content()
    if wide <= min(NAME, width // 3):
        name = assembled((filled(row.name, wide), "strong"), ("  " if wide else "", ""))
        rows, indent = wrapped(row.said, width, first=mark + name), (mark + name).cell_length
    else:
        rows, indent = wrapped(row.name, width, "strong", mark), mark.cell_length + 2
        if rows[-1].cell_length + 2 + cell_len(row.said) <= width and not row.quiet:
            rows[-1] = rows[-1] + f"  {row.said}"
        else:
            rows += wrapped(row.said, width, first=Content.blank(indent))
    return rows + (wrapped(row.quiet, width, "dim em", Content.blank(indent)) if row.quiet else [])
