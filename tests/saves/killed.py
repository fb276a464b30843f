"""A player at play in a process of its own that is killed at a random moment, and a look at what it left.

`python killed.py SAVES STORY SEED` plays for ever and prints every step once it is acknowledged.
"""

import random
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
POST_OFFICE = ROOT / "tests" / "stories" / "post_office"


@dataclass(frozen=True)
class Death:
    """How a process ended: the steps it had acknowledged, and those of them that are not in the file."""

    acknowledged: int
    lost: int
    notices: tuple[str, ...]


def play_for_ever(saves: Path, story_folder: Path, seed: int) -> None:
    """Play at random, from where the player was left; start over at every ending. Each line printed is a step that is kept."""
    from game.saves import open_player
    from game.saves.run import Run
    from game.story import load

    story, chance = load(story_folder), random.Random(seed)
    with open_player(saves, "anna") as store:
        run = Run.open(story, store, "clerk")
        while True:
            ways = [offer.id for offer in run.turn.choices if offer.open]
            if not ways or chance.random() < 0.02:
                run.begin()
                continue
            step, choice = run.step, chance.choice(ways)
            sys.stdout.write(f"{run.choose(choice).id} {step} {choice}\n")
            sys.stdout.flush()


def kill_once(
    saves: Path, seed: int, *, players: int = 1, before: float = 0.0, during: float = 0.3
) -> Death:
    """Let processes play and kill them with SIGKILL, then open the file and look for every step they acknowledged.

    The moment is drawn between `before` seconds after the start (opening the file and migrating count too) and `during` seconds
    after the first step.
    """
    from game.saves import NoSuchStep, open_player

    chance = random.Random(seed)
    early = chance.random() < 0.15
    delay = chance.uniform(before, 0.25) if early else chance.uniform(0, during)
    ways = [
        [sys.executable, __file__, str(saves), str(POST_OFFICE), str(seed * 10 + number)]
        for number in range(players)
    ]
    processes = [subprocess.Popen(way, stdout=subprocess.PIPE, text=True, cwd=ROOT) for way in ways]
    begun, told = threading.Event(), [[] for _ in processes]
    readers = [
        threading.Thread(target=_read, args=(process, lines, begun))
        for process, lines in zip(processes, told, strict=True)
    ]
    for reader in readers:
        reader.start()
    if not early:
        begun.wait(60)
    threading.Event().wait(delay)  # the moment of death
    for process in processes:
        process.kill()
    for process, reader in zip(processes, readers, strict=True):
        process.wait()
        reader.join()
    acknowledged, lost = (
        [line.split() for lines in told for line in lines if line.endswith("\n")],
        0,
    )
    with open_player(saves, "anna") as store:
        for step, parent, choice in acknowledged:
            try:
                kept = store.step(int(step))
                lost += (kept.parent, kept.choice) != (int(parent), choice)
            except NoSuchStep:
                lost += 1
        return Death(len(acknowledged), lost, store.notices)


def _read(process: subprocess.Popen, lines: list[str], begun: threading.Event) -> None:
    for line in process.stdout:
        lines.append(line)
        begun.set()
    process.stdout.close()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    play_for_ever(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
