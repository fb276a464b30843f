"""Orders, divisions and powers are menus of plain choices: which there are, and that they can be made in every way and no other."""

from __future__ import annotations

import json
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import Turn, begin, choose
from game.story.builder import build
from game.story.model import Story

STORY = "title: Small\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n"
END = "title: End\ntext: |\n  It is over.\nending: over\n"


def made(desk: str, state: str, **more: str) -> Story:
    files = {"story": STORY, "end": END, "desk": desk, "state": state, **more}
    world, scenes = build({f"{name}.yaml": text.encode() for name, text in sorted(files.items())})
    return Story(world, scenes, "small", "")


def open_ids(turn: Turn) -> list[str]:
    return [offer.id for offer in turn.choices if offer.open]


def runs(story: Story) -> list[tuple[tuple[str, ...], Turn]]:
    """Every way through, with where it ends; a run that is stuck ends without an ending."""
    found, waiting = [], [((), begin(story, "clerk"))]
    while waiting:
        path, turn = waiting.pop()
        if not open_ids(turn):
            found.append((path, turn))
        waiting += [((*path, id), choose(story, turn.state, id)) for id in open_ids(turn)]
    return found


# -- orders -------------------------------------------------------------------------------------------------------


def order(take: int, items: int, closed: int = 0) -> Story:
    """A sheet of `take` places and `items` items, the last `closed` of which need what never is."""
    desk = f"title: Desk\norder:\n  take: {take}\n  then: end\n  items:\n"
    state = "n: {range: 0..9}\nlost: {range: 0..99}\n"
    for number in range(items):
        desk += f"    i{number}:\n      label: Item {number}\n      place: p{number}\n      do: {{n: +1}}\n      left: {{do: {{lost: +{10 + number}}}}}\n"
        desk += "      needs:\n        lost >= 99: Never.\n" if number >= items - closed else ""
        state += f"p{number}: {{range: 0..{take}, start: {take}}}\n"
    return made(desk, state)


@given(st.integers(1, 3), st.integers(0, 2), st.integers(0, 1))
@settings(deadline=None, max_examples=20)
def test_a_sheet_is_filled_in_every_order_that_is_open_and_in_no_other(
    take: int, more: int, closed: int
) -> None:
    story = order(take, take + more + closed, closed)
    able = range(take + more)
    sheets = []
    for path, turn in runs(story):
        assert turn.ending == "over"
        assert len(path) == take
        places = {number: turn.state[f"p{number}"] for number in range(take + more + closed)}
        sheet = sorted(
            (number for number in places if places[number]), key=lambda number: places[number]
        )
        assert sorted(places[number] for number in sheet) == list(range(1, take + 1))
        assert path == tuple(
            f"{ordinal}_i{number}"
            for ordinal, number in zip(("first", "second", "third"), sheet, strict=False)
        )
        assert turn.state["n"] == take
        assert turn.state["lost"] == sum(10 + number for number in places if not places[number])
        sheets.append(tuple(sheet))
    assert sorted(sheets) == sorted(permutations(able, take))


def test_a_sheet_is_clean_when_its_scene_is_entered():
    turn = begin(order(2, 3), "clerk")
    assert [turn.state[f"p{number}"] for number in range(3)] == [0, 0, 0]


def test_what_could_not_be_had_is_not_left_off():
    desk = """
title: Desk
order:
  take: 1
  then: end
  items:
    a: {label: A, place: pa}
    b: {label: B, place: pb, if: open, left: {do: {lost: +1}}}
    c: {label: C, place: pc, needs: {open: Shut.}, left: {do: {lost: +2}}}
"""
    story = made(
        desk,
        "pa: {range: 0..1}\npb: {range: 0..1}\npc: {range: 0..1}\nlost: {range: 0..9}\nopen: {flag: no}\n",
    )
    assert choose(story, begin(story, "clerk").state, "first_a").state["lost"] == 2


def test_what_is_left_off_is_asked_before_the_last_item_does_its_work():
    desk = """
title: Desk
order:
  take: 1
  then: end
  items:
    a: {label: A, place: pa, do: {open: yes}}
    b: {label: B, place: pb, left: {do: [{lost: +1}, {if: open, do: {lost: +4}}], ledger: {anna: "-1 grudge, left off"}}}
"""
    state = "pa: {range: 0..1}\npb: {range: 0..1}\nlost: {range: 0..9}\nopen: {flag: no}\n"
    story = made(desk, state, people="anna: {name: Anna}\n")
    turn = choose(story, begin(story, "clerk").state, "first_a")
    assert turn.state["lost"] == 1
    assert turn.state.support("anna") == -1
    assert choose(story, begin(story, "clerk").state, "first_b").state.support("anna") == 0


def test_the_places_of_the_record_are_marked():
    desk = "title: Desk\norder:\n  take: 2\n  then: end\n  items:\n    a: {label: A, place: pa, really: 2}\n    b: {label: B, place: pb, really: 1}\n    c: {label: C, place: pc}\n"
    story = made(desk, "pa: {range: 0..2}\npb: {range: 0..2}\npc: {range: 0..2}\n")
    assert [choice.id for choice in story.scenes["desk"].choices if choice.really] == [
        "first_b",
        "second_a",
    ]


# -- divisions ----------------------------------------------------------------------------------------------------

bounds = st.tuples(st.integers(1, 5), st.integers(0, 3)).map(lambda pair: (pair[0], sum(pair)))


