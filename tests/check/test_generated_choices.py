"""Orders, divisions, powers and positions in the check: what counts as one goal, and what is nobody's slip."""

from __future__ import annotations

from pathlib import Path

from tiny import tiny

from game.check import check, map_lead
from game.check.attractor import ending_attractor
from game.check.chain import historical_chain
from game.check.graph import SceneGraph
from game.story import load
from game.story.model import Story

HARBOR = Path(__file__).parents[1] / "stories" / "harbor"
PLACES = "pa: {range: 0..2}\npb: {range: 0..2}\npc: {range: 0..2}\nn: {range: 0..9}\n"
ORDER = "title: Desk\norder:\n  take: 2\n  then: end\n  items:\n    a: {label: A, place: pa}\n    b: {label: B, place: pb}\n"


def codes(story: Story) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in check(story, runs=50).problems]


def goals(story: Story) -> dict[str, str]:
    return {
        item.id: item.status
        for item in check(story, runs=50).items
        if item.kind in ("choice", "passage", "condition")
    }


def test_the_harbor_is_clean_and_everything_in_it_is_witnessed() -> None:
    report = check(load(HARBOR, cached=False), seconds=10, runs=300)
    assert report.problems == ()
    assert {item.status for item in report.items} == {"witnessed"}
    for lead in report.structure["leads"].values():
        assert (lead["unsure"], lead["loops"], lead["exhausted"]) == ([], [], True)


def test_every_place_of_an_item_that_is_always_to_be_had_is_a_goal() -> None:
    found = goals(tiny(desk=ORDER, state=PLACES))
    assert found == {
        f"desk.{ordinal}_{item}": "witnessed" for item in "ab" for ordinal in ("first", "second")
    }


def test_an_item_that_has_to_come_second_is_no_fault() -> None:
    third = (
        "    c:\n      label: C\n      place: pc\n      needs:\n        pa == 1: A comes first.\n"
    )
    found = goals(tiny(desk=ORDER + third, state=PLACES))
    assert found["desk.c"] == "witnessed"
    assert found["desk.c:locked"] == "witnessed"
    assert not any(id.startswith("desk.first_c") for id in found)


def test_an_item_that_can_have_no_place_at_all_is() -> None:
    third = "    c: {label: C, place: pc, if: n >= 5}\n"
    assert [
        code for code, _ in codes(tiny(desk=ORDER + third, state=PLACES)) if code == "TC0801"
    ] == ["TC0801"]


def test_what_an_item_says_by_its_place_counts_once_for_all_places() -> None:
    third = "    c:\n      label: C\n      place: pc\n      text: |\n        {if pc == 1: First. | Later.}\n"
    found = goals(tiny(desk=ORDER + third, state=PLACES))
    assert {found["desk.c:if pc == 1:then"], found["desk.c:if pc == 1:else"]} == {"witnessed"}


def test_what_is_left_off_is_no_condition_of_anybodys() -> None:
    left = ORDER + "    c: {label: C, place: pc, left: {do: {n: +1}}}\n"
    assert not [id for id in goals(tiny(desk=left, state=PLACES)) if ":do" in id]


def test_an_order_and_a_division_always_lead_on() -> None:
    divide = (
        "title: Desk\ndivide:\n  total: 5\n  unit: sack\n  units: sacks\n  then: end\n  shares:\n"
    )
    divide += "".join(
        f"    {name}: {{label: S, amount: p{name}, least: 1, most: 2}}\n" for name in "abc"
    )
    for story in (tiny(desk=ORDER, state=PLACES), tiny(desk=divide, state=PLACES)):
        graph = SceneGraph(story, "clerk")
        assert graph.loops() == []
        assert ending_attractor(graph) == {"desk", "end"}


def test_an_order_and_a_division_are_one_way_on_a_map() -> None:
    drawn = map_lead(load(HARBOR, cached=False), "clerk", "mermaid")
    assert drawn.count("s_sheet -->") == drawn.count("s_budget -->") == 1
    assert 's_sheet -->|"order"| s_budget' in drawn
    assert "files_berta" not in drawn


def test_the_chain_follows_the_sheet_and_the_budget_of_the_record() -> None:
    chain = historical_chain(load(HARBOR, cached=False), "clerk")
    assert chain.path == ("same", "first_dues", "second_light", "dredger_3", "light_2", "call")
    assert (chain.ending, chain.broken) == ("dredged", "")


