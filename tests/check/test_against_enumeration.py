"""What the check claims of small random stories, held against plain enumeration of every state."""

from __future__ import annotations

from time import monotonic

import pytest
from enumeration import Enumeration, enumerate_states, shown_by, taken
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_stories import random_stories

from game.check import check
from game.check.attractor import ending_attractor
from game.check.exploration import Exploration, ending_odds, explore, trapped_states
from game.check.goal import Goal, GoalKey
from game.check.graph import SceneGraph
from game.check.lead_model import LeadModel
from game.check.refinement import decide
from game.check.search import Search
from game.engine import begin, choose
from game.story.model import Alternative, Choice, FirstAgain, Span, Story, walk_prose

MOST = 600
LEAD = "clerk"
VISIBLE = ("scene", "taken", "ending", "term", "fact", "voice")
PASSAGES = ("text", "label", "record")
often = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


class Checked(LeadModel):
    """A story with what the check makes of it."""

    def __init__(self, story: Story) -> None:
        super().__init__(story, LEAD)

    def explored(self) -> Exploration:
        self.machine.want(range(len(self.goals)))
        return explore(self)

    def named(self, goal: Goal) -> tuple | None:
        """A goal as a player would see it, or None where only the engine does."""
        if goal.key.aspect in VISIBLE:
            return goal.key
        if goal.key.aspect in PASSAGES and (words := branch_words(self.story, goal.key)):
            return ("word", words[0])
        return None


def branch_words(story: Story, key: GoalKey) -> list[str]:
    """The words of the branch that a goal names: its passage's forks counted in reading order."""
    holder = (
        next(one for one in choices_of(story, key.owner) if key.part in (one.id, one.of))
        if key.part
        else story.scenes[key.owner]
    )
    forks = [
        segment
        for segment in walk_prose(getattr(holder, key.aspect))
        if isinstance(segment, Alternative | FirstAgain)
    ]
    fork = forks[key.position]
    halves = (
        (fork.then, fork.otherwise) if isinstance(fork, Alternative) else (fork.first, fork.again)
    )
    text = "".join(
        segment.text for segment in halves[0 if key.side else 1] if isinstance(segment, Span)
    )
    return [word for word in text.split() if word.startswith("TK")]


def choices_of(story: Story, owner: str) -> list[Choice]:
    """The choices of a scene, or those that a power adds anywhere."""
    scenes = [story.scenes[id] for id in story.scenes]
    return [
        one
        for scene in scenes
        for one in scene.choices
        if owner in (scene.id if not one.power else "", f"power {one.power}")
    ]


def small(story: Story) -> Enumeration:
    brute = enumerate_states(story, LEAD, MOST)
    assume(brute is not None)
    assert brute is not None
    return brute


def play(story: Story, path: tuple[str, ...]) -> set[tuple]:
    """What a list of choices shows, through the game's own doors."""
    turn = begin(story, LEAD)
    shown = shown_by(story, turn)
    for id in path:
        scene = turn.scene
        turn = choose(story, turn.state, id)
        shown |= shown_by(story, turn) | taken(story, scene, id)
    return shown


@given(random_stories())
@settings(often, max_examples=80)
def test_exploration_finds_what_enumeration_finds_and_nothing_else(story: Story) -> None:
    brute, checked = small(story), Checked(story)
    found = checked.explored()
    assert found.done
    shown = brute.shown
    for goal in checked.goals.all:
        name = checked.named(goal)
        if name is not None:
            assert (goal.number in found.shortest) == (name in shown), goal
    assert found.states <= len(brute.turns)


@given(random_stories())
@settings(often, max_examples=50)
def test_merging_states_loses_no_goal(story: Story) -> None:
    small(story)
    checked = Checked(story)
    merged = set(checked.explored().shortest)
    checked.abstraction.by_scene[:] = [lambda values: values] * len(story.scenes)
    checked.machine.want(range(len(checked.goals)))
    assert set(explore(checked).shortest) == merged


@given(random_stories())
@settings(often, max_examples=30)
def test_every_witness_replays_through_begin_and_choose(story: Story) -> None:
    checked = Checked(story)
    checked.machine.want(range(len(checked.goals)))
    found = explore(checked, most=3_000)
    for number, path in found.shortest.items():
        shown = play(story, path)
        assert (checked.named(checked.goals.all[number]) or next(iter(shown))) in shown


