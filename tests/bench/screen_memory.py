"""Memory of the full screen: a run to an ending against a bare app, and whether two thousand choices and undos leave anything behind.

python tests/bench/screen_memory.py [RUNS]     goals: the peak under 1.6 times the bare app's; from the 500th key to the 2,000th under 5%
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from terminal import Terminal

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GAME = [sys.executable, "-m", "game", "play", "khrushchev"]
BARE = [sys.executable, str(HERE / "bare.py")]
UNIT = 1 if sys.platform == "darwin" else 1024
MOST_PEAK, MOST_GROWTH = 1.6, 0.05
WARM, KEYS, MOST_KEYS = 500, 2000, 600
BACK = 40
"""How many choices are taken back at every ending before the way is gone again."""
READY = b"u undo"
ANSWER, QUIET = 0.2, 0.02


def press(terminal: Terminal, keys: str) -> None:
    """Type, and read what comes of it."""
    terminal.raw = b""
    terminal.type(keys)
    terminal.read(ANSWER)
    terminal.settle(QUIET)


def left(terminal: Terminal, keys: str) -> float:
    """MiB that the child took at most, once these keys made it leave."""
    terminal.type(keys)
    terminal.settle(0.3)
    _, status, usage = os.wait4(terminal.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(
            f"it left with {os.waitstatus_to_exitcode(status)}: {terminal.seen[-300:]!r}"
        )
    os.close(terminal.file)
    return usage.ru_maxrss * UNIT / 2**20


def to_an_ending(environment: dict[str, str]) -> tuple[float, int]:
    """The peak of a run, and how many keys it took."""
    game = Terminal(GAME, environment)
    game.until(READY)
    for keys in range(MOST_KEYS):
        if b"What next?" in game.seen:
            return left(game, "q"), keys
        press(game, "\r")
    raise SystemExit(f"no ending after {MOST_KEYS} keys")


def bare(environment: dict[str, str], keys: int) -> float:
    """The peak of the bare app after so many keys."""
    terminal = Terminal(BARE, environment)
    terminal.until(b"bare 0")
    for _ in range(keys):
        press(terminal, "1")
    return left(terminal, "\x11")


def resident(terminal: Terminal) -> float:
    """MiB that the child holds now."""
    pages = int(Path(f"/proc/{terminal.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def over_time(environment: dict[str, str]) -> dict[int, float]:
    """MiB held at the first ending after so many choices and undos; a vote that opens is left at once."""
    found: dict[int, float] = {}
    undos = votes = number = 0
    with Terminal(GAME, environment) as game:
        game.until(READY)
        while KEYS not in found:
            number += 1
            press(game, "u" if undos else "1")
            undos = max(0, undos - 1)
            if b"THE VOTE" in game.seen:
                votes += 1
                press(game, "\x1b")
                press(game, "\x1b")
            if b"What next?" in game.seen:
                undos = BACK
                for mark in range(WARM, min(number, KEYS) + 1, WARM):
                    found.setdefault(mark, resident(game))
            if number > 2 * KEYS:
                raise SystemExit(f"no ending in the last {KEYS} keys: {game.seen[-300:]!r}")
    print(f"{number:,} choices and undos, {votes} votes")
    return found


def main() -> int:
    """Print both; 1 when a goal is missed."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "ESCDELAY": "1",
        }
        environment |= {"PYTHONPATH": str(ROOT), "TEN_CHAIRS_CACHE": f"{folder}/cache"}
        peaks, bases, keys = [], [], 0
        for number in range(runs):
            peak, keys = to_an_ending(
                {**environment, "TEN_CHAIRS_SAVES": f"{folder}/saves-{number}"}
            )
            peaks.append(peak)
            bases.append(bare(environment, keys))
        ratio = statistics.median(peaks) / statistics.median(bases)
        print(f"bare, {keys} keys        {statistics.median(bases):6.1f} MiB")
        print(
            f"a run to its ending  {statistics.median(peaks):6.1f} MiB   {ratio:.2f} x bare   goal {MOST_PEAK:.2f}"
        )
        if not Path("/proc/self/statm").exists():
            return int(ratio > MOST_PEAK)
        held = over_time({**environment, "TEN_CHAIRS_SAVES": f"{folder}/saves"})
    growth = held[KEYS] / held[WARM] - 1
    for number, size in held.items():
        print(f"after {number:5,} keys     {size:6.1f} MiB")
    print(f"growth               {100 * growth:+6.1f} %     goal {100 * MOST_GROWTH:.0f} %")
    return int(ratio > MOST_PEAK or growth > MOST_GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