def test_a_place_that_the_record_leaves_open_breaks_no_chain() -> None:
    story = "title: Tiny\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk, history: other}\n"
    other = "title: Other\ntext: |\n  B.\nending: other\n"
    desk = ORDER.replace("place: pa}", "place: pa, really: 1}")
    chain = historical_chain(tiny(story=story, desk=desk, other=other, state=PLACES), "clerk")
    assert (chain.path, chain.broken) == (("first_a", "second_b"), "")


# -- powers and positions -----------------------------------------------------------------------------------------

POWERS = "files:\n  name: F\n  holds:\n    anna:\n      label: Open hers\n      state: file\n      reason: R.\n      if: n >= 1\n      text: |\n        {if n >= 2: Twice. | Once.}\n"
FILE = "file: {one of: [kept, open, spent]}\nn: {range: 0..3}\n"
ROOM = "title: Room\npowers: files\nchoices:\n  on: {label: On, do: {n: +1}, go: %s}\n"


def test_a_hold_is_one_goal_wherever_it_is_offered() -> None:
    story = tiny(
        desk=ROOM % "two",
        two=ROOM % "three",
        three=ROOM % "end",
        powers=POWERS,
        state=FILE,
        people="anna: {name: Anna}\n",
    )
    found = goals(story)
    assert {id: status for id, status in found.items() if not id.endswith(".on")} == {
        "files.anna": "witnessed",
        "files.anna:if n >= 2:then": "witnessed",
        "files.anna:if n >= 2:else": "witnessed",
    }
    assert [code for code, _ in codes(story)] == []


def test_a_hold_that_is_never_to_be_had_is_an_error_where_it_is_written() -> None:
    story = tiny(desk=ROOM % "end", powers=POWERS, state=FILE, people="anna: {name: Anna}\n")
    found = [
        (problem.file, problem.line, problem.message)
        for problem in check(story, runs=50).problems
        if problem.code == "TC0801"
    ]
    assert found == [("powers.yaml", 5, "No play of `clerk` can show the choice `files.anna`.")]


def test_a_power_that_no_menu_offers_and_a_position_that_nobody_takes_are_orphans() -> None:
    positions = "dues: {title: D, state: said, stances: {up: Up.}}\n"
    desk = "title: Desk\nchoices:\n  on: {label: On, go: end}\n"
    state = FILE + "said: {one of: [silent, up]}\n"
    story = tiny(
        desk=desk, powers=POWERS, positions=positions, state=state, people="anna: {name: Anna}\n"
    )
    found = [
        (problem.file, problem.severity)
        for problem in check(story, runs=50).problems
        if problem.code == "TC0810"
    ]
    assert found == [("positions.yaml", "warning"), ("powers.yaml", "warning")]


def test_what_can_never_be_contradicted_or_never_lacks_is_no_fault() -> None:
    positions = "dues: {title: D, state: said, stances: {up: Up.}, contradicting: {do: {n: +1}}}\n"
    desk = "title: Desk\nchoices:\n  on: {label: On, says: {dues: up}, go: two}\n"
    two = "title: Two\nchoices:\n  cite: {label: C, cites: {dues: up}, go: end}\n  on: {label: On, go: end}\n"
    story = tiny(
        desk=desk,
        two=two,
        positions=positions,
        state="said: {one of: [silent, up]}\nn: {range: 0..3, show: country}\n",
    )
    assert codes(story) == []


# -- accounts -----------------------------------------------------------------------------------------------------

ACCOUNTS = "hour:\n  title: H\n  sources: {a: One., b: Other.}\n"
TWO = "title: Tiny\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n  porter: {name: Porter, start: gate}\n"
HERE = "title: Here\n{}text: |\n  A.\nending: over\n"


def lonely(**files: str) -> list[tuple[str, int, str]]:
    found = check(tiny(story=TWO, accounts=ACCOUNTS, **files), runs=5).problems
    return [
        (problem.severity, problem.line, problem.message)
        for problem in found
        if problem.code == "TC0812"
    ]


def test_accounts_are_of_an_hour_that_two_leads_play() -> None:
    carries = HERE.format("event: hour\n")
    assert lonely(clerk__a__desk=carries, porter__a__gate=carries) == []


def test_accounts_of_an_hour_that_one_lead_plays_are_a_warning() -> None:
    found = lonely(clerk__a__desk=HERE.format("event: hour\n"), porter__a__gate=HERE.format(""))
    assert found == [
        ("warning", 2, "The event `hour` has accounts, and only scenes of `clerk` carry it.")
    ]


def test_accounts_of_an_hour_that_nobody_plays_are_too() -> None:
    found = lonely(clerk__a__desk=HERE.format(""), porter__a__gate=HERE.format(""))
    assert [message for _, _, message in found] == [
        "The event `hour` has accounts, and no scene carries it."
    ]
