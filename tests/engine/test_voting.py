"""A hold once opened binds its person's next vote the way the lead wants it, is explained, and is spent by it."""

from __future__ import annotations

import pytest
from story_from_text import play, story_from_text

from game.engine import forecast
from game.engine.vote import vote_text
from game.story.model import Story

PEOPLE = "".join(
    f"{name.lower()}: {{name: {name}, chairs: [{{body: board, from: 1900-01-01}}]}}\n"
    for name in ("Ada", "Berta", "Carl")
)
STATE = "file.berta: {one of: [kept, open, spent]}\nfile.carl: {one of: [kept, open, spent]}\n"
POWERS = """
files:
  name: The files
  MOTIONS
  holds:
    berta: {label: Open hers, state: file.berta, reason: she has read it}
    his: {person: carl, label: Open his, state: file.carl, reason: he has read it}
"""
MOTION = """
dig:
  title: That it be dug
  body: board
  support: SIDE
  leanings: {ada: "+1 belief, you want it", berta: "-2 fear, the tide", carl: "-2 fear, the tide"}
other: {title: That it be looked at, body: board, support: for}
"""
DESK = "title: Desk\ndate: 1900-01-02\npowers: files\nchoices:\n  call: {label: Call, go: hall}\n  look: {label: Look, go: yard}\n"
HALL = """
title: Hall
date: 1900-01-03
vote: dig
go:
  - votes(dig) >= 2: end
  - else: dust
"""
YARD = "title: Yard\ndate: 1900-01-03\nvote: other\nchoices:\n  call: {label: Call, go: hall}\n"
DUST = "title: Dust\ntext: |\n  Dust.\nending: dust\n"


def story(side: str = "for", motions: str = "motions: any") -> Story:
    files = {
        "people": PEOPLE,
        "state": STATE,
        "desk": DESK,
        "hall": HALL,
        "dust": DUST,
        "yard": YARD,
    }
    return story_from_text(
        **files, powers=POWERS.replace("MOTIONS", motions), motions=MOTION.replace("SIDE", side)
    )


def voices(turn) -> dict[str, tuple[str, int, str]]:
    return {
        voice.person: (voice.stance, voice.total, voice.bound) for voice in turn.votes[0].voices
    }


def test_a_bound_member_votes_as_the_lead_wants_it_with_his_sum_as_it_is():
    turn = play(story(), "files_berta", "call")
    assert voices(turn) == {
        "ada": ("for", 1, ""),
        "berta": ("for", -2, "she has read it"),
        "carl": ("against", -2, ""),
    }
    assert turn.ending == "over"
    assert (turn.votes[0].votes_for, turn.votes[0].carried) == (2, True)
    assert play(story(), "call").ending == "dust"


def test_a_motion_against_the_lead_is_voted_against():
    turn = play(story("against"), "files_his", "call")
    assert voices(turn)["carl"] == ("against", -2, "he has read it")


def test_a_motion_in_which_the_ledger_has_no_side_binds_nobody_and_spends_nothing():
    turn = play(story("none"), "files_berta", "call")
    assert voices(turn)["berta"] == ("against", -2, "")
    assert turn.state["file.berta"] == "open"


def test_what_bound_a_vote_is_spent_when_the_motion_was_called():
    before, after = play(story(), "files_berta"), play(story(), "files_berta", "call")
    assert (before.state["file.berta"], after.state["file.berta"]) == ("open", "spent")
    assert after.state["file.carl"] == "kept"
    assert any(moved.id == "file.berta" for moved in after.changes)


@pytest.mark.parametrize(
    ("motions", "left"),
    [("motions: any", "spent"), ("motions: [other]", "spent"), ("motions: dig", "open")],
)
def test_the_next_motion_is_bound_if_it_is_one_of_those_named(motions, left):
    turn = play(story(motions=motions), "files_berta", "look")
    assert turn.state["file.berta"] == left
    assert voices(turn)["berta"][2] == ("she has read it" if left == "spent" else "")


def test_who_is_not_called_stays_bound_until_he_is():
    hall = "title: Hall\ndate: 1900-01-03\ndo: {unseat: berta}\nvote: dig\ngo: yard\n"
    yard = YARD.replace("vote: other", "do: {seat: berta}\nvote: other").replace(
        "go: hall", "go: end"
    )
    files = {
        "people": PEOPLE,
        "state": STATE,
        "desk": DESK,
        "hall": hall,
        "yard": yard,
        "powers": POWERS.replace("MOTIONS", "motions: any"),
    }
    turn = play(
        story_from_text(**files, motions=MOTION.replace("SIDE", "for")), "files_berta", "call"
    )
    assert [[voice.person for voice in vote.voices if voice.bound] for vote in turn.votes] == [
        [],
        ["berta"],
    ]
    assert turn.state["file.berta"] == "spent"


def test_before_the_call_votes_and_the_forecast_count_the_bound():
    found = story()
    state = play(found, "files_berta", "files_his").state
    vote = forecast(found, state, "dig")
    assert (vote.votes_for, vote.carried) == (3, True)
    assert found.compiled["machine"].voting.votes(state.raw_values, "dig") == 3


def test_the_vote_in_plain_words_says_what_binds():
    turn = play(story(), "files_berta", "call")
    assert "- Berta: for (bound: she has read it)." in vote_text(turn.votes[0])
    assert "- Carl: against." in vote_text(turn.votes[0])


def test_whoever_is_for_it_anyway_is_bound_and_it_is_spent_all_the_same():
    own = (
        POWERS.replace("MOTIONS", "motions: any")
        + "    ada: {label: Open your own, state: file.ada, reason: you have no choice}\n"
    )
    files = {
        "people": PEOPLE,
        "state": STATE + "file.ada: {one of: [kept, open, spent]}\n",
        "desk": DESK,
        "hall": HALL,
        "dust": DUST,
        "yard": YARD,
    }
    turn = play(
        story_from_text(**files, powers=own, motions=MOTION.replace("SIDE", "for")),
        "files_ada",
        "call",
    )
    assert voices(turn)["ada"] == ("for", 1, "you have no choice")
    assert turn.state["file.ada"] == "spent"
