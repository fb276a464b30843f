"""The story that is shipped, played through with keys alone, on a small screen and a large one."""

from __future__ import annotations

import pytest
from playing import ROOT, playing

from game.story import load
from game.tui.screens.play import PlayScreen

MOST = 200


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_whole_run_is_played_with_keys_alone(tmp_path, size):
    with playing(tmp_path, load(ROOT / "scenes"), "khrushchev") as app:
        async with app.run_test(size=size) as pilot:
            screen = app.screen
            assert isinstance(screen, PlayScreen)
            for turn in range(MOST):
                if screen.run.turn.ending:
                    break
                depth = screen.run.depth
                await pilot.press(*(("1",), ("down", "up", "enter"), ("tab", "escape", "1"))[turn % 3])
                for _ in range(9):
                    if app.screen is screen:
                        break
                    await pilot.press("escape")
                assert screen.run.depth == depth + 1
            assert screen.run.turn.ending
            assert app.store.head(app.story, "khrushchev") == screen.run.step
