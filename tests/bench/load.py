"""Loading, as ratios taken in one run: cold against the bare events of PyYAML's C parser, cached against cold.

Usage: `python tests/bench/load.py [--scenes 10000] [--rounds 5] [--story scenes]`. Each round measures everything one
after the other, so that a busy machine slows all of it down alike; medians are printed. Cold is `load(cached=False)`,
which reads, parses, checks and builds; cached is `load` of a folder that was loaded before, its first scene decoded.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import yaml
from generate import generate

from game.story import cache, load
from game.story.folder import survey

SETTLED = 10_000_000_000


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def emit(texts: list[str]) -> int:
    """The events of every file, and nothing done with them."""
    return sum(1 for text in texts for _ in yaml.parse(text, Loader=yaml.CSafeLoader))


def first_scene(folder: Path) -> object:
    story = load(folder)
    return story.scenes[next(iter(story.scenes))]


def measure(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of every round for events, cold and cached."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))]
    cache.keep(folder, survey(folder), load(folder), time.time_ns() + SETTLED)
    found: dict[str, list[float]] = {"events": [], "cold": [], "cached": []}
    for _ in range(rounds):
        found["events"].append(seconds(lambda: emit(texts)))
        found["cold"].append(seconds(lambda: load(folder, cached=False)))
        found["cached"].append(seconds(lambda: first_scene(folder)))
    return found


def show(name: str, scenes: int, found: dict[str, list[float]]) -> None:
    events, cold, cached = (statistics.median(found[part]) for part in ("events", "cold", "cached"))
    per_event = statistics.median(
        a / b for a, b in zip(found["cold"], found["events"], strict=True)
    )
    per_cached = statistics.median(
        a / b for a, b in zip(found["cold"], found["cached"], strict=True)
    )
    print(
        f"{name:<12}{scenes:>8}{events * 1e3:>12.1f}{cold * 1e3:>12.1f}{cached * 1e3:>12.2f}{per_event:>14.2f}{per_cached:>16.1f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenes", type=int, nargs="*", default=[2_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--story", type=Path, help="a story to measure as well")
    chosen = parser.parse_args()
    print(
        f"{'story':<12}{'scenes':>8}{'events ms':>12}{'cold ms':>12}{'cached ms':>12}{'cold/events':>14}{'cold/cached':>16}"
    )
    with tempfile.TemporaryDirectory() as place:
        os.environ["TEN_CHAIRS_CACHE"] = str(Path(place) / "cache")
        for scenes in chosen.scenes:
            show(
                "generated",
                scenes,
                measure(generate(Path(place) / str(scenes), scenes), chosen.rounds),
            )
        if chosen.story:
            show(
                chosen.story.name,
                len(load(chosen.story).scenes),
                measure(chosen.story, max(chosen.rounds, 15)),
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
