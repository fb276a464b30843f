"""On the screen: a sheet filled, a budget divided, a hold opened, a word minuted, the card of means; at every size and in hostile words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from app_under_test import SIZES, drawn, play_screen, played, records, rows_of, said
from harbor import CALLED, DIVIDED, GIVEN, MINUTED, OPENED, ORDERED, PLACED, harbor, whispering
from hostile import SAYS, TEXTS, spoiled
from monkeying import do, faults_of_frame
from rich.cells import cell_len
from textual.content import Content

from game.engine import Budget, BudgetShare, OrderedItem, Ordering
from game.story import Story
from game.story.model import Span
from game.tui.allocations import budget_rows, order_rows
from game.tui.app import TenChairs
from game.tui.screens.means import MeansScreen
from game.tui.screens.play import PlayScreen
from game.tui.screens.vote import VoteScreen
from game.tui.widgets.panel import Panel
from game.tui.widgets.status_bar import StatusBar


def flat(rows: list[Content]) -> list[str]:
    return [row.plain.rstrip() for row in rows]


def panel_of(app: TenChairs) -> str:
    screen = app.screen
    assert isinstance(screen, PlayScreen)
    return screen.query_one(Panel).text


# -- order and division -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_places_stand_above_the_menu_filled_and_open(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, MINUTED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=size) as pilot:
            assert "□ 1 open   □ 2 open" in drawn(pilot)
            await pilot.press("1")
            assert "■ 1 The dues   □ 2 open" in drawn(pilot)
            await pilot.press("u")
            assert "□ 1 open   □ 2 open" in drawn(pilot)
            await pilot.press("1", "1")
            shown = drawn(pilot)
            assert "· In order: 1 The dues; 2 The light." in shown
            assert "□ 2 open" not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_the_shares_stand_above_the_menu_with_their_blocks_and_what_is_left(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, GIVEN)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=size) as pilot:
            shown = drawn(pilot)
            assert "Four of six sacks left to give" in shown
            assert "The dredger  ■■    two sacks" in shown
            assert "The light    □□□   now, two to three" in shown
            assert "The light: 2 sacks  (leaves two sacks)" in shown
            await pilot.press("1")
            assert "· The dredger: two sacks; The light: two sacks;" in drawn(pilot)


def test_places_go_beside_each_other_as_far_as_they_fit_and_long_ones_are_cut() -> None:
    sheet = Ordering(
        3, (OrderedItem("a", "word " * 30, 1, False), OrderedItem("b", "漢" * 60, 2, False)), ()
    )
    for width in (16, 40, 58, 72):
        rows = order_rows(sheet, width)
        assert all(row.cell_length <= width for row in rows)
        assert len(rows) == 4
    assert flat(order_rows(Ordering(3, (OrderedItem("a", "A", 1, False),), ()), 58))[1:] == [
        "■ 1 A   □ 2 open   □ 3 open"
    ]


def test_shares_keep_to_their_columns_at_any_width() -> None:
    shares = (
        BudgetShare("a", "Steel and all that is made of it and much more", 0, 1, 20),
        BudgetShare("b", "漢字", 0, 1, 20),
    )
    for width in (38, 58, 72):
        rows = budget_rows(Budget(20, 20, "block", "blocks", shares, "a"), width)
        assert {cell_len(text[: text.index("□")]) for text in flat(rows)[1:]} <= set(range(width))
        assert flat(rows)[0].startswith("All 20 blocks to give")


async def test_where_there_is_little_room_the_places_stay_while_the_choices_scroll(
    tmp_path: Path,
) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, ORDERED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(60, 16)) as pilot:
            await pilot.press("down", "down", "down")
            shown = drawn(pilot)
            assert "All six sacks to give" in shown
            assert "▸ 4  The dredger: 4 sacks" in shown or "▸4  The dredger: 4 sacks" in shown
            await pilot.resize_terminal(60, 12)
            await pilot.pause()
            assert "The dredger: 4 sacks" in drawn(pilot)
            assert not [*faults_of_frame(app)]


async def test_a_click_on_a_choice_under_places_that_stay_takes_that_choice(tmp_path: Path) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, ORDERED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(60, 16)) as pilot:
            await pilot.press("down", "down", "down")
            rows = drawn(pilot).split("\n")
            at = next(number for number, row in enumerate(rows) if "The dredger: 4 sacks" in row)
            await pilot.click(offset=(10, at))
            await pilot.pause()
            assert play_screen(pilot).run.last.taken == ("budget", "dredger_4")


# -- powers, minutes, sums --------------------------------------------------------------------------------------


async def test_the_panel_lists_the_holds_as_they_stand_and_exact_sums(tmp_path: Path) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, OPENED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(120, 40)) as pilot:
            shown = panel_of(app)
            assert "THE FILES" in shown
            assert "◆ kept    Carl" in shown
            assert "◇ open    Berta" in shown
            assert "Berta       ▼   -1" in shown
            await pilot.resize_terminal(60, 20)
            await pilot.press("p")
            assert "◇ open    Berta" in drawn(pilot)
            await pilot.press("p", "2")
            await pilot.press("x", "enter")
            await pilot.pause()
            await pilot.press("p")
            assert "· spent   Berta" in panel_of(app)


async def test_holds_and_minutes_are_marked_in_the_menu(tmp_path: Path) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, ("chart", "same", *DIVIDED[2:]))
        async with TenChairs(story, store, "clerk").run_test(size=(120, 40)) as pilot:
            shown = drawn(pilot)
            assert "Open Berta's file  (◆ The files, once)" in shown
            assert "Remind them of what you said  (cites your word of 1 May)" in shown
            assert "Say the opposite  (against your word of 1 May, and that costs)" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_bound_vote_shows_sum_lines_and_what_binds_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = harbor()
    with records(tmp_path) as store:
        store.set_setting("motion", "reduced")
        run = played(story, store, CALLED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=size) as pilot:
            app.action_open("vote", run.last.turn.votes)
            await pilot.pause()
            assert isinstance(app.screen, VoteScreen)
            text = said(app.screen)
            assert (
                'Berta ● for -3 "For, since I must." ◇ bound she has seen the date on the second page. -2 interest'
                in text
            )
            assert "-1 grudge" in text
            await pilot.press("escape", "home")
            assert (
                "◇ bound: she has seen the date on the second page."
                in play_screen(pilot).transcript.plain_text()
            )


async def test_unseen_lines_are_on_no_screen_before_the_vote(tmp_path: Path) -> None:
    story = whispering(tmp_path)
    with records(tmp_path) as store:
        played(story, store, OPENED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(120, 40)) as pilot:
            assert "Carl        ·   0" in panel_of(app)
            await pilot.press("l")
            assert "behind the door" not in said(app.screen)
            await pilot.press("escape", "2", "x", "enter")
            await pilot.pause()
            assert "Carl        ▼▼  -2" in panel_of(app)
            await pilot.press("l")
            assert "behind the door" in said(app.screen)


async def test_two_branches_are_compared_without_what_is_unseen(tmp_path: Path) -> None:
    story = whispering(tmp_path)
    with records(tmp_path) as store:
        first, second = (
            played(story, store, MINUTED).step,
            played(story, store, ("chart", "same")).step,
        )
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_open("compare", first, second)
            await pilot.pause()
            assert "you told her first" in said(app.screen)
            assert "behind the door" not in said(app.screen)


# -- the card ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_card_of_means_shows_rules_and_how_everything_stands(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, OPENED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=size) as pilot:
            await pilot.press("i")
            assert isinstance(app.screen, MeansScreen)
            text = said(app.screen)
            for words in (
                "You write the sheet",
                "■ 1 The dues",
                "■ The light two sacks",
                "◇ Berta open, binds the next vote",
                "■ On the dues The dues are to be raised. 1 May 1900, Morning",
                "Standing 1, between -3 and 3",
            ):
                assert words in text
            assert all(len(row) <= size[0] for row in rows_of(app.screen))
            await pilot.resize_terminal(*SIZES[(SIZES.index(size) + 1) % len(SIZES)])
            await pilot.pause()
            assert not [*faults_of_frame(app)]
            await pilot.press("escape")
            assert isinstance(app.screen, PlayScreen)


async def test_enter_on_a_position_goes_to_the_place_where_it_was_taken(tmp_path: Path) -> None:
    story = harbor()
    with records(tmp_path) as store:
        played(story, store, OPENED)
        app = TenChairs(story, store, "clerk")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("i", "end", "enter")
            assert isinstance(app.screen, PlayScreen)
            assert "▸ Say that the dues must rise" in drawn(pilot)


async def test_a_lead_without_a_craft_has_no_word_for_it_in_the_line_below(tmp_path: Path) -> None:
    story = harbor()
    with records(tmp_path) as store:
        for lead, named in (("clerk", True), ("pilot", False)):
            app = TenChairs(story, store, lead)
            async with app.run_test(size=(160, 40)) as pilot:
                await pilot.pause()
                assert ("i means" in drawn(pilot).split("\n")[-1]) == named
                assert app.screen.query_one(StatusBar).display
                await pilot.press("i")
                assert isinstance(app.screen, MeansScreen)
            assert app.store


# -- hostile words ----------------------------------------------------------------------------------------------


def hostile_harbor(text: str) -> Story:
    """The harbor, saying this everywhere."""
    story = harbor()
    world = spoiled(story.world, text)
    stances = [
        msgspec.structs.replace(one, stances=tuple((id, text) for id, _ in one.stances))
        for one in world.positions
    ]
    world = msgspec.structs.replace(
        world, positions=tuple(stances), variables=story.world.variables
    )
    scenes = {
        id: msgspec.structs.replace(spoiled(scene, text), text=(Span(text),))
        for id, scene in story.scenes.items()
    }
    return Story(world, scenes, "hostile", story.path)


@pytest.mark.parametrize("name", TEXTS)
async def test_hostile_words_of_a_craft_are_only_words(tmp_path: Path, name: str) -> None:
    story = hostile_harbor(TEXTS[name])
    with records(tmp_path) as store:
        store.set_setting("motion", "reduced")
        for choices in (PLACED, GIVEN, OPENED):
            played(story, store, choices)
            app = TenChairs(story, store, "clerk")
            async with app.run_test(size=(60, 20)) as pilot:
                looks: list[str] = []
                for act in (
                    *_keys("p", "escape", "down", "i", "end", "home", "enter", "l", "escape"),
                    ("size", 120, 40),
                    *_keys("i", "pagedown", "escape", "2"),
                ):
                    await do(pilot, act)
                    assert not [*faults_of_frame(app)]
                    looks.append(drawn(pilot))
            assert app.fault is None
            if TEXTS[name].startswith("["):
                assert any(TEXTS[name] in look for look in looks)


def _keys(*keys: str) -> list[tuple[Any, ...]]:
    return [("key", key) for key in keys]


def test_whatever_a_craft_says_is_in_the_table_of_hostile_words() -> None:
    assert {"Power", "Hold", "Position", "Share", "Division"} <= {kind.__name__ for kind in SAYS}
