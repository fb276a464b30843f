"""The glossary on the screen: typing narrows it, entries say what is unlocked, terms lead on, and a meeting leads back."""

from __future__ import annotations

import pytest
from app_under_test import ROOT, SIZES, council, drawn, lines_of, play_screen, playing, rows_of

from game.saves.run import Run
from game.story import load
from game.tui.screens.glossary import GlossaryScreen
from game.tui.screens.play import PlayScreen


@pytest.fixture(scope="module")
def shipped():
    return load(ROOT / "scenes")


async def opened(pilot, *keys: str) -> GlossaryScreen:
    await pilot.press(*keys, "g")
    screen = pilot.app.screen
    assert isinstance(screen, GlossaryScreen)
    return screen


async def test_typing_narrows_the_list_at_once_and_marks_the_letters(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot, "1")
            everything = len(screen.ids)
            await pilot.press(*"polit")
            assert 0 < len(screen.ids) < everything
            assert screen.ids[0] == "politburo"
            styles = {span.style for span in lines_of(screen)[0].spans if span.end <= 7}
            assert "bold underline" in styles
            assert lines_of(screen)[0].plain[2:7] == "Polit"
            await pilot.press("backspace", "backspace", "backspace", "backspace", "backspace")
            assert len(screen.ids) == everything


async def test_a_locked_entry_says_where_to_look_and_not_what_it_is(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot)
            locked = next(
                card
                for card in screen.cards
                if card.level == "locked" and not card.is_person and card.look
            )
            await pilot.press(*locked.name.lower())
            assert screen.trail == [locked.id]
            said = screen.entry_view.plain_text()
            assert "Locked" in said
            assert locked.look in " ".join(said.split())
            assert locked.entry.stub.split(".")[0][:30] not in said


async def test_a_met_entry_leads_to_the_scene_where_it_was_met(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1")
            step = play_screen(pilot).run.step
            met = app.store.met(shipped)
            term = next(id for id in met if id in shipped.terms)
            screen = await opened(pilot)
            await pilot.press(*shipped.terms[term].name.lower(), "enter", "shift+tab")
            assert screen.entry_view.current_term == f"scene:{met[term].scene}"
            await pilot.press("enter")
            assert play_screen(pilot).run.step == step


async def test_what_was_met_in_another_branch_is_gone_to_there(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            for _ in range(8):
                await pilot.press("1")
                while not isinstance(app.screen, PlayScreen):
                    await pilot.press("escape")
            late = [
                id
                for id, met in app.store.met(shipped).items()
                if id in shipped.terms
                and met.step == max(m.step for m in app.store.met(shipped).values())
            ]
            assert late
            step = app.store.met(shipped)[late[0]].step
            play_screen(pilot).begin_again()
            assert play_screen(pilot).run.depth == 0
            screen = await opened(pilot)
            screen.show_rows(late[0])
            await pilot.press("enter", "shift+tab", "enter")
            assert play_screen(pilot).run.step == step
            assert "another branch" in drawn(pilot)


async def test_terms_in_an_entry_are_followed_and_left_again(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(60, 20)) as pilot:
            for _ in range(14):
                await pilot.press("1")
                while not isinstance(app.screen, PlayScreen):
                    await pilot.press("escape")
            screen = await opened(pilot)
            full = next(
                card
                for card in screen.cards
                if card.level == "full" and not card.is_person and card.entry.related
            )
            screen.show_rows(full.id)
            await pilot.press("enter", "tab", "enter")
            assert screen.trail == [full.id, full.entry.related[0]]
            await pilot.press("backspace")
            assert screen.trail == [full.id]
            await pilot.press("backspace")
            assert not screen.reading
            await pilot.press("escape")
            assert isinstance(app.screen, PlayScreen)


async def test_people_stand_beside_the_terms_and_tab_shows_one_kind(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await opened(pilot, "1")
            everything = len(screen.ids)
            await pilot.press("tab")
            terms = set(screen.ids)
            await pilot.press("tab")
            people = set(screen.ids)
            assert terms <= set(shipped.terms)
            assert people <= set(shipped.people)
            assert len(terms) + len(people) == everything
            await pilot.press("tab", "tab")
            assert len(screen.ids) == everything


async def test_escape_forgets_the_search_before_it_leaves(tmp_path, shipped):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await opened(pilot)
            await pilot.press(*"qj", "escape")
            assert app.screen is screen
            assert screen.query_text == ""
            await pilot.press("escape")
            assert isinstance(app.screen, PlayScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_every_size_and_a_change_of_size(tmp_path, shipped, size):
    with playing(tmp_path, shipped, "khrushchev") as app:
        async with app.run_test(size=size) as pilot:
            screen = await opened(pilot, "1")
            await pilot.press("down", "enter")
            here = screen.trail[-1]
            await pilot.resize_terminal(60, 20)
            await pilot.resize_terminal(200, 60)
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen.trail[-1] == here
            assert screen.entry_view.plain_text().split("\n")[0] in drawn(pilot)
            assert all(len(row) <= size[0] for row in rows_of(screen))


async def test_without_a_player_everything_is_locked_and_nothing_breaks(tmp_path):
    from game.tui.app import TenChairs

    app = TenChairs(council(), None)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_open("glossary")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GlossaryScreen)
        assert all(card.level == "locked" for card in screen.cards)
        await pilot.press("enter", "tab", "enter", "escape", "escape")
        assert not isinstance(app.screen, GlossaryScreen)


async def test_from_the_title_page_one_comes_to_where_a_term_was_met(tmp_path):
    story = council()
    with playing(tmp_path, story) as app:
        run = Run.open(story, app.store, "clerk")
        run.choose("write")
    with playing(tmp_path, story, None) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_open("glossary", "minutes_book")
            await pilot.pause()
            app.go_where_met("minutes_book", "desk")
            await pilot.pause()
            screen = play_screen(pilot)
            assert screen.transcript.scroll_offset.y == 0
            assert "The Desk" in drawn(pilot)
            assert "You met it here, in another branch" in drawn(pilot)
