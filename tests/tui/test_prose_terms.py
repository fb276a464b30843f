"""Walking, opening and finding: the cursor for terms, the mouse on them, and the search."""

from __future__ import annotations

import pytest
from prose_page import RECORD, PageApp, said, scene, screen_text
from textual.geometry import Region

from game.tui.widgets.prose import Prose, Reader
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
    app = PageApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.prose.focus()
        found = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await pilot.press(key)
            found.append(app.prose.current_term)
        assert found == ["presidium", "beria", "plenum", "beria"]


async def test_the_cursor_is_reversed_and_a_pointer_stands_beside_it() -> None:
    app = PageApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.prose.focus()
        await pilot.press("tab")
        await pilot.pause()
        assert screen_text(pilot)[0].startswith("▸The Presidium")
        reversed_words = [
            segment.text
            for segment in app.prose.render_line(0)
            if segment.style and segment.style.reverse
        ]
        assert reversed_words == ["Presidium"]


async def test_the_first_step_goes_to_the_first_term_in_sight_or_back_from_the_last() -> None:
    app = PageApp(*(block for number in range(40) for block in scene(number)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.prose.jump(40)
        app.prose.next_term(1)
        assert app.prose.current_term == "term_20"
        app.prose.leave_terms()
        app.prose.jump(40)
        bottom = app.prose.scroll_offset.y + 23
        app.prose.next_term(-1)
        assert app.prose.cursor is not None
        row = app.prose.transcript.row(
            app.prose.transcript.place(0)._replace(paragraph=app.prose.cursor.paragraph)
        )
        assert app.prose.scroll_offset.y <= row <= bottom


async def test_the_cursor_scrolls_into_sight() -> None:
    app = PageApp(*TERMS)
    async with app.run_test(size=(60, 12)) as pilot:
        app.prose.focus()
        app.prose.scroll_to(y=0, animate=False)
        await pilot.press("tab", "tab", "tab")
        await pilot.pause()
        assert any("plenum" in line for line in screen_text(pilot))


async def test_walking_off_the_end_lets_the_focus_go() -> None:
    app = PageApp(*TERMS)
    async with app.run_test(size=(60, 20)):
        assert [app.prose.next_term() for _ in range(4)] == [True, True, True, False]
        assert app.prose.cursor is None
        assert not Prose().next_term()


async def test_enter_opens_the_term_where_it_stands() -> None:
    app = PageApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.prose.focus()
        await pilot.press("enter", "tab", "tab", "enter")
        (opened,) = app.heard
        assert isinstance(opened, Reader.TermOpened)
        assert (opened.term, opened.block) == ("beria", 0)
        assert opened.region == Region(19, 0, 26, 1)


async def test_escape_leaves_the_cursor() -> None:
    app = PageApp(*TERMS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.prose.focus()
        await pilot.press("tab", "escape")
        assert app.prose.cursor is None
        assert not app.prose.let_go()


@pytest.mark.parametrize("width", [60, 120])
async def test_a_click_on_a_term_opens_it_and_one_beside_it_does_not(width: int) -> None:
    app = PageApp(*TERMS)
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        left = app.prose.left
        await pilot.click(Prose, offset=(left + 3, 0))
        await pilot.click(Prose, offset=(left + 13, 0))
        assert app.heard == []
        await pilot.click(Prose, offset=(left + 4, 0))
        await pilot.click(Prose, offset=(left + 43, 0))
        assert [event.term for event in app.heard if isinstance(event, Reader.TermOpened)] == [
            "presidium",
            "beria",
        ]


async def test_a_term_after_wide_letters_is_where_it_is_seen() -> None:
    app = PageApp(Block((Piece("漢字漢字 "), Piece("東京", "", "tokyo"), Piece(" e\u0301nd"))))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.prose.next_term()
        app.prose.open_term()
        await pilot.click(Prose, offset=(1 + 9 + 3, 0))
        first, second = (event for event in app.heard if isinstance(event, Reader.TermOpened))
        assert first.region == second.region == Region(10, 0, 4, 1)


async def test_a_term_that_is_taken_back_or_folded_away_loses_the_cursor() -> None:
    app = PageApp()
    async with app.run_test(size=(60, 20)) as pilot:
        mark = app.prose.append(TERMS)
        app.prose.jump(0)
        app.prose.next_term()
        app.prose.truncate(mark)
        await pilot.pause()
        assert app.prose.cursor is None


async def test_a_click_on_a_folded_record_opens_it() -> None:
    app = PageApp(RECORD)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.click(Prose, offset=(5, 0))
        (folded,) = app.heard
        assert isinstance(folded, Reader.Folded)
        assert (folded.key, folded.is_open, app.prose.is_open("cairo")) == ("cairo", True, True)


async def test_a_search_counts_marks_and_goes_round() -> None:
    app = PageApp(*(said(f"A line with a [Bell] in it, number {number}.") for number in range(30)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.prose.action_top()
        assert app.prose.search("[bell]  in") == 30
        assert app.prose.match == 1
        assert [app.prose.next_match(-1), app.prose.next_match(1), app.prose.next_match(1)] == [
            30,
            1,
            2,
        ]
        await pilot.pause()
        assert screen_text(pilot)[2].startswith("▸A line")
        assert app.prose.search("not there") == 0
        assert app.prose.next_match() == 0
        assert app.prose.end_search()
        assert not app.prose.end_search()


async def test_a_search_begins_with_what_is_in_sight() -> None:
    app = PageApp(*(said(f"Line {number}.") for number in range(60)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.prose.jump(30)
        app.prose.search("line")
        assert app.prose.match == 31


async def test_a_match_in_a_folded_record_opens_it() -> None:
    app = PageApp(*scene(1), RECORD)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.prose.search("disputed") == 1
        assert app.prose.is_open("cairo")


async def test_what_is_appended_is_searched_too_and_what_is_taken_back_is_forgotten() -> None:
    app = PageApp(*scene(1))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.prose.search("presidium") == 1
        mark = app.prose.append(scene(2))
        assert app.prose.matches == 2
        assert app.prose.next_match() == 2
        app.prose.truncate(mark)
        assert (app.prose.matches, app.prose.match) == (1, 1)
