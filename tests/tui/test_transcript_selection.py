"""Selecting and copying, by mouse and by key."""

from __future__ import annotations

from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import SELECT_ALL
from transcript_app import RECORD, TranscriptApp, said

from game.tui.widgets.transcript_view import TranscriptView
from game.view.blocks import Block, Piece

TEXT = (
    said("One two three four five six seven eight nine ten eleven twelve thirteen."),
    said("漢字 and more."),
    said("The end."),
)


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(TranscriptView, offset=start)
    await pilot.hover(TranscriptView, offset=end)
    await pilot.mouse_up(TranscriptView, offset=end)
    await pilot.pause()


async def test_a_drag_selects_the_words_under_it() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await drag(pilot, (5, 0), (4, 1))
        assert app.view.selected_text == TEXT[0].text[4 : TEXT[0].text.index("twelve") + 4]


async def test_a_drag_from_the_margin_begins_with_the_row() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(120, 20)) as pilot:
        await drag(pilot, (2, 0), (app.view.left + 2, 0))
        assert app.view.selected_text == "One"


async def test_a_drag_over_paragraphs_keeps_them_apart() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await drag(pilot, (1, 3), (3, 5))
        assert app.view.selected_text == "漢字 and more.\n\nThe"
        assert app.screen.get_selected_text() == "漢字 and more.\n\nThe"


async def test_a_second_click_selects_the_word_and_a_third_the_paragraph() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(TranscriptView, offset=(6, 0), times=2)
        assert app.view.selected_text == "two"
        await pilot.click(TranscriptView, offset=(6, 0), times=3)
        assert app.view.selected_text == TEXT[0].text


async def test_v_and_the_arrows_select_and_y_copies() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        await pilot.press("v", "right", "right")
        assert app.view.selected_text == "One"
        await pilot.press("y")
        assert app.clipboard == "One"
        assert app.view.selected_text == ""
        assert not app.view.selecting


async def test_shift_and_arrows_select_over_paragraphs_and_back() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        await pilot.press("shift+down", "shift+down")
        assert app.view.selected_text == TEXT[0].text + "\n\n漢"
        await pilot.press("shift+left")
        assert app.view.selected_text == TEXT[0].text
        await pilot.press("shift+right", "j", "up", "shift+up", "shift+up", "shift+up")
        assert app.view.selected_text == "O"


async def test_a_selection_begins_with_the_term_under_the_cursor() -> None:
    app = TranscriptApp(said("Before."), *TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.append(
            [Block((Piece("The "), Piece("Central Committee", "", "cc"), Piece(" met.")))]
        )
        app.view.next_term()
        app.view.select()
        await pilot.pause()
        assert app.view.selected_text == "Central Committee"


async def test_escape_lets_go_of_the_selection() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        await pilot.press("v", "shift+down", "escape")
        assert app.view.selected_text == ""
        assert not app.view.selecting
        assert app.screen.selections == {}


async def test_a_selection_stays_on_its_words_in_another_size() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await drag(pilot, (5, 0), (20, 3))
        before = app.view.selected_text
        await pilot.resize_terminal(44, 20)
        await pilot.pause()
        assert app.view.selected_text == before != ""


async def test_everything_can_be_selected_but_not_what_is_folded_away() -> None:
    app = TranscriptApp(*TEXT, RECORD)
    async with app.run_test(size=(60, 20)) as pilot:
        app.screen.selections = {app.view: SELECT_ALL}
        await pilot.pause()
        assert app.view.selected_text == "\n\n".join(
            [*(block.text for block in TEXT), RECORD.head.text]
        )


async def test_the_selection_is_seen() -> None:
    app = TranscriptApp(*TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await drag(pilot, (5, 0), (7, 0))
        strip = app.view.render_line(0)
        plain = app.view.visual_style.rich_style.bgcolor
        assert [
            segment.text for segment in strip if segment.style and segment.style.bgcolor != plain
        ] == ["two"]
        assert app.screen.get_widget_and_offset_at(5, 0) == (app.view, Offset(4, 0))
