"""Conflicting accounts on the screen: the wall of hours, an hour from two chairs, and the ways there."""

from __future__ import annotations

import pytest
from app_under_test import (
    SIZES,
    STORIES,
    council,
    drawn,
    lines_of,
    list_width,
    play_screen,
    played,
    playing,
    point_at,
    records,
    rows_of,
    said,
    targets,
)
from textual.pilot import Pilot

from game.story import Story, load
from game.tui.app import TenChairs
from game.tui.screens.accounts import AccountsScreen
from game.tui.screens.chronicle import ChronicleScreen
from game.tui.screens.hour import ONLY_TWO, EventScreen
from game.tui.screens.play import PlayScreen
from game.view.accounts import NAME, NOT_COME, ONE_MORE

NURSE = ("listen", "pour", "stairs", "back")
PORTER = ("ring", "wait", "key", "say")
DOCTOR = ("read", "keep")


@pytest.fixture(scope="module")
def night() -> Story:
    return load(STORIES / "night", cached=False)


def accounts_of(pilot: Pilot[None]) -> AccountsScreen:
    screen = pilot.app.screen
    assert isinstance(screen, AccountsScreen)
    return screen


def hour_of(pilot: Pilot[None]) -> EventScreen:
    screen = pilot.app.screen
    assert isinstance(screen, EventScreen)
    return screen


def heads(screen: EventScreen) -> list[str]:
    """The chairs as they stand, left before right."""
    text = "\n".join(rows_of(screen))
    names = ("ADA THE NURSE", "OTTO THE PORTER", "BERTA THE DOCTOR")
    return sorted((name for name in names if name in text), key=text.index)


@pytest.mark.parametrize("size", SIZES)
async def test_the_wall_hides_what_was_not_come_to_and_names_what_lacks_a_chair(
    tmp_path, night, size
):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        app = TenChairs(night, store, None)
        async with app.run_test(size=size) as pilot:
            await pilot.press("a")
            await pilot.pause()
            screen = accounts_of(pilot)
            text = said(screen)
            assert text.count(NOT_COME) == 1
            assert "The key" not in text
            assert text.count(ONE_MORE) == 2
            assert "none of three hours open" in drawn(pilot)
            assert all(tile.region.right < size[0] for tile in screen.tiles)
            await pilot.press("home", "enter")
            await pilot.pause()
            assert accounts_of(pilot) is screen
            assert "Seen from the chair of Ada; one more chair: Otto the Porter." in " ".join(
                drawn(pilot).split()
            )


@pytest.mark.parametrize("size", SIZES)
async def test_an_hour_stands_side_by_side_where_there_is_room(tmp_path, night, size):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        played(night, store, PORTER, "porter")
        app = TenChairs(night, store, "porter")
        async with app.run_test(size=size) as pilot:
            await pilot.press("a")
            await pilot.pause()
            accounts_of(pilot).point(1)
            await pilot.press("enter")
            await pilot.pause()
            screen = hour_of(pilot)
            rows = rows_of(screen)
            wide = size[0] >= 86
            assert any("│" in row for row in rows) is wide
            assert heads(screen) == ["OTTO THE PORTER", "ADA THE NURSE"]
            assert any("OTTO THE PORTER" in row and "ADA THE NURSE" in row for row in rows) is wide
            words = " ".join(" ".join(rows).replace("│", " ").split())
            for part in (
                "EVENT ◐ disputed · WORDS ○ imagined",
                "▸ Pour what there is",
                "▸ Go down the stairs",
                "A Dark Window",
                "WHAT CANNOT BE KNOWN",
            ):
                assert part in words
            assert words.index("WHAT EACH SOURCE SAYS") > words.index("▸ Look for the key")
            assert "[brackets]" in words
            assert "Documents: Written for the insurance." in words
            assert all(row.cell_length <= list_width(screen) for row in lines_of(screen))
            assert list_width(screen) <= 2 * app.measure + 5
            await pilot.press("end")
            assert "What the patients saw." in drawn(pilot)
            await pilot.press("right")
            assert ONLY_TWO in " ".join(drawn(pilot).split())
            await pilot.press("escape")
            assert accounts_of(pilot).cursor == 1
            await pilot.press("escape")
            assert isinstance(app.screen, PlayScreen)


async def test_of_three_chairs_two_are_shown_and_each_side_can_be_changed(tmp_path, night):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        played(night, store, PORTER, "porter")
        played(night, store, DOCTOR, "doctor")
        app = TenChairs(night, store, "nurse")
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_open("hour", "lamp")
            await pilot.pause()
            screen = hour_of(pilot)
            assert heads(screen) == ["ADA THE NURSE", "OTTO THE PORTER"]
            assert "Also from the chair of Berta the Doctor" in said(screen)
            await pilot.press("right")
            assert heads(screen) == ["ADA THE NURSE", "BERTA THE DOCTOR"]
            await pilot.press("left")
            assert heads(screen) == ["OTTO THE PORTER", "BERTA THE DOCTOR"]
            await pilot.press("tab")
            assert heads(screen) == ["OTTO THE PORTER", "ADA THE NURSE"]
            await pilot.press("shift+tab")
            assert heads(screen) == ["BERTA THE DOCTOR", "ADA THE NURSE"]


