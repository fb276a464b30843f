"""The harbor: a small story with an order, a division, a power, positions and a lead who sees numbers; and ways through it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from game.engine import Turn, begin, choose
from game.story import Story, load

HARBOR = Path(__file__).parent / "stories" / "harbor"
MINUTED = ("chart", "higher")
PLACED = (*MINUTED, "first_dues")
ORDERED = (*PLACED, "second_light")
GIVEN = (*ORDERED, "dredger_2")
DIVIDED = (*GIVEN, "light_2")
OPENED = (*DIVIDED, "files_berta")
CALLED = (*OPENED, "call")
WHISPER = '{line: "-2 fear, he talks behind the door", unseen: yes}'


def harbor() -> Story:
    return load(HARBOR, cached=False)


def played(story: Story, choices: Iterable[str]) -> Turn:
    """The turn after these choices of the clerk."""
    turn = begin(story, "clerk")
    for choice in choices:
        turn = choose(story, turn.state, choice)
    return turn


def whispering(folder: Path) -> Story:
    """The harbor, where Carl has a line from the first choice on that is not shown before the vote."""
    shutil.copytree(HARBOR, folder / "whispering")
    file = folder / "whispering" / "clerk" / "1_spring" / "morning.yaml"
    text = file.read_text("utf-8")
    assert "    label: Say that the dues must rise\n" in text
    given = f"    label: Say that the dues must rise\n    ledger:\n      carl: {WHISPER}\n      berta: +1 debt, you told her first\n"
    file.write_text(text.replace("    label: Say that the dues must rise\n", given), "utf-8")
    return load(folder / "whispering", cached=False)
