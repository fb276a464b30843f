"""What is said of a choice before it is taken: what it uses, what it puts into the minutes, cites or contradicts."""

from __future__ import annotations

from harbor import CALLED, DIVIDED, HARBOR, MINUTED, OPENED, harbor, played, whispering

from game.engine import begin
from game.engine.vote import vote_text
from game.story import load
from game.view.ledger import support_words, visible_ledger
from game.view.powers import choice_notes, kept_lines
from game.view.turn import choice_of
from game.view.words import brief_day


def test_a_choice_says_that_it_goes_into_the_minutes():
    story = harbor()
    assert choice_notes(story, played(story, ())) == {
        "higher": "goes into the minutes",
        "same": "goes into the minutes",
    }


def test_a_choice_says_what_it_repeats_cites_or_contradicts_and_since_when():
    story = harbor()
    repeats = choice_notes(story, played(story, DIVIDED))
    assert repeats["turn"] == "stands in the minutes already"
    assert "cite" not in repeats
    other = choice_notes(story, played(story, ("chart", "same", *DIVIDED[2:])))
    assert other["turn"] == "against your word of 1 May, and that costs"
    assert other["cite"] == "cites your word of 1 May"


def test_what_uses_a_power_names_it():
    story = harbor()
    said = choice_notes(story, played(story, OPENED))
    assert said["files_carl_at_sea"] == "◆ The files, once"
    assert "files_berta" not in said


def test_a_hold_that_was_opened_and_a_word_that_was_minuted_are_told_once():
    story = harbor()
    taken = ("session", "files_berta")
    assert kept_lines(story, played(story, OPENED), taken, choice_of(story, taken)) == [
        "The files: the next vote of Berta is bound."
    ]
    minuted = ("morning", "higher")
    assert kept_lines(story, played(story, MINUTED), minuted, choice_of(story, minuted)) == [
        "In the minutes: On the dues. The dues are to be raised."
    ]
    again = ("session", "turn")
    assert (
        kept_lines(story, played(story, (*DIVIDED, "turn")), again, choice_of(story, again)) == []
    )


def test_a_story_without_any_of_it_says_nothing():
    story = load(HARBOR.parent / "bridge", cached=False)
    turn = begin(story, "clerk")
    assert choice_notes(story, turn) == {}
    assert kept_lines(story, turn, None, None) == []


def test_a_day_of_the_same_year_is_said_without_it():
    assert brief_day("1953-05-27", "1953-06-02") == "27 May"
    assert brief_day("1953-05-27", "1954-06-02") == "27 May 1953"
    assert brief_day("1953-05", "1953-06-02") == "May 1953"
    assert brief_day("", "") == ""


def test_the_lead_who_sees_numbers_is_told_sums():
    story = harbor()
    state = played(story, OPENED).state
    assert support_words(story, state, -1) == "-1"
    assert support_words(story, state, 0) == "0"


def test_lines_that_are_unseen_are_in_no_book_and_no_sum_until_a_vote_has_told_them(tmp_path):
    story = whispering(tmp_path)
    before = visible_ledger(story, played(story, OPENED).state)
    assert "carl" not in {line.person for line in before.lines}
    assert before.sums["carl"] == 0
    assert before.sums["berta"] == 0
    turn = played(story, CALLED)
    after = visible_ledger(story, turn.state)
    assert "he talks behind the door" in {line.reason for line in after.lines}
    assert after.sums["carl"] == -2
    assert "otto" not in {line.person for line in after.lines}
    assert turn.votes
    assert "bound" in vote_text(turn.votes[0])
