"""The title page: dossiers, going on, a name the first time."""

from __future__ import annotations

import pytest
from app_under_test import ROOT, SIZES, council, drawn, play_screen, playing

from game.saves import open_player
from game.saves.run import Run
from game.story import load
from game.tui.app import TenChairs
from game.tui.screens.title import WIDE, TitleScreen


@pytest.mark.parametrize("size", SIZES)
async def test_every_lead_is_on_the_title_page(tmp_path, size):
    with playing(tmp_path, council(), None) as app:
        async with app.run_test(size=size) as pilot:
            shown = drawn(pilot)
    assert "T H E" in shown
    assert "The Clerk" in shown
    assert "The Porter" in shown


async def test_a_dossier_says_who_he_is_and_begins_his_run(tmp_path):
    with playing(tmp_path, council(), None) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            assert "He keeps the minutes." not in drawn(pilot)
            await pilot.press("1")
            assert "He keeps the minutes." in drawn(pilot)
            await pilot.press("enter")
            assert play_screen(pilot).run.lead == "clerk"


async def test_a_wide_screen_shows_the_dossier_beside_the_menu(tmp_path):
    with playing(tmp_path, council(), None) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            assert "He keeps the minutes." in drawn(pilot)


async def test_a_lead_that_is_not_written_says_so_and_does_not_begin(tmp_path):
    with playing(tmp_path, council(), None) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            assert "unwritten" in drawn(pilot)
            await pilot.press("2")
            assert "This chair is not written yet." in drawn(pilot)
            await pilot.press("enter")
            assert isinstance(app.screen, TitleScreen)
            assert "The Clerk" in drawn(pilot)


async def test_continue_goes_on_where_the_last_lead_was_left(tmp_path):
    story = council()
    with playing(tmp_path, story, None) as app:
        Run.open(story, app.store, "clerk").choose("write")
    with playing(tmp_path, story, None) as app:
        async with app.run_test() as pilot:
            assert "Continue: Clerk" in drawn(pilot)
            await pilot.press("enter")
            assert play_screen(pilot).run.turn.scene == "errands"


async def test_a_begun_lead_can_be_gone_on_with_or_begun_again(tmp_path):
    story = council()
    with playing(tmp_path, story, None) as app:
        Run.open(story, app.store, "clerk").choose("write")
    with playing(tmp_path, story, None) as app:
        async with app.run_test() as pilot:
            await pilot.press("1", "2")
            assert play_screen(pilot).run.depth == 0
            assert len(app.store.steps(app.store.roots(story)[0].id)) == 2
            await pilot.press("t")
            assert isinstance(app.screen, TitleScreen)
            await pilot.press("1", "1")
            assert play_screen(pilot).run.depth == 0


@pytest.mark.parametrize(("typed", "player"), [("ada", "ada"), ("", "player")])
async def test_whoever_was_never_here_may_say_his_name(tmp_path, typed, player):
    opened = []

    def open_store(name: str):
        opened.append(open_player(tmp_path, name))
        return opened[-1]

    app = TenChairs(council(), None, open_store=open_store)
    async with app.run_test() as pilot:
        assert "Your name" in drawn(pilot)
        await pilot.press(*typed, "enter")
        await pilot.pause()
        assert app.store.player == player
        assert "Your name" not in drawn(pilot)
        await pilot.press("1", "enter")
        assert play_screen(pilot).run.depth == 0
    app.close_store()
    assert len(opened) == 1


async def test_a_name_that_no_file_could_have_is_asked_again(tmp_path):
    app = TenChairs(council(), None, open_store=lambda name: open_player(tmp_path, name))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "enter")
        await pilot.pause()
        assert app.nameless
        assert "cannot stand in a player's name" in drawn(pilot)
        await pilot.press("a", "enter")
        await pilot.pause()
        assert app.store.player == "a"
    app.close_store()


async def test_whose_records_cannot_be_kept_is_told_so_once(tmp_path):
    (tmp_path / "file").write_text("")
    app = TenChairs(council(), None, open_store=lambda name: open_player(tmp_path / "file", name))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "enter")
        await pilot.pause()
        said = " ".join(drawn(pilot).split())
        assert "what you do now is lost when you quit" in said
        assert "with --saves." in said
        await pilot.press("1", "enter")
        assert "is lost" not in drawn(pilot)
    app.close_store()


async def test_a_run_opened_at_once_says_that_nothing_can_be_kept(tmp_path):
    (tmp_path / "file").write_text("")
    with playing(tmp_path / "file", council()) as app:
        async with app.run_test() as pilot:
            await pilot.pause()
            assert "what you do now is lost" in " ".join(drawn(pilot).split())


async def test_a_long_answer_about_a_name_stands_above_nothing_that_is_typed(tmp_path):
    app = TenChairs(council(), None, open_store=lambda name: open_player(tmp_path, name))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("a", "slash", "enter")
        await pilot.pause()
        said = " ".join(drawn(pilot).split())
        assert "cannot stand in a player's name. Use letters, digits, spaces, - and _." in said
        assert "Your name" in said


@pytest.mark.parametrize("size", SIZES)
async def test_every_row_of_the_menu_is_there_and_going_on_takes_one(tmp_path, size):
    story = load(ROOT / "scenes", cached=False)
    with playing(tmp_path, story, None) as app:
        Run.open(story, app.store, "khrushchev").choose("read_on")
        async with app.run_test(size=size) as pilot:
            shown = drawn(pilot).splitlines()
            menu = app.screen.menu
            assert all(any(option.label[:20] in row for row in shown) for option in menu.rows)
            assert menu.virtual_size.height == len(menu.rows) or size[0] >= WIDE
