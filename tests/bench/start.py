"""How soon the command answers: python tests/bench/start.py [RUNS]. Wall time of --help and --version against `python -c pass`.

The runs of all commands are mixed, and the medians compared; exits with 1 when one takes more than three times as long.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 3.0


def wall(command: list[str]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    door = "from game.cli.main import main; raise SystemExit(main())"
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "ten-chairs --help": [sys.executable, "-c", door, "--help"],
        "ten-chairs --version": [sys.executable, "-c", door, "--version"],
    }
    script = Path(sys.executable).with_name("ten-chairs")
    if script.exists():
        commands |= {
            f"{script.name} {asked} (installed)": [str(script), asked]
            for asked in ("--help", "--version")
        }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(wall(command))
    base = statistics.median(taken["python -c pass"])
    ratios = {name: statistics.median(times) / base for name, times in taken.items()}
    for name, ratio in ratios.items():
        print(f"{name:<34} {ratio * base:6.1f} ms  {ratio:4.2f}x")
    return 0 if max(ratios.values()) <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
