"""Peak memory of the plain player: python tests/bench/memory.py [STORY [LEAD]]. Plays through to an ending, and opens every page.

Prints the peak resident memory of the child in MiB; exits with 1 when it is 60 MiB or more.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 60.0


def peak(story: Path, lead: str, lines: str, folder: str) -> float:
    """MiB of a sitting in a process of its own, with records in `folder`."""
    play = [
        sys.executable,
        "-m",
        "game",
        "play",
        lead,
        "--plain",
        "--new",
        "--story",
        str(story),
        "--saves",
        folder,
    ]
    child = subprocess.Popen(play, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert child.stdin is not None
    try:
        child.stdin.write(lines.encode())
        child.stdin.close()
    except BrokenPipeError:
        pass
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the player left with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    story = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "scenes"
    lead = sys.argv[2] if len(sys.argv) > 2 else "khrushchev"
    most = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (
            ("cold, to an ending", "1\n" * 300),
            ("to an ending", "1\n" * 300),
            ("every page", "1\n2\n1\n" * 15 + "l\nr\ng\nc\nb\np\n?\n"),
        ):
            size = peak(story, lead, lines, folder)
            most = max(most, size)
            print(f"{name:<20} {size:6.1f} MiB")
    print(f"{'most':<20} {most:6.1f} MiB (under {MOST:.0f})")
    return 0 if most < MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
