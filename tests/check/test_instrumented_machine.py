"""The machine that notes goals: it steps as the game's own does, and is silent when nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.check.exploration import explore
from game.check.goal import GoalKey
from game.check.lead_model import LeadModel
from game.engine.layout import MET
from game.engine.machine import Machine
from game.story import load

STORIES = Path(__file__).parents[1] / "stories"


def model(name: str, lead: str) -> LeadModel:
    return LeadModel(load(STORIES / name, cached=False), lead)


def without_terms(values: tuple) -> tuple:
    """A state but for the terms met: passages that nothing asks about are not read in the check."""
    return (*values[:MET], *values[MET + 1 :])


@pytest.mark.parametrize(
    ("name", "lead"), [("harbor", "pilot"), ("bridge", "clerk"), ("night", "porter")]
)
def test_it_goes_through_the_states_that_the_game_goes_through(name: str, lead: str) -> None:
    found = model(name, lead)
    machine, plain = found.machine, Machine(found.story)
    machine.want(range(len(found.goals)))
    waiting = [(machine.begin(lead), plain.begin(lead))]
    seen = set()
    while waiting and len(seen) < 300:
        ours, theirs = waiting.pop()
        assert without_terms(ours) == without_terms(theirs)
        if theirs in seen:
            continue
        seen.add(theirs)
        choices = machine.open_choices(ours), plain.open_choices(theirs)
        assert [one.id for one in choices[0]] == [one.id for one in choices[1]]
        for one, other in zip(*choices, strict=True):
            waiting.append((machine.step(ours, one), plain.step(theirs, other)))


def test_a_goal_is_noted_once_and_only_while_it_is_wanted() -> None:
    found = model("night", "nurse")
    start = found.goals.number(GoalKey("scene", found.graph.start))
    found.machine.want((start,))
    found.machine.begin("nurse")
    assert found.recorder.take() == [start]
    found.machine.begin("nurse")
    assert found.recorder.take() == []
    found.machine.want((start,))
    found.machine.begin("nurse")
    assert found.recorder.take() == [start]


def test_a_silent_machine_goes_through_the_same_states_and_notes_nothing() -> None:
    found = model("harbor", "clerk")
    found.machine.want(range(len(found.goals)))
    first = explore(found)
    found.machine.want(())
    assert not isinstance(found.machine.without_reached(), type(found.machine))
    second = explore(found)
    assert second.shortest == {}
    assert (second.states, second.flow) == (first.states, first.flow)
    assert len(first.shortest) == len(found.goals)


def test_a_goal_key_is_found_by_what_it_says_and_by_its_side() -> None:
    found = model("harbor", "clerk")
    for number, goal in enumerate(found.goals.all):
        assert goal.number == found.goals.number(goal.key) == number
    assert found.goals.number(GoalKey("scene", "nowhere")) == -1
