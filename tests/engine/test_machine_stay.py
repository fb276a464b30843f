"""`stay` leads back to the menu and enters nothing: no deed, no text, no vote, no visit."""

from __future__ import annotations

import pytest
from story_from_text import offered_ids, play, story_from_text

STATE = "n: {range: 0..9}\nopen: {flag: no}\n"
PEOPLE = "anna: {name: Anna, chairs: [{body: board, from: 1900-01-01}]}\n"
MOTIONS = "dig: {title: That it be dug, body: board}\n"
DESK = """
title: Desk
date: 1900-01-02
text: |
  {first: You come. | again: You come again.}
do: {n: +1}
vote: dig
choices:
  look: {label: Look, once: yes, text: You look., do: {open: yes}, go: stay}
  again: {label: Come again, go: here}
  leave: {label: Leave, if: open or visits(desk) >= 3, go: end}
record: |
  It was so. {cite a} {cite b}
"""


@pytest.fixture
def story():
    return story_from_text(desk=DESK, state=STATE, people=PEOPLE, motions=MOTIONS)


def test_staying_enters_nothing(story):
    turn = play(story, "look")
    assert (turn.scene, turn.text, turn.state["n"], turn.votes) == ("desk", "You look.", 1, ())
    assert [passage.kind for passage in turn.passages] == ["outcome"]


def test_staying_offers_what_is_open_now(story):
    assert offered_ids(play(story)) == ["look", "again"]
    assert offered_ids(play(story, "look")) == ["again", "leave"]


def test_the_record_is_read_only_when_the_scene_is_left(story):
    assert play(story, "look").record is None
    assert play(story, "look", "leave").record is not None


def test_going_here_enters_as_before(story):
    turn = play(story, "again")
    assert turn.text.startswith("You come again.")
    assert turn.state["n"] == 2
    assert len(turn.votes) == 1


def test_when_nothing_is_open_any_more_staying_leads_on():
    desk = "title: Desk\nchoices:\n  look: {label: Look, once: yes, text: You look., go: stay}\notherwise: end\n"
    turn = play(story_from_text(desk=desk), "look")
    assert (turn.ending, turn.text) == ("over", "You look.\n\nIt is over.")


def test_a_guarded_way_can_stay():
    desk = """
        title: Desk
        choices:
          ask:
            label: Try
            do: {n: +1}
            go:
              - n >= 2: end
              - else: stay
    """
    story = story_from_text(desk=desk, state=STATE)
    assert play(story, "ask").scene == "desk"
    assert play(story, "ask", "ask").ending == "over"


def test_a_scene_may_gather_its_choices_in_its_menu():
    desk = "title: Desk\nthen: stay\nchoices:\n  look: {label: Look, once: yes}\n  leave: {label: Leave, go: end}\n"
    assert offered_ids(play(story_from_text(desk=desk), "look")) == ["leave"]


def test_after_a_sub_scene_the_menu_stands_as_it_stood():
    desk = """
        title: Desk
        date: 1900-01-02
        text: |
          You come.
        do: {n: +1}
        choices:
          look: {label: Look, play: drawer, go: stay}
          leave: {label: Leave, go: end}
    """
    drawer = "title: Drawer\nsub: yes\ndate: 1900-01-05\ntext: |\n  A drawer.\nchoices:\n  shut: {label: Shut it, go: return}\n"
    turn = play(story_from_text(desk=desk, drawer=drawer, state=STATE), "look", "shut")
    assert (turn.scene, turn.text, turn.state["n"], turn.state.date) == (
        "desk",
        "",
        1,
        "1900-01-05",
    )
    assert offered_ids(turn) == ["look", "leave"]


def test_inside_a_call_staying_keeps_the_way_back():
    desk = "title: Desk\nchoices:\n  look: {label: Look, play: drawer, go: end}\n"
    drawer = "title: Drawer\nsub: yes\nchoices:\n  read: {label: Read, once: yes, go: stay}\n  shut: {label: Shut it, go: return}\n"
    assert play(story_from_text(desk=desk, drawer=drawer), "look", "read", "shut").ending == "over"
