"""A player with no sense at all breaks nothing: some hundred random keys, clicks, pastes and sizes on either story."""

from __future__ import annotations

import pytest
from app_under_test import ROOT, STORIES
from monkeying import Monkey

from game.story import load


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize(
    ("story", "lead"),
    [
        (ROOT / "scenes", "khrushchev"),
        (STORIES / "council", "clerk"),
        (STORIES / "harbor", "clerk"),
    ],
    ids=["shipped", "council", "harbor"],
)
async def test_nothing_that_a_monkey_does_breaks_the_game(tmp_path, story, lead, seed):
    monkey = Monkey(seed)
    try:
        await monkey.sit_down(tmp_path, load(story), 150, player="ann", lead=lead)
    except Exception as fault:
        raise AssertionError(
            f"seed {seed}, event {monkey.done}: {fault}; the last: {[*monkey.last]}"
        ) from fault
    assert monkey.deepest
    assert len(monkey.visited) > 3
