"""The run that both faces drive: opened, moved on, taken back, gone on with elsewhere."""

from __future__ import annotations

import pytest

from game.engine import ChoiceNotOpen
from game.saves.run import Run


def played(story, store, *choices, lead="clerk"):
    run = Run.open(story, store, lead, new=True)
    for choice in choices:
        run.choose(choice)
    return run


def test_undo_goes_back_a_step_and_forgets_nothing(story, store):
    run = played(story, store, "sell", "ask", "luck")
    gone = run.undo()
    assert gone.taken == ("question", "luck")
    assert store.head(story, "clerk") == run.step == store.step(gone.id).parent
    assert Run.open(story, store, "clerk").turn.scene == "question"
    assert [child.id for child in store.children(run.step)] == [gone.id]
    assert len(store.reviews(story)) == 1


def test_undo_at_the_beginning_stays_there(story, store):
    run = played(story, store)
    assert run.undo() is None
    assert run.step == store.root(story, "clerk")


def test_a_run_opens_where_the_lead_was_left(story, store):
    played(story, store, "pull", lead="porter")
    run = played(story, store, "sell", "ask")
    again = Run.open(story, store, "clerk")
    assert (again.step, again.turn.text, again.notices) == (run.step, run.turn.text, ())
    assert [step.label for step in again.steps] == [step.label for step in run.steps]
    assert Run.open(story, store, "porter").turn.scene == "yard"


def test_a_choice_that_is_not_open_moves_nothing(story, store):
    run = played(story, store, "wait")
    with pytest.raises(ChoiceNotOpen):
        run.choose("lock")
    assert (run.depth, store.head(story, "clerk")) == (1, run.step)


def test_terms_are_new_with_the_step_that_first_showed_them_and_never_again(story, store):
    run = played(story, store, "ask", "luck")
    assert "registered" in run.steps[0].new
    assert not any(step.new for step in Run.open(story, store, "clerk").steps)
    assert not played(story, store, "ask").steps[0].new


def test_a_run_goes_on_from_any_step_of_its_tree(story, store):
    first = played(story, store, "sell", "ask")
    second = played(story, store, "wait")
    second.resume(first.steps[1].id)
    assert (second.depth, second.last.taken) == (1, ("counter", "sell"))
    assert store.head(story, "clerk") == first.steps[1].id
    assert Run.at(story, store, first.step).depth == 2
