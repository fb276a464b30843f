"""Where everything that can change stands in a state: one flat tuple of small whole numbers.

The first places are fixed (see the constants); after them come variables, the support of everybody
who can hold a chair, who was seated or unseated in this run, counted visits, and how each motion
went when it was called.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from game.story.model import SUPPORT_RANGE, Story, Variable

SCENE = 0  # index of the scene where the player stands
PAST = 1  # one bit for each scene, choice or storylet that some later condition asks about
MET = 2  # one bit for each term and person that a passage can link to
STACK = 3  # open calls: (HUB, scene, taken) or (PLAY, scene, choice)
TAKEN = 4  # storylets taken in the hub where the player stands
DATE = 5  # the last date a scene named, as a day number (0: none yet)
LEAD = 6  # index of the lead
FIRST = 7  # the first of the places that depend on the story

SEATED, UNSEATED = 1, 2


StateValues = Sequence[Any]
"""The values of a state by place: a tuple, or a list while a step is taken."""


class Layout:
    """Names to places, for one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.scenes = tuple(story.scenes)
        self.scene_index = {id: index for index, id in enumerate(self.scenes)}
        self.leads = tuple(story.leads)
        self.start: list[int] = []
        self.ranges: list[tuple[int, int]] = []
        stored = [variable for variable in story.world.variables if variable.means is None]
        self.variables = {v.id: self._place(v.start, v.low, v.high) for v in stored}
        self.support = {id: self._place(0, *SUPPORT_RANGE) for id in _supporters(story)}
        self.seats = {person: self._place(0, 0, UNSEATED) for person in story.people}
        self.visits = {scene: self._place(0, 0, most) for scene, most in story.world.tracked.visits}
        self.tally = {motion.id: self._place(0, 0, 1 << 30) for motion in story.world.motions}
        tracked = story.world.tracked
        marks = [("seen", id) for id in tracked.seen]
        marks += [("chose", id) for id in tracked.chose]
        marks += [("lapsed", id) for ids in story.pools.values() for id in ids]
        self.past = {mark: bit for bit, mark in enumerate(marks)}
        self.met = {id: bit for bit, id in enumerate(dict.fromkeys([*story.terms, *story.people]))}

    def _place(self, start: int, low: int, high: int) -> int:
        self.start.append(start)
        self.ranges.append((low, high))
        return FIRST + len(self.start) - 1

    def past_mask(self, kind: str, name: str) -> int:
        """The bit of something that is remembered, or 0 when no condition asks for it."""
        bit = self.past.get((kind, name))
        return 0 if bit is None else 1 << bit

    def range_of(self, place: int) -> tuple[int, int]:
        """The lowest and highest value of a place after the fixed ones."""
        return self.ranges[place - FIRST]

    def begin(self, lead: str) -> list[int]:
        """The values before the first scene."""
        first: list[int] = [0] * FIRST
        first[STACK] = ()  # type: ignore[call-overload]
        first[LEAD] = self.leads.index(lead)
        return first + self.start


def word_of(variable: Variable, value: int) -> int | bool | str:
    """A variable's value as an author thinks of it: a number, yes or no, or a word."""
    if variable.kind == "flag":
        return bool(value)
    return variable.words[value - variable.low] if variable.kind == "word" else value


def day_number(iso: str) -> int:
    """An ISO day counted from the year 1, or 0 for no day."""
    return date.fromisoformat(iso).toordinal() if iso else 0


def iso_day(number: int) -> str:
    """The ISO day of a day number, or an empty string for none."""
    return date.fromordinal(number).isoformat() if number else ""


def _supporters(story: Story) -> list[str]:
    """Whose support is counted: people with chairs (all people where none has), then who leans.

    The ledgers of scenes name nobody who is not in people.yaml.
    """
    seated = dict.fromkeys(person.id for person in story.world.people if person.chairs)
    lines = [line for motion in story.world.motions for line in motion.leanings]
    holders = seated | dict.fromkeys(line.person for line in lines)
    first = [id for id in story.people if id in holders or not seated]
    return list(dict.fromkeys([*first, *holders]))
