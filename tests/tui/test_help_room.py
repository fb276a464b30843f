"""The help: the keys of the screen it was opened from, as the player has set them, and the signs of the game."""

from __future__ import annotations

import pytest
from app_under_test import (
    SIZES,
    STORIES,
    TO_THE_VOTE,
    council,
    drawn,
    play_screen,
    playing,
    rows_of,
    said,
)

from game.story import load
from game.tui.commands import commands_of, key_name
from game.tui.listing import keys_written
from game.tui.rooms import ROOMS
from game.tui.screens.game_screen import GameScreen
from game.tui.screens.help import HOW_TO_PLAY, SIGNS, HelpScreen
from game.tui.screens.palette import CommandProvider
from game.tui.screens.title import TitleScreen

GIVEN = {"vote", "compare", "card", "hour"}
"""Rooms that are opened on something; the help is opened from all others by name."""


def assert_told(help_room, where: tuple[str, ...], app) -> None:
    """Every command of a screen stands in the help with all its keys."""
    page = said(help_room)
    for command in commands_of(*where):
        if command.help and command.within(app.story):
            assert command.help.split()[0] in page
            assert " ".join(keys_written(app.keys_of(command)).split()) in page, command.id


@pytest.mark.parametrize("size", SIZES)
async def test_the_help_of_a_run_tells_every_key_of_it(tmp_path, size):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.press("question_mark")
            assert isinstance(app.screen, HelpScreen)
            assert "the keys of the play screen" in drawn(pilot)
            assert_told(app.screen, ("play",), app)
            page = said(app.screen)
            assert all(
                title in page
                for title in ("ON THIS SCREEN", "MOVING", "OTHER ROOMS", "EVERYWHERE", "SIGNS")
            )
            assert "1–9 0 take the choice with that number" in page
            assert all(sign in page for sign, _ in SIGNS)
            assert " ".join(rows_of(app.screen)).startswith(HOW_TO_PLAY[:40])
            assert all(len(row) <= size[0] for row in rows_of(app.screen))


@pytest.mark.parametrize("width", range(40, 160, 7))
async def test_no_word_is_cut_at_any_width(tmp_path, width):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(width, 60)) as pilot:
            await pilot.press("question_mark")
            words = said(app.screen).split()
            for command in filter(lambda one: one.within(app.story), commands_of("play")):
                assert set(command.help.split()) <= set(words), command.id
            widest = app.screen.row_list.size.width
            assert all(len(row) <= widest for row in rows_of(app.screen))


@pytest.mark.parametrize("name", [name for name in ROOMS if name not in GIVEN | {"help"}])
async def test_every_room_has_its_own_help(tmp_path, name):
    with playing(tmp_path, load(STORIES / "night"), "nurse") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_open(name)
            await pilot.pause()
            room = app.screen
            assert isinstance(room, GameScreen)
            app.action_open("help")
            await pilot.pause()
            assert app.screen.below is room
            assert f"the keys of the {name}" in drawn(pilot)
            assert_told(app.screen, room.WHERE, app)
            assert "undo" not in said(app.screen)
            await pilot.press("escape")
            assert app.screen is room


async def test_the_help_of_the_title_page_knows_nothing_of_a_run(tmp_path):
    with playing(tmp_path, council(), None) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("question_mark")
            assert "the keys of the title page" in drawn(pilot)
            assert_told(app.screen, ("title",), app)
            assert "take the last choice back" not in said(app.screen)
            await pilot.press("q")
            assert isinstance(app.screen, TitleScreen)


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_a_key_goes_back_to_where_the_help_was_asked(tmp_path, key):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("question_mark", key)
            assert play_screen(pilot).run.depth == 0
            assert len(app.screen_stack) == 1


async def test_the_help_shows_the_players_own_keys(tmp_path):
    with playing(tmp_path, council()) as app:
        app.set_settings({"keys.undo": "ctrl+u", "keys.help": "f1", "keys.term.next": "full_stop"})
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("f1")
            rows = rows_of(app.screen)
            assert any(row.startswith("ctrl+u  ") for row in rows)
            assert any(row.startswith(".  ") and "the next term" in row for row in rows)
            assert "f1 ?" in said(app.screen)
            await pilot.press("f1")
            assert play_screen(pilot)


async def test_a_small_screen_scrolls_the_help_to_its_end_and_back(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("question_mark")
            assert "a theme you wear" not in drawn(pilot)
            await pilot.press("down")
            assert app.screen.row_list.scroll_offset.y == 1
            await pilot.press("end")
            assert "a theme you wear" in drawn(pilot)
            await pilot.press("home")
            assert "take the choice with that number" in drawn(pilot)
            seen = ""
            for _ in range(12):
                seen += drawn(pilot)
                await pilot.press("pagedown")
            assert all(
                command.help.split(";")[0][:30] in seen
                for command in commands_of("play")
                if command.help and command.within(app.story)
            )


async def test_a_resize_in_the_middle_sets_the_help_anew(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("question_mark")
            for size in [(200, 60), (30, 10), (120, 40), (80, 24)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert all(len(row) <= size[0] for row in drawn(pilot).split("\n"))
            assert "the keys of the play screen" in drawn(pilot)
            assert "ON THIS SCREEN" in drawn(pilot)
            assert_told(app.screen, ("play",), app)


async def test_the_help_is_about_the_room_also_when_the_palette_opened_it(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("l")
            room = app.screen
            hits = [hit async for hit in CommandProvider(room).discover()]
            next(hit for hit in hits if hit.display == "Help").command()
            await pilot.pause()
            assert app.screen.below is room


async def test_a_vote_has_no_help_while_chairs_are_called_but_goes_on(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            for choice in TO_THE_VOTE:
                play_screen(pilot).take(choice)
            await pilot.pause()
            vote = app.screen
            await pilot.press("question_mark")
            assert app.screen is vote
            assert not vote.calling
            await pilot.press("question_mark")
            assert app.screen.below is vote


def test_keys_are_written_as_people_write_them():
    written = {
        "slash": "/",
        "question_mark": "?",
        "full_stop": ".",
        "comma": ",",
        "tab": "tab",
        "space": "space",
        "down": "↓",
        "enter": "enter",
    }
    assert {key: key_name(key) for key in written} == written
    assert key_name("ctrl+full_stop") == "ctrl+."
    assert key_name("shift+tab") == "⇧tab"
