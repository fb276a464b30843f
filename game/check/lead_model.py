"""A story as the check explores it for one lead: graph, goals, machine and abstraction."""

from __future__ import annotations

from collections.abc import Iterable

from game.check.abstraction import StateAbstraction
from game.check.goal import Goal
from game.check.goals import Goals
from game.check.graph import SceneGraph
from game.check.instrumented_machine import InstrumentedMachine
from game.story.model import Story


class LeadModel:
    """Owns the instrumented machine of one lead, and what is known of the lead besides."""

    def __init__(self, story: Story, lead: str, unreachable: Iterable[Goal] = ()) -> None:
        self.story, self.lead = story, lead
        self.graph = SceneGraph(story, lead)
        self.goals = Goals(story, lead, self.graph.scenes, unreachable)
        self.machine = InstrumentedMachine(self.goals)
        self.recorder = self.machine.recorder
        layout, read_sets = self.machine.layout, self.machine.read_sets
        self.abstraction = StateAbstraction(layout, read_sets, self.graph.scenes)
