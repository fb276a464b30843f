"""Whatever stands in a story, a name, a setting or a line that is typed reaches the screen as words: never as markup, never as a signal.

Every surface meets every text. A room that is new is in the table by being in the table of rooms.
"""

from __future__ import annotations

from typing import Any

import pytest
from app_under_test import drawn, records
from hostile import TEXTS, hostile, lived
from monkeying import do, faults_of_frame
from textual import events
from textual.pilot import Pilot

from game.tui.app import TenChairs
from game.tui.rooms import ROOMS
from game.tui.screens.play import PlayScreen

KEYS: dict[str, tuple[str, ...]] = {
    "title": ("down", "down", "1", "enter"),
    "play": ("p", "tab", "1", "r", "r", "end", "home"),
    "typing": ("slash",),
    "naming": ("m",),
    "card": ("tab", "enter", "tab", "backspace"),
    "vote": ("space", "home", "end"),
    "chronicle": ("home", "down", "enter", "right", "left"),
    "accounts": ("home", "down", "right", "enter", "escape"),
    "hour": ("right", "tab", "end", "home", "pagedown"),
    "glossary": ("down", "enter", "tab", "enter", "escape"),
    "branches": ("home", "down", "x", "end", "slash", *"[/]", "enter"),
}
"""What is pressed on a surface; in a room that is not here its list is walked."""
WALK = ("end", "home", "pagedown", "down")
SURFACES = ["title", "play", "typing", "naming", "card", "finding", *ROOMS]
SILENT = {"settings", "help"}
"""Rooms that say nothing of the story."""
SIZES = [(60, 20), (120, 40)]


async def reach(
    pilot: Pilot[None], surface: str, text: str, given: dict[str, tuple[Any, ...]]
) -> None:
    """Open the surface."""
    app = pilot.app
    assert isinstance(app, TenChairs)
    if surface == "title":
        app.action_title()
    elif surface == "card":
        assert isinstance(app.screen, PlayScreen)
        await app.screen.show_card("minutes_book")
    elif surface == "finding":
        app.action_open("glossary")
        await pilot.pause()
        app.post_message(events.Paste(text))
    elif surface in ROOMS:
        app.action_open(surface, *given.get(surface, ()))
    await pilot.pause()


def looked_at(pilot: Pilot[None]) -> str:
    """The frame, in which nothing is wrong."""
    assert isinstance(pilot.app, TenChairs)
    assert not [*faults_of_frame(pilot.app)]
    return drawn(pilot)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("surface", SURFACES)
async def test_hostile_words_are_only_words(tmp_path, surface, name):
    text = TEXTS[name]
    story = hostile(text)
    with records(tmp_path) as store:
        votes, first, second = lived(story, store, text)
        app = TenChairs(story, store, "clerk")
        shown = []
        async with app.run_test(size=SIZES[0]) as pilot:
            await reach(
                pilot, surface, text, {"vote": (votes,), "compare": (first, second), "hour": ("e",)}
            )
            for key in KEYS.get(surface, WALK):
                await do(pilot, ("key", key))
                shown.append(looked_at(pilot))
            if surface in ("typing", "naming"):
                app.post_message(events.Paste(text))
                await pilot.pause()
                shown.append(looked_at(pilot))
                await pilot.press("enter")
            for size in reversed(SIZES):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                shown.append(looked_at(pilot))
        assert app.fault is None
    if text.startswith("[") and surface not in SILENT:
        assert any(text in frame for frame in shown)


@pytest.mark.parametrize("name", TEXTS)
async def test_a_hostile_name_of_a_player_is_taken_or_refused(tmp_path, name):
    from game.saves import open_player

    story = hostile(TEXTS[name])
    app = TenChairs(story, None, open_store=lambda player: open_player(tmp_path, player))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(events.Paste(TEXTS[name]))
        await pilot.pause()
        looked_at(pilot)
        await pilot.press("enter")
        await pilot.pause()
        looked_at(pilot)
    app.close_store()


async def test_square_brackets_are_shown_as_they_are(tmp_path):
    story = hostile("[Speak out]")
    with records(tmp_path) as store:
        async with TenChairs(story, store, "clerk").run_test(size=(120, 40)) as pilot:
            assert drawn(pilot).count("[Speak out]") >= 4
