"""A vote on the screen: called chair by chair, hurried by any key, lost by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_under_test import SIZES, TO_THE_VOTE, council, drawn, game, played, records, said

from game.engine import Vote
from game.saves.run import Run
from game.tui.screens import vote as screen
from game.tui.screens.play import PlayScreen
from game.tui.screens.vote import VoteScreen, counted
from game.view.ledger import MODEL


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chairs are called when a test says so."""
    monkeypatch.setattr(screen, "BEAT", 3600.0)


def the_vote(run: Run) -> Vote:
    return next(vote for step in run.steps for vote in step.turn.votes)


def tally(shown: VoteScreen) -> str:
    return " ".join(row.plain for row in counted(shown.vote, shown.called, 60))


@pytest.mark.parametrize("size", SIZES)
async def test_a_vote_is_called_chair_by_chair_with_the_count_growing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    story = council()
    with records(tmp_path) as store:
        vote = the_vote(played(story, store, TO_THE_VOTE))
        app = game(story, store)
        async with app.run_test(size=size) as pilot:
            app.action_open("vote", (vote,))
            await pilot.pause()
            shown = app.screen
            assert isinstance(shown, VoteScreen)
            assert "to be called" in tally(shown)
            for number, voice in enumerate(vote.voices, 1):
                shown.next_chair()
                assert f"{voice.name} " in said(shown)
                assert f" {voice.stance} " in said(shown)
                heard = [one.stance for one in vote.voices[:number]]
                assert f"For {heard.count('for')}, against {heard.count('against')}" in tally(shown)
            assert ("Not carried" not in tally(shown)) == vote.carried
            assert MODEL in said(shown)


async def test_the_line_below_says_that_any_key_hurries_as_long_as_it_does(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        vote = the_vote(played(story, store, TO_THE_VOTE))
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("vote", (vote,))
            await pilot.pause()
            assert screen.HURRY in drawn(pilot)
            await pilot.press("x")
            await pilot.pause()
            assert screen.HURRY not in drawn(pilot)
            assert "enter on" in drawn(pilot)


@pytest.mark.parametrize("key", ["space", "x", "enter", "down"])
async def test_any_key_hurries_and_then_enter_goes_on(tmp_path: Path, key: str) -> None:
    story = council()
    with records(tmp_path) as store:
        vote = the_vote(played(story, store, TO_THE_VOTE))
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("vote", (vote,))
            await pilot.pause()
            await pilot.press(key)
            shown = app.screen
            assert isinstance(shown, VoteScreen)
            assert not shown.calling
            await pilot.press("enter")
            assert isinstance(app.screen, PlayScreen)


async def test_escape_goes_on_while_chairs_are_called(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        vote = the_vote(played(story, store, TO_THE_VOTE))
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("vote", (vote, vote))
            await pilot.pause()
            await pilot.press("escape")
            assert isinstance(app.screen, VoteScreen)
            assert app.screen.at == 1
            await pilot.press("escape")
            assert isinstance(app.screen, PlayScreen)


async def test_under_reduced_motion_the_whole_call_stands_there(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        store.set_setting("motion", "reduced")
        vote = the_vote(played(story, store, TO_THE_VOTE))
        app = game(story, store)
        async with app.run_test(size=(60, 20)) as pilot:
            app.action_open("vote", (vote,))
            await pilot.pause()
            assert isinstance(app.screen, VoteScreen)
            assert not app.screen.calling


async def test_a_game_closed_during_the_call_has_lost_nothing(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        run = played(story, store, TO_THE_VOTE[:-1])
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            number = next(
                n
                for n, offer in enumerate((o for o in run.turn.choices if o.open), 1)
                if offer.id == TO_THE_VOTE[-1]
            )
            await pilot.press(str(number))
            await pilot.pause()
            assert isinstance(app.screen, VoteScreen)
        again = Run.open(story, store, "clerk")
        assert again.turn.votes or again.turn.ending


def test_the_count_says_how_many_are_still_to_be_called(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        vote = the_vote(played(story, store, TO_THE_VOTE))
    said_now = "".join(row.plain for row in counted(vote, 0, 50))
    assert said_now.count("□") == len(vote.voices)
