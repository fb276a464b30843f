"""Names, labels and reasons that mean to break the screen are plain words in ledger, vote, branches, comparison, chronicle and endings, nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from app_under_test import (
    STORIES,
    TO_THE_VOTE,
    council,
    drawn,
    game,
    list_width,
    played,
    records,
    rows_of,
)
from hostile import hostile, lived
from rich.cells import cell_len
from textual.screen import Screen

from game.saves.run import Run
from game.story import Story, load
from game.tui.rows import Rows
from game.tui.screens.tile_screen import TileScreen

HOSTILE = [
    "[/]",
    "[Speak out]",
    "[@click=app.quit]x[/]",
    "Z" + "\u0301" * 40,
    "w" * 10_000,
    "\u4e66" * 90,
]


def hostile_council(folder: Path, text: str) -> Story:
    """The council with the text for a member's name, a choice, a reason, a scene, a motion and an ending."""
    shutil.copytree(STORIES / "council", folder / "story")
    given = '"' + text + '"'
    for name, old in (
        ("people.yaml", "Boris"),
        ("motions.yaml", "That the office be closed"),
        ("endings.yaml", "Kept"),
        ("clerk/1_day/desk.yaml", "Write down who came"),
        ("clerk/1_day/errands.yaml", "title: Errands"),
    ):
        file = folder / "story" / name
        key = old.rpartition(": ")[0]
        file.write_text(
            file.read_text("utf-8").replace(old, f"{key}: {given}" if key else given, 1), "utf-8"
        )
    entry = f"- {{id: e, date: 1901-05-03, title: {given}, text: {given}, evidence: disputed, sources: [minutes]}}\n"
    (folder / "story" / "chronicle.yaml").write_text(entry, "utf-8")
    works = folder / "story" / "sources.yaml"
    works.write_text(works.read_text("utf-8").replace("title: Minutes", f"title: {given}"), "utf-8")
    desk = folder / "story" / "clerk/1_day/desk.yaml"
    desk.write_text(
        desk.read_text("utf-8").replace(
            "anna: +2 debt, you wrote her down first", f'clara: "+2 debt, {text}"'
        ),
        "utf-8",
    )
    return load(folder / "story", cached=False)


def in_their_columns(screen: Screen[None]) -> None:
    """Whether every row of every tile fits inside it."""
    assert isinstance(screen, TileScreen)
    for tile in screen.tiles:
        assert isinstance(tile.visual, Rows)
        width = tile.content_size.width
        assert all(line.cell_length <= width for line in tile.visual.lines(width))


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text{number}" for number in range(len(HOSTILE))])
async def test_hostile_strings_keep_to_their_columns(tmp_path: Path, text: str) -> None:
    story = hostile_council(tmp_path, text)
    with records(tmp_path) as store:
        run = played(story, store, TO_THE_VOTE)
        app = game(story, store)
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_open("chronicle")
            await pilot.pause()
            rows, width = rows_of(app.screen), list_width(app.screen)
            assert len({cell_len(row[: row.index("│")]) for row in rows if "│" in row}) == 1
            assert all(cell_len(row) <= width for row in rows)
            app.action_leave_room()
            app.action_open("endings")
            await pilot.pause()
            assert run.turn.ending in story.endings
            in_their_columns(app.screen)


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text{number}" for number in range(len(HOSTILE))])
async def test_an_hour_from_two_chairs_keeps_to_its_columns(tmp_path: Path, text: str) -> None:
    story = hostile(text)
    with records(tmp_path) as store:
        lived(story, store, text)
        app = game(story, store)
        async with app.run_test(size=(120, 40)) as pilot:
            app.action_open("hour", "e")
            await pilot.pause()
            rows, width = rows_of(app.screen), list_width(app.screen)
            assert len({cell_len(row[: row.index("│")]) for row in rows if "│" in row}) == 1
            assert all(cell_len(row) <= width for row in rows)
            assert "WHAT CANNOT BE KNOWN" in "".join(rows)
            app.action_leave_room()
            app.action_open("accounts")
            await pilot.pause()
            in_their_columns(app.screen)


async def test_a_step_that_steers_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    story = council()
    with records(tmp_path) as store:
        root = Run.open(story, store, "clerk").step
        step, _ = store.merge(root, "abc\u202edef \x1b[31mred [/]", scene="desk")
        app = game(story, store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("b", "end", "up", "down")
            shown = drawn(pilot)
            assert "[31mred [/]" in shown
            assert "\u202e" not in shown
            assert "\x1b" not in shown
            app.action_open("compare", root, step)
            await pilot.pause()
            assert "\x1b" not in drawn(pilot)
