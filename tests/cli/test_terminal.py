"""The plain game at a pseudo-terminal: its prompt, colour, interrupts, and a window that is resized."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from terminal import ROOT, Terminal

BRIDGE = ROOT / "tests" / "stories" / "bridge"
PLAY = [sys.executable, "-m", "game", "play", "clerk", "--story", str(BRIDGE)]
AT = ("-m", "game", "play", "clerk", "--new", "--story", str(BRIDGE), "--plain")


def test_a_terminal_has_a_prompt_and_colour():
    terminal = Terminal(*AT, NO_COLOR="")
    page = terminal.until("> ")
    assert "\x1b[4mquorum\x1b[0m" in page
    terminal.type("1\n")
    assert "\x1b[1mRead it out\x1b[0m" in terminal.until("\n> ")
    terminal.type("\x04")
    assert terminal.end() == 0
    assert b"Saved: Ada the Clerk, one decision." in terminal.out


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colour_gets_none(setting):
    terminal = Terminal(*AT, **setting)
    assert "\x1b[" not in re.sub(r"\x1b\[\?2004[hl]", "", terminal.until("\n> "))
    terminal.type("q\n")
    assert terminal.end() == 0


def test_an_interrupt_leaves_with_the_run_saved():
    terminal = Terminal(*AT)
    terminal.until("> ")
    terminal.type("1\n")
    terminal.until("> ")
    terminal.interrupt()
    assert terminal.end() == 130
    assert b"saved" in terminal.out
    assert b"Traceback" not in terminal.out
    done = subprocess.run([*PLAY], cwd=ROOT, input="", capture_output=True, text=True, check=True)
    assert "one decision." in done.stdout


def test_a_window_that_is_resized_is_asked_again():
    terminal = Terminal(*AT, columns=80)
    terminal.until("> ")
    terminal.resize(30)
    terminal.type("?\n")
    page = terminal.until("lost.")
    words = re.sub(r"\r|\x1b\[[01]m", "", page)
    assert max(len(line) for line in words.splitlines()) <= 30
    terminal.interrupt()
    assert terminal.end() == 130
