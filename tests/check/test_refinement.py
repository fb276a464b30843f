"""Slices: proofs and witnesses in a story whose states are too many to go through."""

from __future__ import annotations

from time import monotonic

from tiny import tiny

from game.check import check
from game.check.exploration import explore
from game.check.lead_model import LeadModel
from game.check.nondeterminism import Nondeterminism
from game.check.refinement import Verdict, decide
from game.story.model import Story

PEOPLE = "".join(
    f"p{n}: {{name: P{n}, chairs: [{{body: council, from: 1900-01-01}}]}}\n" for n in range(8)
)


def crowd(needs: str) -> Story:
    """Eight people, each moved up or down three times over; at the end a choice that asks for something."""
    files = {"people": PEOPLE, "state": "n: {range: 0..9, start: 0}\nm: {range: 0..9, start: 0}\n"}
    for step in range(24):
        following = f"r{step + 1}" if step < 23 else "last"
        lines = "".join(
            f"  {id}: {{label: {id}, ledger: {{p{step % 8}: '{weight} debt, so'}}, go: {following}}}\n"
            for id, weight in (("up", "+1"), ("down", "-2"))
        )
        extra = (
            f"  more: {{label: more, do: {{n: +1}}, go: {following}}}\n" if step in (3, 11) else ""
        )
        files["desk" if step == 0 else f"r{step}"] = (
            f"title: R{step}\ntext: |\n  A.\nchoices:\n{lines}{extra}"
        )
    asked = "".join(
        f"  a{n}: {{label: a, needs: {{support(p{n}) >= 1: no}}, go: end}}\n" for n in range(8)
    )
    files["last"] = (
        f"title: Last\ntext: |\n  B.\nchoices:\n  out: {{label: out, go: end}}\n  want: {{label: want, needs: {{{needs}: no}}, go: end}}\n{asked}"
    )
    return tiny(**files)


def verdict_on(story: Story, id: str) -> Verdict:
    model = LeadModel(story, "clerk")
    model.machine.want(range(len(model.goals)))
    assert not explore(model, most=2_000).done
    goal = next(goal for goal in model.goals.all if goal.id == id)
    return decide(model, goal, monotonic() + 60)


def test_a_sum_that_nothing_reaches_is_proved_impossible_without_going_through_every_state() -> (
    None
):
    verdict = verdict_on(crowd("n >= 3"), "last.want")
    assert verdict.impossible
    assert verdict.states < 1_000


def test_a_sum_that_can_be_reached_is_witnessed_by_its_slice() -> None:
    verdict = verdict_on(crowd("n >= 2"), "last.want")
    assert verdict.path is not None
    assert verdict.path[-1] == "want"
    assert verdict.path.count("more") == 2


def test_what_two_conditions_rule_out_together_is_proved() -> None:
    verdict = verdict_on(crowd("support(p3) >= 2 and n >= 1"), "last.want")
    assert verdict.path is not None
    assert verdict_on(crowd("support(p3) >= 2 and n >= 2"), "last.want").impossible


def test_a_guard_asked_on_the_return_from_a_call_inside_a_call_is_found() -> None:
    story = tiny(
        state="key: {flag: no}\n",
        desk="title: D\ntext: |\n  D.\nchoices:\n  a: {label: A, play: outer, go: [{key: end}, {else: end}]}\n",
        outer="title: O\nsub: yes\ntext: |\n  O.\nchoices:\n  a: {label: A, do: {key: yes}, play: inner, go: return}\n",
        inner="title: I\nsub: yes\ntext: |\n  I.\nchoices:\n  a: {label: A, go: return}\n  b: {label: B, do: {key: no}, go: return}\n",
    )
    model = LeadModel(story, "clerk")
    paths = {
        goal.id: decide(model, goal, monotonic() + 60).path
        for goal in model.goals.all
        if goal.kind == "condition"
    }
    assert paths == {"desk.a:go key:true": ("a", "a", "a"), "desk.a:go key:false": ("a", "a", "b")}


def test_nondeterminism_gives_every_combination_of_answers_once() -> None:
    choices = Nondeterminism()
    none = frozenset[int]()

    def work() -> tuple[int, ...]:
        first = choices.choose(2, none)
        return (first, choices.choose(3, none)) if first else (first,)

    assert list(choices.outcomes(work)) == [(0,), (1, 0), (1, 1), (1, 2)]


def test_too_little_time_leaves_unknown_and_claims_nothing() -> None:
    model = LeadModel(crowd("n >= 3"), "clerk")
    goal = next(goal for goal in model.goals.all if goal.id == "last.want")
    assert decide(model, goal, monotonic() - 1) == Verdict(states=1)


def test_a_check_without_time_says_unknown_and_no_falsehood() -> None:
    report = check(crowd("n >= 2"), seconds=0, runs=5)
    statuses = {item.id: item.status for item in report.items}
    assert statuses["last.want"] in ("unknown", "witnessed")
    assert "impossible" not in statuses.values()
    assert report.runs >= 1
    assert {problem.code for problem in report.problems if problem.severity == "error"} == set()


def test_a_check_with_time_settles_every_item_of_a_large_story() -> None:
    report = check(crowd("support(p3) >= 2 and n >= 2"), seconds=60, runs=50)
    statuses = {item.id: item.status for item in report.items}
    assert statuses["last.want"] == "impossible"
    assert "unknown" not in statuses.values()
