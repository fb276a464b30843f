"""The palette closes once, whatever comes while it does."""

from __future__ import annotations

from playing import council, play_screen, playing
from textual import events


async def test_a_click_while_it_closes_leaves_the_screen_below(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            below = play_screen(pilot)
            await pilot.press("ctrl+p")
            palette = app.screen
            for _ in range(2):
                palette._forward_event(events.Click(None, 2, 38, 0, 0, 1, False, False, False, 2, 38))
            await pilot.pause()
            assert app.screen is below
            await pilot.press("1")
            assert below.run.depth == 1
