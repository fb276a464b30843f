"""The play screen: choosing by every means, what is locked, what moved, going back, the Record, and small screens."""

from __future__ import annotations

import pytest
from app_under_test import ROOT, SIZES, council, drawn, play_screen, playing, rows_of

from game.saves.run import Run
from game.story import load
from game.tui.screens.play import PlayScreen
from game.tui.screens.small import SmallScreen
from game.tui.widgets.choice_list import ChoiceList


@pytest.mark.parametrize("size", SIZES)
async def test_the_scene_its_choices_and_the_keys_are_on_every_screen(tmp_path, size):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            shown = drawn(pilot)
    assert "You open the minutes." in shown
    assert "Write down who came" in shown
    assert "choose" in shown
    assert "quit" in shown
    assert "attested" in shown


async def test_a_digit_takes_an_open_choice(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("1")
            assert play_screen(pilot).run.turn.scene == "errands"
            assert "Three names." in play_screen(pilot).transcript.plain_text()


async def test_arrows_and_enter_take_the_choice_under_the_cursor(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("down", "enter")
            assert play_screen(pilot).run.turn.scene == "cellar"


async def test_the_mouse_takes_a_choice(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.click(ChoiceList, offset=(8, 1))
            await pilot.pause()
            assert play_screen(pilot).run.turn.scene == "cellar"


async def test_a_locked_choice_says_why_and_is_not_taken(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(100, 30)) as pilot:
            screen = play_screen(pilot)
            assert "⊘  Seal the book" in drawn(pilot)
            assert "There is nothing in it to seal." in drawn(pilot)
            await pilot.press("4")
            await pilot.press("down", "down", "down", "enter")
            assert screen.choices.current
            assert screen.choices.current.id == "seal"
            assert screen.run.depth == 0


async def test_what_moved_stands_in_the_transcript_with_its_reason(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("1")
            text = play_screen(pilot).transcript.plain_text()
    assert "+2 debt: you wrote her down first." in text


async def test_the_choice_taken_stands_in_the_transcript(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("1")
            assert "▸ Write down who came" in play_screen(pilot).transcript.plain_text()


async def test_every_step_is_kept_before_it_is_drawn(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            seen: list[int] = []
            append = screen.transcript.append
            screen.transcript.append = lambda *given, **how: (
                seen.append(len(app.store.line(screen.run.step))) or append(*given, **how)
            )
            await pilot.press("1")
            assert seen == [1]


async def test_undo_goes_back_to_the_beginning_and_no_further(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            before = screen.transcript.plain_text()
            await pilot.press("1", "1", "1")
            depth = screen.run.depth
            await pilot.press(*["u"] * depth)
            assert screen.run.depth == 0
            assert screen.transcript.plain_text() == before
            await pilot.press("u")
            assert "nothing to take back" in drawn(pilot)


async def test_undo_reaches_what_was_played_long_before_this_sitting(tmp_path):
    story = council()
    with playing(tmp_path, story) as app:
        run = Run.open(story, app.store, "clerk")
        for _ in range(4):
            run.choose(
                "fetch"
                if run.turn.scene == "desk" and run.depth == 0
                else run.turn.choices[0].id
                if run.turn.choices[0].open
                else "shout"
            )
            if run.turn.ending:
                run.undo()
        depth = run.depth
    with playing(tmp_path, story) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            assert screen.run.depth == depth
            await pilot.press(*["u"] * depth)
            assert screen.run.depth == 0
            assert "You open the minutes." in screen.transcript.plain_text()


async def test_a_game_is_resumed_where_it_was_left(tmp_path):
    story = council()
    with playing(tmp_path, story) as app:
        async with app.run_test() as pilot:
            await pilot.press("1")
            left = play_screen(pilot).transcript.plain_text()
    with playing(tmp_path, story) as app:
        async with app.run_test() as pilot:
            await pilot.pause(0.1)
            assert play_screen(pilot).run.depth == 1
            assert play_screen(pilot).transcript.plain_text() == left


async def test_the_record_is_folded_and_r_opens_it(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(100, 40)) as pilot:
            screen = play_screen(pilot)
            await pilot.press("r")
            assert "opens when a decision has been taken" in drawn(pilot)
            await pilot.press("1")
            assert "The Record: The Desk" in screen.transcript.plain_text()
            assert "The minutes of that day survive." not in screen.transcript.plain_text()
            await pilot.press("r")
            assert "The minutes of that day survive." in screen.transcript.plain_text()
            await pilot.press("r")
            assert "The minutes of that day survive." not in screen.transcript.plain_text()


async def test_the_panel_stands_beside_a_wide_text_and_folds_into_a_key(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            screen = play_screen(pilot)
            assert "TERMS IN THIS SCENE" in drawn(pilot)
            await pilot.press("p")
            assert "TERMS IN THIS SCENE" not in drawn(pilot)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert not screen.panel.display
            await pilot.press("p")
            assert "TERMS IN THIS SCENE" in drawn(pilot)
            await pilot.press("escape")
            assert "TERMS IN THIS SCENE" not in drawn(pilot)
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert "TERMS IN THIS SCENE" in drawn(pilot)


async def test_a_panel_that_was_folded_shows_what_moved_meanwhile(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            panel = play_screen(pilot).panel
            await pilot.press("p", "1", "p")
            await pilot.pause()
            told = [row.rstrip() for row in panel.text.splitlines()]
            shown = drawn(pilot)
            assert len(told) > 3
            assert [line for line in told if line not in shown] == []


async def test_what_was_drawn_at_another_width_is_drawn_anew(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.resize_terminal(79, 24)
            await pilot.press("1")
            for size in [(80, 24), (79, 24)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                for line in rows_of(play_screen(pilot)):
                    assert line in drawn(pilot)


async def test_the_panel_over_a_narrow_text_stops_at_the_line_below_and_makes_way_for_what_is_new(
    tmp_path,
):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = play_screen(pilot)
            await pilot.press("p")
            assert screen.panel.region.bottom == 23
            assert drawn(pilot).splitlines()[-1].endswith("q quit")
            await pilot.press("1")
            assert not screen.panel.display


@pytest.mark.parametrize("size", SIZES)
async def test_the_choice_under_the_cursor_has_a_sign_at_every_size(tmp_path, size):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.press("down")
            screen = play_screen(pilot)
            assert screen.choices.current
            row = next(
                row for row in drawn(pilot).splitlines() if screen.choices.current.label in row
            )
            assert row.lstrip().startswith("▸")


async def test_while_a_line_is_typed_the_keys_below_are_those_that_work(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("m")
            await pilot.pause()
            assert "u undo" not in drawn(pilot)
            assert "enter done  esc cancel" in drawn(pilot)
            await pilot.press("escape")
            await pilot.pause()
            assert "u undo" in drawn(pilot)


async def test_what_is_told_is_never_cut(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            play_screen(pilot).tell("word " * 20 + "last")
            await pilot.pause()
            assert "last" in drawn(pilot)
            await pilot.press("down")
            await pilot.pause()
            assert drawn(pilot).splitlines()[-1].endswith("q quit")


async def test_selecting_says_its_keys(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("v")
            await pilot.pause()
            assert "y copies them, esc lets go" in drawn(pilot)


async def test_tab_walks_the_terms_and_escape_lets_go(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            await pilot.press("tab")
            assert screen.transcript.current_term == "minutes_book"
            await pilot.press("escape")
            assert screen.transcript.current_term == ""
            await pilot.press("enter")
            assert screen.run.depth == 1


async def test_one_thing_alone_is_pointed_at_and_enter_takes_it(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            assert drawn(pilot).count("▸ 1") == 1
            await pilot.press("tab")
            assert screen.transcript.current_term
            assert "▸ 1" not in drawn(pilot)
            await pilot.press("down")
            assert screen.transcript.current_term == ""
            assert "▸ 2" in drawn(pilot)
            await pilot.press("tab", "escape")
            assert "▸ 2" in drawn(pilot)
            await pilot.press("tab", "2")
            assert screen.run.depth == 1
            assert "▸ 1" in drawn(pilot)


async def test_the_transcript_is_searched(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            await pilot.press("slash", *"ink", "enter")
            await pilot.pause()
            assert screen.transcript.matches > 0
            assert "n and N go on" in drawn(pilot)
            await pilot.press("1")
            assert screen.run.depth == 1


async def test_a_place_is_named(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            await pilot.press("m", *"noon", "enter")
            await pilot.pause()
            assert [mark.name for mark in app.store.bookmarks(app.story)] == ["noon"]


async def test_an_ending_says_what_is_next(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(100, 40)) as pilot:
            screen = play_screen(pilot)
            for _ in range(12):
                if screen.run.turn.ending:
                    break
                await pilot.press("1")
                while not isinstance(app.screen, PlayScreen):
                    await pilot.press("escape")
            assert screen.run.turn.ending
            assert "What next?" in drawn(pilot)
            assert "The end: " in screen.transcript.plain_text()
            await pilot.press("1")
            assert not screen.run.turn.ending


async def test_too_small_a_screen_asks_for_room_and_comes_back(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.resize_terminal(30, 8)
            await pilot.pause()
            assert isinstance(app.screen, SmallScreen)
            assert "more room" in drawn(pilot)
            await pilot.press("1")
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert play_screen(pilot).run.depth == 0


async def test_resizing_keeps_what_is_read(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1")
            text = play_screen(pilot).transcript.plain_text()
            for size in [*SIZES, (41, 13), (120, 40)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert play_screen(pilot).transcript.plain_text() == text


async def test_what_was_read_before_is_folded_when_that_is_set(tmp_path):
    with playing(tmp_path, council()) as app:
        app.store.set_setting("skip", "yes")
    story = council()
    with playing(tmp_path, story) as app:
        run = Run.open(story, app.store, "clerk")
        run.choose("fetch")
        run.choose("quick")
        run.begin()
        run.choose("shout")
    with playing(tmp_path, story) as app:
        async with app.run_test(size=(100, 40)) as pilot:
            screen = play_screen(pilot)
            assert "Nobody speaks to you." in screen.transcript.plain_text()
            await pilot.press("2")
            assert "The Cellar: read before" in screen.transcript.plain_text()
            assert "It is cold down here." not in screen.transcript.plain_text()
            await pilot.press("o")
            assert "It is cold down here." in screen.transcript.plain_text()


async def test_the_footer_says_that_the_text_goes_on_below_until_it_was_read(tmp_path):
    with playing(tmp_path, load(ROOT / "scenes"), "khrushchev") as app:
        async with app.run_test(size=(60, 20)) as pilot:
            screen = play_screen(pilot)
            await pilot.press("1")
            await pilot.pause()
            assert screen.transcript.more_below
            assert "space more" in drawn(pilot)
            while screen.transcript.more_below:
                await pilot.press("space")
            assert "1-9 choose" in drawn(pilot)
            await pilot.press("k")
            assert "space more" in drawn(pilot)
            await pilot.resize_terminal(200, 60)
            await pilot.pause()
            assert ("space more" in drawn(pilot)) == screen.transcript.more_below


@pytest.mark.parametrize("keys", [(), ("l",), ("m", "x"), ("question_mark",), ("b",)])
async def test_ctrl_c_says_how_to_leave_and_asked_again_it_leaves(tmp_path, keys):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("1", *keys, "ctrl+c")
            await pilot.pause()
            assert "ctrl+c again leaves the game; everything is saved already." in drawn(pilot)
            await pilot.press("right", "ctrl+c")
            await pilot.pause()
            assert app.is_running
            await pilot.press("ctrl+c")
            await pilot.pause()
            assert not app.is_running


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_too_small_a_screen_can_be_left(tmp_path, key):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(30, 8)) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, SmallScreen)
            await pilot.press(key)
            await pilot.pause()
            assert not app.is_running
