"""Two branches side by side: where they part, what differs, what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_under_test import SIZES, TO_THE_VOTE, council, game, played, records, rows_of, said

from game.tui.screens.compare import CompareScreen
from game.tui.screens.play import PlayScreen
from game.view.comparison import compare_branches


@pytest.mark.parametrize("size", SIZES)
async def test_both_branches_stand_in_the_comparison_with_all_that_differs(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = council()
    with records(tmp_path) as store:
        first = played(story, store, TO_THE_VOTE).step
        second = played(story, store, ["write", "stamp", "window"]).step
        compared = compare_branches(story, store, first, second)
        app = game(story, store)
        async with app.run_test(size=size) as pilot:
            app.action_open("compare", first, second)
            await pilot.pause()
            text = said(app.screen)
            assert f"In “{compared.parted}”, after one decision that both have." in text
            for line in compared.decisions:
                assert all(decision.label in text for decision in line)
            assert "WHAT DID NOT CHANGE" in text
            assert "The one decision before they part." in text
            assert all(len(row) <= size[0] for row in rows_of(app.screen))


async def test_enter_goes_on_from_a_decision_of_the_comparison(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        first = played(story, store, ["write", "window"]).step
        second = played(story, store, ["fetch", "slow"]).step
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("compare", first, second)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, CompareScreen)
            await pilot.press("end")
            step = screen.steps[screen.row_list.cursor]
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, PlayScreen)
            assert app.screen.run.step == step


def test_what_did_not_change_and_what_did_have_nothing_in_common(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        first = played(story, store, ["write", "window"]).step
        second = played(story, store, ["fetch", "slow"]).step
        compared = compare_branches(story, store, first, second)
    assert compared.shared == 0
    assert {person for person, *_ in compared.sums} == {"boris", "clara"}
    assert not any("Boris" in said for said in compared.same)
    assert compared.lines[0] != compared.lines[1]


def test_a_branch_compared_with_itself_differs_in_nothing(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        step = played(story, store, ["write"]).step
        compared = compare_branches(story, store, step, step)
    assert compared.decisions == ((), ())
    assert not compared.sums
    assert not compared.gauges
    assert compared.lines == ((), ())
