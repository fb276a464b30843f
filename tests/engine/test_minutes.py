"""What is said goes into the minutes, can be cited while it stands, and costs something to contradict."""

from __future__ import annotations

import pytest
from story_from_text import play, story_from_text

from game.engine import ChoiceNotOpen, MinutesEntry, minutes_entries, minutes_entry, minutes_marks

STATE = "minutes.dues: {one of: [silent, higher, same]}\nminutes.light: {one of: [silent, lit]}\ncredit: {range: 0..9, start: 9}\n"
POSITIONS = """
dues:
  title: On the dues
  state: minutes.dues
  stances: {higher: The dues are to rise., same: The dues stay as they are.}
  contradicting:
    do: [{credit: -2}, {if: credit >= 9, do: {credit: -1}}]
    ledger: {anna: "-1 belief, you said the opposite"}
light:
  title: On the light
  lead: clerk
  state: minutes.light
  stances: {lit: It is to burn.}
"""
DESK = """
title: Desk
date: 1900-03-14
choices:
  rise: {label: Let them rise, says: {dues: higher}, go: hall}
  keep: {label: Let them be, says: {dues: same, light: lit}, go: hall}
  silence: {label: Say nothing, go: hall}
"""
HALL = """
title: Hall
date: 1900-04-02
choices:
  cite: {label: Cite it, cites: {dues: same}, go: stay}
  both: {label: Cite both, cites: {dues: same, light: lit}, go: stay}
  turn: {label: Say the other thing, says: {dues: higher}, go: stay}
  leave: {label: Leave, go: end}
"""
SILENT = MinutesEntry("dues", "On the dues")


@pytest.fixture
def story():
    return story_from_text(
        desk=DESK, hall=HALL, state=STATE, positions=POSITIONS, people="anna: {name: Anna}\n"
    )


def test_nothing_is_minuted_before_anything_is_said(story):
    assert minutes_entries(story, play(story).state) == (
        SILENT,
        MinutesEntry("light", "On the light"),
    )


def test_what_was_said_stands_with_its_scene_and_day(story):
    found = minutes_entry(story, play(story, "keep", "cite").state, "dues")
    assert found == MinutesEntry(
        "dues", "On the dues", "same", "The dues stay as they are.", "desk", "keep", "1900-03-14"
    )


def test_a_position_can_be_cited_while_it_stands_and_not_otherwise(story):
    assert [offer.open for offer in play(story, "keep").choices] == [True, True, True, True]
    assert [
        (offer.id, offer.reason) for offer in play(story, "rise").choices if not offer.open
    ] == [
        ("cite", "The minutes hold no such position."),
        ("both", "The minutes hold no such position."),
    ]
    with pytest.raises(ChoiceNotOpen, match="no such position"):
        play(story, "silence", "cite")


def test_saying_the_opposite_costs_and_saying_it_again_or_first_does_not(story):
    said = {way: play(story, way, "turn").state for way in ("rise", "keep", "silence")}
    assert {way: state["credit"] for way, state in said.items()} == {
        "rise": 9,
        "keep": 6,
        "silence": 9,
    }
    assert {way: state.support("anna") for way, state in said.items()} == {
        "rise": 0,
        "keep": -1,
        "silence": 0,
    }
    assert {state["minutes.dues"] for state in said.values()} == {"higher"}


def test_a_contradiction_stands_from_its_own_day(story):
    found = minutes_entry(story, play(story, "keep", "turn").state, "dues")
    assert (found.stance, found.scene, found.choice, found.date) == (
        "higher",
        "hall",
        "turn",
        "1900-04-02",
    )


def test_saying_it_again_does_not_make_it_younger(story):
    assert minutes_entry(story, play(story, "rise", "turn").state, "dues").date == "1900-03-14"


def test_every_choice_says_what_it_does_to_the_minutes(story):
    told = {
        way: {
            id: [mark.kind for mark in found]
            for id, found in minutes_marks(play(story, way)).items()
        }
        for way in ("rise", "keep", "silence")
    }
    cited = {"cite": ["cites"], "both": ["cites", "cites"]}
    assert told == {
        "rise": cited | {"turn": ["repeats"]},
        "keep": cited | {"turn": ["contradicts"]},
        "silence": cited | {"turn": ["says"]},
    }
    (mark,) = minutes_marks(play(story, "keep"))["turn"]
    assert (mark.stance, mark.words, mark.standing.stance, mark.standing.date) == (
        "higher",
        "The dues are to rise.",
        "same",
        "1900-03-14",
    )
    assert minutes_marks(play(story, "keep", "leave")) == {}


def test_a_choice_keeps_what_it_says_and_cites(story):
    choices = {choice.id: choice for choice in story.scenes["hall"].choices}
    assert choices["both"].cites == (("dues", "same"), ("light", "lit"))
    assert choices["turn"].says == (("dues", "higher"),)


def test_what_a_scene_sets_by_itself_is_dated_to_the_scene():
    desk = "title: Desk\nchoices:\n  on: {label: On, go: hall}\n"
    hall = "title: Hall\ndate: 1900-04-02\ndo: {minutes.dues: same}\nchoices:\n  on: {label: On, go: end}\n"
    story = story_from_text(
        desk=desk, hall=hall, state=STATE, positions=POSITIONS, people="anna: {name: Anna}\n"
    )
    found = minutes_entry(story, play(story, "on", "on").state, "dues")
    assert (found.scene, found.choice, found.date) == ("hall", "", "1900-04-02")


def test_what_stood_from_the_beginning_has_no_day():
    state = STATE.replace("[silent, higher, same]", "[silent, higher, same], start: same")
    story = story_from_text(
        desk=DESK, hall=HALL, state=state, positions=POSITIONS, people="anna: {name: Anna}\n"
    )
    found = minutes_entry(story, play(story, "silence").state, "dues")
    assert (found.stance, found.scene, found.choice, found.date) == ("same", "", "", "")


def test_another_lead_is_shown_only_what_is_his():
    two = "title: Small\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n  porter: {name: Porter, start: gate}\n"
    gate = "title: Gate\nchoices:\n  on: {label: On, go: end}\n"
    story = story_from_text(
        story=two,
        desk=DESK,
        hall=HALL,
        gate=gate,
        state=STATE,
        positions=POSITIONS,
        people="anna: {name: Anna}\n",
    )
    assert [one.position for one in minutes_entries(story, play(story, lead="porter").state)] == [
        "dues"
    ]
