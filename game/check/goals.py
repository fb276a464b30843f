"""Every goal of one lead, numbered in the order of the story.

A goal is found by its key (what the story does when it is reached) and known to people by its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from game.check.goal import Goal, GoalKey
from game.check.goal_generator import GoalGenerator
from game.story.model import Story

SHARED = ("ending", "term", "fact")
"""Kinds of goals that many scenes can reach; they are numbered last."""


class Goals:
    """The goals of the scenes that a lead can be in, and those that nothing leads to."""

    def __init__(
        self, story: Story, lead: str, scenes: Iterable[str], unreachable: Iterable[Goal] = ()
    ) -> None:
        self.story, self.lead, self.scenes = story, lead, tuple(scenes)
        self.all: list[Goal] = []
        self.numbers: dict[GoalKey, int] = {}
        self._ids = Counter[str]()
        found = [*GoalGenerator(story, lead).goals(self.scenes), *unreachable]
        for goal in sorted(found, key=lambda goal: goal.kind in SHARED and bool(goal.sites)):
            self._add(goal)

    def __len__(self) -> int:
        return len(self.all)

    def number(self, key: GoalKey) -> int:
        """The number of the goal with this key, or -1."""
        return self.numbers.get(key, -1)

    def known(self, keys: Iterable[GoalKey]) -> tuple[int, ...]:
        """The numbers of those keys that are goals, each once."""
        return tuple(dict.fromkeys(self.numbers[key] for key in keys if key in self.numbers))

    def of_term(self, id: str) -> tuple[int, ...]:
        """What is reached when a term's link is displayed: the term, and its entry's lesson."""
        term = self.story.terms.get(id)
        lesson = term.curriculum if term else ""
        return self.known((GoalKey("term", id), GoalKey("fact", lesson)))

    def _add(self, goal: Goal) -> None:
        """Number a goal, or add the sites of one that has a number."""
        number = self.numbers.get(goal.key)
        if number is not None:
            known = self.all[number]
            more = tuple(site for site in goal.sites if site not in known.sites)
            self.all[number] = replace(known, sites=known.sites + more)
            return
        self._ids[goal.id] += 1
        count, number = self._ids[goal.id], len(self.all)
        id = goal.id if count == 1 else f"{goal.id}#{count}"
        self.numbers[goal.key] = number
        self.all.append(replace(goal, id=id, number=number))
