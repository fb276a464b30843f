"""The list with a cursor: it walks items and not notes, stops at both ends, and takes on a second click."""

from __future__ import annotations

from functools import partial

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content

from game.tui.content import styled
from game.tui.rows import filled, wrapped
from game.tui.widgets.row_list import RowList, item, note

ITEMS = 30


class Listed(App[None]):
    """A heading, thirty items of two rows with a note after each tenth, and an end."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = ("dim", "faint", "red", "chosen", "rule", "quiet", "good", "term")
        return dict.fromkeys(names, "#808080")

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_mount(self) -> None:
        options = [note(partial(wrapped, "a heading"))]
        for number in range(ITEMS):
            options.append(item(partial(two_rows, number)))
            if number % 10 == 9:
                options.append(note(partial(wrapped, "a note")))
        self.query_one(RowList).show([*options, *[note(partial(wrapped, "the end"))] * 3])

    def on_option_list_option_selected(self) -> None:
        self.taken.append(self.query_one(RowList).cursor)


def two_rows(number: int, _width: int) -> list[Content]:
    return [Content(f"item {number}"), Content("  more")]


def shown(app: Listed) -> list[str]:
    listed = app.query_one(RowList)
    return [listed.render_line(y).text.rstrip() for y in range(listed.size.height)]


async def test_the_cursor_walks_items_only_and_stops_at_both_ends() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)):
        listed = app.query_one(RowList)
        listed.move(-1)
        assert listed.cursor == 0
        for _ in range(ITEMS + 5):
            listed.move(1)
        assert listed.cursor == ITEMS - 1
        listed.move(-1)
        assert listed.cursor == ITEMS - 2


async def test_what_stands_after_the_last_item_and_before_the_first_can_be_read() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        listed = app.query_one(RowList)
        listed.edge(1)
        await pilot.pause()
        assert shown(app)[-1] == "  the end"
        listed.edge(-1)
        await pilot.pause()
        assert shown(app)[:2] == ["  a heading", "▸ item 0"]


async def test_a_page_takes_the_cursor_with_it_and_no_further_than_the_ends() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        listed = app.query_one(RowList)
        listed.page(1)
        await pilot.pause()
        assert 3 <= listed.cursor <= 6
        assert sum(row.startswith("▸") for row in shown(app)) == 1
        for _ in range(20):
            listed.page(1)
        assert listed.cursor == ITEMS - 1
        for _ in range(20):
            listed.page(-1)
        assert listed.cursor == 0


async def test_a_click_points_and_a_second_one_takes_and_a_note_takes_nothing() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        listed = app.query_one(RowList)
        await pilot.click(RowList, offset=(4, 5))
        assert (listed.cursor, app.taken) == (2, [])
        await pilot.click(RowList, offset=(4, 0))
        assert (listed.cursor, app.taken) == (2, [])
        await pilot.click(RowList, offset=(4, 5))
        await pilot.pause()
        assert app.taken == [2]


async def test_shown_anew_the_cursor_stays_where_it_was() -> None:
    app = Listed()
    async with app.run_test(size=(40, 10)) as pilot:
        listed = app.query_one(RowList)
        listed.point(12)
        listed.show([item(partial(wrapped, f"other {number}")) for number in range(20)])
        await pilot.pause()
        assert listed.cursor == 12
        assert "▸ other 12" in shown(app)
        listed.show([item(partial(wrapped, "one"))])
        assert listed.cursor == 0


@pytest.mark.parametrize("text", ["plain words", "漢字 " * 20, "w" * 300, "", "[/]"])
@pytest.mark.parametrize("width", [4, 7, 20, 72])
def test_text_keeps_to_its_width(text: str, width: int) -> None:
    assert cell_len(filled(text, width)) == width
    first = styled("▸ ", "red")
    rows = wrapped(text, width, first=first)
    assert rows[0].plain.startswith("▸ ")
    assert all(row.cell_length <= max(width, 6) for row in rows)
    assert all(row.plain.startswith("  ") for row in rows[1:])
