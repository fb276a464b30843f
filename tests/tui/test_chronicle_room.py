"""The chronicle on the screen: the record by month, the branch beside it, where they part, what lies beyond."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from app_under_test import (
    ROOT,
    SIZES,
    STORIES,
    drawn,
    game,
    lines_of,
    list_width,
    played,
    playing,
    point_at,
    records,
    rows_of,
    said,
    targets,
)
from textual.pilot import Pilot

from game.saves.timeline import PARTED, TimelineEntry
from game.story import Story, load
from game.story.model import ChronicleEntry
from game.tui.app import TenChairs
from game.tui.chronicle_layout import BEYOND, GAP
from game.tui.rows import Rows
from game.tui.screens.chronicle import ChronicleScreen
from game.tui.screens.play import PlayScreen
from game.view.chronicle import months

TO_MAY = (
    "read_on",
    "stop_doctors",
    "folder",
    "as_listed",
    "listen",
    "moscow_keys",
    "clean",
    "deputy_minister",
    "salute",
)
TO_MAY = (*TO_MAY, "presidium", "thank", "pass_it", "let_it_print", "ten")


@pytest.fixture(scope="module")
def shipped() -> Story:
    return load(ROOT / "scenes", cached=False)


@pytest.fixture(scope="module")
def bridge() -> Story:
    return load(STORIES / "bridge", cached=False)


async def opened(app: TenChairs, pilot: Pilot[None]) -> ChronicleScreen:
    """The chronicle, over what is on the screen."""
    await pilot.press("c")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, ChronicleScreen)
    return screen


def two_leads(folder: Path) -> Story:
    """The council, with a scene for the porter too."""
    shutil.copytree(STORIES / "council", folder)
    lodge, own = folder / "porter" / "1_day", (folder / "story.yaml", folder / "endings.yaml")
    lodge.mkdir(parents=True)
    own[0].write_text(
        own[0].read_text("utf-8").replace("{name: The Porter}", "{name: The Porter, start: lodge}"),
        "utf-8",
    )
    own[1].write_text(own[1].read_text("utf-8") + "away: {name: Away, lead: porter}\n", "utf-8")
    choices = "  wait: {label: Wait for the bell, go: here}\n  leave: {label: Leave, go: gone}\n"
    (lodge / "lodge.yaml").write_text(
        f"title: The Lodge\ndate: 1901-05-02\ntext: A key.\nchoices:\n{choices}", "utf-8"
    )
    (lodge / "gone.yaml").write_text("title: Gone\ntext: A door.\nending: away\n", "utf-8")
    return load(folder, cached=False)


def cursor_row(screen: ChronicleScreen) -> str:
    option = screen.row_list.highlighted_option
    assert option
    assert isinstance(option.prompt, Rows)
    return option.prompt.lines(list_width(screen))[0].plain


@pytest.mark.parametrize("size", SIZES)
async def test_the_record_stands_beside_the_branch_and_partings_are_marked_in_glyph_and_word(
    tmp_path, shipped, size
):
    with records(tmp_path) as store:
        played(shipped, store, ["read_twice", "stop_doctors", "folder"], "khrushchev")
        app = TenChairs(shipped, store, "khrushchev")
        async with app.run_test(size=size) as pilot:
            screen = await opened(app, pilot)
            text = "\n".join(rows_of(screen))
            words = " ".join(text.replace("│", " ").split())
            assert "Stalin is found" in words
            assert "● attested" in words
            assert "◐ disputed" in words
            assert words.count("≠ parts here") == 1
            assert words.count("= as it was") == 2
            assert "3 decisions" in words or "Three decisions" in words
            assert cursor_row(screen).startswith("MARCH 1953")
            wide = size[0] >= 90
            assert any("│" in row for row in rows_of(screen)) is wide
            assert all(row.cell_length <= list_width(screen) for row in lines_of(screen))
            assert list_width(screen) <= 2 * app.measure + GAP


async def test_it_opens_at_the_month_where_the_branch_stands_and_what_lies_beyond_is_folded(
    tmp_path, shipped
):
    with records(tmp_path) as store:
        run = played(shipped, store, TO_MAY, "khrushchev")
        assert run.turn.state.date == "1953-05-04"
        app = TenChairs(shipped, store, "khrushchev")
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(app, pilot)
            assert cursor_row(screen).startswith("MAY 1953 ▾")
            assert "MAY 1953 ▾" in drawn(pilot)
            rows = rows_of(screen)
            beyond = rows.index(BEYOND)
            closed = [row for row in rows[beyond:] if "▸" in row]
            assert closed[0].startswith("LATER IN MAY 1953 ▸")
            assert closed[1].startswith("JUNE 1953 ▸")
            assert not any("SEPTEMBER 1967" in row for row in rows)
            before = [row for row in rows[:beyond] if "▸" in row]
            assert before[0].startswith("DECEMBER 1936 ▸")
            assert "Beria is seized" not in said(screen)
            assert "The Presidium in the Kremlin, 26 June" not in said(screen)
            june = next(entry for entry in shipped.world.chronicle if entry.id == "kremlin_26_june")
            assert june.title not in said(screen)
            point_at(screen, "1953-06")
            await pilot.press("enter")
            assert june.title in said(screen)
            assert cursor_row(screen).startswith("JUNE 1953 ▾")
            await pilot.press("enter")
            assert june.title not in said(screen)


async def test_a_branch_that_ended_early_says_so_of_what_came_after(tmp_path, bridge):
    with records(tmp_path) as store:
        played(bridge, store, ["hide_it", "call_mill", "ask", "call_inn", "leave", "wrong"])
        app = TenChairs(bridge, store, "clerk")
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(app, pilot)
            text = said(screen)
            assert BEYOND not in text
            assert "The end: " in text
            assert "≠ parts here The record: Read it out." in text
            assert "⊘ " in text or "✓ " in text


async def test_the_works_of_an_entry_open_and_fold(tmp_path, shipped):
    with records(tmp_path) as store:
        played(shipped, store, ["read_on"], "khrushchev")
        app = TenChairs(shipped, store, "khrushchev")
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(app, pilot)
            assert "Yale University Press" not in said(screen)
            await pilot.press("down", "down")
            assert isinstance(screen.target, ChronicleEntry)
            await pilot.press("enter")
            assert "Yale University Press" in said(screen)
            await pilot.press("enter")
            assert "Yale University Press" not in said(screen)


async def test_arrows_walk_both_columns_and_brackets_the_months(tmp_path, shipped):
    with records(tmp_path) as store:
        played(shipped, store, TO_MAY, "khrushchev")
        app = TenChairs(shipped, store, "khrushchev")
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(app, pilot)
            await pilot.press("left_square_bracket", "left_square_bracket")
            assert cursor_row(screen).startswith("MARCH 1953")
            assert "▸ MARCH 1953 ▾" in drawn(pilot).split("\n")[2]
            await pilot.press("down")
            assert isinstance(screen.target, ChronicleEntry)
            await pilot.press("right")
            first = screen.target
            assert isinstance(first, TimelineEntry)
            assert first.scene == "forty_minutes"
            await pilot.press("down")
            second = screen.target
            assert isinstance(second, TimelineEntry)
            assert second.scene == "whose_car"
            await pilot.press("left")
            assert isinstance(screen.target, ChronicleEntry)
            await pilot.press("right_square_bracket")
            assert cursor_row(screen).startswith("APRIL 1953")


async def test_enter_on_a_decision_goes_to_its_place_in_the_transcript(tmp_path, shipped):
    with records(tmp_path) as store:
        step = played(shipped, store, TO_MAY, "khrushchev").step
        app = TenChairs(shipped, store, "khrushchev")
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(app, pilot)
            point_at(
                screen,
                next(
                    one
                    for one in targets(screen)
                    if isinstance(one, TimelineEntry) and one.scene == "three_orators"
                ),
            )
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert "Read the three names as typed, and add nothing" in drawn(pilot)
            assert store.head(shipped, "khrushchev") == step


async def test_from_the_title_page_it_shows_the_branch_played_last_and_goes_there(
    tmp_path, shipped
):
    with records(tmp_path) as store:
        step = played(shipped, store, ["read_twice", "stop_doctors"], "khrushchev").step
        app = TenChairs(shipped, store)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(app, pilot)
            parted = next(
                one
                for one in targets(screen)
                if isinstance(one, TimelineEntry) and one.against == PARTED
            )
            point_at(screen, parted)
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert app.screen.run.step == step
            assert "Read your own line again, slowly" in drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_where_nothing_was_played_the_record_is_there_month_by_month_and_closed(
    tmp_path, shipped, size
):
    with playing(tmp_path, shipped, None) as app:
        async with app.run_test(size=size) as pilot:
            screen = await opened(app, pilot)
            text = said(screen)
            assert text.startswith("Nothing has been played yet")
            assert BEYOND not in text
            assert len(targets(screen)) == len(months(shipped))
            assert cursor_row(screen).startswith("MARCH 1953 ▸")
            await pilot.press("up")
            assert cursor_row(screen).startswith("FEBRUARY 1953 ▸")
            await pilot.press("enter")
            assert "The last dinner" in said(screen)
            await pilot.press("tab")
            assert "No chair has been played yet." in drawn(pilot)


async def test_a_story_without_chronicle_says_so_and_shows_the_branch_alone(tmp_path):
    story = load(STORIES / "council", cached=False)
    with playing(tmp_path, story, None) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(app, pilot)
            assert said(screen) == "This story has no chronicle yet."
            await pilot.press(
                "down",
                "up",
                "right",
                "left_square_bracket",
                "right_square_bracket",
                "pagedown",
                "end",
                "home",
                "enter",
            )
            assert app.screen is screen
    with records(tmp_path) as store:
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(app, pilot)
            assert "● you stand here" in said(screen)


async def test_tab_shows_the_branch_of_the_next_lead(tmp_path):
    story = two_leads(tmp_path / "story")
    with records(tmp_path) as store:
        played(story, store, ["wait"], "porter")
        played(story, store, ["write"])
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(app, pilot)
            assert "Write down who came" in said(screen)
            await pilot.press("tab")
            await pilot.pause()
            assert "Wait for the bell" in said(screen)
            assert "Write down who came" not in said(screen)
            assert "The Porter" in drawn(pilot)
            await pilot.press("tab")
            assert "Write down who came" in said(screen)


async def test_a_resize_in_the_middle_keeps_the_cursor_and_everything_that_is_told(
    tmp_path, shipped
):
    with records(tmp_path) as store:
        played(shipped, store, TO_MAY, "khrushchev")
        app = TenChairs(shipped, store, "khrushchev")
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(app, pilot)
            await pilot.press("left_square_bracket", "down", "right")
            here = screen.target
            assert isinstance(here, TimelineEntry)
            for size in ((60, 20), (200, 60), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert screen.target == here
                assert all(row.cell_length <= list_width(screen) for row in lines_of(screen))
                assert here.text.split()[0] in drawn(pilot)
