"""The check of one lead: explore, search, prove and sample, each for a share of its time."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from time import monotonic
from typing import Any

from game.check.attractor import ending_attractor
from game.check.chain import Chain, historical_chain
from game.check.exploration import Exploration, ending_odds, explore, trapped_states
from game.check.goal import ChoicePath, Goal
from game.check.lead_findings import chain_problem, goal_problems, trap_problems
from game.check.lead_model import LeadModel
from game.check.parallel import Progress
from game.check.refinement import decide
from game.check.replay import WitnessReducer
from game.check.report import IMPOSSIBLE, UNKNOWN, WITNESSED, GoalResult, Report
from game.check.sample_statistics import least_median_most, wilson_interval
from game.check.sampling import Sample, sample
from game.check.search import Search
from game.story.model import Story
from game.story.problems import Problem

WALKS = 300
EXPLORED = 60_000


class LeadCheck:
    """Checks one lead until `deadline`, a moment of time.monotonic()."""

    def __init__(
        self,
        story: Story,
        lead: str,
        unreachable: Iterable[Goal],
        deadline: float,
        progress: Progress,
    ) -> None:
        self.story, self.lead, self.deadline, self.progress = story, lead, deadline, progress
        self.begun = monotonic()
        progress(0.0, "structure")
        self.model = LeadModel(story, lead, unreachable)
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
        self.progress(0.5, "random runs")
        sampled = sample(
            self.model.goals,
            {goal.number for goal in search.missing} - self.impossible,
            runs,
            seed,
            deadline=self._moment(0.9 if explored.done else 0.95),
            progress=lambda share: self.progress(0.5 + 0.4 * share, "random runs"),
        )
        self.found |= sampled.found
        self.progress(0.9, "shortening")
        items, chain = self._items(), historical_chain(self.story, self.lead)
        trapped = trapped_states(explored) if explored.done else None
        structure = self._structure(explored, sampled, chain, trapped)
        problems = self._problems(items, chain, explored, trapped, structure["unsure"])
        figures = self._figures(sampled, explored)
        states = self.states + explored.states + search.states
        return Report(
            problems=tuple(problems),
            items=items,
            structure={"leads": {self.lead: structure}},
            leads={self.lead: figures},
            runs=sampled.runs,
            states=states,
            seconds=monotonic() - self.begun,
        )

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
        search.directed(
            self._moment(0.4), lambda share: self.progress(0.15 + 0.2 * share, "searching")
        )

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
        structure: dict[str, Any] = {
            "scenes": len(graph.scenes),
            "unavoidable": {
                "scenes": graph.unavoidable_scenes(),
                "facts": graph.unavoidable_facts(),
                "terms": graph.unavoidable_terms(),
            },
            "unsure": unsure,
            "loops": loops,
            "loops_without_way_out": [loop for loop in loops if set(loop) & set(unsure)],
            "exhausted": explored.done,
            "explored": explored.states,
            "clamps": dict(sorted(sampled.clamps.items())),
            "really": {
                "path": list(chain.path),
                "ending": chain.ending,
                "expected": self.story.leads[self.lead].history,
                "broken": chain.broken,
            },
        }
        if trapped is not None:
            structure["caught"] = [list(explored.path(trapped[0]))] if trapped else []
        return structure

    def _figures(self, sampled: Sample, explored: Exploration) -> dict[str, Any]:
        """What the random runs showed, and the exact odds where they are known."""
        exact = ending_odds(explored, lambda index: self.story.scenes[self._scene_of(index)].ending)
        unfinished = sampled.endings.pop("", 0)
        endings = dict.fromkeys((*(exact or ()), *sorted(sampled.endings)))
        return {
            "words": list(least_median_most(sampled.words)),
            "decisions": list(least_median_most(sampled.decisions)),
            "endings": {id: _share(sampled.endings[id], sampled.runs) for id in endings},
            "exposures": {
                key.split(" ")[1]: list(least_median_most(counter)[:2])
                for key, counter in sorted(sampled.shown.items())
            },
            "gauges": {
                name: {act: list(least_median_most(counter)) for act, counter in acts.items()}
                for name, acts in sampled.gauges.items()
            },
            "exact": {id: round(chance, 6) for id, chance in exact.items()} if exact else None,
            "runs": sampled.runs,
            "unfinished": unfinished,
        }

    def _problems(
        self,
        items: tuple[GoalResult, ...],
        chain: Chain,
        explored: Exploration,
        trapped: list[int] | None,
        unsure: list[str],
    ) -> list[Problem]:
        found = list(goal_problems(self.goals, [item.status for item in items], self.lead))
        if problem := chain_problem(self.story, self.lead, chain):
            found.append(problem)
        scenes = unsure
        if trapped is not None:
            indexes = (explored.scenes[state] for state in trapped)
            scenes = list(dict.fromkeys(map(self._scene_of, indexes)))
        return found + trap_problems(self.story, scenes, self.lead, trapped is not None)


def _share(hits: int, runs: int) -> list[float]:
    """A share of the runs with its interval."""
    low, high = wilson_interval(hits, runs)
    return [round(hits / runs, 6) if runs else 0.0, round(low, 6), round(high, 6)]
