"""A tree of ten thousand steps on the screen: opening it and walking it against a tree of a hundred, in a real pseudo-terminal.

python tests/bench/tree.py [keys]       goal: a key takes under 1.5 times as long in the large tree as in the small one

Both trees are of the same corridor of scenes; the large one parts at random places (seeded). The time to open is printed too.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]
from repaint import QUIET, write_story
from terminal import Terminal

from game.saves import branch_tree, open_player
from game.story import load

ROOT = Path(__file__).parents[2]
SIZES = {"small": 100, "large": 10_000}
GOAL = 1.5


def plant(folder: Path, story_folder: Path, steps: int) -> None:
    """A tree of so many steps, and the lead standing at its last one."""
    story, dice = load(story_folder), random.Random(1953)
    with open_player(folder, "player") as store, store.transaction():
        root, turn = branch_tree.begin(story, store, "clerk")
        line = [(root, turn)]
        for _ in range(steps):
            if len(line) > 300 or dice.random() < 0.01:
                del line[1 + dice.randrange(len(line)) :]
            step, turn = line[-1]
            step, turn = branch_tree.choose(story, store, step, turn, dice.choice(("walk", "run")))
            line.append((step, turn))


def pressed(terminal: Terminal, keys: str) -> float:
    """Milliseconds from a key to the last byte that it caused."""
    terminal.settle(QUIET)
    start = time.perf_counter()
    terminal.type(keys)
    if not terminal.read(30):
        raise TimeoutError(f"{keys!r} changed nothing")
    return 1000 * (terminal.settle(QUIET) - start)


def main() -> int:
    """Print the medians; 1 when the goal is missed."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    walked: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        write_story(Path(folder) / "story")
        for name, steps in SIZES.items():
            saves = Path(folder) / name
            plant(saves, Path(folder) / "story", steps)
            environment = {
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "PYTHONPATH": str(ROOT),
            }
            environment |= {
                "TEN_CHAIRS_SAVES": str(saves),
                "TEN_CHAIRS_CACHE": f"{folder}/cache",
                "TEN_CHAIRS_STORY": f"{folder}/story",
            }
            with Terminal([sys.executable, "-m", "game", "play"], environment) as game:
                game.until(b"Room", 60)
                game.settle(1.0)
                opened = pressed(game, "b")
                up = statistics.median(pressed(game, "k") for _ in range(keys))
                turns = ["\x1b[5~", "\x1b[6~"] * (
                    (keys + 1) // 2
                )  # up and down: at an end nothing changes
                pages = statistics.median(pressed(game, page) for page in turns)
                sought = pressed(game, "/room 42\r")
            walked[name] = up
            print(
                f"{name} ({steps:,} steps)  open {opened:7.1f} ms   up {up:6.1f} ms   a page {pages:6.1f} ms   search {sought:7.1f} ms"
            )
    ratio = walked["large"] / walked["small"]
    print(f"a key, large against small: {ratio:.2f}   goal {GOAL}")
    return int(ratio > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
