"""The endings on the screen: frames that are empty until reached, how far each stands from the record, and the way there."""

from __future__ import annotations

from collections import Counter

import pytest
from app_under_test import ROOT, SIZES, STORIES, drawn, played, playing, records, said
from textual.pilot import Pilot

from game.story import Story, load
from game.story.model import Ending, Lead, World
from game.tui.app import TenChairs
from game.tui.screens.endings import EndingsScreen
from game.tui.screens.play import PlayScreen
from game.view import words

TO_THE_FERRY = ("hide_it", "call_mill", "ask", "call_inn", "leave", "wrong")


@pytest.fixture(scope="module")
def shipped() -> Story:
    return load(ROOT / "scenes", cached=False)


@pytest.fixture(scope="module")
def bridge() -> Story:
    return load(STORIES / "bridge", cached=False)


async def opened(pilot: Pilot[None]) -> EndingsScreen:
    """The endings, over what is on the screen."""
    pilot.app.action_open("endings")  # type: ignore[attr-defined]
    await pilot.pause()
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, EndingsScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_every_frame_is_empty_until_something_is_reached_and_gives_no_name_away(
    tmp_path, shipped, size
):
    with playing(tmp_path, shipped, None) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.press("e")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, EndingsScreen)
            text, shown = said(screen), drawn(pilot)
            assert text.count("not reached yet") == len(shipped.endings)
            assert f"reached none of {words.number_word(len(shipped.endings))}" in shown
            for ending in shipped.world.endings:
                assert ending.name not in text
                assert ending.name not in shown
            for lead in shipped.world.leads:
                assert lead.name.upper() in text
            assert all(tile.region.right < size[0] for tile in screen.tiles)
            await pilot.press("enter")
            assert app.screen is screen
            assert "No branch of yours has ended here yet." in drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_reached_ending_shows_its_name_kind_distance_and_epitaph(tmp_path, bridge, size):
    with records(tmp_path) as store:
        run = played(bridge, store, TO_THE_FERRY)
        assert run.turn.ending == "ferry"
        app = TenChairs(bridge, store, "clerk")
        async with app.run_test(size=size) as pilot:
            screen = await opened(pilot)
            await pilot.press("right")
            await pilot.pause()
            text = drawn(pilot)
            assert "The Ferry" in text
            assert "a divergent ending" in text
            assert "┼─┼─●─┼  two steps." in text
            assert "They still wait." in text
            assert "A Bridge" not in text
            assert said(screen).count("not reached yet") == 1
            assert "reached one of two" in text


def many_endings() -> Story:
    """Four leads with seven endings each."""
    leads = tuple(Lead(f"l{number}", f"Lead {number}", start="x") for number in range(4))
    endings = tuple(
        Ending(
            f"{lead.id}_{number}", f"Ending {number} of {lead.name}", lead=lead.id, drift=number % 4
        )
        for lead in leads
        for number in range(7)
    )
    return Story(World("Many", 1, leads=leads, endings=endings), {}, "many", "")


