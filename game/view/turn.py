"""What a step tells beside its prose: the choice taken, what moved by whose doing, first meetings, errands left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.story.model import Choice, Story
from game.view import words
from game.view.sanitize import one_line

if TYPE_CHECKING:
    from game.engine import Change, Turn

MOST_STUBS = 2
"""First meetings in one passage that are told with a sentence each; more are told by name."""


def choice_of(story: Story, taken: tuple[str, str] | None) -> Choice | None:
    """The choice taken, by (scene, choice); None for a beginning or an errand of a hub."""
    scene = story.scenes.get(taken[0]) if taken else None
    return (
        next((choice for choice in scene.choices if taken and choice.id == taken[1]), None)
        if scene
        else None
    )


def by_cause(
    turn: Turn, taken: tuple[str, str] | None, choice: Choice | None
) -> tuple[list[Change], list[Change]]:
    """What the choice itself moved, and what the scenes after it did: that is told only when they were read."""
    early: list[Change] = []
    late: list[Change] = []
    own = (
        {effect.variable for effect in choice.deed.effects}
        | {seat.person for seat in choice.deed.seating}
        if choice
        else set()
    )
    for moved in turn.changes:
        by_choice = bool(choice and taken) and (
            moved.scene == taken[0] if moved.kind == "ledger" and taken else moved.id in own
        )
        (early if by_choice else late).append(moved)
    return early, late


def moved_line(moved: Change) -> str:
    """What moved in a sentence; empty where the player is not to see it."""
    if not moved.shown:
        return ""
    return words.sentence(
        one_line(f"{moved.text}: {moved.reason}" if moved.kind == "ledger" else moved.text)
    )


def stub_of(story: Story, id: str) -> str:
    """The one sentence of a first meeting with a term or person."""
    if id in story.terms:
        return " ".join(story.terms[id].stub.split())
    person = story.people[id]
    return words.first_sentence(person.about) or words.sentence(person.full or person.name)


def hub_line(turn: Turn) -> str:
    """How many errands are left to take."""
    left = turn.picks_left or 0
    open_now = sum(offer.open for offer in turn.choices)
    if left >= open_now:
        return f"You have time for {words.number_word(left)} more."
    return f"You have time for {words.number_word(left)} of these {words.number_word(open_now)}."


def act_line(story: Story, scene: str) -> str:
    """The act of a scene with its number; empty where it has none."""
    found = story.scenes.get(scene)
    act = story.acts.get(found.act) if found else None
    return one_line(f"Act {act.number}, {act.title}" if act.number else act.title) if act else ""


def record_line(turn: Turn) -> str:
    """The Record folded to one line; empty where there is none."""
    return (
        f"The record has {words.count(len(str(turn.record).split()), 'word')} on this: r reads it."
        if turn.record
        else ""
    )
