"""Who asks for no colour gets none: not one escape sequence on any screen, in a terminal of its own."""

from __future__ import annotations

import re

import pytest
from app_under_test import TO_THE_VOTE, council
from test_leaving import at_terminal

from game.saves import open_player
from game.saves.run import Run

STYLES = re.compile(rb"\x1b\[([0-9;:]*)m")
COLOURS = {*range(30, 50), *range(90, 108)}


def colours(written: bytes) -> set[bytes]:
    """The sequences that set a colour, or set one back."""
    return {
        found
        for found in STYLES.findall(written)
        if COLOURS & {int(code) for code in re.split(rb"[;:]", found) if code}
    }


def walk(folder, theme: str) -> bytes:
    """All that is written from the last decision before the vote through every room to the title page."""
    story = council()
    with open_player(folder, "ann") as store:
        store.set_setting("theme", theme)
        run = Run.open(story, store, "clerk")
        for choice in TO_THE_VOTE[:-1]:
            run.choose(choice)
        offers = [offer for offer in run.turn.choices if offer.open]
    at = [offer.id for offer in offers].index(TO_THE_VOTE[-1])
    game = at_terminal(folder)
    game.until(offers[at].label)
    for keys, words in (
        ("l", "THE LEDGER"),
        ("qs", "kept for ann"),
        ("jjkk", "columns"),
        ("?", "the keys of the settings"),
        ("qqb", "BRANCHES"),
        ("q", " undo"),
        ("\t\x10", "Search for commands"),
        ("ledger", "every line"),
        ("\x1b", " undo"),
        (str(at + 1), "THE VOTE"),
        ("x", "needed"),
        ("\rt", "T H E"),
    ):
        game.type(keys)
        game.until(words)
    game.type("q")
    assert game.end() == 0
    return game.out


@pytest.mark.parametrize("theme", ["winter", "paper", "terminal"])
def test_no_colour_is_ever_asked_for(tmp_path, monkeypatch, theme):
    monkeypatch.setenv("NO_COLOR", "1")
    written = walk(tmp_path, theme)
    assert STYLES.findall(written)
    assert colours(written) == set()


def test_otherwise_there_is_colour(tmp_path, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert colours(walk(tmp_path, "winter"))