def division(total: int, shares: list[tuple[int, int]]) -> Story:
    lines = [
        f"    s{n}: {{label: Share {n}, amount: a{n}, least: {low}, most: {high}}}\n"
        for n, (low, high) in enumerate(shares)
    ]
    desk = f"title: Desk\ndivide:\n  total: {total}\n  unit: sack\n  units: sacks\n  then: end\n  shares:\n{''.join(lines)}"
    return made(desk, "".join(f"a{n}: {{range: 0..9}}\n" for n in range(len(shares))))


@given(st.lists(bounds, min_size=2, max_size=4), st.data())
@settings(deadline=None, max_examples=40)
def test_a_budget_is_divided_in_every_way_within_the_bounds_and_in_no_other(
    shares: list[tuple[int, int]], data: st.DataObject
) -> None:
    low, high = sum(low for low, _ in shares), sum(high for _, high in shares)
    total = data.draw(st.integers(max(2, low), min(20, high)))
    wanted = sorted(
        way for way in product(*(range(low, high + 1) for low, high in shares)) if sum(way) == total
    )
    found = []
    for path, turn in runs(division(total, shares)):
        assert turn.ending == "over"
        assert len(path) == len(shares) - 1
        found.append(tuple(turn.state[f"a{n}"] for n in range(len(shares))))
    assert sorted(found) == wanted


def test_a_choice_of_a_budget_says_how_much_for_whom():
    story = division(4, [(1, 3), (1, 3)])
    assert [(offer.id, offer.label) for offer in begin(story, "clerk").choices] == [
        ("s0_1", "Share 0: 1 sack"),
        ("s0_2", "Share 0: 2 sacks"),
        ("s0_3", "Share 0: 3 sacks"),
    ]


def test_numbers_that_can_never_be_completed_are_no_choices():
    story = division(10, [(3, 7), (1, 5), (1, 5)])
    assert [choice.id for choice in story.scenes["desk"].choices if choice.of == "s0"] == [
        "s0_3",
        "s0_4",
        "s0_5",
        "s0_6",
        "s0_7",
    ]
    assert [
        choice.id
        for choice in division(10, [(3, 9), (2, 3), (2, 3)]).scenes["desk"].choices
        if choice.of == "s0"
    ] == ["s0_4", "s0_5", "s0_6"]


# -- powers -------------------------------------------------------------------------------------------------------

POWERS = """
files:
  name: The files
  each: {do: {noise: +1}}
  holds:
    anna: {label: Open hers, state: file.anna, reason: she has read it, do: {noise: +2}, text: She reads.}
    boris: {label: Open his, state: file.boris, reason: he has read it, if: noise == 0, needs: {bold: You do not dare.}}
"""
FILES = "file.anna: {one of: [kept, open, spent]}\nfile.boris: {one of: [kept, open, spent]}\nnoise: {range: 0..9}\nbold: {flag: no}\n"
PEOPLE = "anna: {name: Anna}\nboris: {name: Boris}\n"


def powers(desk: str) -> Story:
    return made(desk, FILES, powers=POWERS, people=PEOPLE)


def test_a_menu_offers_what_is_kept_after_its_own_choices_and_is_stayed_in():
    story = powers("title: Desk\npowers: files\nchoices:\n  go_on: {label: Go on, go: end}\n")
    turn = begin(story, "clerk")
    assert [(offer.id, offer.open, offer.power) for offer in turn.choices] == [
        ("go_on", True, ""),
        ("files_anna", True, "files"),
        ("files_boris", False, "files"),
    ]
    used = choose(story, turn.state, "files_anna")
    assert (used.scene, used.text, used.state["noise"], used.state["file.anna"]) == (
        "desk",
        "She reads.",
        3,
        "open",
    )
    assert [offer.id for offer in used.choices] == ["go_on"]


def test_a_power_alone_does_not_keep_a_menu_open():
    story = powers(
        "title: Desk\npowers: files\nchoices:\n  look: {label: Look, once: yes, do: {bold: yes}, go: stay}\notherwise: end\n"
    )
    assert choose(story, begin(story, "clerk").state, "look").ending == "over"


def test_another_lead_of_a_shared_scene_is_offered_nothing():
    story = "title: Small\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n  porter: {name: Porter, start: desk}\n"
    own = POWERS.replace("  each", "  lead: porter\n  each")
    desk = "title: Desk\npowers: files\nchoices:\n  go_on: {label: Go on, go: end}\n"
    found = made(desk, FILES, powers=own, people=PEOPLE, story=story)
    assert len(begin(found, "clerk").choices) == 1
    assert len(begin(found, "porter").choices) == 3


@pytest.mark.parametrize(("old", "new"), [("first_was", "first_b"), ("second_was", "second_b")])
def test_a_renamed_item_is_known_under_its_old_choices(old, new):
    desk = "title: Desk\norder:\n  take: 2\n  then: end\n  items:\n    a: {label: A, place: pa}\n    b: {label: B, was: was, place: pb}\n"
    story = made(desk, "pa: {range: 0..2}\npb: {range: 0..2}\n")
    assert ("desk", old, new) in story.world.renamed_choices


def test_what_is_made_survives_the_cache(tmp_path):
    from game.story import load

    for name, text in {
        "story": STORY,
        "end": END,
        "desk": "title: Desk\npowers: files\nchoices:\n  on: {label: On, go: end}\n",
    }.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    for name, text in {"state": FILES, "powers": POWERS, "people": PEOPLE}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    fresh, cached = load(tmp_path), load(tmp_path)
    assert repr(fresh.world) == repr(cached.world)
    assert json.dumps([repr(fresh.scenes[id]) for id in fresh.scenes]) == json.dumps(
        [repr(cached.scenes[id]) for id in cached.scenes]
    )
