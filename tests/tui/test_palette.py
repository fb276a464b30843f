"""The palette takes no harm from what comes while it opens or closes."""

from __future__ import annotations

import asyncio

from app_under_test import council, play_screen, playing
from textual import events
from textual.widgets import OptionList


async def test_a_click_while_it_closes_leaves_the_screen_below(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            below = play_screen(pilot)
            await pilot.press("ctrl+p")
            palette = app.screen
            for _ in range(2):
                palette._forward_event(
                    events.Click(None, 2, 38, 0, 0, 1, False, False, False, 2, 38)
                )
            await pilot.pause()
            assert app.screen is below
            await pilot.press("1")
            assert below.run.depth == 1


async def test_a_key_while_it_opens_does_no_harm(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_command_palette()
            while not app.screen.query("CommandList"):
                await asyncio.sleep(0)
            commands = app.screen.query_one("CommandList", OptionList)
            commands.add_options(["one", "two"])
            commands.highlighted = 0
            assert not commands.size
            app.screen._action_command_list("page_down")
            await pilot.press("escape")
            assert play_screen(pilot).run.depth == 0


async def test_asked_for_while_it_closes_it_does_no_harm(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("ctrl+p")
            app.screen.dismiss()
            app.action_command_palette()
            await pilot.pause()
            assert app.screen is play_screen(pilot)
            await pilot.press("ctrl+p")
            assert len(app.screen_stack) == 2
            await pilot.press("escape")
            assert play_screen(pilot).run.depth == 0
