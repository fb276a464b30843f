"""Which states are merged, and which are kept apart."""

from __future__ import annotations

from tiny import tiny

from game.check.lead_model import LeadModel
from game.engine.compiled_scene import Values

GATE = "title: Gate\ntext: |\n  A.\nchoices:\n  rich: {label: R, if: coins >= 3, go: end}\n  out: {label: O, go: end}\n"


class Walk:
    """Follows lists of choices and compares the keys of where they lead."""

    def __init__(self, **files: str) -> None:
        self.model = LeadModel(tiny(**files), "clerk")

    def values(self, *path: str) -> Values:
        machine = self.model.machine
        values = machine.begin("clerk")
        for id in path:
            choices = {choice.id: choice for choice in machine.open_choices(values)}
            values = machine.step(values, choices[id])
        return values

    def same(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        abstract = self.model.abstraction.of
        return abstract(self.values(*one)) == abstract(self.values(*other))


def coins(high: int = 9, gate: str = GATE) -> Walk:
    menu = "".join(f"  c{n}: {{label: C, do: {{coins: +{n}}}, go: gate}}\n" for n in range(1, 6))
    return Walk(
        desk=f"title: Desk\ntext: |\n  A.\nchoices:\n{menu}",
        gate=gate,
        state=f"coins: {{range: 0..{high}, start: 0}}\n",
    )


def test_values_on_one_side_of_every_later_comparison_are_one() -> None:
    walk = coins()
    assert walk.same(("c1",), ("c2",))
    assert walk.same(("c3",), ("c5",))
    assert not walk.same(("c2",), ("c3",))


def test_what_is_added_later_shifts_the_classes() -> None:
    gate = GATE.replace(
        "  out: {label: O, go: end}",
        "  again: {label: G, do: {coins: +1}, go: here}\n  out: {label: O, go: end}",
    )
    walk = coins(gate=gate)
    assert not walk.same(("c1",), ("c2",))
    assert walk.same(("c3",), ("c4",))


def test_what_is_set_before_it_is_read_does_not_matter() -> None:
    walk = coins(gate="do: {coins: = 4}\n" + GATE)
    assert walk.same(("c1",), ("c5",))


def test_a_variable_that_nothing_asks_about_any_more_does_not_matter() -> None:
    walk = coins(gate="title: Gate\ntext: |\n  A.\nchoices:\n  out: {label: O, go: end}\n")
    assert walk.same(("c1",), ("c5",))


def test_what_follows_a_call_matters_inside_it() -> None:
    menu = "".join(
        f"  c{n}: {{label: C, do: {{coins: +{n}}}, play: talk, go: gate}}\n" for n in (1, 2, 4)
    )
    talk = "title: Talk\nsub: yes\ntext: |\n  T.\nchoices:\n  on: {label: On, go: return}\n"
    walk = Walk(
        desk=f"title: Desk\ntext: |\n  A.\nchoices:\n{menu}",
        gate=GATE,
        talk=talk,
        state="coins: {range: 0..9, start: 0}\n",
    )
    assert not walk.same(("c1",), ("c4",))


def test_what_follows_a_menu_that_is_passed_over_matters_before_it() -> None:
    menu = "".join(f"  c{n}: {{label: C, do: {{coins: +{n}}}, go: hall}}\n" for n in (1, 4))
    hall = "title: Hall\ntext: |\n  H.\nchoices:\n  on: {label: On, go: door}\n"
    door = "title: Door\ntext: |\n  D.\nchoices:\n  knock: {label: K, if: seen(end), go: end}\notherwise: gate\n"
    walk = Walk(
        desk=f"title: Desk\ntext: |\n  A.\nchoices:\n{menu}",
        hall=hall,
        door=door,
        gate=GATE,
        state="coins: {range: 0..9, start: 0}\n",
    )
    assert not walk.same(("c1",), ("c4",))


def test_a_vote_splits_a_member_by_the_way_he_would_go() -> None:
    people = "anna: {name: Anna, chairs: [{body: council, from: 1900-01-01}]}\n"
    motions = "close: {title: T, body: council, leanings: {anna: '-1 fear, so'}}\n"
    menu = "".join(
        f"  c{n}: {{label: C, ledger: {{anna: '+{n} debt, so'}}, go: gate}}\n" for n in (1, 2, 3)
    )
    gate = "title: Gate\ntext: |\n  A.\nchoices:\n  call: {label: C, go: vote}\n"
    vote = "title: Vote\ndate: 1901-01-01\ntext: |\n  V.\nvote: close\ngo:\n  - carried(close): end\n  - else: end\n"
    walk = Walk(
        desk=f"title: Desk\ntext: |\n  A.\nchoices:\n{menu}",
        gate=gate,
        vote=vote,
        people=people,
        motions=motions,
    )
    assert walk.same(("c2",), ("c3",))
    assert not walk.same(("c1",), ("c2",))


def test_numbers_below_zero_have_classes_of_their_own() -> None:
    state = "heat: {range: -3..-1, start: -3}\n"
    menu = "".join(f"  c{n}: {{label: C, do: {{heat: +{n}}}, go: gate}}\n" for n in (1, 2))
    gate = "title: Gate\ntext: |\n  A.\nchoices:\n  hot: {label: H, if: heat >= -1, go: end}\n  out: {label: O, go: end}\n"
    walk = Walk(
        desk=f"title: Desk\ntext: |\n  A.\nchoices:\n{menu}  c0: {{label: C, go: gate}}\n",
        gate=gate,
        state=state,
    )
    assert walk.same(("c0",), ("c1",))
    assert not walk.same(("c1",), ("c2",))
