"""The check of one lead: explore, search, prove and sample, each for a share of its time."""

from __future__ import annotations

from random import Random
from time import monotonic
from typing import Any

from game.check.attractor import ending_attractor
from game.check.chain import Chain, historical_chain
from game.check.exploration import Exploration, ending_odds, explore, trapped_states
from game.check.goal import ChoicePath, Goal
from game.check.lead_findings import chain_problems, goal_problems, trap_problems
from game.check.lead_model import LeadModel
from game.check.parallel import Progress
from game.check.refinement import decide
from game.check.replay import WitnessReducer
from game.check.report import IMPOSSIBLE, UNKNOWN, WITNESSED, GoalResult, Report
from game.check.sampling import Sample, least_median_most, sample, wilson_interval
from game.check.search import Search

WALKS = 300
EXPLORED = 60_000


class LeadCheck:
    """Checks one lead until `deadline`, a moment of time.monotonic()."""

    def __init__(self, model: LeadModel, deadline: float, progress: Progress) -> None:
        self.model, self.deadline, self.progress = model, deadline, progress
        self.story, self.lead, self.begun = model.story, model.lead, monotonic()
        self.goals = self.model.goals.all
        self.found: dict[int, ChoicePath] = {}
        self.impossible = {goal.number for goal in self.goals if not goal.sites}
        self.states = 0

    def run(self, runs: int, seed: int) -> Report:
        """The report on the lead, with so many random runs if there is time."""
        explored = self._explore()
        search = Search(self.model, self.found)
        if explored.done:
            self.impossible |= {goal.number for goal in search.missing}
        else:
            self._search(search, seed)
            self._prove(search)
        sampled = self._sample(search, runs, seed, 0.9 if explored.done else 0.95)
        self.progress(0.9, "shortening")
        items, chain = self._items(), historical_chain(self.story, self.lead)
        trapped = trapped_states(explored) if explored.done else None
        structure = self._structure(explored, sampled, chain, trapped)
        problems = list(goal_problems(self.goals, [item.status for item in items], self.lead))
        problems += chain_problems(self.story, self.lead, chain)
        scenes = structure["unsure"]
        if trapped is not None:
            scenes = dict.fromkeys(self._scene_of(explored.scenes[state]) for state in trapped)
        problems += trap_problems(self.story, scenes, self.lead, explored.done)
        structures = {"leads": {self.lead: structure}}
        figures = {self.lead: self._figures(sampled, explored)}
        states = self.states + explored.states + search.states
        return Report(tuple(problems), items, structures, figures, sampled.runs, states)

    def _moment(self, share: float) -> float:
        """The moment at which a share of the time is over."""
        return self.begun + share * (self.deadline - self.begun)

    def _explore(self) -> Exploration:
        self.progress(0.05, "exploring")
        self.model.machine.want(range(len(self.goals)))
        explored = explore(self.model, most=EXPLORED, deadline=self._moment(0.15))
        self.found |= explored.shortest
        return explored

    def _search(self, search: Search, seed: int) -> None:
        self.progress(0.15, "searching")
        search.random_walks(WALKS, Random(seed), self._moment(0.25))  # noqa: S311
        until = self._moment(0.4)
        search.directed(until, lambda share: self.progress(0.15 + 0.2 * share, "searching"))

    def _prove(self, search: Search) -> None:
        """A proof or a witness from slices for what the search did not find."""
        missing, deadline = search.missing, self._moment(0.6)
        for index, goal in enumerate(missing):
            if goal.number in self.found or monotonic() > deadline:
                continue
            self.progress(0.35 + 0.15 * index / len(missing), "proving")
            verdict = decide(self.model, goal, deadline)
            self.states += verdict.states
            if verdict.path is not None:
                self.found[goal.number] = verdict.path
            elif verdict.impossible:
                self.impossible.add(goal.number)

    def _sample(self, search: Search, runs: int, seed: int, until: float) -> Sample:
        def progress(share: float) -> None:
            self.progress(0.5 + 0.4 * share, "random runs")

        progress(0.0)
        wanted = {goal.number for goal in search.missing} - self.impossible
        sampled = sample(self.model.goals, wanted, runs, seed, self._moment(until), progress)
        self.found |= sampled.found
        return sampled

    def _items(self) -> tuple[GoalResult, ...]:
        """Every list is replayed before it is believed; ways to scenes first: they serve others."""
        reducer, witnesses = WitnessReducer(self.model), dict[int, ChoicePath]()
        for goal in sorted(self.goals, key=lambda goal: goal.kind != "scene"):
            path = self.found.get(goal.number)
            witness = None if path is None else reducer.witness(goal, path, self.deadline)
            if witness is not None:
                witnesses[goal.number] = witness
        return tuple(self._item(goal, witnesses.get(goal.number)) for goal in self.goals)

    def _item(self, goal: Goal, witness: ChoicePath | None) -> GoalResult:
        status = IMPOSSIBLE if goal.number in self.impossible else UNKNOWN
        if witness is not None:
            status = WITNESSED
        return GoalResult(goal.kind, goal.id, self.lead, status, witness or ())

    # -- reporting --------------------------------------------------------------------------------

    def _scene_of(self, index: int) -> str:
        return self.model.machine.layout.scenes[index]

    def _structure(
        self, explored: Exploration, sampled: Sample, chain: Chain, trapped: list[int] | None
    ) -> dict[str, Any]:
        """What is known by construction, and what the exploration exhausted."""
        graph = self.model.graph
        sure, loops = ending_attractor(graph), graph.loops()
        unsure = [id for id in graph.scenes if id not in sure]
        scenes, terms = graph.unavoidable_scenes(), graph.unavoidable_terms()
        really = {"path": list(chain.path), "ending": chain.ending, "broken": chain.broken}
        structure: dict[str, Any] = {
            "scenes": len(graph.scenes),
            "unavoidable": {"scenes": scenes, "facts": graph.unavoidable_facts(), "terms": terms},
            "unsure": unsure,
            "loops": loops,
            "loops_without_way_out": [loop for loop in loops if set(loop) & set(unsure)],
            "exhausted": explored.done,
            "explored": explored.states,
            "clamps": dict(sorted(sampled.clamps.items())),
            "really": really | {"expected": self.story.leads[self.lead].history},
        }
        if trapped is not None:
            structure["caught"] = [list(explored.path(trapped[0]))] if trapped else []
        return structure

    def _figures(self, sampled: Sample, explored: Exploration) -> dict[str, Any]:
        """What the random runs showed, and the exact odds where they are known."""
        exact = ending_odds(explored, lambda index: self.story.scenes[self._scene_of(index)].ending)
        unfinished = sampled.endings.pop("", 0)
        endings = dict.fromkeys((*(exact or ()), *sorted(sampled.endings)))
        shown = {key.split(" ")[1]: counter for key, counter in sorted(sampled.shown.items())}
        return {
            "words": least_median_most(sampled.words),
            "decisions": least_median_most(sampled.decisions),
            "endings": {id: _share(sampled.endings[id], sampled.runs) for id in endings},
            "exposures": {id: least_median_most(counter)[:2] for id, counter in shown.items()},
            "gauges": {
                name: {act: least_median_most(counter) for act, counter in acts.items()}
                for name, acts in sampled.gauges.items()
            },
            "exact": {id: round(chance, 6) for id, chance in exact.items()} if exact else None,
            "runs": sampled.runs,
            "unfinished": unfinished,
        }


def _share(hits: int, runs: int) -> list[float]:
    """A share of the runs with its interval."""
    low, high = wilson_interval(hits, runs)
    return [round(hits / runs, 6) if runs else 0.0, round(low, 6), round(high, 6)]
