"""How the game ends: by a key, by a signal, by a fault of the program. Nothing that was drawn is ever lost."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from app_under_test import STORIES, council, play_screen, playing
from terminal import Terminal
from textual.css.query import NoMatches

from game.saves import open_player
from game.tui.app import TenChairs
from game.tui.screens.vote import VoteScreen
from game.tui.widgets.panel import Panel

RESTORED = b"\x1b[?1049l"
"""What gives the terminal its own page back."""
PLAY = ("play", "clerk", "--story", str(STORIES / "council"), "--player", "ann")


def at_terminal(folder: Path, code: str = "") -> Terminal:
    """The game, or a program that starts it, on a terminal of 100x30."""
    program = ("-c", code) if code else ("-m", "game")
    return Terminal(*program, *PLAY, TEN_CHAIRS_SAVES=str(folder), COLUMNS="100", LINES="30")


def kept(folder: Path) -> list[str]:
    story = council()
    with open_player(folder, "ann") as store:
        head = store.head(story, "clerk")
        return [step.choice for step in store.line(head)] if head else []


def test_q_leaves_and_everything_is_kept(tmp_path):
    game = at_terminal(tmp_path)
    game.until("Write down")
    game.type("1")
    game.until("Three names")
    game.type("q")
    assert game.end() == 0
    assert kept(tmp_path) == ["write"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_loses_nothing(tmp_path, number):
    game = at_terminal(tmp_path)
    game.until("Write down")
    game.type("1")
    game.until("Three names")
    game.process.send_signal(number)
    code = game.end()
    assert code == (-number if number == signal.SIGKILL else 128 + number)
    assert b"Traceback" not in game.out
    assert kept(tmp_path) == ["write"]
    if number == signal.SIGTERM:
        assert game.out.rindex(RESTORED) > game.out.rindex(b"Three names")


def test_ctrl_c_once_says_how_to_leave_and_goes_on_and_twice_loses_nothing(tmp_path):
    game = at_terminal(tmp_path)
    game.until("Write down")
    game.type("\x03")
    game.until("again leaves the game")
    game.type("1")
    game.until("Three names")
    game.type("\x03")
    game.until("everything is saved already")
    game.type("\x03")
    assert game.end() == 0
    assert kept(tmp_path) == ["write"]


def test_a_terminal_that_is_closed_loses_nothing(tmp_path):
    game = at_terminal(tmp_path)
    game.until("Write down")
    game.type("1")
    game.until("Three names")
    os.close(game.outer)
    game.process.wait(20)
    assert kept(tmp_path) == ["write"]


FAULT = """
import sys
from game.tui.app import TenChairs
from game.tui.screens.vote import VoteScreen
from game.tui.widgets.panel import Panel
def broken(self, run):
    if run.depth:
        raise RuntimeError("the roof fell in")
Panel.tell = broken
from game.cli.main import main
sys.exit(main())
"""


def test_a_fault_of_the_program_is_four_lines_and_exit_1(tmp_path):
    game = at_terminal(tmp_path, FAULT)
    game.until("Write down")
    game.type("1")
    assert game.end() == 1
    assert RESTORED in game.out[: game.out.index(b"Something in the program")]
    said = game.out.decode()
    said = said[said.index("Something in the program") :]
    assert "RuntimeError: the roof fell in" in said
    assert "Your game is saved" in said
    assert "ten-chairs.log" in said
    assert "report" in said
    assert len(said.strip().splitlines()) == 4
    assert "Traceback" not in said
    assert "Traceback" in (tmp_path / "ten-chairs.log").read_text()
    assert kept(tmp_path) == ["write"]


async def test_a_fault_is_handed_to_whoever_started_the_game(tmp_path, monkeypatch):
    def broken(panel: Panel, run: object) -> None:
        raise RuntimeError("the roof fell in")

    async def play(app: TenChairs) -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            monkeypatch.setattr(Panel, "tell", broken)
            await pilot.press("1")

    with playing(tmp_path, council()) as app:
        with pytest.raises(RuntimeError, match="roof"):
            await play(app)
        assert isinstance(app.fault, RuntimeError)
    assert kept(tmp_path) == ["write"]


async def test_leaving_while_a_room_is_being_opened_is_no_fault(tmp_path, monkeypatch):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1", "1", "2")

            def gone(screen: VoteScreen) -> None:
                app.exit()
                raise NoMatches("the screen was taken away while it was being opened")

            monkeypatch.setattr(VoteScreen, "call", gone)
            play_screen(pilot).action_take(1)
            while not app._exit:
                await asyncio.sleep(0)
        assert app.fault is None
        assert app.return_code == 0
    assert len(kept(tmp_path)) == 4
