"""What is pasted is words, wherever it is pasted: nothing in it steers the terminal."""

from __future__ import annotations

import pytest
from app_under_test import council, drawn, playing
from textual import events

STEERING = "\x1b[31mred\x9b2J \u202edne\u2066\u200f"


@pytest.mark.parametrize(
    "keys", [("m",), ("slash",), ("ctrl+p",), ("g",), ("b", "slash"), ("b", "m")], ids=" ".join
)
async def test_what_is_pasted_never_steers_the_terminal(tmp_path, keys):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            app.post_message(events.Paste(STEERING))
            await pilot.pause()
            shown = drawn(pilot)
            assert "[31mred" in shown
            assert all(char == "\n" or char.isprintable() for char in shown)
            await pilot.press("enter")
            assert all(char == "\n" or char.isprintable() for char in drawn(pilot))


async def test_a_pasted_name_is_kept_harmless(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("m")
            app.post_message(events.Paste(STEERING))
            await pilot.press("enter")
            assert app.playing is not None
            (mark,) = app.store.bookmarks(app.story)
            assert all(char.isprintable() for char in mark.name)
