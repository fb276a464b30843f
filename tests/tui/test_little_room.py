"""Too little room in the middle of anything: a line asks for more, and when it comes all is as it was, with nothing lost."""

from __future__ import annotations

import pytest
from app_under_test import SIZES, council, drawn, play_screen, playing
from textual.command import CommandPalette
from textual.pilot import Pilot

from game.tui.rooms import ROOMS
from game.tui.screens.small import SmallScreen
from game.tui.screens.vote import VoteScreen
from game.tui.widgets.card import Card
from game.tui.widgets.prompt import Prompt

TO_THE_VOTE = ("1", "1", "2", "1")


async def squeezed(pilot: Pilot[None]) -> None:
    """Through every size, too small ones in between."""
    for size in [(39, 24), SIZES[0], (80, 11), SIZES[3], (20, 8), (120, 40)]:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SmallScreen) == (size[0] < 40 or size[1] < 12)


async def test_a_vote_goes_on_where_it_was(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(*TO_THE_VOTE)
            vote = app.screen
            assert isinstance(vote, VoteScreen)
            await squeezed(pilot)
            assert app.screen is vote
            await pilot.press("space", "enter")
            assert play_screen(pilot).run.depth == len(TO_THE_VOTE)
            assert len(app.store.line(play_screen(pilot).run.step)) == len(TO_THE_VOTE)


async def test_a_card_stays_open(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("tab", "enter")
            await squeezed(pilot)
            card = play_screen(pilot).query_one(Card)
            assert card.shown == "minutes_book"
            assert card.region.right <= 120
            assert "What was said." in drawn(pilot)
            await pilot.press("escape", "1")
            assert play_screen(pilot).run.depth == 1


@pytest.mark.parametrize("key", ["m", "slash"])
async def test_what_was_typed_is_still_in_the_prompt(tmp_path, key):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(key, *"book")
            await squeezed(pilot)
            assert play_screen(pilot).query_one(Prompt).value == "book"
            await pilot.press(*"let", "enter")
            assert (
                "Bookmark set: booklet" if key == "m" else "That stands nowhere in this run."
            ) in drawn(pilot)


async def test_a_search_stays_where_it_found(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("slash", *"ink", "enter")
            prose = play_screen(pilot).transcript
            found = prose.match, prose.matches
            assert found[1]
            await squeezed(pilot)
            assert (prose.match, prose.matches) == found


@pytest.mark.parametrize("name", [name for name in ROOMS if name not in ("vote", "compare")])
async def test_a_room_is_there_again(tmp_path, name):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1")
            app.action_open(name)
            await pilot.pause()
            room, before = app.screen, drawn(pilot)
            await squeezed(pilot)
            assert app.screen is room
            assert (
                next(line for line in drawn(pilot).split("\n") if line.strip())
                == before.split("\n")[0]
            )


async def test_the_palette_is_there_again(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("ctrl+p", *"led")
            await squeezed(pilot)
            assert isinstance(app.screen, CommandPalette)
            await pilot.press("escape")
            assert play_screen(pilot).run.depth == 0


async def test_no_key_but_quit_does_anything_there(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(30, 36)) as pilot:
            await pilot.pause()
            for key in ("escape", "1", "b", "ctrl+p", "question_mark", "tab", "enter"):
                await pilot.press(key)
                assert isinstance(app.screen, SmallScreen), key
            assert app.playing is not None
            assert app.playing.depth == 0
            await pilot.press("q")
            assert app._exit
