"""The glossary as one player has unlocked it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.glossary_progress import (
    FULL,
    LOCKED,
    STUB,
    GlossaryProgress,
    find_entry,
    glossary_entries,
    glossary_entry,
    linking_scenes,
    similar_entries,
    unlock_level,
    where_to_look,
)
from game.story import Story, load

BRIDGE = Path(__file__).parents[1] / "stories" / "bridge"


@pytest.fixture(scope="module")
def story() -> Story:
    return load(BRIDGE, cached=False)


def test_what_was_never_met_is_locked_and_says_where_to_look(story):
    one = glossary_entry(story, GlossaryProgress(), "quorum")
    assert (one.level, one.name, one.look) == (LOCKED, "Quorum", "Act I, Winter, as Ada the Clerk")
    assert (
        glossary_entry(story, GlossaryProgress(), "berta").look == "Act I, Winter, as Ada the Clerk"
    )


def test_a_term_that_no_passage_links_to_has_nowhere_to_look(story):
    assert where_to_look(story, "pontoon") == ""


def test_a_term_that_was_met_is_a_stub(story):
    one = glossary_entry(story, GlossaryProgress({"quorum": "the_letter"}), "quorum")
    assert (one.level, one.met_in, one.look) == (STUB, "the_letter", "")


def test_a_term_of_the_curriculum_opens_when_a_recall_about_it_was_right(story):
    met = {"quorum": "the_letter"}
    assert unlock_level(story, GlossaryProgress(met, right={"T01"}), "quorum") == FULL
    assert unlock_level(story, GlossaryProgress(met, right={"quorum"}), "quorum") == FULL
    assert unlock_level(story, GlossaryProgress(met, right={"F01"}), "quorum") == STUB


def test_a_term_of_the_curriculum_opens_with_a_decision_in_a_scene_that_teaches_it(story):
    met = {"quorum": "the_letter"}
    assert unlock_level(story, GlossaryProgress(met, {("the_letter", "hide_it")}), "quorum") == FULL
    assert unlock_level(story, GlossaryProgress(met, {("call_inn", "sit")}), "quorum") == STUB


def test_any_other_term_opens_with_the_decision_of_the_scene_where_it_was_met(story):
    met = {"ferry_right": "call_inn"}
    assert (
        unlock_level(story, GlossaryProgress(met, {("the_letter", "read_out")}), "ferry_right")
        == STUB
    )
    assert (
        unlock_level(story, GlossaryProgress(met, {("call_inn", "leave")}), "ferry_right") == FULL
    )


def test_a_right_answer_does_not_open_what_was_never_met(story):
    assert (
        unlock_level(story, GlossaryProgress({}, {("the_letter", "read_out")}, {"T01"}), "quorum")
        == LOCKED
    )


def test_who_holds_a_chair_is_known_as_soon_as_anything_was_read(story):
    assert unlock_level(story, GlossaryProgress(), "carl") == LOCKED
    assert unlock_level(story, GlossaryProgress({"quorum": "the_letter"}), "carl") == STUB
    assert "carl" in [
        one.id for one in glossary_entries(story, GlossaryProgress({"quorum": "the_letter"}))
    ]
    assert (
        unlock_level(story, GlossaryProgress({"quorum": "the_letter"}), "berta") == LOCKED
    )  # a passage introduces her
    assert unlock_level(story, GlossaryProgress({"quorum": "the_letter"}), "stranger") == LOCKED


def test_when_somebody_died_is_told_with_what_became_of_him(story):
    met = {"berta": "the_letter"}
    assert glossary_entry(story, GlossaryProgress(met), "berta").died == ""
    assert glossary_entry(story, GlossaryProgress(met, ended=True), "berta").died == "1930-01-01"


def test_a_person_opens_when_a_story_was_ended(story):
    met = {"berta": "the_letter"}
    assert unlock_level(story, GlossaryProgress(met), "berta") == STUB
    assert unlock_level(story, GlossaryProgress(met, ended=True), "berta") == FULL


def test_a_term_met_in_a_scene_that_the_story_has_no_more_is_not_lost(story):
    assert unlock_level(story, GlossaryProgress({"ferry_right": "gone"}), "ferry_right") == FULL
    assert (
        unlock_level(story, GlossaryProgress({"quorum": "gone"}, {("gone", "away")}), "quorum")
        == STUB
    )


def test_the_shelf_holds_every_term_and_the_people_that_passages_link_to(story):
    assert [one.id for one in glossary_entries(story, GlossaryProgress())] == [
        "quorum",
        "ferry_right",
        "pontoon",
        "berta",
    ]
    assert "carl" in [
        one.id for one in glossary_entries(story, GlossaryProgress({"carl": "the_letter"}))
    ]


def test_links_are_found_in_scenes_outcomes_and_nowhere_else(story):
    assert linking_scenes(story) == {
        "quorum": ("the_letter",),
        "berta": ("the_letter",),
        "ferry_right": ("call_inn",),
    }


@pytest.mark.parametrize("typed", ["quorum", "Quorum", " QUORUM ", "enough members", "quor"])
def test_an_entry_is_found_by_id_name_other_name_or_beginning(story, typed):
    assert find_entry(story, typed) == "quorum"


def test_an_entry_is_found_by_id_with_underscores_or_spaces(story):
    assert find_entry(story, "ferry_right") == find_entry(story, "ferry-right") == "ferry_right"
    assert find_entry(story, "Berta Löwe") == "berta"


def test_what_is_not_there_is_not_found_and_what_is_near_is_named(story):
    assert find_entry(story, "") is None
    assert find_entry(story, "quarum") is None
    assert similar_entries(story, "quarum") == ("quorum",)
    assert similar_entries(story, "right") == ("ferry_right",)
    with pytest.raises(KeyError):
        glossary_entry(story, GlossaryProgress(), "carol")
