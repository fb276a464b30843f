"""Random walks over a generated story of 1,000 scenes: choices a second here and with inkjs, in one run.

Both walk the same story with the same sequence of picks and render every text and label as a player would see them.
The checksums over all variables at every ending and at the last step must agree, and so must those of a shorter,
untimed walk over every word. Usage: `python tests/bench/walk.py --inkjs FOLDER` where FOLDER has node_modules/inkjs
(`npm install inkjs`); without it only this engine is timed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from generate import VARIABLES, generate, generate_ink

from game import engine
from game.story import Story, load

MASK = 0xFFFFFFFF


def walk(story: Story, steps: int, checking: bool) -> dict[str, float]:
    """Walk `steps` steps; the same picks as walk_ink.mjs makes."""
    begin, choose = engine.begin, engine.choose
    names = [f"v{number}" for number in range(VARIABLES)]
    seed, runs, checksum, characters = 12345, 0, 0, 0

    def look(text: str) -> None:
        nonlocal checksum
        for word in text.split():
            for letter in word:
                checksum = (checksum * 31 + ord(letter)) & MASK

    begun = time.perf_counter()
    turn = begin(story, "clerk")
    characters += len(turn.text)
    if checking:
        look(turn.text)
    for _ in range(steps):
        offers = [offer for offer in turn.choices if offer.open]
        if not offers:
            for name in names:
                checksum = (checksum * 31 + turn.state[name]) & MASK
            turn = begin(story, "clerk")
            runs += 1
        else:
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            if checking:
                for offer in offers:
                    look(offer.label)
            turn = choose(story, turn.state, offers[(seed >> 8) % len(offers)].id)
        characters += len(turn.text)
        if checking:
            look(turn.text)
    for name in names:
        checksum = (checksum * 31 + turn.state[name]) & MASK
    return {
        "seconds": time.perf_counter() - begun,
        "steps": steps,
        "runs": runs,
        "checksum": checksum,
        "characters": characters,
    }


def walk_ink(inkjs: Path, ink: Path, steps: int, checking: bool) -> dict[str, float]:
    script = Path(__file__).with_name("walk_ink.mjs")
    done = subprocess.run(
        ["node", str(script), str(inkjs), str(ink), str(steps), "check" if checking else "time"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inkjs", type=Path)
    parser.add_argument("--scenes", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=300_000)
    parser.add_argument("--ink-steps", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        story = load(generate(Path(folder) / "story", chosen.scenes), cached=False)
        ink = generate_ink(Path(folder) / "story.ink", chosen.scenes)
        rates, ink_rates = [], []
        if chosen.inkjs:
            for steps, checking in ((5_000, True), (chosen.ink_steps, False)):
                ours, theirs = (
                    walk(story, steps, checking),
                    walk_ink(chosen.inkjs.resolve(), ink, steps, checking),
                )
                if ours["checksum"] != theirs["checksum"]:
                    print(f"the walks differ after {steps} steps: {ours} {theirs}")
                    return 1
                print(
                    f"{steps:,} steps, {'every word' if checking else 'all variables'}: checksums agree ({ours['checksum']:.0f})"
                )
        for _ in range(chosen.rounds):
            ours = walk(story, chosen.steps, False)
            rates.append(ours["steps"] / ours["seconds"])
            if chosen.inkjs:
                theirs = walk_ink(chosen.inkjs.resolve(), ink, chosen.ink_steps, False)
                ink_rates.append(theirs["steps"] / theirs["seconds"])
        print(
            f"this engine: {statistics.median(rates):,.0f} choices a second (median of {chosen.rounds}, texts and labels rendered)"
        )
        if ink_rates:
            print(f"inkjs:       {statistics.median(ink_rates):,.0f} choices a second")
            print(f"ratio:       {statistics.median(rates) / statistics.median(ink_rates):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
