"""Kill the game at random moments of play, at least 200 times, and look for every step that it acknowledged.

Usage: `python tests/bench/kill.py [--kills 200] [--seed 1]`. Every tenth time begins with a new player, every third has two
processes on one player. Exit code 1 when anything is lost.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "saves")]

from killed import kill_once


def main() -> int:
    """Kill, count, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="how many times (200)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (1)")
    asked = parser.parse_args()
    acknowledged = lost = damaged = 0
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TEN_CHAIRS_CACHE"] = str(Path(folder) / "cache")
        for kill in range(asked.kills):
            saves = Path(folder) / f"saves-{kill // 10}"
            death = kill_once(
                saves, asked.seed * 100_000 + kill, players=1 + (kill % 3 == 2), during=0.2
            )
            acknowledged, lost = acknowledged + death.acknowledged, lost + death.lost
            damaged += any("damaged" in notice for notice in death.notices)
    took = time.perf_counter() - began
    print(
        f"{asked.kills} kills, {acknowledged:,} steps acknowledged, {lost} lost, {damaged} files found damaged, {took:.0f} s"
    )
    return 1 if lost or damaged else 0


if __name__ == "__main__":
    raise SystemExit(main())
