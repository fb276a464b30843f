"""How soon the first frame is there: the title page and a resumed game against a bare one-widget app, interleaved.

A frame is there when the words of its middle are: the first lead's name, the first choice of the resumed game.

python tests/bench/first_frame.py [rounds]          goals: title at most 1.45, resumed at most 1.60 times the bare app
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from terminal import Terminal

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = {
    "bare": ([sys.executable, str(HERE / "bare.py")], b"bare 0"),
    "title": ([sys.executable, "-m", "game"], b"Khrushchev"),
    "resumed": ([sys.executable, "-m", "game", "play"], b""),
}
GOALS = {"title": 1.45, "resumed": 1.60}


def main() -> int:
    """Print medians and ratios; 1 when a goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
        }
        environment |= {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed game is compiled
        environment |= {
            "TEN_CHAIRS_SAVES": f"{folder}/saves",
            "TEN_CHAIRS_CACHE": f"{folder}/cache",
        }
        played = "\n".join("1" * 12) + "\n"
        plain = [sys.executable, "-m", "game", "play", "khrushchev", "--plain"]
        subprocess.run(
            plain,
            input=played,
            text=True,
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        asked = subprocess.run(
            plain,
            input="",
            text=True,
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
        choice = next(line for line in asked.splitlines() if line.startswith("1  "))[3:]
        times: dict[str, list[float]] = {name: [] for name in CASES}
        for _ in range(rounds + 1):
            for name, (command, words) in CASES.items():
                with Terminal(command, environment) as terminal:
                    times[name].append(1000 * terminal.until(words or choice.encode()))
        medians = {name: statistics.median(found[1:]) for name, found in times.items()}
    for name, median in medians.items():
        print(
            f"{name:8} {median:7.1f} ms   {median / medians['bare']:.2f} x bare"
            + (f"   goal {GOALS[name]:.2f}" if name in GOALS else "")
        )
    return int(any(medians[name] / medians["bare"] > goal for name, goal in GOALS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
