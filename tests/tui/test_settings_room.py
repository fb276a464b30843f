"""The settings: what is set is worn at once, kept for the player, and never breaks the game, whatever was kept."""

from __future__ import annotations

import pytest
from app_under_test import (
    SIZES,
    TO_THE_VOTE,
    council,
    drawn,
    play_screen,
    played,
    playing,
    rows_of,
    said,
)
from textual.pilot import Pilot

from game.saves import open_player
from game.saves.settings import SETTINGS, THEMES
from game.tui import theme
from game.tui.app import TenChairs
from game.tui.commands import COMMANDS, commands_of
from game.tui.keys import STAY, can_be_set, keys_with, meet, own_keys
from game.tui.options import SettingItem
from game.tui.rooms import ROOMS
from game.tui.screens.palette import CommandProvider
from game.tui.screens.play import PlayScreen
from game.tui.screens.settings import SettingsScreen
from game.tui.screens.title import TitleScreen
from game.tui.screens.vote import VoteScreen
from game.tui.widgets.specimen import CHOICE, LOCKED, MOVED, REASON, TERM, Specimen
from game.tui.widgets.status_bar import StatusBar
from game.view.turn import read_key


def command(id: str):
    return next(command for command in COMMANDS if command.id == id)


def settings_of(pilot: Pilot[None]) -> SettingsScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def stand_on(pilot: Pilot[None], item: SettingItem) -> SettingsScreen:
    screen = settings_of(pilot)
    screen.row_list.point(screen.items.index(item))
    await pilot.pause()
    return screen


async def give_key(pilot: Pilot[None], id: str, key: str) -> SettingsScreen:
    screen = await stand_on(pilot, SettingItem(command=command(id)))
    await pilot.press("enter", key)
    await pilot.pause()
    return screen


def told(pilot: Pilot[None]) -> str:
    """What the line below says in place of the keys."""
    return pilot.app.screen.query_one(StatusBar).message


def specimen_text(pilot: Pilot[None]) -> str:
    return " ".join(pilot.app.screen.query_one(Specimen).content.plain.split("\n"))


# -- the room ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_everything_that_can_be_set_stands_on_the_page(tmp_path, size):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.press("s")
            screen = settings_of(pilot)
            page = said(screen)
            assert all(name in page for name in THEMES)
            assert all(
                word in page
                for word in (
                    "Measure",
                    "Reduced motion",
                    "Skip what was read",
                    "Set every key back",
                )
            )
            told_of = [one for one in COMMANDS if one.exists and one.help and one.within(app.story)]
            assert {item.command for item in screen.items if item.command} == set(told_of)
            assert all(" ".join(one.help.split()) in page for one in told_of)
            assert all(len(row) <= size[0] for row in rows_of(screen))
            assert len(screen.items) == sum(not one.disabled for one in screen.row_list.options)
            await pilot.press("end")
            assert "Set every key back" in drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_theme_under_the_cursor_is_shown_before_it_is_chosen(tmp_path, size):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.press("s")
            specimen = app.screen.query_one(Specimen)
            for name in THEMES:
                await stand_on(pilot, SettingItem(theme=name))
                await pilot.pause()
                assert app.theme == name
                assert specimen.region.bottom <= size[1] - 1
                ground = specimen.rich_style.bgcolor
                if name != "terminal":
                    assert ground is not None
                    assert ground.triplet is not None
                    assert ground.triplet.hex == theme.THEMES[name].background
                text = " ".join(specimen_text(pilot).split())
                assert all(
                    words in text for words in (TERM, CHOICE, LOCKED, REASON, MOVED, "●●●●○")
                )
                assert app.chosen_theme == "winter"
            await pilot.press("escape")
            await pilot.pause()
            assert app.theme == "winter"


async def test_a_specimen_says_by_more_than_colour_what_is_a_term_chosen_or_locked(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("s")
            specimen = app.screen.query_one(Specimen)
            content = specimen.content
            styles = {content.plain[span.start : span.end]: span.style for span in content.spans}
            assert styles[TERM] == "underline"
            assert styles[CHOICE] == "bold"
            for name in THEMES:
                await stand_on(pilot, SettingItem(theme=name))
                assert "▸ 1  " + CHOICE in specimen_text(pilot)
                assert "⊘  " + LOCKED in specimen_text(pilot)
                assert "· " + MOVED in specimen_text(pilot)


@pytest.mark.parametrize("name", THEMES)
async def test_a_chosen_theme_is_worn_and_kept(tmp_path, name):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await stand_on(pilot, SettingItem(theme=name))
            await pilot.press("enter")
            assert app.theme == name
            assert f"✓ {name}" in drawn(pilot)
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)):
            assert app.theme == name


