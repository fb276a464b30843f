"""What a step shows and moves: choices, passages, ledger lines, terms, the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from story_from_text import play

from game.engine import ChoiceNotOpen, LeadNotPlayable, begin, choose
from game.story import Story, load

COUNCIL = Path(__file__).parents[1] / "stories" / "council"


@pytest.fixture
def story() -> Story:
    return load(COUNCIL, cached=False)


def test_a_run_begins_at_the_leads_first_scene_with_every_variable_at_its_start(story):
    turn = begin(story, "clerk")
    assert turn.scene == "desk"
    assert dict(turn.state) == {
        "ink": 2,
        "papers.held": 0,
        "sealed": False,
        "mood": "calm",
        "majority": False,
    }
    assert turn.state.date == "1901-05-03"
    assert turn.state.lead == "clerk"


def test_a_lead_without_scenes_cannot_be_played_and_the_message_says_who_can(story):
    with pytest.raises(LeadNotPlayable, match="you can play: clerk"):
        begin(story, "porter")
    with pytest.raises(LeadNotPlayable, match="nobody_at_all"):
        begin(story, "nobody_at_all")


def test_text_shows_variables_in_words_and_the_side_of_each_alternative_that_holds(story):
    assert (
        begin(story, "clerk").text == "You open the minutes. The ink is some.\n\nIt will not last."
    )
    assert (
        play(story, "fetch", "quick").text
        == "The book lies open. The ink is plenty.\n\nThere is enough for the whole day."
    )


def test_an_empty_alternative_leaves_no_gap(story):
    calm, cross = begin(story, "clerk").text, play(story, "shout").text
    assert not calm.endswith("\n")
    assert cross.endswith("It will not last.\n\nNobody speaks to you.")


def test_a_locked_choice_is_shown_and_says_why(story):
    offer = next(offer for offer in begin(story, "clerk").choices if offer.id == "seal")
    assert (offer.open, offer.reason) == (False, "There is nothing in it to seal.")
    dry = next(offer for offer in play(story, "shout").choices if offer.id == "seal")
    assert dry.reason == "There is nothing in it to seal. The pen is dry."


def test_choosing_what_is_locked_hidden_or_unknown_is_refused_with_the_reason(story):
    turn = begin(story, "clerk")
    with pytest.raises(ChoiceNotOpen, match="nothing in it to seal"):
        choose(story, turn.state, "seal")
    with pytest.raises(ChoiceNotOpen, match="not offered here"):
        choose(story, turn.state, "no_such_choice")
    cross = play(story, "shout")
    with pytest.raises(ChoiceNotOpen, match="not offered here"):
        choose(story, cross.state, "shout")


def test_a_choice_that_is_once_is_gone_after_it_was_chosen(story):
    assert "fetch" in [offer.id for offer in begin(story, "clerk").choices]
    assert "fetch" not in [offer.id for offer in play(story, "fetch", "quick").choices]


def test_effects_apply_together_and_clamp_to_the_declared_range(story):
    assert play(story, "shout").state["ink"] == 0
    assert play(story, "fetch", "slow").state["papers.held"] == 2


def test_a_sub_scene_returns_to_the_ways_of_the_choice_that_played_it(story):
    assert play(story, "fetch").scene == "cellar"
    assert play(story, "fetch", "quick").scene == "desk"


def test_the_outcome_stands_before_the_next_scene(story):
    turn = play(story, "write")
    assert [passage.kind for passage in turn.passages] == ["outcome", "scene"]
    assert turn.text == "Three names.\n\nYou begin."
    assert turn.text == "\n\n".join(passage.text for passage in turn.passages)


def test_ledger_lines_say_who_how_much_and_why_and_which_choice_wrote_them(story):
    state = play(story, "shout", "fetch", "quick", "write").state
    lines = [
        (entry.person, entry.weight, entry.kind, entry.scene, entry.choice)
        for entry in state.ledger()
    ]
    assert lines == [
        ("clara", 1, "belief", "desk", "fetch"),
        ("clara", -2, "fear", "desk", "fetch"),
        ("anna", 2, "debt", "desk", "write"),
        ("boris", -1, "grudge", "desk", "write"),
    ]
    assert state.ledger()[2].reason == "you wrote her down first"
    assert (state.support("anna"), state.support("boris"), state.support("clara")) == (2, -1, -1)


def test_a_conditional_line_is_not_written_while_its_condition_is_false(story):
    assert [entry.weight for entry in play(story, "fetch").state.ledger()] == [1]


def test_what_moved_is_named_with_the_reason(story):
    moved = {(item.kind, item.id): item for item in play(story, "write").changes}
    assert moved["ledger", "anna"].text == "Anna +2 debt"
    assert moved["ledger", "anna"].reason == "you wrote her down first"
    assert moved["variable", "ink"].text == "Ink falls to low"
    assert (moved["variable", "ink"].before, moved["variable", "ink"].after) == (2, 1)
    assert moved["variable", "ink"].reason == "Write down who came"
    assert moved["variable", "ink"].shown
    assert not moved["variable", "papers.held"].shown


def test_terms_are_met_when_their_passage_is_displayed_and_only_the_first_time(story):
    assert begin(story, "clerk").met == ("minutes_book",)
    assert play(story, "shout").met == ()
    assert play(story, "write", "post").met == ("quorum",)
    assert play(story, "write", "post").state.met == ("minutes_book", "quorum")


def test_the_record_comes_after_the_decision_with_its_sources(story):
    assert begin(story, "clerk").record is None
    record = play(story, "write").record
    assert record is not None
    assert record.sources == ("minutes", "letters")
    assert str(record).startswith("The minutes of that day survive.")
    assert play(story, "shout").record is None


def test_a_recall_is_told_with_the_turn_that_answered_it(story):
    turn = play(story, "write", "post", "open")
    assert turn.recall is not None
    assert (turn.recall.id, turn.recall.answer) == ("T1", "yes")
    assert play(story, "write").recall is None
