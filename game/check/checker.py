"""The check: four ways of knowing, each for what it can say, and a report that keeps them apart."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from game.check.goal import Goal, simple_goal
from game.check.goals import Goals
from game.check.graph import SceneGraph
from game.check.lead_check import LeadCheck
from game.check.lead_model import LeadModel
from game.check.parallel import Progress, run_parallel, workers_for
from game.check.report import Report
from game.check.story_findings import story_problems, untaught
from game.check.visitors import scenes_of
from game.story.model import Story

SECONDS, RUNS, SEED = 30.0, 10_000, 1953
PARALLEL_SCENES = 200
"""From so many scenes of all leads on, the leads are checked in processes of their own."""


def check(
    story: Story,
    *,
    seconds: float = SECONDS,
    runs: int = RUNS,
    seed: int = SEED,
    progress: Progress = lambda _share, _words: None,
) -> Report:
    """Everything that can be known of a story within `seconds`, more or less.

    `runs` random runs are made for each lead. What time does not allow comes out as unknown, never
    as a claim. `progress` is called with a share from 0 to 1 and a word on what is being done.
    """
    begun = monotonic()
    reports = _check_leads(story, runs, seed, seconds, progress)
    problems = {*story_problems(story), *(problem for one in reports for problem in one.problems)}
    progress(1.0, "done")
    leads = {lead: built for one in reports for lead, built in one.structure["leads"].items()}
    return Report(
        problems=tuple(sorted(problems)),
        items=tuple(item for one in reports for item in one.items),
        structure={"untaught": untaught(story), "leads": leads},
        leads={lead: figures for one in reports for lead, figures in one.leads.items()},
        runs=sum(one.runs for one in reports),
        states=sum(one.states for one in reports),
        seconds=monotonic() - begun,
    )


def _check_leads(
    story: Story, runs: int, seed: int, seconds: float, progress: Progress
) -> list[Report]:
    """Every lead checked, each with a share of the time by the number of its scenes."""
    leads = [lead.id for lead in story.world.leads if lead.start]
    scenes = {lead: SceneGraph(story, lead).scenes for lead in leads}
    unreachable = _unreachable(story, scenes)
    total = sum(map(len, scenes.values()))
    workers = workers_for(len(leads)) if total >= PARALLEL_SCENES else 1
    shares = {lead: min(1.0, workers * len(scenes[lead]) / total) for lead in leads}

    def run(lead: str, deadline: float, progress: Progress) -> Report:
        progress(0.0, "structure")
        model = LeadModel(story, lead, unreachable[lead])
        return LeadCheck(model, deadline, progress).run(runs, seed)

    def job(lead: str) -> Callable[[Progress], Report]:
        return lambda progress: run(lead, monotonic() + seconds * shares[lead], progress)

    if workers > 1:
        largest_first = sorted(leads, key=lambda lead: -len(scenes[lead]))
        done = run_parallel([job(lead) for lead in largest_first], largest_first, progress)
        return [done[largest_first.index(lead)] for lead in leads]
    found, deadline = [], monotonic()
    for number, lead in enumerate(leads):
        deadline += seconds * shares[lead]
        found.append(run(lead, deadline, _part(progress, number, len(leads), lead)))
    return found


def _part(progress: Progress, number: int, count: int, lead: str) -> Progress:
    """The progress of one lead among several."""
    return lambda share, words: progress(min(1.0, (number + share) / count), f"{lead}: {words}")


def _unreachable(story: Story, scenes: dict[str, tuple[str, ...]]) -> dict[str, list[Goal]]:
    """Scenes, endings and terms that no way leads to, by their own lead or else the first."""
    first = next(iter(scenes), "")
    reached = {id for ids in scenes.values() for id in ids}
    endings = {story.scenes[id].ending for id in reached}
    goals = [goal for lead, ids in scenes.items() for goal in Goals(story, lead, ids).all]
    linked = {goal.key.owner for goal in goals if goal.kind == "term"}
    found: dict[str, list[Goal]] = {lead: [] for lead in scenes}
    for scene in scenes_of(story):
        if scene.id not in reached and (lead := scene.lead or first) in found:
            found[lead].append(simple_goal("scene", scene.id, scene.file, 1))
    for ending in story.world.endings:
        if ending.id not in endings and ending.line and (lead := ending.lead or first) in found:
            found[lead].append(simple_goal("ending", ending.id, "endings.yaml", ending.line))
    for term in story.world.terms:
        if term.id not in linked and term.file and first:
            found[first].append(simple_goal("term", term.id, term.file, term.line))
    return found
