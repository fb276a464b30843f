"""The story that is shipped, and a small one of everything that a menu can be, played through with keys alone."""

from __future__ import annotations

import pytest
from app_under_test import ROOT, STORIES, playing

from game.story import load
from game.tui.screens.play import PlayScreen

MOST = 200


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
@pytest.mark.parametrize(
    ("folder", "lead"),
    [(ROOT / "scenes", "khrushchev"), (STORIES / "harbor", "clerk")],
    ids=["scenes", "harbor"],
)
async def test_a_whole_run_is_played_with_keys_alone(tmp_path, size, folder, lead):
    with playing(tmp_path, load(folder), lead) as app:
        async with app.run_test(size=size) as pilot:
            screen = app.screen
            assert isinstance(screen, PlayScreen)
            for turn in range(MOST):
                if screen.run.turn.ending:
                    break
                depth = screen.run.depth
                await pilot.press(
                    *(("1",), ("down", "up", "enter"), ("tab", "escape", "1"))[turn % 3]
                )
                for _ in range(9):
                    if app.screen is screen:
                        break
                    await pilot.press("escape")
                assert screen.run.depth == depth + 1
            assert screen.run.turn.ending
            assert app.store.head(app.story, lead) == screen.run.step
