"""What only a process of its own shows: what is imported, and pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BRIDGE = ROOT / "tests" / "stories" / "bridge"
PLAY = [sys.executable, "-m", "game", "play", "clerk", "--story", str(BRIDGE)]


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(asked):
    heavy = {"yaml", "msgspec", "textual", "rich", "sqlite3", "json"}
    code = (
        f"import sys, atexit; sys.argv = ['ten-chairs', '{asked}']; from game.cli.main import main; "
        f"atexit.register(lambda: print(sorted({{name.partition('.')[0] for name in sys.modules}} & {heavy}))); main()"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_sitting_imports_no_full_screen_library():
    code = (
        "import sys, io; sys.stdin = io.StringIO('1\\n'); from game.cli.main import main; "
        f"main(['play', 'clerk', '--story', {str(BRIDGE)!r}]); print([name for name in ('textual', 'rich', 'fsrs') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.posix
def test_a_reader_that_leaves_early_is_no_fault():
    yes = subprocess.Popen(["yes", "1"], stdout=subprocess.PIPE)
    game = subprocess.Popen(
        [*PLAY, "--plain", "--new"],
        cwd=ROOT,
        stdin=yes.stdout,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert yes.stdout is not None
    assert game.stdout is not None
    assert game.stderr is not None
    yes.stdout.close()
    game.stdout.read(10)
    game.stdout.close()
    assert game.wait(30) == 0
    assert game.stderr.read() == b""
    game.stderr.close()
    yes.wait(30)


def test_bytes_that_are_no_text_are_no_fault():
    done = subprocess.run(
        PLAY, cwd=ROOT, input=b"\xff\xfe\x00\x1b[31m\n1\n", capture_output=True, check=True
    )
    assert b"\x1b" not in done.stdout
    assert b"Nobody speaks." in done.stdout


def test_a_poor_locale_is_no_fault():
    poor = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    done = subprocess.run(
        PLAY, cwd=ROOT, input=b"1\nl\ng berta\n", capture_output=True, check=True, env=poor
    )
    assert done.stdout.isascii()
    assert b"Berta Lowe, Berta" in done.stdout
