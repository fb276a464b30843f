"""How the game ends: by a key, by a signal, by a fault of the program. Nothing that was drawn is ever lost."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playing import ROOT, STORIES, council, play_screen, playing
from textual.css.query import NoMatches

from game.saves import open_player
from game.tui.app import TenChairs
from game.tui.screens.vote import VoteScreen
from game.tui.widgets.panel import Panel

REASON = "needs a pseudo-terminal"
fcntl = pytest.importorskip("fcntl", reason=REASON)
termios = pytest.importorskip("termios", reason=REASON)
pty = pytest.importorskip("pty", reason=REASON)

RESTORED = b"\x1b[?1049l"
"""What gives the terminal its own page back."""
COMMAND = [
    sys.executable,
    "-m",
    "game",
    "play",
    "clerk",
    "--story",
    str(STORIES / "council"),
    "--player",
    "ann",
]


def its_own_terminal() -> None:
    """Make the terminal the process's own: the game leaves where there is none any more."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Played:
    """The game in a process of its own on a pseudo-terminal."""

    def __init__(self, folder: Path, code: str = "") -> None:
        command = [sys.executable, "-c", code, *COMMAND[3:]] if code else COMMAND
        self.outer, inner = pty.openpty()
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "TEN_CHAIRS_SAVES": str(folder),
            "COLUMNS": "100",
            "LINES": "30",
        }
        how = {
            "stdin": inner,
            "stdout": inner,
            "stderr": inner,
            "env": environment,
            "cwd": ROOT,
            "start_new_session": True,
        }
        self.process = subprocess.Popen(command, **how, preexec_fn=its_own_terminal)
        os.close(inner)
        self.out = b""

    def until(self, words: bytes) -> None:
        limit = time.monotonic() + 30
        while words not in self.out:
            assert time.monotonic() < limit, self.out[-2000:]
            self.read()

    def read(self) -> bool:
        ready, _, _ = select.select([self.outer], [], [], 0.2)
        if ready:
            try:
                self.out += (new := os.read(self.outer, 65536))
            except OSError:
                return False
            return bool(new)
        return False

    def end(self) -> int:
        limit = time.monotonic() + 20
        while self.process.poll() is None:
            assert time.monotonic() < limit
            self.read()
        while self.read():
            pass
        return self.process.returncode


def kept(folder: Path) -> list[str]:
    story = council()
    with open_player(folder, "ann") as store:
        head = store.head(story, "clerk")
        return [step.choice for step in store.line(head)] if head else []


def test_q_leaves_and_everything_is_kept(tmp_path):
    game = Played(tmp_path)
    game.until(b"Write down")
    os.write(game.outer, b"1")
    game.until(b"Three names")
    os.write(game.outer, b"q")
    assert game.end() == 0
    assert kept(tmp_path) == ["write"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_loses_nothing(tmp_path, number):
    game = Played(tmp_path)
    game.until(b"Write down")
    os.write(game.outer, b"1")
    game.until(b"Three names")
    game.process.send_signal(number)
    code = game.end()
    assert code == (-number if number == signal.SIGKILL else 128 + number)
    assert b"Traceback" not in game.out
    assert kept(tmp_path) == ["write"]
    if number == signal.SIGTERM:
        assert game.out.rindex(RESTORED) > game.out.rindex(b"Three names")


def test_ctrl_c_once_says_how_to_leave_and_goes_on_and_twice_loses_nothing(tmp_path):
    game = Played(tmp_path)
    game.until(b"Write down")
    os.write(game.outer, b"\x03")
    game.until(b"again leaves the game")
    os.write(game.outer, b"1")
    game.until(b"Three names")
    os.write(game.outer, b"\x03")
    game.until(b"everything is saved already")
    os.write(game.outer, b"\x03")
    assert game.end() == 0
    assert kept(tmp_path) == ["write"]


def test_a_terminal_that_is_closed_loses_nothing(tmp_path):
    game = Played(tmp_path)
    game.until(b"Write down")
    os.write(game.outer, b"1")
    game.until(b"Three names")
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
    game = Played(tmp_path, FAULT)
    game.until(b"Write down")
    os.write(game.outer, b"1")
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