async def test_the_measure_goes_by_two_between_40_and_100_and_the_prose_with_it(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(200, 60)) as pilot:
            prose = play_screen(pilot).transcript
            before = prose.measure
            await pilot.press("s")
            screen = await stand_on(pilot, SettingItem(setting="measure"))
            await pilot.press("left")
            assert (before, app.measure, prose.measure) == (72, 70, 70)
            assert "70 columns" in specimen_text(pilot)
            await pilot.press(*["left"] * 20)
            assert app.measure == prose.measure == 40
            await pilot.press(*["right"] * 40)
            assert app.measure == prose.measure == 100
            assert app.store.setting("measure") == "100"
            assert max(map(len, drawn(pilot).split("\n"))) <= 200
            await pilot.press("backspace")
            assert app.measure == 72
            await pilot.press("escape")
            assert play_screen(pilot).transcript.measure == 72
            assert screen.is_attached is False


async def test_a_resize_in_the_middle_keeps_the_place(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("s")
            screen = await stand_on(pilot, SettingItem(command=command("bookmark")))
            for size in [(60, 20), (200, 60), (30, 10), (80, 24)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert screen.item == SettingItem(command=command("bookmark"))
                assert app.screen is screen or size == (30, 10)
            assert "put a bookmark here" in drawn(pilot)
            assert all(len(row) <= 80 for row in drawn(pilot).split("\n"))


async def test_a_low_screen_gives_the_keys_the_room_of_the_specimen(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("s")
            assert app.screen.query_one(Specimen).display
            await pilot.press("end")
            assert not app.screen.query_one(Specimen).display
            await pilot.press("home")
            assert app.screen.query_one(Specimen).display
            assert settings_of(pilot).row_list.size.height >= 5


async def test_reduced_motion_stops_the_accent_and_calls_a_vote_at_once(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            app.update_accent("1956-02-25")
            assert app.current_theme.primary != theme.THEMES["winter"].primary
            await pilot.press("s")
            await stand_on(pilot, SettingItem(setting="motion"))
            await pilot.press("enter")
            assert app.reduced_motion
            assert app.animation_level == "none"
            app.update_accent("1956-02-25")
            assert app.current_theme.primary == theme.THEMES["winter"].primary
            await pilot.press("escape")
            play = play_screen(pilot)
            for choice in TO_THE_VOTE:
                play.take(choice)
            await pilot.pause()
            assert isinstance(app.screen, VoteScreen)
            assert not app.screen.calling
    with playing(tmp_path, council()) as app:
        assert app.reduced_motion
        assert app.animation_level == "none"


async def test_skipping_is_turned_on_and_off(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await stand_on(pilot, SettingItem(setting="skip"))
            await pilot.press("enter")
            assert (app.skip_read, app.store.setting("skip")) == (True, "yes")
            await pilot.press("left")
            assert (app.skip_read, app.store.setting("skip")) == (False, "no")


async def test_the_mouse_sets_too(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("s")
            row = next(
                y
                for y, line in enumerate(drawn(pilot).split("\n"))
                if "light, like an archive" in line
            )
            for _ in range(2):
                await pilot.click(offset=(60, row))
                await pilot.pause()
            assert app.theme == "paper"


# -- keys -------------------------------------------------------------------------------------------------------


async def test_a_new_key_works_everywhere_at_once_survives_and_can_be_set_back(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(200, 60)) as pilot:
            await pilot.press("s")
            await give_key(pilot, "undo", "z")
            assert app.store.setting("keys.undo") == "z"
            assert "before: u ⌫" in said(app.screen)
            await pilot.press("escape", "1", "u", "backspace")
            assert play_screen(pilot).run.depth == 1
            await pilot.press("z")
            assert play_screen(pilot).run.depth == 0
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(200, 60)) as pilot:
            await pilot.press("1", "z")
            assert play_screen(pilot).run.depth == 0
            assert "z undo" in drawn(pilot)
            await pilot.press("question_mark")
            assert any(
                row.startswith("z  ") and command("undo").help in row for row in rows_of(app.screen)
            )
            await pilot.press("escape")
            hits = CommandProvider(app.screen).discover()
            assert [hit.help async for hit in hits if hit.display == "Undo"] == [
                f"z · {command('undo').help}"
            ]
            await pilot.press("s")
            await stand_on(pilot, SettingItem(command=command("undo")))
            await pilot.press("delete", "escape", "1", "z")
            assert play_screen(pilot).run.depth == 1
            assert "u undo" in drawn(pilot)
            await pilot.press("u")
            assert play_screen(pilot).run.depth == 0


async def test_the_title_page_writes_the_keys_that_the_player_has_set(tmp_path):
    with playing(tmp_path, council(), None) as app:
        app.set_setting("keys.settings", "f2")
        async with app.run_test(size=(80, 24)) as pilot:
            assert "f2  Settings" in drawn(pilot)
            await pilot.press("s")
            assert isinstance(app.screen, TitleScreen)
            await pilot.press("f2")
            assert isinstance(app.screen, SettingsScreen)


async def test_a_key_of_another_command_on_the_same_screen_is_refused_by_name(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await give_key(pilot, "undo", "l")
            assert "l is taken in a run: ledger." in told(pilot)
            await pilot.press("x")
            assert app.store.setting("keys.undo") == "x"
            await give_key(pilot, "copy", "x")
            assert "x is taken in a run: undo." in told(pilot)
            await pilot.press("u")
            assert app.store.settings() == {"keys.copy": "u", "keys.undo": "x"}


async def test_a_key_may_mean_one_thing_in_a_run_and_another_in_the_branches(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await give_key(pilot, "undo", "f")
            assert app.store.setting("keys.undo") == "f"


@pytest.mark.parametrize("key", ["enter", "up", "left", "1", "0", "question_mark", "ctrl+c"])
async def test_keys_that_everybody_needs_stay(tmp_path, key):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            screen = await give_key(pilot, "undo", key)
            assert "stays what it is" in told(pilot)
            assert screen.asking == command("undo")
            assert app.store.settings() == {}
            await pilot.press("escape")
            assert screen.asking is None
            assert app.screen is screen


async def test_where_letters_are_typed_no_letter_is_a_command(tmp_path):
    with playing(tmp_path, council()) as app:
        app.store.set_setting("keys.close", "x")
    with playing(tmp_path, council()) as app:
        assert app.own == {}
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await give_key(pilot, "kind", "x")
            assert "x is only a letter in the glossary." in told(pilot)
            await pilot.press("f3")
            assert app.store.setting("keys.kind") == "f3"


async def test_the_key_that_opens_the_palette_stays(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            screen = await give_key(pilot, "app.command_palette", "z")
            assert screen.asking is None
            assert app.store.settings() == {}
            await stand_on(pilot, SettingItem(command=command("undo")))
            await pilot.press("enter", "ctrl+p")
            await pilot.pause()
            assert screen.asking is None


async def test_a_command_keeps_the_keys_that_stay_beside_a_new_one(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s")
            await give_key(pilot, "choose", "x")
            await give_key(pilot, "app.leave_room", "w")
            await pilot.press("w", "x")
            assert play_screen(pilot).run.depth == 1
            await pilot.press("enter", "s", "q")
            assert isinstance(app.screen, SettingsScreen)
            await pilot.press("escape")
            assert play_screen(pilot).run.depth == 2


async def test_one_row_sets_every_key_back(tmp_path):
    with playing(tmp_path, council()) as app:
        app.set_settings(
            {"keys.undo": "z", "keys.ledger": "u", "theme": "paper", "keys.nonsense": "?"}
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("s", "end")
            assert "2 of them are yours" in drawn(pilot)
            await pilot.press("enter")
            assert app.own == {}
            assert app.store.setting("theme") == "paper"
            assert "none of them is yours" in said(app.screen)
            await pilot.press("escape", "1", "u")
            assert play_screen(pilot).run.depth == 0


async def test_two_commands_can_change_keys_with_each_other(tmp_path):
    with playing(tmp_path, council()) as app:
        app.set_settings({"keys.undo": "l", "keys.ledger": "u"})
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1", "l")
            assert play_screen(pilot).run.depth == 0
            await pilot.press("u")
            assert app.screen.WHERE[0] == "ledger"


async def test_words_are_copied_by_the_new_key_also_while_they_are_selected(tmp_path):
    with playing(tmp_path, council()) as app:
        app.set_settings({"keys.copy": "x", "keys.undo": "y"})
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("1", "v", "shift+right", "shift+right", "x")
            assert app.clipboard
            app.copy_to_clipboard("")
            await pilot.press("y")
            assert not app.clipboard
            assert play_screen(pilot).run.depth == 0


HOSTILE = {
    "a sign that is markup": {"keys.undo": "[/]"},
    "an escape sequence's rest": {"keys.undo": "[31m"},
    "no key at all": {"keys.undo": ",,,"},
    "a thousand keys": {"keys.undo": ",".join("abcdefgh" * 100)},
    "another's key": {"keys.undo": "l"},
    "one key for all": {command.setting: "x" for command in COMMANDS},
    "everybody's keys": {command.setting: "enter,escape,ctrl+p" for command in COMMANDS},
    "a theme that is none": {"theme": "[@click=app.quit]x[/]"},
    "a wide measure": {"measure": "9999"},
    "a narrow measure": {"measure": "1"},
    "a measure in other digits": {"measure": "\u0667\u0662"},
    "no measure": {"measure": "-72"},
    "words for all": {setting.key: "\u4e66" * 300 for setting in SETTINGS},
}


@pytest.mark.parametrize("kept", HOSTILE.values(), ids=list(HOSTILE))
async def test_nonsense_that_was_kept_is_passed_over(tmp_path, kept):
    with playing(tmp_path, council()) as app:
        for key, value in kept.items():
            app.store.set_setting(key, value)
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(60, 20)) as pilot:
            assert app.theme == "winter"
            assert app.measure == 72
            await pilot.press("1")
            assert play_screen(pilot).run.depth == 1
            await pilot.press("enter")
            assert play_screen(pilot).run.depth == 2
            for kind in (
                ("play",),
                ("title",),
                ("branches", "roll", "room"),
                ("settings", "roll", "room"),
            ):
                mine = [
                    key
                    for one in commands_of(*kind)
                    if one.id in app.own
                    for key in app.own[one.id]
                ]
                others = [
                    key for one in commands_of(*kind) if one.id not in app.own for key in one.keys
                ]
                assert len(set(mine)) == len(mine)
                assert not set(mine) & set(others)
            app.action_open("settings")
            await pilot.pause()
            page = said(app.screen)
            assert "[31m" not in page
            assert "[@click" not in page
            assert "\u4e66" not in page
            await pilot.press("end", "enter")
            assert app.own == {}


def test_what_stays_is_never_lost_and_never_given():
    kept = {
        one.setting: "ctrl+x"
        for one in COMMANDS
        if one.id in ("undo", "walk(1)", "app.leave_room", "choose")
    }
    own = own_keys(kept)
    assert own
    for one in COMMANDS:
        assert set(one.keys) & STAY <= set(keys_with(one, own))
        if one.id in own:
            assert not set(own[one.id]) & STAY
            assert can_be_set(one)


def test_commands_that_meet_on_a_screen_are_known_to():
    screens = [PlayScreen.WHERE, TitleScreen.WHERE]
    for name in ROOMS:
        module, _, kind = ROOMS[name].partition(":")
        screens.append(getattr(__import__(module, fromlist=[kind]), kind).WHERE)
    for where in screens:
        known = list(commands_of(*where))
        assert all(meet(one, other) for one in known for other in known if one is not other), where
    assert not meet(command("undo"), command("fold_all"))


# -- whose they are ---------------------------------------------------------------------------------------------


async def test_whoever_has_no_name_yet_can_set_too(tmp_path):
    opened = []

    def open_store(name: str):
        opened.append(open_player(tmp_path, name))
        return opened[-1]

    app = TenChairs(council(), None, open_store=open_store)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Your name" in drawn(pilot)
        app.action_open("settings")
        await pilot.pause()
        assert app.nameless
        assert not opened
        await pilot.press("down", "enter")
        assert app.theme == "thaw"
        assert app.store.player == "player"
        assert "kept for player" in drawn(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Your name" not in drawn(pilot)
        await pilot.press("1", "enter")
        assert play_screen(pilot).run.depth == 0
    app.close_store()
    assert len(opened) == 1


async def test_records_that_cannot_be_written_say_so_and_nothing_is_worn(tmp_path):
    with playing(tmp_path, council()) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("s")
            await stand_on(pilot, SettingItem(theme="paper"))
            app.store.path.rename(tmp_path / "elsewhere")
            await pilot.press("enter")
            assert "was moved" in told(pilot)
            assert app.chosen_theme == "winter"
            (tmp_path / "elsewhere").rename(app.store.path)


def test_the_themes_are_those_that_the_records_know():
    assert tuple(theme.THEMES) == THEMES


async def test_what_was_read_before_says_by_which_key_it_opens(tmp_path):
    story = council()
    with playing(tmp_path, story) as app:
        played(story, app.store, ["fetch", "slow"])
        app.set_settings({"skip": "yes", "keys.unfold": "f4"})
    with playing(tmp_path, story, new=True) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            play_screen(pilot).take("fetch")
            await pilot.pause()
            assert "read before" in drawn(pilot)
            assert "f4 opens it." in drawn(pilot)
            await pilot.press("f4")
            assert not play_screen(pilot).transcript.toggle(
                read_key(play_screen(pilot).run.step, "cellar")
            )
