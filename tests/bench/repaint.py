"""From a key to the last byte of the repaint: a choice in the game against a bare app that updates one Static.

python tests/bench/repaint.py [keys]       goals: at most 1.6 times the bare app; around the 300th choice under 1.15 of around the 3rd
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from terminal import Terminal

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCENES, EARLY, LATE = 340, 3, 300
PHRASE = "the bell rang twice and nobody in the long room looked at the door because every man there had counted the chairs before he sat down"
QUIET = 0.08


def write_story(folder: Path) -> None:
    """A corridor of scenes with prose, terms, gauges and a ledger, long enough to get tired in."""
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(
        "title: A Corridor\nedition: 1\nleads:\n  clerk: {name: The Clerk, start: s0}\n"
    )
    (folder / "state.yaml").write_text(
        "terror: {range: 0..5, start: 2, label: Terror, show: country}\n"
    )
    (folder / "people.yaml").write_text(
        "ada: {name: Ada, about: A reader.}\nbob: {name: Bob, about: A writer.}\n"
    )
    (folder / "glossary").mkdir()
    (folder / "glossary" / "words.yaml").write_text(
        "bell: {name: Bell, stub: It rings., definition: A bell.}\n"
    )
    for number in range(SCENES):
        text = "\n\n".join(
            f"  {PHRASE[(number + shift) % 7 :].strip()}, {PHRASE}." for shift in range(3)
        )
        (folder / f"s{number}.yaml").write_text(
            f"title: Room {number}\ndate: 1953-06-26\nevidence: {{event: attested, words: imagined}}\n"
            f"text: |\n{text}\n\n  The [[bell]] is number {number}.\n"
            + (f"ending: over{number}\n" if number == SCENES - 1 else _choices(number))
        )


def _choices(number: int) -> str:
    sign = "+" if number % 2 else "-"
    return (
        "choices:\n"
        f"  walk:\n    label: Walk on to room {number + 1}\n    do: {{terror: {sign}1}}\n"
        f"    ledger:\n      ada: {sign}1 debt, you walked\n    text: |\n      You walk.\n    go: s{number + 1}\n"
        f"  run: {{label: Run on to room {number + 1}, go: s{number + 1}}}\n"
    )


def main() -> int:
    """Print medians and ratios; 1 when a goal is missed."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        write_story(Path(folder) / "story")
        environment = {
            **os.environ,
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment |= {
            "PYTHONPATH": str(ROOT),
            "TEN_CHAIRS_SAVES": f"{folder}/saves",
            "TEN_CHAIRS_CACHE": f"{folder}/cache",
        }
        environment |= {"TEN_CHAIRS_STORY": f"{folder}/story"}
        game = [sys.executable, "-m", "game", "play"]
        with (
            Terminal([sys.executable, str(HERE / "bare.py")], environment) as bare,
            Terminal(game, environment) as played,
        ):
            bare.until(b"bare 0")
            played.until(b"Room 0", 60)
            for _ in range(EARLY - 1):
                press(played)
            early, static = rounds(played, bare, keys)
            for _ in range(LATE - EARLY - keys):
                press(played)
            late, again = rounds(played, bare, keys)
    base = statistics.median(static + again)
    print(
        f"bare    {base:6.1f} ms\nearly   {early:6.1f} ms   {early / base:.2f} x bare   goal 1.60"
    )
    print(f"late    {late:6.1f} ms   {late / early:.2f} x early  goal 1.15")
    return int(early / base > 1.6 or late / early > 1.15)


def rounds(played: Terminal, bare: Terminal, keys: int) -> tuple[float, list[float]]:
    """The median of the game's keys, and every time of the bare app's, taken in turn."""
    found, other = [], []
    for _ in range(keys):
        other.append(press(bare))
        found.append(press(played))
    return statistics.median(found), other


def press(terminal: Terminal) -> float:
    """Milliseconds from a key to the last byte that it caused."""
    terminal.settle(QUIET)
    terminal.raw = b""
    start = time.perf_counter()
    terminal.type("1")
    if not terminal.read(5):
        raise TimeoutError("the key changed nothing")
    return 1000 * (terminal.settle(QUIET) - start)


if __name__ == "__main__":
    raise SystemExit(main())
