"""Findings about what one lead can play: from what is known of a goal to what is wrong (TC08xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.check import diagnostics as diag
from game.check.chain import Chain
from game.check.goal import Goal
from game.check.report import IMPOSSIBLE, WITNESSED
from game.story.model import Story
from game.story.problems import Problem


def goal_problems(goals: Sequence[Goal], statuses: Sequence[str], lead: str) -> Iterator[Problem]:
    """Problems of goals, but for those that only follow from their scene or choice's.

    A goal that cannot be reached is an error; one that nobody has reached yet is a warning.
    """
    missed = [goal for goal in goals if statuses[goal.number] != WITNESSED]
    scenes = {goal.key.owner for goal in missed if goal.kind == "scene"}
    taken = [goal for goal in missed if goal.key.aspect == "taken"]
    choices = {(site.scene, site.choice) for goal in taken for site in goal.sites}
    for goal in missed:
        if not _follows(goal, scenes, choices):
            yield _goal_problem(goal, lead, statuses[goal.number] == IMPOSSIBLE)


def _follows(goal: Goal, scenes: set[str], choices: set[tuple[str, str]]) -> bool:
    """Whether a goal is missed because these scenes and choices are."""
    sites = goal.sites
    if goal.kind != "scene" and sites and all(site.scene in scenes for site in sites):
        return True
    if goal.kind in ("choice", "fact", "term") or not sites or not sites[0].taken:
        return False
    return all((site.scene, site.choice) in choices for site in sites)


def _goal_problem(goal: Goal, lead: str, proved: bool) -> Problem:
    found = diag.IMPOSSIBLE if proved else diag.NOT_FOUND
    what = goal.what
    if goal.kind == "condition" or goal.key.aspect == "need":
        what = what[:1].upper() + what[1:]
        if goal.kind == "choice":
            found = diag.NEVER_LOCKED if proved else diag.NOT_SEEN_LOCKED
        elif goal.key.side:
            found = diag.NEVER_TRUE if proved else diag.NOT_SEEN_TRUE
        else:
            found = diag.NEVER_FALSE if proved else diag.NOT_SEEN_FALSE
    return found.at(goal.file, goal.line, 1, lead=lead, goal=what)


def chain_problems(story: Story, lead: str, chain: Chain) -> Iterator[Problem]:
    """The chain of `really: yes` must come to the ending that the lead calls its history."""
    history = story.leads[lead].history
    if not history or chain.ending == history:
        return
    reached = f"ends in `{chain.ending}`" if chain.ending else "goes round without an end"
    where = f"; it leaves the record where {chain.broken}" if chain.broken else ""
    file = story.scenes[chain.scene].file
    yield diag.HISTORY_MISSED.at(
        file, chain.line, 1, lead=lead, reached=reached, history=history, where=where
    )


def trap_problems(story: Story, scenes: Iterable[str], lead: str, proved: bool) -> list[Problem]:
    """Scenes from which no ending can be reached (proved), or none along ways always open."""
    found = diag.CAUGHT if proved else diag.PERHAPS_CAUGHT
    return [found.at(story.scenes[id].file, 1, 1, scene=id, lead=lead) for id in scenes]
