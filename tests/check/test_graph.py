"""What the ways between scenes say by themselves."""

from __future__ import annotations

from tiny import END, tiny

from game.check.attractor import ending_attractor
from game.check.graph import SceneGraph
from game.check.visitors import always_linked
from game.story.model import Story

LINE = "title: {0}\ntext: |\n  {0}.\ngo: {1}\n"
MENU = "title: {0}\ntext: |\n  {0}.\nchoices:\n{1}"


def graph(**files: str) -> SceneGraph:
    return SceneGraph(tiny(**files), "clerk")


def hub(take: int, then: str = "end") -> str:
    return f"title: Hub\ntext: |\n  Hub.\ndraw: {{from: errands, take: {take}, then: {then}}}\n"


def errand(extra: str = "") -> str:
    return f"title: Errand\npool: errands\n{extra}text: |\n  An errand.\ngo: return\n"


def test_a_scene_on_the_only_way_is_unavoidable() -> None:
    menu = MENU.format("Desk", "  a: {label: A, go: one}\n  b: {label: B, go: two}\n")
    found = graph(
        desk=menu,
        one=LINE.format("One", "gate"),
        two=LINE.format("Two", "gate"),
        gate=LINE.format("Gate", "end"),
    )
    assert found.unavoidable_scenes() == ["desk", "end", "gate"]


def test_one_of_two_scenes_must_be_passed_though_neither_must() -> None:
    menu = MENU.format("Desk", "  a: {label: A, go: one}\n  b: {label: B, go: two}\n")
    found = graph(desk=menu, one=LINE.format("One", "end"), two=LINE.format("Two", "end"))
    assert not found.avoidable(["one", "two"])
    assert found.avoidable(["one"])


def test_a_fact_taught_on_every_way_cannot_be_avoided() -> None:
    taught = "teaches: [F01]\n"
    menu = MENU.format(
        "Desk", "  a: {label: A, go: one}\n  b: {label: B, teaches: [F01, F02], go: end}\n"
    )
    found = graph(
        desk=menu,
        one=taught + LINE.format("One", "end"),
        curriculum="facts: {F01: {claim: A.}, F02: {claim: B.}}\n",
    )
    assert found.unavoidable_facts() == ["F01"]


def test_a_hub_that_takes_every_errand_makes_each_unavoidable() -> None:
    found = graph(desk=hub(2), errand_a=errand(), errand_b=errand())
    assert found.unavoidable_scenes() == ["desk", "end", "errand_a", "errand_b"]


def test_a_hub_that_takes_fewer_lets_each_errand_be_avoided_but_not_all() -> None:
    found = graph(desk=hub(1), errand_a=errand(), errand_b=errand())
    assert found.unavoidable_scenes() == ["desk", "end"]
    assert not found.avoidable(["errand_a", "errand_b"])


def test_a_conditional_errand_can_be_avoided() -> None:
    found = graph(desk=hub(2), errand_a=errand("when: seen(errand_b)\n"), errand_b=errand())
    assert found.unavoidable_scenes() == ["desk", "end", "errand_b"]


def test_a_call_comes_back_to_its_caller() -> None:
    menu = MENU.format("Desk", "  a: {label: A, play: talk, go: gate}\n")
    talk = "title: Talk\nsub: yes\ntext: |\n  Talk.\ngo: return\n"
    found = graph(desk=menu, talk=talk, gate=LINE.format("Gate", "end"))
    assert found.unavoidable_scenes() == ["desk", "end", "gate", "talk"]


def test_a_return_inside_a_call_inside_a_call_leads_to_the_outer_caller() -> None:
    menu = MENU.format("Desk", "  a: {label: A, play: outer, go: gate}\n")
    outer = "title: Outer\nsub: yes\ntext: |\n  O.\nchoices:\n  a: {label: A, play: inner, go: return}\n"
    inner = "title: Inner\nsub: yes\ntext: |\n  I.\ngo: return\n"
    found = graph(desk=menu, outer=outer, inner=inner, gate=LINE.format("Gate", "end"))
    assert found.unavoidable_scenes() == ["desk", "end", "gate", "inner", "outer"]
    assert ending_attractor(found) == {"desk", "end", "gate", "inner", "outer"}


def test_a_loop_with_a_choice_out_that_is_always_open_is_sure() -> None:
    found = graph(
        desk=MENU.format("Desk", "  linger: {label: S, go: here}\n  out: {label: O, go: end}\n")
    )
    assert found.loops() == [["desk"]]
    assert ending_attractor(found) == {"desk", "end"}


def test_a_loop_whose_only_way_out_has_a_condition_is_not_sure() -> None:
    found = graph(
        desk=MENU.format(
            "Desk",
            "  linger: {label: S, go: here}\n  out: {label: O, if: visits(desk) >= 2, go: end}\n",
        ),
    )
    assert ending_attractor(found) == {"end"}


def test_a_hub_is_sure_only_if_each_of_its_errands_is() -> None:
    trap = "title: Trap\npool: errands\ntext: |\n  A trap.\nchoices:\n  linger: {label: S, go: here}\n  out: {label: O, if: visits(trap) >= 3, go: return}\n"
    found = graph(desk=hub(1), errand_a=errand(), trap=trap)
    assert ending_attractor(found) == {"end", "errand_a"}


def test_a_menu_that_may_be_passed_over_is_sure_only_if_all_its_ways_are() -> None:
    menu = MENU.format("Desk", "  a: {label: A, if: key, go: here}\n") + "otherwise: end\n"
    assert ending_attractor(graph(desk=menu, state="key: {flag: no}\n")) == {"end"}


def test_a_way_that_only_another_lead_has_is_no_way() -> None:
    story = "title: Tiny\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n  porter: {name: Porter}\n"
    menu = MENU.format(
        "Desk", "  a: {label: A, if: lead is porter, go: attic}\n  b: {label: B, go: end}\n"
    )
    found = SceneGraph(tiny(story=story, desk=menu, attic=LINE.format("Attic", "end")), "clerk")
    assert found.scenes == ("desk", "end")


def test_a_term_linked_on_both_sides_of_an_alternative_is_always_linked() -> None:
    story: Story = tiny(
        desk="title: Desk\ntext: |\n  {if key: [[a]] [[b]] | [[a]]}\ndo: {key: yes}\ngo: end\n",
        state="key: {flag: no}\n",
        glossary__all="a: {name: A, stub: A., definition: B.}\nb: {name: B, stub: A., definition: B.}\n",
    )
    assert always_linked(story.scenes["desk"].text) == {"a"}
    assert SceneGraph(story, "clerk").unavoidable_terms() == ["a"]


def test_two_endings_make_neither_unavoidable() -> None:
    found = graph(
        desk=MENU.format("Desk", "  a: {label: A, go: end}\n  b: {label: B, go: other}\n"),
        other=END.replace("over", "other"),
    )
    assert found.unavoidable_scenes() == ["desk"]
