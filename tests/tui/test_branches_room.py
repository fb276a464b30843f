"""The branches on the screen: marks, folds, search, bookmarks, going on, and ten thousand steps."""

from __future__ import annotations

import time
from itertools import cycle
from pathlib import Path

import pytest
from app_under_test import SIZES, TO_THE_VOTE, council, drawn, game, played, records, rows_of, said

from game.saves import Store
from game.saves.run import Run
from game.story import Story
from game.tui.app import TenChairs
from game.tui.screens.branches import BranchesScreen
from game.tui.screens.compare import CompareScreen
from game.tui.screens.play import PlayScreen
from game.view.branches import BranchTree


def forked(story: Story, store: Store) -> Run:
    """Three ways from the desk; the run stands at the end of the first."""
    first = played(story, store, TO_THE_VOTE)
    end = first.step
    played(story, store, ["fetch", "slow"])
    played(story, store, ["write", "stamp"])
    return Run.at(story, store, end)


@pytest.mark.parametrize("size", SIZES)
async def test_the_tree_has_its_marks_in_glyph_and_word(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        app = game(story, store)
        async with app.run_test(size=size) as pilot:
            await pilot.press("b")
            screen = app.screen
            assert isinstance(screen, BranchesScreen)
            text = said(screen)
            assert "■ Write down who came" in text
            assert "□ Seal the book" in text or "□ Shout for the porter" in text
            assert "● you stand here" in text
            legend = drawn(pilot).splitlines()[size[1] - 2]
            assert all(
                word in legend for word in ("■ been there", "□ seen, not taken", "? not yet seen")
            )
            assert screen.branch_tree is not None
            assert screen.row.node == screen.branch_tree.head


async def test_a_way_to_where_nobody_stood_is_marked_as_not_yet_seen(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        played(story, store, [])
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("b")
            rows = rows_of(app.screen)
            assert any("Write down who came" in row and "?" in row for row in rows)
            assert any("Shout for the porter" in row and "?" not in row for row in rows)


async def test_enter_goes_on_from_any_decision_and_deletes_nothing(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        before = store.steps(store.roots(story)[0].id)
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("b", "home", "down")
            screen = app.screen
            assert isinstance(screen, BranchesScreen)
            assert screen.branch_tree is not None
            step = screen.branch_tree.nodes[screen.row.node].step
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert app.screen.run.step == step
        assert store.steps(store.roots(story)[0].id) == before


async def test_a_folded_step_hides_what_follows_and_says_how_much(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        app = game(story, store)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("b", "o", "home")
            count = len(rows_of(app.screen))
            await pilot.press("left")
            assert len(rows_of(app.screen)) == 1
            assert "steps folded" in said(app.screen)
            await pilot.press("right")
            assert len(rows_of(app.screen)) == count
            await pilot.press("f")
            assert 1 < len(rows_of(app.screen)) < count
            assert "● you stand here" in said(app.screen)


async def test_search_opens_what_is_folded_and_goes_on_with_n(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(
                "b", "home", "left", "slash", *"bottle", "backspace", "backspace", *"x", "enter"
            )
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, BranchesScreen)
            assert not screen.found
            await pilot.press("slash", *"cellar", "enter")
            await pilot.pause()
            assert screen.branch_tree is not None
            first = screen.row.node
            assert (
                "cellar"
                in f"{screen.branch_tree.label(first)} {screen.branch_tree.title(first)}".casefold()
            )
            await pilot.press("n")
            assert screen.row in screen.found


async def test_a_way_not_taken_is_found_as_long_as_it_is_shown(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("b", "home", "slash", *"bott", "enter")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, BranchesScreen)
            assert screen.branch_tree is not None
            assert screen.row.way >= 0
            assert (
                "bott" in screen.branch_tree.ways(screen.row.node)[screen.row.way].label.casefold()
            )
            await pilot.press("o", "slash", *"bott", "enter")
            await pilot.pause()
            assert not screen.found


async def test_a_bookmark_is_set_on_the_step_under_the_cursor(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("b", "home", "m", *"start [/]", "enter")
            await pilot.pause()
            assert "“start [/]”" in said(app.screen)
        assert [mark.name for mark in store.bookmarks(story)] == ["start [/]"]


async def test_two_marked_steps_are_compared(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("b", "x", "end", "x")
            await pilot.pause()
            assert isinstance(app.screen, CompareScreen)


async def test_without_a_choice_the_room_says_so(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        app = TenChairs(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("branches")
            await pilot.pause()
            await pilot.press("left", "right", "f", "o", "x", "m", "slash", "n", "enter", "tab")
            assert "Nothing has been chosen yet" in said(app.screen)


def ten_thousand(story: Story, store: Store) -> int:
    """A tree of ten thousand steps: a line that goes deep, and a fork at every tenth step. Written as records, not played."""
    run = Run.open(story, store, "clerk", new=True)
    step, ways = run.step, cycle(["write", "fetch", "shout", "seal"])
    with store.transaction():
        for number in range(9_000):
            step, _ = store.merge(step, next(ways), scene="desk")
            if not number % 9:
                store.merge(step, "aside", scene="desk")
    return step


async def test_ten_thousand_steps_open_and_scroll_at_once(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        ten_thousand(story, store)
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            begun = time.process_time()
            app.action_open("branches")
            await pilot.pause()
            opened = time.process_time() - begun
            screen = app.screen
            assert isinstance(screen, BranchesScreen)
            assert screen.branch_tree is not None
            assert len(screen.branch_tree.nodes) > 10_000
            assert len(list(screen.walk_children())) < 30
            begun = time.process_time()
            for key in ("end", "pageup", "pageup", "up", "up", "left", "home", "pagedown"):
                await pilot.press(key)
            moved = time.process_time() - begun
            assert (opened, moved) < (3.0, 3.0)


def test_a_tree_is_played_again_only_where_it_is_looked_at(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        forked(story, store)
        tree = BranchTree(story, store, "clerk")
        assert not tree._places
        tree.label(1)
        assert set(tree._places) == {0}
