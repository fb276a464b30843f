"""The two ways into a story that everything else uses: `begin` a run, `choose` in it."""

from __future__ import annotations

from game.engine.compiled_scene import CompiledChoice, TraceEntry
from game.engine.layout import SCENE, StateValues
from game.engine.machine import machine_of
from game.engine.state import State, TrailStep
from game.engine.turn import Turn
from game.engine.vote import Vote, call_vote
from game.story.model import Story


class ChoiceNotOpen(Exception):
    """The choice is not offered here, or it is locked; `reason` says which."""

    def __init__(self, choice: str, reason: str) -> None:
        self.choice, self.reason = choice, reason
        super().__init__(f"`{choice}` cannot be chosen: {reason}")


class LeadNotPlayable(Exception):
    """There is no such lead, or his scenes are not written yet."""


def begin(story: Story, lead: str) -> Turn:
    """The first turn of a run as `lead`; raises LeadNotPlayable."""
    if lead not in story.leads or not story.leads[lead].start:
        playable = ", ".join(id for id, one in story.leads.items() if one.start)
        when = "yet" if lead in story.leads else "here"
        raise LeadNotPlayable(f"`{lead}` cannot be played {when}; you can play: {playable}.")
    machine = machine_of(story)
    trace: list[TraceEntry] = []
    values = machine.begin(lead, trace)
    return Turn(State(machine, values), trace)


def choose(story: Story, state: State, choice_id: str) -> Turn:
    """The turn after a choice; raises ChoiceNotOpen when it is not on offer or locked."""
    machine, before = machine_of(story), state.raw_values
    scene = machine.scenes[before[SCENE]] or machine.scene(before[SCENE])
    choice = scene.by_id.get(choice_id)
    if choice is None or not choice.is_open(before):
        raise ChoiceNotOpen(choice_id, _why_not(choice, before))
    trace: list[TraceEntry] = []
    after = machine.step(before, choice, trace)
    return Turn(State(machine, after, TrailStep(state.trail, before, choice)), trace)


def forecast(story: Story, state: State, motion: str) -> Vote:
    """How a motion would go if it were called now, with every line behind it, unseen ones too."""
    return call_vote(machine_of(story), state.raw_values, motion, state.ledger())


def _why_not(choice: CompiledChoice | None, values: StateValues) -> str:
    if choice is None or not choice.is_visible(values):
        return "it is not offered here"
    return " ".join(reason for test, reason in choice.needs if not test(values))
