"""Which hours were sat through from which chairs, what was read there, and when an hour opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.saves import Store, open_player
from game.saves.accounts import (
    CHOSE,
    OUTCOME,
    TEXT,
    Perspective,
    event_accounts,
    perspectives,
    scenes_left,
)
from game.saves.run import Run
from game.story import Story, load

STORIES = Path(__file__).parents[1] / "stories"


@pytest.fixture(scope="module")
def night() -> Story:
    return load(STORIES / "night", cached=False)


@pytest.fixture
def kept(tmp_path: Path):
    with open_player(tmp_path / "saves", "ann") as store:
        yield store


def sit(story: Story, store: Store, lead: str, *choices: str) -> list[tuple[str, ...]]:
    """A new run by these choices: the events that each of them opened."""
    run = Run.open(story, store, lead, new=True)
    return [run.choose(choice).opened for choice in choices]


def seen(chair: Perspective) -> list[tuple[str, bool]]:
    return [(read.scene, read.aside) for read in chair.scenes]


def test_hours_stand_in_the_order_of_the_chronicle_and_are_empty_at_first(night, kept):
    assert [hour.account.id for hour in event_accounts(night, kept)] == ["bell", "lamp", "key"]
    assert all(not hour.sat and not hour.open for hour in event_accounts(night, kept))
    assert [hour.account.id for hour in event_accounts(night, None)] == ["bell", "lamp", "key"]
    assert next(
        hour for hour in event_accounts(night, None) if hour.account.id == "key"
    ).written == (
        "porter",
        "doctor",
    )


def test_a_scene_counts_once_it_is_left(night, kept):
    sit(night, kept, "porter")
    assert scenes_left(night, kept) == {}
    sit(night, kept, "porter", "hide")
    assert set(scenes_left(night, kept)) == {"bell"}
    sit(night, kept, "porter", "hide", "wait")
    assert set(scenes_left(night, kept)) == {"bell"}
    sit(night, kept, "porter", "hide", "wait", "key")
    assert set(scenes_left(night, kept)) == {"bell", "lamp"}


def test_a_scene_that_asks_for_nothing_counts_when_it_was_passed_through(night, kept):
    sit(night, kept, "nurse", "sleep")
    assert scenes_left(night, kept) == {}
    sit(night, kept, "nurse", "listen")
    assert scenes_left(night, kept)["bell"].keys() == {"nurse"}


def test_an_hour_opens_with_the_second_chair_and_says_so_once(night, kept):
    assert sit(night, kept, "nurse", "listen", "pour", "stairs", "back") == [(), (), (), ()]
    assert sit(night, kept, "porter", "ring", "wait", "key", "say") == [
        ("bell",),
        (),
        ("lamp",),
        (),
    ]
    assert sit(night, kept, "porter", "ring", "wait", "key") == [(), (), ()]
    assert sit(night, kept, "porter", "hide", "key", "say") == [(), (), ()]
    assert sit(night, kept, "doctor", "read", "keep") == [(), ("key",)]
    assert [hour.sat for hour in event_accounts(night, kept)] == [
        ("nurse", "porter"),
        ("nurse", "porter", "doctor"),
        ("porter", "doctor"),
    ]
    assert all(hour.open for hour in event_accounts(night, kept))


def test_another_branch_of_the_same_chair_opens_nothing(night, kept):
    assert sit(night, kept, "nurse", "sleep", "stairs", "back") == [(), (), ()]
    assert sit(night, kept, "nurse", "listen", "cellar", "back") == [(), (), ()]
    assert not any(hour.open for hour in event_accounts(night, kept))


def test_a_chair_gives_what_was_shown_and_chosen_in_order(night, kept):
    sit(night, kept, "nurse", "listen", "pour", "stairs", "back")
    (nurse,) = perspectives(night, kept, "lamp")
    dark, stairs = nurse.scenes
    assert (dark.scene, dark.date, stairs.scene) == ("dark_ward", "1900-02-02", "stairs")
    assert [part.kind for part in dark.parts] == [TEXT, CHOSE, OUTCOME, TEXT, CHOSE, OUTCOME]
    texts = ["".join(span.text for span in part.spans) for part in dark.parts if part.kind == TEXT]
    assert texts == [
        "The lamp is out. There is oil.\n\n> Nobody move.",
        "The lamp is out. There is no oil.\n\n> Nobody move.",
    ]
    assert [part.label for part in dark.parts if part.kind == CHOSE] == [
        "Pour what there is",
        "Go down the stairs",
    ]
    (bell,) = perspectives(night, kept, "bell")
    assert [(read.scene, read.date) for read in bell.scenes] == [("stroke", "1900-02-01")]


def test_the_latest_branch_comes_first_and_what_only_others_had_beside_it(night, kept):
    sit(night, kept, "nurse", "sleep", "stairs", "back")
    sit(night, kept, "nurse", "sleep", "cellar", "back")
    (nurse,) = perspectives(night, kept, "lamp")
    assert seen(nurse) == [("dark_ward", False), ("cellar", False), ("stairs", True)]
    first = scenes_left(night, kept)["lamp"]["nurse"]["stairs"][0]
    kept.set_head(first)
    (nurse,) = perspectives(night, kept, "lamp")
    assert seen(nurse) == [("dark_ward", False), ("stairs", False), ("cellar", True)]


def test_a_run_that_stands_before_the_hour_takes_nothing_away(night, kept):
    sit(night, kept, "porter", "ring", "key", "say")
    sit(night, kept, "porter")
    (porter,) = perspectives(night, kept, "lamp")
    assert seen(porter) == [("window", False)]


def test_a_story_without_accounts_asks_nothing(kept):
    council = load(STORIES / "council", cached=False)
    assert sit(council, kept, "clerk", "write") == [()]
    assert event_accounts(council, kept) == ()
    assert scenes_left(council, kept) == {}
