"""A monkey at the full screen: python tests/bench/monkey.py [EVENTS] [SEED] (20,000 and 1).

Random keys, letters, pastes, clicks, wheels and sizes; three quarters of them on the story that is shipped, the rest on the
council of the tests. After each of them the game runs, every step shown is in the records, the screens do not pile up and every
row fits. Exits with 1 on a fault, and tells the seed and the last things done; or when a room was never visited.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "tui")]

from monkeying import Act, Fault, Monkey

from game.story import load
from game.tui.rooms import ROOMS, within


def sit(name: str, story: Path, acts: int, seed: int) -> bool:
    """One story; whether all went well."""
    monkey, slowest, before = Monkey(seed), (0.0, ""), time.perf_counter()
    began = before

    def look(act: Act) -> None:
        nonlocal slowest, before
        now = time.perf_counter()
        slowest = max(slowest, (now - before, repr(act)))
        before = now

    well, told = True, load(story)
    with tempfile.TemporaryDirectory() as folder:
        try:
            asyncio.run(monkey.sit_down(Path(folder), told, acts, look))
        except Exception as fault:  # noqa: BLE001  (whatever it was, it is told)
            well = False
            print(f"FAULT on {name} with seed {seed}, event {monkey.done}: {fault}")
            if not isinstance(fault, Fault):
                traceback.print_exception(fault, limit=-12)
            print("the last events:", *monkey.last, sep="\n  ")
    took = time.perf_counter() - began
    print(
        f"{name}: {monkey.done:,} events in {took:.0f} s, {monkey.restarts} restarts, deepest run {monkey.deepest}, "
        f"slowest {1000 * slowest[0]:.0f} ms {slowest[1]}"
    )
    print("  " + ", ".join(f"{screen} {count:,}" for screen, count in monkey.visited.most_common()))
    missed = {way.rpartition(":")[2] for name, way in ROOMS.items() if within(name, told)} - set(
        monkey.visited
    )
    if missed:
        print(f"  never visited: {', '.join(sorted(missed))}")
    return well and not missed


def main() -> int:
    """Both stories; 1 when anything went wrong."""
    acts = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    shipped = sit("the shipped story", ROOT / "scenes", acts * 3 // 4, seed)
    council = sit("the council", ROOT / "tests" / "stories" / "council", acts - acts * 3 // 4, seed)
    return 0 if shipped and council else 1


if __name__ == "__main__":
    raise SystemExit(main())
