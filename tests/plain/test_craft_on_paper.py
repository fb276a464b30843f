"""Line by line: a sheet filled, a budget divided, a hold opened, a word minuted, the card of means; aloud and in any letters."""

from __future__ import annotations

import io
from pathlib import Path

from encoded_page import Page
from harbor import CALLED, DIVIDED, GIVEN, MINUTED, OPENED, ORDERED, PLACED, harbor, whispering

from game.plain.console import Console
from game.plain.loop import PlayLoop
from game.plain.prompt import LineReader
from game.saves import open_player
from game.saves.run import Run
from game.story import Story


def sat(folder: Path, *lines: str, story: Story | None = None, encoding: str = "utf-8") -> str:
    """Play these lines as the clerk of the harbor; what was printed, its line ends as spaces."""
    page = Page(encoding)
    paper = Console(page, columns=72)
    with open_player(folder / "saves", "player") as store:
        run = Run.open(story or harbor(), store, "clerk", new=True)
        PlayLoop(
            run, paper, LineReader(io.StringIO("".join(f"{line}\n" for line in lines)), paper)
        ).play()
    return " ".join(page.getvalue().split())


def test_the_sheet_stands_in_a_line_before_the_menu_and_stays_when_it_is_full(tmp_path):
    assert "In order: 1 The dues; 2 open. 1 The light 2 The rope" in sat(tmp_path, *PLACED)
    page = sat(tmp_path, *ORDERED)
    assert "In order: 1 The dues; 2 The light. The record has" in page
    assert page.count("In order:") == 3


def test_the_budget_says_what_is_left_and_each_amount_what_it_leaves(tmp_path):
    page = sat(tmp_path, *GIVEN)
    assert (
        "The dredger: two sacks; The light: now, two to three; The rope: takes what is left. Four of six sacks left to give."
        in page
    )
    assert "1 The light: 2 sacks (leaves two sacks) 2 The light: 3 sacks (leaves one sack)" in page
    assert "The dredger: two sacks; The light: two sacks; The rope: two sacks." in sat(
        tmp_path, *DIVIDED
    )


def test_what_is_finished_is_told_also_to_whoever_is_not_told_what_moved(tmp_path):
    with open_player(tmp_path / "saves", "player") as store:
        store.set_setting("moves", "no")
    page = sat(tmp_path, *ORDERED)
    assert "In order: 1 The dues; 2 The light." in page
    assert "Standing" not in page


def test_choices_say_what_they_use_and_what_they_put_into_the_minutes(tmp_path):
    assert "Say that the dues must rise (goes into the minutes)" in sat(tmp_path)
    assert "3 Open Berta's file (◆ The files, once)" in sat(tmp_path, *DIVIDED)
    assert "3 Open Berta's file (* The files, once)" in sat(tmp_path, *DIVIDED, encoding="ascii")
    page = sat(tmp_path, "chart", "same", *DIVIDED[2:])
    assert "1 Remind them of what you said (cites your word of 1 May)" in page
    assert "2 Say the opposite (against your word of 1 May, and that costs)" in page


def test_a_bound_vote_says_its_sum_what_binds_it_and_its_lines(tmp_path):
    page = sat(tmp_path, *CALLED)
    assert (
        'Berta: for, -3. "For, since I must." Bound: she has seen the date on the second page. -2 interest'
        in page
    )


def test_the_card_of_means_is_read_by_its_key_its_word_and_that_of_the_screen(tmp_path):
    for word in ("m", "means", "i"):
        page = sat(tmp_path, *OPENED, word)
        assert "The rules You write the sheet, and what is not on it is not discussed." in page
        assert "The Sheet 1 The dues. 2 The light. The Budget The dredger: two sacks." in page
        assert "The files Berta: open, binds the next vote. Carl: kept." in page
        assert "The minutes On the dues: The dues are to be raised. 1 May 1900, Morning." in page
    assert "nothing said yet" in sat(tmp_path, "m")
    assert "m: your craft: its rules" in sat(tmp_path, "?")


def test_a_lead_without_means_is_told_so(sit):
    assert "Your means" in sit("m")


def test_unseen_lines_are_not_in_the_ledger_before_the_vote_and_are_after_it(tmp_path):
    story = whispering(tmp_path)
    before = sat(tmp_path, *MINUTED, "l", story=story)
    assert "talks behind the door" not in before
    assert "Nothing is written yet of Carl." in before
    after = sat(tmp_path, *CALLED, "l", story=story)
    assert after.count("talks behind the door") == 2
    assert "Carl: -2, against you" in after