@pytest.mark.parametrize(
    ("size", "columns"), [((62, 20), 1), ((85, 40), 1), ((120, 40), 3), ((200, 60), 4)]
)
async def test_as_many_tiles_stand_beside_each_other_as_fit(tmp_path, size, columns):
    with playing(tmp_path, many_endings(), None) as app:
        async with app.run_test(size=size) as pilot:
            screen = await opened(pilot)
            assert len(screen.tiles) == 28
            assert all(tile.region.right < size[0] for tile in screen.tiles)
            rows = Counter(tile.region.y for tile in screen.tiles)
            assert len(rows) == 4 * -(-7 // columns)
            assert max(rows.values()) == columns


async def test_the_cursor_walks_the_frames_both_ways(tmp_path):
    with playing(tmp_path, many_endings(), None) as app:
        async with app.run_test(size=(100, 40)) as pilot:
            screen = await opened(pilot)
            tops = [tile.region.y for tile in screen.tiles]
            assert tops[0] == tops[1] < tops[2]
            walked = []
            for key in ("right", "right", "up", "right", "left", "down", "down", "left", "left"):
                await pilot.press(key)
                walked.append(screen.cursor)
            assert walked == [1, 2, 0, 1, 0, 2, 4, 3, 2]


async def test_enter_goes_to_the_end_of_the_branch_that_reached_it(tmp_path, bridge):
    with records(tmp_path) as store:
        there = played(bridge, store, TO_THE_FERRY).step
        here = played(bridge, store, ["read_out"]).step
        app = TenChairs(bridge, store)
        async with app.run_test(size=(120, 40)) as pilot:
            await opened(pilot)
            await pilot.press("right", "enter")
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert app.screen.run.step == there != here
            assert app.screen.run.turn.ending == "ferry"
            await pilot.press("end")
            assert "They still wait." in drawn(pilot)


async def test_a_click_points_at_a_frame_and_a_second_one_goes_there(tmp_path, bridge):
    with records(tmp_path) as store:
        there = played(bridge, store, TO_THE_FERRY).step
        app = TenChairs(bridge, store)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot)
            await pilot.click(screen.tiles[1], offset=(6, 2))
            assert screen.cursor == 1
            await pilot.click(screen.tiles[1], offset=(6, 2))
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert app.screen.run.step == there


async def test_an_ending_of_the_record_is_framed_in_red_and_others_are_not(
    tmp_path, shipped, bridge
):
    with records(tmp_path) as store:
        played(bridge, store, TO_THE_FERRY)
        app = TenChairs(bridge, store, "clerk")
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot)
            assert [tile.has_class("-lit") for tile in screen.tiles] == [False, True]
            assert not any(tile.has_class("-record") for tile in screen.tiles)


async def test_a_story_without_endings_says_so(tmp_path, shipped):
    bare = Story(
        type(shipped.world)("Bare", 1, leads=shipped.world.leads),
        shipped.scenes,
        "bare",
        shipped.path,
    )
    with playing(tmp_path, bare, None) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            screen = await opened(pilot)
            assert said(screen) == "This story has no endings yet."
            await pilot.press("down", "right", "left", "up", "enter", "pagedown", "end", "home")
            assert app.screen is screen


async def test_a_resize_in_the_middle_hangs_the_frames_anew(tmp_path, bridge):
    with records(tmp_path) as store:
        played(bridge, store, TO_THE_FERRY)
        app = TenChairs(bridge, store, "clerk")
        async with app.run_test(size=(200, 60)) as pilot:
            screen = await opened(pilot)
            await pilot.press("right")
            for size in ((60, 20), (120, 40), (80, 24), (200, 60)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                await pilot.pause()
                assert screen.cursor == 1
                assert all(tile.region.right < size[0] for tile in screen.tiles)
                assert drawn(pilot).count("They still wait.") == 1
                assert "│" in drawn(pilot)


@pytest.mark.parametrize("key", ["space", "pageup", "down", "up"])
async def test_a_column_that_is_gone_on_a_narrower_screen_is_walked_no_more(tmp_path, shipped, key):
    with playing(tmp_path, shipped, None) as app:
        async with app.run_test(size=(200, 60)) as pilot:
            screen = await opened(pilot)
            await pilot.press("right", "right", "right")
            await pilot.resize_terminal(60, 20)
            await pilot.pause()
            await pilot.press(key)
            assert app.screen is screen
            assert 0 <= screen.cursor < len(screen.tiles)


async def test_after_an_ending_the_wall_opens_at_its_frame(tmp_path, bridge):
    with records(tmp_path) as store:
        played(bridge, store, TO_THE_FERRY)
        app = TenChairs(bridge, store, "clerk")
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(pilot)
            assert screen.endings[screen.cursor].ending.id == "ferry"
