"""A term in the text opens its card beside it, without leaving the scene; what is chosen meanwhile closes it."""

from __future__ import annotations

import pytest
from app_under_test import ROOT, drawn, play_screen, playing

from game.story import load
from game.tui.widgets.card import Card


@pytest.fixture(scope="module")
def shipped():
    return load(ROOT / "scenes")


def card(pilot) -> Card:
    return pilot.app.screen.query_one(Card)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_enter_on_a_term_opens_its_card_and_escape_returns(tmp_path, shipped, size):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=size) as pilot:
            screen = play_screen(pilot)
            await pilot.press("tab")
            term = screen.transcript.current_term
            await pilot.press("enter")
            assert card(pilot).shown == term
            assert app.story.link_name(term) in drawn(pilot)
            await pilot.press("escape")
            assert not card(pilot).shown
            assert play_screen(pilot).run.depth == 0


async def test_enter_with_a_card_open_never_chooses(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("tab", "enter", "enter", "enter")
            assert play_screen(pilot).run.depth == 0


async def test_a_digit_chooses_and_closes_the_card(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("tab", "enter", "1")
            assert play_screen(pilot).run.depth == 1
            assert not card(pilot).shown
            await pilot.press("1")
            assert play_screen(pilot).run.depth == 2


async def test_a_card_opens_twice(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(2):
                await pilot.press("tab", "enter")
                assert card(pilot).shown
                await pilot.press("escape")
            assert len(pilot.app.screen.query(Card)) == 1


async def test_a_member_in_the_ledger_has_a_card_too(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1", "l", "enter")
            await pilot.pause()
            assert card(pilot).shown in app.story.people
            await pilot.press("escape", "escape")
            assert play_screen(pilot).run.depth == 1


async def test_tab_finds_the_term_above_when_there_is_none_below(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            screen = play_screen(pilot)
            while not screen.run.turn.picks_left:
                await pilot.press("1")
                while app.screen is not screen:
                    await pilot.press("escape")
            assert not any(
                span.term for passage in screen.run.turn.passages for span in passage.spans
            )
            await pilot.press("end", "tab")
            assert screen.transcript.current_term
            await pilot.press("enter")
            assert card(pilot).shown
