"""The check: four ways of knowing, each used for what it can say, and a report that keeps them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Any

from game.check.abstraction import StateAbstraction
from game.check.attractor import ending_attractor
from game.check.chain import Chain, historical_chain
from game.check.exploration import Exploration, explore, odds, trapped
from game.check.findings import about_chain, about_goal, about_story, about_unsure, untaught
from game.check.goal import Goal, Lost
from game.check.goals import Goals
from game.check.graph import SceneGraph
from game.check.instrumented_machine import InstrumentedMachine
from game.check.parallel import run_parallel, workers_for
from game.check.refinement import decide
from game.check.replay import WitnessReducer
from game.check.report import IMPOSSIBLE, UNKNOWN, WITNESSED, Item, Report
from game.check.sampling import Sample, sample, spread, wilson
from game.check.search import Search
from game.engine.machine import machine_of
from game.story.model import Story, World
from game.story.problems import Problem

SECONDS, RUNS, SEED = 30.0, 10_000, 1953
STROLLS = 300
EXPLORED = 60_000
APART = 200
"""From so many scenes of all leads on, the leads are checked in processes of their own."""
Path = tuple[str, ...]
Progress = Callable[[float, str], None]
_NOTHING = Story(World("", 1, ()), {}, "", "")


def check(
    story: Story,
    *,
    seconds: float = SECONDS,
    runs: int = RUNS,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Report:
    """Everything that can be known of a story within `seconds`, more or less; `runs` random runs for each lead.

    What time does not allow comes out as unknown, never as a claim. `progress` is called with a share from 0 to 1 and a
    word on what is being done.
    """
    begun = monotonic()
    leads = [lead.id for lead in story.world.leads if lead.start]
    checked = _checked(story, leads, runs, seed, seconds, progress)
    problems = [*about_story(story), *(problem for one in checked for problem in one.problems)]
    items = tuple(item for one in checked for item in one.items)
    structure = {"untaught": untaught(story), "leads": {one.lead: one.built for one in checked}}
    leads_found = {one.lead: one.sampled for one in checked}
    total_runs, states = sum(one.runs for one in checked), sum(one.states for one in checked)
    if progress:
        progress(1.0, "done")
    return Report(
        tuple(sorted(dict.fromkeys(problems))),
        items,
        structure,
        leads_found,
        total_runs,
        states,
        monotonic() - begun,
    )


def _checked(
    story: Story, leads: list[str], runs: int, seed: int, seconds: float, progress: Progress | None
) -> list[_Lead]:
    """Every lead checked, each with its share of the time by the number of its scenes; side by side where that pays."""
    lost = _lost(story, leads)
    sizes = {lead: len(SceneGraph(story, lead).scenes) for lead in leads}
    workers = workers_for(len(leads)) if sum(sizes.values()) >= APART else 1
    begun, given = monotonic(), 0.0
    if workers > 1:
        largest = sorted(leads, key=lambda lead: -sizes[lead])
        share = {lead: min(1.0, workers * sizes[lead] / sum(sizes.values())) for lead in leads}

        def job(lead: str) -> Callable[[Progress], _Lead]:
            return lambda told: (
                _Lead(story, lead, lost.get(lead, []), monotonic() + seconds * share[lead], told)
                .run(runs, seed)
                .alone()
            )

        done = run_parallel([job(lead) for lead in largest], largest, progress or _silent)
        return sorted(done, key=lambda one: leads.index(one.lead))
    found = []
    for number, lead in enumerate(leads):
        given += sizes[lead] / sum(sizes.values())
        told = _told(progress, number, len(leads), lead)
        found.append(
            _Lead(story, lead, lost.get(lead, []), begun + seconds * given, told).run(runs, seed)
        )
    return found


def _silent(_share: float, _words: str) -> None:
    """Nobody asked how far it is."""


def _told(progress: Progress | None, number: int, count: int, lead: str) -> Progress:
    def told(share: float, words: str) -> None:
        if progress:
            progress(min(1.0, (number + share) / count), f"{lead}: {words}")

    return told


def _lost(story: Story, leads: list[str]) -> dict[str, list[Lost]]:
    """What no way leads to, by the lead that it is counted under: scenes, endings, and terms without a link."""
    graphs = {lead: set(SceneGraph(story, lead).scenes) for lead in leads}
    everywhere = set().union(*graphs.values())
    found: dict[str, list[Lost]] = {lead: [] for lead in leads}
    ends = {story.scenes[id].ending for id in everywhere}
    linked = {
        goal.id
        for lead in leads
        for goal in Goals(story, lead, sorted(graphs[lead])).all
        if goal.kind == "term"
    }
    for id in story.scenes:
        scene = story.scenes[id]
        if id not in everywhere and (scene.lead in graphs or not scene.lead):
            found[scene.lead or leads[0]].append(("scene", id, scene.file, 1))
    for ending in story.world.endings:
        if ending.id not in ends and ending.line and (ending.lead in graphs or not ending.lead):
            found[ending.lead or leads[0]].append(
                ("ending", ending.id, "endings.yaml", ending.line)
            )
    for term in story.world.terms:
        if term.id not in linked and term.file:
            found[leads[0]].append(("term", term.id, term.file, term.line))
    return found


@dataclass(slots=True)
class _Lead:
    """The check of one lead."""

    story: Story
    lead: str
    lost: list[Lost]
    deadline: float
    told: Progress
    problems: list[Problem] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    built: dict[str, Any] = field(default_factory=dict)
    sampled: dict[str, Any] = field(default_factory=dict)
    runs: int = 0
    states: int = 0

    def run(self, runs: int, seed: int) -> _Lead:
        begun, left = monotonic(), self.deadline - monotonic()
        self.told(0.0, "structure")
        graph = SceneGraph(self.story, self.lead)
        goals = Goals(self.story, self.lead, graph.scenes, self.lost)
        watched = InstrumentedMachine(goals)
        merging = StateAbstraction(watched, watched.readers, graph.scenes)
        self.told(0.05, "exploring")
        watched.want(range(len(goals)))
        explored = explore(watched, self.lead, merging, most=EXPLORED, deadline=begun + 0.15 * left)
        found: dict[int, Path] = dict(explored.shortest)
        impossible = {goal.number for goal in goals.all if not goal.aims}
        search = Search(watched, graph, merging, found)
        if explored.done:
            impossible |= {goal.number for goal in search.missing}
        else:
            self.told(0.15, "searching")
            search.stroll(STROLLS, Random(seed), begun + 0.25 * left)  # noqa: S311
            search.aim(begun + 0.4 * left, lambda share: self.told(0.15 + 0.2 * share, "searching"))
            self._decide(search, impossible, begun + 0.6 * left)
        self.told(0.5, "random runs")
        wanted = {goal.number for goal in search.missing} - impossible
        share = 0.9 if explored.done else 0.95
        sampled = sample(
            goals,
            wanted,
            runs,
            seed,
            deadline=begun + share * left,
            progress=lambda s: self.told(0.5 + 0.4 * s, "random runs"),
        )
        found |= sampled.found
        self.told(0.9, "shortening")
        self._witness(watched, goals.all, found, impossible)
        self.states += explored.states + search.states
        self._build(graph, explored)
        self._report_sample(sampled, explored)
        self._find_problems(goals.all, explored)
        return self

    def alone(self) -> _Lead:
        """What was found, without the story and whom to tell: what another process needs to hear."""
        return _Lead(
            _NOTHING,
            self.lead,
            [],
            self.deadline,
            _silent,
            self.problems,
            self.items,
            self.built,
            self.sampled,
            self.runs,
            self.states,
        )

    def _decide(self, search: Search, impossible: set[int], deadline: float) -> None:
        """A proof or a witness from slices for what the search did not find."""
        missing = search.missing
        for index, goal in enumerate(missing):
            if goal.number in search.found or monotonic() > deadline:
                continue
            self.told(0.35 + 0.15 * index / len(missing), "proving")
            verdict = decide(search.watched, search.graph, search.merging, goal, deadline)
            self.states += verdict.states
            if verdict.path is not None:
                search.found[goal.number] = verdict.path
            elif verdict.impossible:
                impossible.add(goal.number)

    def _witness(
        self,
        watched: InstrumentedMachine,
        goals: list[Goal],
        found: dict[int, Path],
        impossible: set[int],
    ) -> None:
        """Every list is replayed before it is believed; scenes come first, since ways to them serve the rest."""
        shortener, paths = WitnessReducer(watched, self.lead), dict[int, Path]()
        for goal in sorted(goals, key=lambda goal: goal.kind != "scene"):
            path = found.get(goal.number)
            if (
                path is not None
                and (short := shortener.witness(goal, path, self.deadline)) is not None
            ):
                paths[goal.number] = short
        for goal in goals:
            path = paths.get(goal.number)
            status = (
                WITNESSED
                if path is not None
                else IMPOSSIBLE
                if goal.number in impossible
                else UNKNOWN
            )
            self.items.append(Item(goal.kind, goal.id, self.lead, status, path or ()))

    # -- reporting ------------------------------------------------------------------------------------------

    def _build(self, graph: SceneGraph, explored: Exploration) -> None:
        """What is known by construction, and what the exploration exhausted."""
        sure = ending_attractor(graph)
        unsure = [id for id in graph.scenes if id not in sure]
        loops = graph.loops()
        self.built = {
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
        }

    def _report_sample(self, sampled: Sample, explored: Exploration) -> None:
        self.runs = sampled.runs
        scenes = machine_of(self.story).layout.scenes
        exact = odds(explored, lambda index: self.story.scenes[scenes[index]].ending)
        unfinished = sampled.endings.pop("", 0)
        endings = dict.fromkeys((*(exact or ()), *sorted(sampled.endings)), 0)
        self.built["clamps"] = dict(sorted(sampled.clamps.items()))
        self.sampled = {
            "words": list(spread(sampled.words)),
            "decisions": list(spread(sampled.decisions)),
            "endings": {id: _share(sampled.endings[id], sampled.runs) for id in endings},
            "exposures": {
                key.split(" ")[1]: list(spread(counter)[:2])
                for key, counter in sorted(sampled.shown.items())
            },
            "gauges": {
                name: {act: list(spread(counter)) for act, counter in acts.items()}
                for name, acts in sampled.gauges.items()
            },
            "exact": {id: round(chance, 6) for id, chance in exact.items()} if exact else None,
            "runs": sampled.runs,
            "unfinished": unfinished,
        }

    def _find_problems(self, goals: list[Goal], explored: Exploration) -> None:
        status = {goal.number: item.status for goal, item in zip(goals, self.items, strict=True)}
        self.problems += _goal_problems(goals, status, self.lead)
        chain = historical_chain(self.story, self.lead)
        self.built["really"] = _chain_json(chain, self.story.leads[self.lead].history)
        if problem := about_chain(self.story, self.lead, chain):
            self.problems.append(problem)
        unsure = self.built["unsure"]
        if explored.done:
            caught = trapped(explored)
            scenes = machine_of(self.story).layout.scenes
            unsure = list(dict.fromkeys(scenes[explored.scenes[state]] for state in caught))
            self.built["caught"] = [list(explored.path(caught[0]))] if caught else []
        self.problems += about_unsure(self.story, unsure, self.lead, explored.done)


def _goal_problems(goals: list[Goal], status: dict[int, str], lead: str) -> Iterator[Problem]:
    """Problems of goals, without those that only follow from their scene or choice being out of reach."""
    scenes = {goal.id: status[goal.number] for goal in goals if goal.kind == "scene"}
    taking = [goal for goal in goals if goal.kind == "choice" and goal.side is None]
    choices = {(aim.scene, aim.choice): status[goal.number] for goal in taking for aim in goal.aims}
    for goal in goals:
        if (
            goal.kind != "scene"
            and goal.aims
            and all(scenes.get(aim.scene) not in (None, WITNESSED) for aim in goal.aims)
        ):
            continue
        within = (
            goal.kind not in ("choice", "fact", "term") and goal.aims and goal.aims[0].at == "take"
        )
        if within and all(
            choices.get((aim.scene, aim.choice), WITNESSED) != WITNESSED for aim in goal.aims
        ):
            continue
        if problem := about_goal(goal, lead, status[goal.number]):
            yield problem


def _share(hits: int, runs: int) -> list[float]:
    low, high = wilson(hits, runs)
    return [round(hits / runs, 6) if runs else 0.0, round(low, 6), round(high, 6)]


def _chain_json(chain: Chain, history: str) -> dict[str, Any]:
    return {
        "path": list(chain.path),
        "ending": chain.ending,
        "expected": history,
        "broken": chain.broken,
    }
