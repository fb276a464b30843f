"""A `do` may be a list: every condition is asked before anything is applied, and all that holds applies at once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from story_from_text import play, story_from_text

from game.story.model import Story

STATE = "n: {range: 0..5, start: 2}\nk: {range: -3..3, start: 0}\nopen: {flag: no}\nline: {one of: [low, high]}\n"


def desk(do: str, more: str = "") -> str:
    return f"title: Desk\nchoices:\n  act:\n    label: Act\n    do:\n{do}{more}    go: end\n"


def values(story: Story) -> dict[str, object]:
    return dict(play(story, "act").state)


def test_an_effect_applies_where_its_condition_holds():
    story = story_from_text(
        desk=desk(
            "      - if: n >= 2\n        do: {k: +1, open: yes}\n      - if: n >= 3\n        do: {line: high}\n"
        ),
        state=STATE,
    )
    assert values(story) == {"n": 2, "k": 1, "open": True, "line": "low"}


def test_conditions_are_asked_before_anything_is_applied():
    do = "      - {n: = 5, open: yes}\n      - if: open\n        do: {k: +1}\n      - if: n == 2\n        do: {k: +2}\n"
    assert values(story_from_text(desk=desk(do), state=STATE))["k"] == 2


def test_additions_come_together_and_then_are_kept_in_the_range():
    do = "      - {n: +3}\n      - if: n >= 2\n        do: {n: +3}\n      - {n: -2}\n"
    assert values(story_from_text(desk=desk(do), state=STATE))["n"] == 5
    assert values(story_from_text(desk=desk(do.replace("-2", "-5")), state=STATE))["n"] == 3


def test_what_is_set_wins_over_what_is_added_and_under_a_condition_over_what_has_none():
    do = "      - if: n >= 2\n        do: {n: = 1}\n      - {n: +3, k: = 1}\n      - if: n >= 2\n        do: {k: = 2}\n      - if: n >= 1\n        do: {k: = 3}\n"
    assert values(story_from_text(desk=desk(do), state=STATE)) == {
        "n": 1,
        "k": 3,
        "open": False,
        "line": "low",
    }


def test_ledger_lines_and_effects_apply_together():
    more = '    ledger:\n      anna: {if: n >= 5, line: "+1 debt, it was done before"}\n      boris: {if: n == 2, line: "+2 debt, it was not"}\n'
    story = story_from_text(
        desk=desk("      - if: support(boris) == 0\n        do: {n: = 5}\n", more),
        state=STATE,
        people="anna: {name: Anna}\nboris: {name: Boris}\n",
    )
    state = play(story, "act").state
    assert (state["n"], state.support("anna"), state.support("boris")) == (5, 0, 2)


def test_chairs_change_hands_beside_effects_under_conditions():
    do = "      - {n: +1, seat: anna}\n      - if: open\n        do: {k: +1}\n"
    story = story_from_text(
        desk=desk(do),
        state=STATE,
        people="anna: {name: Anna, chairs: [{body: board, from: 2000-01-01}]}\n",
    )
    assert play(story, "act").state.is_seated("anna")


def test_entering_a_scene_can_do_it_too():
    room = "title: Desk\ndo:\n  - if: n == 2\n    do: {k: +1}\nchoices:\n  go_on: {label: On, go: end}\n"
    assert play(story_from_text(desk=room, state=STATE)).state["k"] == 1


effects = st.tuples(
    st.sampled_from(["", "n >= 2", "n >= 3", "k < 0", "open", "not open"]),
    st.sampled_from(["n", "k"]),
    st.integers(-3, 3),
    st.booleans(),
)


@given(st.lists(effects, min_size=1, max_size=6))
@settings(deadline=None, max_examples=150)
def test_a_list_of_effects_comes_to_what_the_rules_say(
    items: list[tuple[str, str, int, bool]],
) -> None:
    low, high = {"n": 0, "k": -3}, {"n": 5, "k": 3}
    holds = {
        "": True,
        "n >= 2": True,
        "n >= 3": False,
        "k < 0": False,
        "open": False,
        "not open": True,
    }
    do, wanted = "", {"n": 2, "k": 0}
    sets: dict[bool, dict[str, int]] = {False: {}, True: {}}
    for condition, name, amount, setting in items:
        setting = setting and low[name] <= amount
        word = f"= {amount}" if setting else f"{amount or 1:+d}"
        do += (
            f"      - if: {condition}\n        do: {{{name}: {word}}}\n"
            if condition
            else f"      - {{{name}: {word}}}\n"
        )
        if holds[condition] and setting:
            sets[bool(condition)][name] = amount
        elif holds[condition]:
            wanted[name] += amount or 1
    wanted = (
        {name: max(low[name], min(high[name], value)) for name, value in wanted.items()}
        | sets[False]
        | sets[True]
    )
    state = play(story_from_text(desk=desk(do), state=STATE), "act").state
    assert {name: state[name] for name in wanted} == wanted