@given(random_stories(), st.integers(0, 2))
@settings(often, max_examples=25)
def test_a_slice_calls_impossible_only_what_no_play_reaches(story: Story, first: int) -> None:
    small(story)
    checked = Checked(story)
    found = checked.explored()
    for goal in checked.goals.all[first::3]:
        verdict = decide(checked, goal, monotonic() + 60)
        reached = goal.number in found.shortest
        assert verdict.impossible != reached, goal
        assert (verdict.path is not None) == reached, goal


@given(random_stories())
@settings(often, max_examples=80)
def test_what_no_run_can_avoid_is_in_every_complete_run(story: Story) -> None:
    brute, graph = small(story), SceneGraph(story, LEAD)
    claims = [GoalKey("scene", id) for id in graph.unavoidable_scenes()]
    claims += [GoalKey("fact", id) for id in graph.unavoidable_facts()] + [
        GoalKey("term", id) for id in graph.unavoidable_terms()
    ]
    for claim in claims:
        assert not brute.ends_without(claim), claim


@given(random_stories())
@settings(often, max_examples=80)
def test_a_scene_with_a_sure_way_out_never_holds_a_trapped_state(story: Story) -> None:
    brute, graph = small(story), SceneGraph(story, LEAD)
    sure = ending_attractor(graph)
    assert {turn.scene for turn in brute.turns} <= set(graph.scenes)
    caught = {brute.turns[number].scene for number in brute.trapped()}
    assert not {id for id in caught if not story.scenes[id].called} & sure
    assert not caught or set(graph.scenes) - sure


@given(random_stories())
@settings(often, max_examples=50)
def test_dead_ends_are_found_where_enumeration_finds_them(story: Story) -> None:
    brute, checked = small(story), Checked(story)
    found = checked.explored()
    scenes = {checked.machine.layout.scenes[found.scenes[state]] for state in trapped_states(found)}
    assert scenes == {brute.turns[number].scene for number in brute.trapped()}


@given(random_stories(loops=False))
@settings(often, max_examples=50)
def test_exhausted_odds_are_the_exact_odds(story: Story) -> None:
    brute, checked = small(story), Checked(story)
    found = checked.explored()
    exact = ending_odds(
        found, lambda index: story.scenes[checked.machine.layout.scenes[index]].ending
    )
    plain = brute.odds()
    assert (exact is None) == (plain is None)
    if plain is not None:
        assert exact == pytest.approx({id: float(chance) for id, chance in plain.items()})


@given(random_stories())
@settings(often, max_examples=20)
def test_aimed_search_finds_only_what_can_be_played(story: Story) -> None:
    checked = Checked(story)
    search = Search(checked, {})
    search.directed(monotonic() + 0.3)
    for number, path in search.found.items():
        shown = play(story, path)
        assert (checked.named(checked.goals.all[number]) or next(iter(shown))) in shown


@given(random_stories())
@settings(often, max_examples=25)
def test_a_whole_check_claims_nothing_that_enumeration_refutes(story: Story) -> None:
    brute = small(story)
    shown = {
        f"{name[0]} {'.'.join(filter(None, name[1:3]))}".replace("taken power ", "taken ")
        for name in brute.shown
        if name[0] in ("scene", "ending", "term", "fact", "taken")
    }
    report = check(story, runs=4)
    for item in report.items:
        name = f"taken {item.id}" if item.kind == "choice" else f"{item.kind} {item.id}"
        if item.kind in ("scene", "ending", "term", "fact") or (
            item.kind == "choice" and ":" not in item.id
        ):
            assert item.status == ("witnessed" if name in shown else "impossible"), item
        if item.status == "witnessed":
            play(story, item.witness)
    caught = [
        problem
        for problem in report.problems
        if problem.code == "TC0811" and problem.severity == "error"
    ]
    assert bool(caught) == bool(brute.trapped())


@given(random_stories(), st.integers(0, 2))
@settings(often, max_examples=20)
def test_without_time_to_explore_nothing_false_is_claimed(story: Story, first: int) -> None:
    checked = Checked(story)
    small(story)
    reached = set(checked.explored().shortest)
    found: dict[int, tuple[str, ...]] = {}
    for goal in checked.goals.all[first::3]:
        verdict = decide(checked, goal, monotonic() + 60, most=12)
        assert not (verdict.impossible and goal.number in reached)
        if verdict.path is not None:
            found[goal.number] = verdict.path
    assert set(found) <= reached
