"""The plain game at a pseudo-terminal: its prompt, colour, interrupts, and a window that is resized."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

REASON = "needs a pseudo-terminal"
fcntl = pytest.importorskip("fcntl", reason=REASON)
termios = pytest.importorskip("termios", reason=REASON)
pty = pytest.importorskip("pty", reason=REASON)

ROOT = Path(__file__).parents[2]
BRIDGE = ROOT / "tests" / "stories" / "bridge"
PLAY = [sys.executable, "-m", "game", "play", "clerk", "--story", str(BRIDGE)]


class Terminal:
    """The game at a pseudo-terminal."""

    def __init__(self, *arguments: str, columns: int = 80, **environment: str) -> None:
        self.child, self.fd = pty.fork()
        if not self.child:
            os.chdir(ROOT)
            env = {
                **os.environ,
                "TERM": "xterm",
                "NO_COLOR": "",
                "COLUMNS": "",
                "LINES": "",
                **environment,
            }
            os.execve(
                sys.executable,
                [sys.executable, "-m", "game", *arguments],
                {k: v for k, v in env.items() if v},
            )
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.seen = ""
        self.told = 0

    def until(self, words: str, seconds: float = 20) -> str:
        """Everything printed since the last call, up to the words."""
        end = time.monotonic() + seconds
        while words not in self.seen[self.told :] and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.fd, 65536).decode()
                except OSError:
                    break
        assert words in self.seen[self.told :], self.seen[self.told :]
        start, self.told = self.told, self.seen.index(words, self.told) + len(words)
        return self.seen[start : self.told]

    def type(self, line: str) -> None:
        os.write(self.fd, line.encode())

    def interrupt(self) -> None:
        """Ctrl-C until it is heard: one that falls between readline's prompt and its waiting is heard with the next key only."""
        for _ in range(20):
            self.type("\x03")
            if select.select([self.fd], [], [], 1)[0]:
                try:
                    self.seen += os.read(self.fd, 65536).decode()
                except OSError:
                    return
                if "saved" in self.seen:
                    return

    def left(self) -> int:
        """The exit code; what was printed is read to its end. Whoever does not leave is made to, and fails the test."""
        end = time.monotonic() + 20
        while True:
            if not select.select([self.fd], [], [], max(0.0, end - time.monotonic()))[0]:
                os.kill(self.child, signal.SIGKILL)
            try:
                self.seen += os.read(self.fd, 65536).decode()
            except OSError:
                break
        _, status = os.waitpid(self.child, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


AT = ("play", "clerk", "--new", "--story", str(BRIDGE), "--plain")


def test_a_terminal_has_a_prompt_and_colour():
    terminal = Terminal(*AT)
    page = terminal.until("> ")
    assert "\x1b[4mquorum\x1b[0m" in page
    terminal.type("1\n")
    assert "\x1b[1mRead it out\x1b[0m" in terminal.until("\n> ")
    terminal.type("\x04")
    assert terminal.left() == 0
    assert "Saved: Ada the Clerk, one decision." in terminal.seen


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colour_gets_none(setting):
    terminal = Terminal(*AT, **setting)
    assert "\x1b[" not in terminal.until("\n> ").replace("\x1b[?2004h", "").replace(
        "\x1b[?2004l", ""
    )
    terminal.type("q\n")
    assert terminal.left() == 0


def test_an_interrupt_leaves_with_the_run_saved():
    terminal = Terminal(*AT)
    terminal.until("> ")
    terminal.type("1\n")
    terminal.until("> ")
    terminal.interrupt()
    assert terminal.left() == 130
    assert "saved" in terminal.seen
    assert "Traceback" not in terminal.seen
    done = subprocess.run([*PLAY], cwd=ROOT, input="", capture_output=True, text=True, check=True)
    assert "one decision." in done.stdout


def test_a_window_that_is_resized_is_asked_again():
    terminal = Terminal(*AT, columns=80)
    terminal.until("> ")
    fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 30, 0, 0))
    terminal.type("?\n")
    page = terminal.until("lost.")
    assert (
        max(
            len(line)
            for line in page.replace("\r", "")
            .replace("\x1b[1m", "")
            .replace("\x1b[0m", "")
            .splitlines()
        )
        <= 30
    )
    terminal.interrupt()
    assert terminal.left() == 130
