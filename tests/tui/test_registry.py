"""One registry of commands feeds keys, footer, palette and rebinding."""

from __future__ import annotations

from importlib import import_module

import pytest
from app_under_test import council, drawn, play_screen, playing

from game.tui.commands import COMMANDS, Command, bindings, commands_of
from game.tui.rooms import ROOMS
from game.tui.screens.palette import CommandProvider
from game.tui.screens.play import PlayScreen
from game.tui.screens.title import TitleScreen

ROOM_CLASSES = [
    getattr(import_module(module), kind)
    for module, _, kind in (place.partition(":") for place in ROOMS.values())
]
SCREENS = [PlayScreen, TitleScreen, *ROOM_CLASSES]


@pytest.mark.parametrize("kind", SCREENS)
def test_a_screen_answers_every_command_that_names_it(kind):
    for command in commands_of(*kind.WHERE):
        name = command.action.partition("(")[0]
        if not name.startswith("app."):
            assert hasattr(kind, f"action_{name}"), command.id


@pytest.mark.parametrize("kind", SCREENS)
def test_no_key_has_two_meanings_on_a_screen(kind):
    keys = [key for command in commands_of(*kind.WHERE) for key in command.keys]
    assert len(keys) == len(set(keys))


def test_a_command_whose_room_does_not_exist_has_no_key():
    ghost = Command("ghost", ("x",), "ghost", "haunt", ("play",), "cellar_of_ghosts")
    assert not ghost.exists
    assert all(command.opens in ROOMS for command in COMMANDS if command.opens and command.exists)
    assert len(bindings("play")) == len(list(commands_of("play"))) - 1


def test_every_command_has_a_setting_of_its_own():
    names = {command.setting for command in COMMANDS}
    assert len(names) == len({command.id for command in COMMANDS})


async def test_a_key_is_rebound_by_a_setting_and_the_footer_says_so(tmp_path):
    with playing(tmp_path, council()) as app:
        app.store.set_setting("keys.undo", "z")
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1", "u")
            assert play_screen(pilot).run.depth == 1
            assert "z undo" in drawn(pilot)
            await pilot.press("z")
            assert play_screen(pilot).run.depth == 0


async def test_the_palette_runs_a_command(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            screen = play_screen(pilot)
            await pilot.press("1", "ctrl+p")
            await pilot.pause(0.2)
            await pilot.press(*"undo")
            await pilot.pause(0.3)
            await pilot.press("enter")
            await pilot.pause(0.2)
            assert screen.run.depth == 0


async def test_every_command_of_the_palette_has_a_name_of_its_own(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test() as pilot:
            hits = CommandProvider(play_screen(pilot)).discover()
            names = [hit.display async for hit in hits]
            assert len(names) == len(set(names))
            assert "The next choice" in names
            assert "Put a bookmark here" in names
