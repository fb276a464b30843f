"""Walking, opening and finding: the cursor for terms, the mouse on them, and the search."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from transcript_app import RECORD, TranscriptApp, said, scene, screen_text

from game.tui.widgets.card import EntryView
from game.tui.widgets.transcript_view import TranscriptView
from game.view.blocks import Block, Piece

TERMS = (
    Block(
        (
            Piece("The "),
            Piece("Presidium", "", "presidium"),
            Piece(" and "),
            Piece("the man with the briefcase", "em", "beria"),
            Piece("."),
        )
    ),
    Block((Piece("Nothing here. " * 60),)),
    Block((Piece("At last the "), Piece("plenum", "", "plenum"), Piece("."))),
)


async def test_tab_walks_the_terms_and_shift_tab_walks_back() -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        found = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            found.append(app.view.current_term)
        assert found == ["presidium", "beria", "plenum", "beria"]


async def test_the_cursor_is_reversed_and_a_pointer_stands_beside_it() -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        await pilot.press("tab")
        await pilot.pause()
        assert screen_text(pilot)[0].startswith("▸The Presidium")
        reversed_words = [
            segment.text
            for segment in app.view.render_line(0)
            if segment.style and segment.style.reverse
        ]
        assert reversed_words == ["Presidium"]


async def test_the_first_step_goes_to_the_first_term_in_sight_or_back_from_the_last() -> None:
    app = TranscriptApp(*(block for number in range(40) for block in scene(number)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.jump(40)
        app.view.next_term(1)
        assert app.view.current_term == "term_20"
        app.view.leave_terms()
        app.view.jump(40)
        bottom = app.view.scroll_offset.y + 23
        app.view.next_term(-1)
        assert app.view.cursor is not None
        row = app.view.text_layout.row(
            app.view.text_layout.position(0)._replace(paragraph=app.view.cursor.paragraph)
        )
        assert app.view.scroll_offset.y <= row <= bottom


async def test_the_cursor_scrolls_into_sight() -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.focus()
        app.view.scroll_to(y=0, animate=False)
        await pilot.press("tab", "tab", "tab")
        await pilot.pause()
        assert any("plenum" in line for line in screen_text(pilot))


async def test_walking_off_the_end_lets_the_focus_go() -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(60, 20)):
        assert [app.view.next_term() for _ in range(4)] == [True, True, True, False]
        assert app.view.cursor is None
        assert not TranscriptView().next_term()


async def test_enter_opens_the_term_where_it_stands() -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        await pilot.press("enter", "tab", "tab", "enter")
        (opened,) = app.heard
        assert isinstance(opened, EntryView.TermOpened)
        assert opened.term == "beria"
        assert opened.region == Region(19, 0, 26, 1)


async def test_the_cursor_is_let_go_of() -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.focus()
        await pilot.press("tab")
        assert app.view.let_go()
        assert app.view.cursor is None
        assert not app.view.let_go()


@pytest.mark.parametrize("width", [60, 120])
async def test_a_click_on_a_term_opens_it_and_one_beside_it_does_not(width: int) -> None:
    app = TranscriptApp(*TERMS)
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        left = app.view.left
        await pilot.click(TranscriptView, offset=(left + 3, 0))
        await pilot.click(TranscriptView, offset=(left + 13, 0))
        assert app.heard == []
        await pilot.click(TranscriptView, offset=(left + 4, 0))
        await pilot.click(TranscriptView, offset=(left + 43, 0))
        assert [event.term for event in app.heard if isinstance(event, EntryView.TermOpened)] == [
            "presidium",
            "beria",
        ]


async def test_a_term_after_wide_letters_is_where_it_is_seen() -> None:
    app = TranscriptApp(
        Block((Piece("漢字漢字 "), Piece("東京", "", "tokyo"), Piece(" e\u0301nd")))
    )
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.view.next_term()
        app.view.open_term()
        await pilot.click(TranscriptView, offset=(1 + 9 + 3, 0))
        first, second = (event for event in app.heard if isinstance(event, EntryView.TermOpened))
        assert first.region == second.region == Region(10, 0, 4, 1)


async def test_a_term_that_is_taken_back_or_folded_away_loses_the_cursor() -> None:
    app = TranscriptApp()
    async with app.run_test(size=(60, 20)) as pilot:
        mark = app.view.append(TERMS)
        app.view.jump(0)
        app.view.next_term()
        app.view.truncate(mark)
        await pilot.pause()
        assert app.view.cursor is None


async def test_a_click_on_a_folded_record_opens_it() -> None:
    app = TranscriptApp(RECORD)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.click(TranscriptView, offset=(5, 0))
        (folded,) = app.heard
        assert isinstance(folded, EntryView.Folded)
        assert app.view.text_layout.is_open("cairo")


async def test_a_search_counts_marks_and_goes_round() -> None:
    app = TranscriptApp(
        *(said(f"A line with a [Bell] in it, number {number}.") for number in range(30))
    )
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.view.action_edge(-1)
        assert app.view.search("[bell]  in") == 30
        assert app.view.match == 1
        assert [app.view.next_match(-1), app.view.next_match(1), app.view.next_match(1)] == [
            30,
            1,
            2,
        ]
        await pilot.pause()
        assert screen_text(pilot)[2].startswith("▸A line")
        assert app.view.search("not there") == 0
        assert app.view.next_match() == 0
        assert app.view.end_search()
        assert not app.view.end_search()


async def test_a_search_begins_with_what_is_in_sight() -> None:
    app = TranscriptApp(*(said(f"Line {number}.") for number in range(60)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.view.jump(30)
        app.view.search("line")
        assert app.view.match == 31


async def test_a_match_in_a_folded_record_opens_it() -> None:
    app = TranscriptApp(*scene(1), RECORD)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.view.search("disputed") == 1
        assert app.view.text_layout.is_open("cairo")


async def test_what_is_appended_is_searched_too_and_what_is_taken_back_is_forgotten() -> None:
    app = TranscriptApp(*scene(1))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.view.search("presidium") == 1
        mark = app.view.append(scene(2))
        assert app.view.matches == 2
        assert app.view.next_match() == 2
        app.view.truncate(mark)
        assert (app.view.matches, app.view.match) == (1, 1)