async def test_a_scene_of_another_branch_stands_aside(tmp_path, night):
    with records(tmp_path) as store:
        played(night, store, ("sleep", "cellar", "back"), "nurse")
        played(night, store, NURSE, "nurse")
        played(night, store, PORTER, "porter")
        async with TenChairs(night, store, "nurse").run_test(size=(60, 20)) as pilot:
            pilot.app.action_open("hour", "lamp")
            await pilot.pause()
            text = said(hour_of(pilot))
            assert (
                text.index("Nineteen of them.")
                < text.index("In another branch")
                < text.index("An empty can.")
            )


async def test_a_quiet_line_says_once_that_an_hour_has_opened_with_the_players_key(tmp_path, night):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        store.set_setting("keys.accounts", "x")
        app = TenChairs(night, store, "porter")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1")
            line = f"{NAME}: The bell is open (x)."
            screen = play_screen(pilot)
            assert drawn(pilot).count(line) == 1
            await pilot.press("u", "1")
            assert line not in screen.transcript.plain_text()
            await pilot.press("2", "2")
            assert "The hour of the lamp is open (x)." in screen.transcript.plain_text()
            await pilot.press("x")
            assert accounts_of(pilot)


async def test_the_chronicle_leads_to_the_hour_of_an_entry(tmp_path, night):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        played(night, store, ("ring",), "porter")
        app = TenChairs(night, store, "porter")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("c")
            await pilot.pause()
            chronicle = app.screen
            assert isinstance(chronicle, ChronicleScreen)
            assert said(chronicle).count(f"{NAME}: a reads them") == 1
            titles = [getattr(target, "title", "") for target in targets(chronicle)]
            point_at(chronicle, targets(chronicle)[titles.index("Snow")])
            await pilot.press("a")
            assert app.screen is chronicle
            point_at(chronicle, targets(chronicle)[titles.index("The bell rings")])
            await pilot.press("a")
            await pilot.pause()
            assert hour_of(pilot).event == "bell"
            await pilot.press("escape")
            assert app.screen is chronicle


async def test_an_hour_that_is_not_open_is_not_told_from_the_chronicle(tmp_path, night):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        app = TenChairs(night, store, "nurse")
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("c")
            await pilot.pause()
            chronicle = app.screen
            assert isinstance(chronicle, ChronicleScreen)
            assert NAME not in said(chronicle)
            titles = [getattr(target, "title", "") for target in targets(chronicle)]
            point_at(chronicle, targets(chronicle)[titles.index("The bell rings")])
            await pilot.press("a")
            assert app.screen is chronicle
            assert "one more chair" in drawn(pilot)


async def test_a_resize_sets_the_hour_anew(tmp_path, night):
    with records(tmp_path) as store:
        played(night, store, NURSE, "nurse")
        played(night, store, PORTER, "porter")
        app = TenChairs(night, store, "nurse")
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("hour", "lamp")
            await pilot.pause()
            for size in [(200, 60), (30, 10), (86, 24), (85, 24), (60, 20)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert all(len(row) <= size[0] for row in drawn(pilot).split("\n"))
            assert heads(hour_of(pilot)) == ["ADA THE NURSE", "OTTO THE PORTER"]


async def test_a_story_without_accounts_shows_no_such_room(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("a")
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert "accounts" not in drawn(pilot)
            assert all("Accounts" not in one.title for one in app.get_system_commands(app.screen))
            await pilot.press("c", "a")
            assert isinstance(app.screen, ChronicleScreen)
            await pilot.press("escape", "question_mark")
            assert "accounts" not in said(app.screen)
            await pilot.press("escape", "s")
            assert not any(
                word in said(app.screen) for word in ("two chairs", "another chair", "the hour")
            )
    with playing(tmp_path, council(), None) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            assert NAME not in drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_title_page_has_the_room_where_the_story_has_accounts(tmp_path, night, size):
    with playing(tmp_path, night, None) as app:
        async with app.run_test(size=size) as pilot:
            assert NAME in drawn(pilot)
            await pilot.press("a")
            await pilot.pause()
            assert said(accounts_of(pilot)).count(NOT_COME) == 3


async def test_whoever_has_no_name_yet_sees_frames_only(tmp_path, night):
    app = TenChairs(night, None, open_store=lambda name: pytest.fail(name))
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_open("accounts")
        await pilot.pause()
        assert said(accounts_of(pilot)).count(NOT_COME) == 3
