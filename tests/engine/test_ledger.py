"""An unseen line counts like any other and is kept from the player until a vote shows it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from story_from_text import play, story_from_text

from game.story.model import Story

PEOPLE = "anna: {name: Anna, chairs: [{body: board, from: 1900-01-01}]}\nboris: {name: Boris, chairs: [{body: board, from: 1990-01-01}]}\n"
MOTION = "dig: {title: That it be dug, body: board, support: SIDE}\n"
PLOT = '{line: "-2 fear, they talk behind the door", unseen: yes}'
DESK = f"""
title: Desk
choices:
  plot:
    label: Look away
    ledger:
      anna:
        - {PLOT}
        - +1 debt, you looked away
      boris: {PLOT}
    go: room
"""
ROOM = "title: Room\nchoices:\n  wait: {label: Wait, go: stay}\n  call: {label: Call, go: hall}\n"
HALL = "title: Hall\ndate: 1900-01-03\nvote: dig\nchoices:\n  leave: {label: Leave, go: end}\n"


def story(side: str = "for") -> Story:
    return story_from_text(
        desk=DESK, room=ROOM, hall=HALL, people=PEOPLE, motions=MOTION.replace("SIDE", side)
    )


def unseen(turn) -> list[tuple[str, bool]]:
    return [(entry.person, entry.unseen) for entry in turn.state.ledger()]


def test_an_unseen_line_counts_and_is_left_out_of_the_sum_that_is_shown():
    state = play(story(), "plot").state
    assert (state.support("anna"), state.support("boris")) == (-1, -2)
    assert (state.visible_sums()["anna"], state.visible_sums()["boris"]) == (1, 0)
    assert unseen(play(story(), "plot")) == [("anna", True), ("anna", False), ("boris", True)]


def test_what_is_unseen_is_not_told_among_what_moved():
    moved = [(one.id, one.shown) for one in play(story(), "plot").changes if one.kind == "ledger"]
    assert moved == [("anna", False), ("anna", True), ("boris", False)]


def test_a_vote_shows_the_lines_of_those_it_calls_and_from_then_on_they_are_seen():
    turn = play(story(), "plot", "wait", "call")
    assert [
        (line.weight, line.unseen) for voice in turn.votes[0].voices for line in voice.lines
    ] == [(-2, False), (1, False)]
    assert unseen(turn) == [("anna", False), ("anna", False), ("boris", True)]
    assert (turn.state.visible_sums()["anna"], turn.state.visible_sums()["boris"]) == (-1, 0)


def test_a_vote_in_which_the_ledger_does_not_count_shows_nothing():
    turn = play(story("none"), "plot", "call")
    assert unseen(turn) == [("anna", True), ("anna", False), ("boris", True)]


def test_a_line_may_wait_for_a_condition_and_be_unseen():
    desk = 'title: Desk\ndo: {n: +1}\nledger:\n  anna:\n    - {if: n == 0, line: "-1 fear, a word", unseen: yes}\n    - {if: n == 2, line: "-3 fear, a word", unseen: no}\nchoices:\n  on: {label: On, go: end}\n'
    turn = play(story_from_text(desk=desk, people=PEOPLE, state="n: {range: 0..3}\n"))
    assert [(line.weight, line.unseen) for line in turn.ledger_entries] == [(-1, True)]


def test_where_no_line_is_unseen_the_sums_are_the_sums():
    seen = story_from_text(
        desk=DESK.replace(", unseen: yes", ""),
        room=ROOM,
        hall=HALL,
        people=PEOPLE,
        motions=MOTION.replace("SIDE", "for"),
    )
    state = play(seen, "plot").state
    assert seen.world.hidden == ()
    assert state.visible_sums() == {"anna": -1, "boris": -2}


lines = st.lists(
    st.tuples(
        st.sampled_from(["anna", "boris"]), st.sampled_from([-3, -2, -1, 1, 2, 3]), st.booleans()
    ),
    min_size=1,
    max_size=4,
)


def scenes(deeds: list[list[tuple[str, int, bool]]]) -> Story:
    """A row of scenes, each writing some lines when it is entered."""
    files = {}
    for number, deed in enumerate(deeds):
        by_person: dict[str, list[str]] = {}
        for person, weight, hidden in deed:
            by_person.setdefault(person, []).append(
                f'{{line: "{weight:+d} fear, a word", unseen: {"yes" if hidden else "no"}}}'
            )
        ledger = "".join(
            f"  {person}: [{', '.join(written)}]\n" for person, written in by_person.items()
        )
        onward = f"s{number + 1}" if number + 1 < len(deeds) else "end"
        files["desk" if not number else f"s{number}"] = (
            f"title: S\nledger:\n{ledger}choices:\n  on: {{label: On, go: {onward}}}\n"
        )
    return story_from_text(people=PEOPLE, **files)


@given(st.lists(lines, min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_the_sum_that_is_shown_is_what_it_would_be_without_the_unseen_lines(
    deeds: list[list[tuple[str, int, bool]]],
) -> None:
    steps = ["on"] * (len(deeds) - 1)
    shown = play(scenes(deeds), *steps).state.visible_sums()
    without = scenes(
        [[line for line in deed if not line[2]] or [("boris", 1, True)] for deed in deeds]
    )
    assert shown["anna"] == play(without, *steps).state.support("anna")
