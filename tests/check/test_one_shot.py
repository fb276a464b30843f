"""Menus that are stayed in: no way round where a choice closes itself, a loop like any other where it does not."""

from __future__ import annotations

import pytest
from tiny import tiny

from game.check import check, map_lead
from game.check.attractor import ending_attractor
from game.check.graph import SceneGraph
from game.check.one_shot import is_one_shot
from game.story.model import Story

STATE = "n: {range: 0..3}\nkey: {flag: no}\nline: {one of: [low, high]}\n"
OUT = "  out: {label: O, go: end}\n"


def desk(choices: str, more: str = "") -> Story:
    return tiny(desk=f"title: Desk\ntext: |\n  A.\nchoices:\n{choices}{more}", state=STATE)


def closing(story: Story) -> list[str]:
    scene = story.scenes["desk"]
    return [choice.id for choice in scene.choices if is_one_shot(scene, choice)]


CLOSED = {
    "once": "  look: {label: L, once: yes, go: stay}\n",
    "a flag set": "  look: {label: L, if: not key, do: {key: yes}, go: stay}\n",
    "a flag cleared": "  look: {label: L, if: key, do: {key: no}, go: stay}\n",
    "a word": "  look: {label: L, if: line is low, do: {line: high}, go: stay}\n",
    "a number": "  look: {label: L, if: n < 2, do: {n: = 2}, go: stay}\n",
    "a need": "  look: {label: L, needs: {not key: You have it.}, do: {key: yes}, go: stay}\n",
    "one of several parts": "  look: {label: L, if: n >= 1 and not key, do: {key: yes}, go: stay}\n",
}
OPEN = {
    "nothing": "  look: {label: L, go: stay}\n",
    "another variable": "  look: {label: L, if: not key, do: {n: +1}, go: stay}\n",
    "an addition": "  look: {label: L, if: n < 2, do: {n: +1}, go: stay}\n",
    "set to what leaves it open": "  look: {label: L, if: n < 2, do: {n: = 1}, go: stay}\n",
    "set under a condition": "  look: {label: L, if: not key, do: [{if: n >= 1, do: {key: yes}}], go: stay}\n",
    "opened again by another": "  look: {label: L, if: not key, do: {key: yes}, go: stay}\n  lose: {label: M, if: n >= 1, do: {key: no}, go: stay}\n",
    "one of two alternatives": "  look: {label: L, if: n >= 1 or not key, do: {key: yes}, go: stay}\n",
}


@pytest.mark.parametrize("how", CLOSED)
def test_a_choice_that_closes_itself_is_no_way_round(how: str) -> None:
    story = desk(CLOSED[how], "otherwise: end\n")
    assert closing(story) == ["look"]
    graph = SceneGraph(story, "clerk")
    assert graph.loops() == []
    assert ending_attractor(graph) == {"desk", "end"}


@pytest.mark.parametrize("how", OPEN)
def test_a_choice_that_can_be_taken_again_is_a_loop(how: str) -> None:
    story = desk(OPEN[how], "otherwise: end\n")
    assert "look" not in closing(story)
    graph = SceneGraph(story, "clerk")
    assert graph.loops() == [["desk"]]
    assert ending_attractor(graph) == {"end"}


def test_with_a_choice_out_that_is_always_open_any_menu_is_sure() -> None:
    assert ending_attractor(SceneGraph(desk(OPEN["nothing"] + OUT), "clerk")) == {"desk", "end"}


def test_a_choice_out_that_waits_for_a_condition_is_not_sure_whatever_closes() -> None:
    story = tiny(
        desk="title: Desk\nchoices:\n  look: {label: L, go: stay}\n  out: {label: O, if: key, go: end}\n",
        state=STATE,
    )
    assert ending_attractor(SceneGraph(story, "clerk")) == {"end"}
    found = [
        (problem.code, problem.severity)
        for problem in check(story, runs=5).problems
        if problem.code == "TC0811"
    ]
    assert found == [("TC0811", "error")]


def test_what_is_played_on_the_way_may_open_it_again() -> None:
    choices = "  look: {label: L, if: not key, do: {key: yes}, play: sub, go: stay}\n"
    story = tiny(
        desk=f"title: Desk\nchoices:\n{choices}otherwise: end\n",
        sub="title: Sub\nsub: yes\ndo: {key: no}\ngo: return\n",
        state=STATE,
    )
    assert closing(story) == []


def test_a_sub_scene_played_once_comes_back_to_a_sure_menu() -> None:
    story = tiny(
        desk="title: Desk\nchoices:\n  look: {label: L, once: yes, play: sub, go: stay}\notherwise: end\n",
        sub="title: Sub\nsub: yes\ngo: return\n",
    )
    assert ending_attractor(SceneGraph(story, "clerk")) == {"desk", "end", "sub"}


def test_a_map_does_not_draw_what_leads_nowhere() -> None:
    drawn = map_lead(desk(CLOSED["once"] + OUT), "clerk", "mermaid")
    assert 's_desk -->|"out"| s_end' in drawn
    assert "look" not in drawn
