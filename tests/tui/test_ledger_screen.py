"""The ledger: every member, every line with its reason and its scene, and from a line to the place that wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_under_test import SIZES, council, game, played, records, rows_of, said

from game.tui.screens.ledger import LedgerScreen
from game.tui.screens.play import PlayScreen
from game.tui.widgets.row_list import RowList
from game.view.ledger import MODEL


@pytest.mark.parametrize("size", SIZES)
async def test_every_member_and_every_line_stands_in_the_ledger(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = council()
    with records(tmp_path) as store:
        run = played(story, store, ["fetch", "quick", "write"])
        app = game(story, store)
        async with app.run_test(size=size) as pilot:
            await pilot.press("l")
            assert isinstance(app.screen, LedgerScreen)
            text = said(app.screen)
            for line in run.turn.state.ledger():
                if line.person != "anna":
                    assert (
                        f"{line.weight:+d} {line.kind} {line.reason[0]}{line.reason[1:]}." in text
                    )
            assert "Boris" in text
            assert "leans against you" in text
            assert MODEL in text
            assert all(len(row) <= size[0] for row in rows_of(app.screen))


async def test_enter_on_a_line_goes_to_the_place_that_wrote_it(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        played(story, store, ["write"])
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("l")
            ledger = app.screen
            assert isinstance(ledger, LedgerScreen)
            while ledger.targets[ledger.row_list.cursor][1] is None:
                await pilot.press("down")
            await pilot.press("enter")
            assert isinstance(app.screen, PlayScreen)


async def test_a_member_of_whom_nothing_is_written_has_a_page(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        played(story, store, [])
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("l")
            assert "Nothing is written yet." in said(app.screen)
            assert "on the fence" in said(app.screen)


async def test_the_ledger_opens_at_the_person_asked_for(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        played(story, store, ["write"])
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("ledger", "clara")
            await pilot.pause()
            ledger = app.screen
            assert isinstance(ledger, LedgerScreen)
            assert ledger.targets[ledger.row_list.cursor][0] == "clara"


async def test_the_cursor_shows_by_a_sign_and_not_by_colour_alone(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        played(story, store, ["write"])
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("l", "down")
            roll = app.screen.query_one(RowList)
            shown = [roll.render_line(y).text for y in range(roll.size.height)]
            assert sum(line.startswith("▸") for line in shown) == 1
