"""Conflicting accounts line by line: the list, one hour, the quiet line, the way from the chronicle."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.plain.console import Console
from game.plain.loop import PlayLoop
from game.plain.prompt import LineReader
from game.plain.title import TitleLoop
from game.saves import Store
from game.saves.run import Run
from game.story import Story, load

STORIES = Path(__file__).parents[1] / "stories"


@pytest.fixture(scope="module")
def night() -> Story:
    return load(STORIES / "night", cached=False)


def sit(story: Story, store: Store, lead: str, *lines: str) -> str:
    page = io.StringIO()
    paper = Console(page, columns=72)
    run = Run.open(story, store, lead, new=True)
    PlayLoop(
        run, paper, LineReader(io.StringIO("".join(f"{line}\n" for line in lines)), paper)
    ).play()
    return page.getvalue()


def test_the_list_hides_what_was_not_come_to(night, store):
    page = sit(night, store, "porter", "a", "ring", "a", "a 2", "a 1")
    before, _, after = page.partition("> Ring three times")
    assert "None of three hours open." in before
    assert before.count("An hour that you have not come to.") == 3
    assert "The bell" not in before
    assert "1  The bell. Seen from the chair of Otto the Porter; one more chair: Ada." in " ".join(
        after.replace("\n   ", " ").split("\n")
    )
    assert "The hour of the lamp" not in after
    assert "An hour that you have not come to. An hour opens when" in after


def test_an_open_hour_is_read_from_every_chair_and_every_source(night, store):
    sit(night, store, "nurse", "sleep", "pour", "cellar", "back")
    sit(night, store, "doctor", "read", "keep")
    page = sit(night, store, "porter", "hide", "key", "a lamp")
    hour = page[page.index("Conflicting accounts: The hour of the lamp\n") :]
    places = [
        hour.index(said)
        for said in (
            "From the chair of Ada the Nurse",
            "No Light.",
            "EVENT ◐ disputed, WORDS ○ imagined",
            "There is oil.",
            "You chose: Pour what there is.",
            "It is not enough.",
            "There is no oil.",
            "An empty can.",
            "From the chair of Otto the Porter",
            "From the chair of Berta the Doctor",
            "What each source says",
            "The board. Report on the night, 1901.",
            "Documents: Written for the insurance.",
            "It sings of *wind*, and [brackets].",
            "What cannot be known",
            "What the patients saw.",
        )
    ]
    assert places == sorted(places)
    assert "Otto. What I Saw in 1930.\nMemoir." in hour


def test_one_quiet_line_says_that_an_hour_is_open(night, store):
    sit(night, store, "nurse", "listen", "stairs", "back")
    page = sit(night, store, "porter", "ring", "wait", "key")
    assert page.count("Conflicting accounts: The bell is open (a).") == 1
    assert page.count("Conflicting accounts: The hour of the lamp is open (a).") == 1
    assert (
        page.index("They say later") < page.index("The bell is open") < page.index("A Dark Window")
    )
    assert "is open (a)" not in sit(night, store, "porter", "ring", "key")


def test_the_chronicle_names_an_open_hour_by_its_number(night, store):
    sit(night, store, "nurse", "listen", "stairs", "back")
    page = sit(night, store, "porter", "ring", "c 1900-02")
    assert "Somebody rings it.\nConflicting accounts: a 1 reads this hour from two chairs." in page
    assert page.count("reads this hour") == 1


def test_a_number_or_title_that_is_none_says_so(night, store):
    page = sit(night, store, "porter", "a 9", "a nothing", "a bell")
    assert page.count("among the accounts.") == 3


def test_a_story_without_accounts_has_no_such_command(bridge: Story, store):
    page = sit(bridge, store, "clerk", "a", "accounts", "?")
    assert "'a' is no command here." in page
    assert "'accounts' is no command here." in page
    assert "two chairs" not in page


def test_the_title_page_has_the_accounts_where_the_story_has(night, bridge, store, tmp_path: Path):
    def opened(story: Story, *lines: str) -> str:
        page = io.StringIO()
        paper = Console(page)
        TitleLoop(
            story,
            store,
            paper,
            LineReader(io.StringIO("".join(f"{line}\n" for line in lines)), paper),
        ).open()
        return page.getvalue()

    sit(night, store, "porter", "ring")
    page = opened(night, "a")
    assert "\na  Conflicting accounts\n" in page
    assert "1  The bell. Seen from the chair of Otto the Porter" in page
    without = opened(bridge, "a")
    assert "Conflicting" not in without
    assert "'a' is nothing on this page." in without
