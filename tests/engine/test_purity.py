"""The engine is pure: the same choices give the same run, whatever was played before, and bare steps agree with turns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import begin, choose
from game.engine.machine import machine_of
from game.story import load

COUNCIL = Path(__file__).parents[1] / "stories" / "council"
STORY = load(COUNCIL, cached=False)
PICKS = st.lists(st.integers(0, 7), max_size=12)


def walked(picks):
    """The turns of a run that takes the n-th open choice each time."""
    turns = [begin(STORY, "clerk")]
    for pick in picks:
        offers = [offer for offer in turns[-1].choices if offer.open]
        if not offers:
            break
        turns.append(choose(STORY, turns[-1].state, offers[pick % len(offers)].id))
    return turns


@given(PICKS)
@settings(max_examples=150)
def test_the_same_choices_always_give_the_same_run(picks):
    first, second = walked(picks), walked(picks)
    assert [(t.text, t.choices, t.changes, t.met, t.votes, t.state) for t in first] == [
        (t.text, t.choices, t.changes, t.met, t.votes, t.state) for t in second
    ]


@given(PICKS)
@settings(max_examples=150)
def test_bare_steps_without_a_trace_reach_the_same_values_as_turns(picks):
    machine = machine_of(STORY)
    values = machine.begin("clerk")
    for turn in walked(picks):
        assert values == turn.state.raw_values
        options = machine.open_choices(values)
        assert [option.id for option in options] == [
            offer.id for offer in turn.choices if offer.open
        ]
        if options and len(picks):
            break
    for pick in picks:
        options = machine.open_choices(values)
        if not options:
            break
        values = machine.step(values, options[pick % len(options)])
    assert values == walked(picks)[-1].state.raw_values


@given(PICKS)
@settings(max_examples=150)
def test_support_is_the_clamped_sum_of_the_lines_and_nobody_is_ever_stuck(picks):
    for turn in walked(picks):
        assert turn.ending or any(offer.open for offer in turn.choices)
        sums: dict[str, int] = {}
        for entry in turn.state.ledger():
            sums[entry.person] = max(-9, min(9, sums.get(entry.person, 0) + entry.weight))
        assert sums == {person: turn.state.support(person) for person in sums}


@given(PICKS)
@settings(max_examples=100)
def test_text_is_the_passages_and_variables_stay_in_range(picks):
    for turn in walked(picks):
        assert turn.text == "\n\n".join(passage.text for passage in turn.passages if passage.text)
        assert 0 <= turn.state["ink"] <= 5
        assert turn.state["mood"] in ("calm", "cross")


def test_playing_imports_no_yaml_no_database_and_no_screen():
    code = "import sys, game.engine; print(*sorted({'yaml', 'sqlite3', 'textual', 'rich', 'game.story.builder', 'game.story.conditions'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
