"""Frames on a wall: one for each ending, empty until it was reached, hung in rows under the lead whose endings they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import NamedTuple

from game.story.model import Ending, Story
from game.tui.screens.rolling import filled, wrapped
from game.tui.widgets.lines import Bit, Line, width_of
from game.tui.widgets.roll import Sheet
from game.view import words
from game.view.sanitize import one_line

NARROWEST, GAP = 34, 3
FURTHEST = 3
"""An ending stands 0..3 steps from the record."""
ANYBODY = "Anybody"


class Frame(NamedTuple):
    """An ending with its number on the wall; `said` is its epitaph, empty while it was not reached."""

    number: int
    ending: Ending
    reached: bool
    said: str = ""


def out_of(some: int, all: int) -> str:
    """`none of seven`."""
    return f"{words.number_word(some) if some else 'none'} of {words.number_word(all)}"


def groups(story: Story) -> list[tuple[str, list[Ending]]]:
    """The endings by lead, in the order of the leads; those that are anybody's come last, under an empty id."""
    order = [*story.leads, ""]
    found: dict[str, list[Ending]] = {}
    for ending in story.world.endings:
        found.setdefault(ending.lead if ending.lead in story.leads else "", []).append(ending)
    return [(lead, found[lead]) for lead in order if lead in found]


class Wall:
    """Frames set to a width, in as many columns as fit; with `full` each says its epitaph itself, in one column."""

    def __init__(
        self, story: Story, frames: Sequence[Frame], width: int, measure: int, *, full: bool
    ) -> None:
        self.story, self.frames, self.full = story, frames, full
        columns = 1 if full else max(1, min(4, (width + GAP) // (NARROWEST + GAP)))
        self.columns, self.whole = columns, width
        self.wide = min(measure, (width - GAP * (columns - 1)) // columns)
        self.rows: list[Line] = []
        self.items: list[tuple[int, int]] = []
        self.sides: list[tuple[int, int]] = []

    def sheet(self) -> Sheet:
        """The rows of frames, a heading over each lead's."""
        by_id = {frame.ending.id: frame for frame in self.frames}
        for lead, endings in groups(self.story):
            self.heading(lead, [by_id[ending.id] for ending in endings])
            for first in range(0, len(endings), self.columns):
                self.hang([by_id[ending.id] for ending in endings[first : first + self.columns]])
        return Sheet(self.rows, self.items, self.sides)

    @property
    def width(self) -> int:
        """Cells of a full row of frames."""
        return self.columns * self.wide + GAP * (self.columns - 1)

    def heading(self, lead: str, frames: Sequence[Frame]) -> None:
        """Whose endings these are, and how many of them were reached."""
        name = one_line(self.story.leads[lead].name) if lead else ANYBODY
        reached = sum(frame.reached for frame in frames)
        count = f" {out_of(reached, len(frames))} reached"
        title = filled(f"{name.upper()} ", min(len(name) + 1, max(8, self.width - len(count))))
        room = self.width - width_of([(title, ""), (count, "")])
        self.rows += [[(title, "strong"), ("─" * max(0, room), "rule"), (count, "dim")], []]

    def hang(self, frames: Sequence[Frame]) -> None:
        """A row of frames, all of one height."""
        insides = [self.inside(frame) for frame in frames]
        tall = max(map(len, insides))
        start = len(self.rows)
        boxes = [
            self.box(frame, [*inside, *[[] for _ in range(tall - len(inside))]])
            for frame, inside in zip(frames, insides, strict=True)
        ]
        for parts in zip_longest(*boxes, fillvalue=()):
            row: list[Bit] = []
            for number, part in enumerate(parts):
                row += [(" " * GAP, "")] * bool(number) + list(part)
            self.rows.append(row)
        for number in range(len(frames)):
            left = number * (self.wide + GAP)
            self.items.append((start, start + tall + 2))
            self.sides.append((left, left + self.wide))
        self.rows.append([])

    def box(self, frame: Frame, inside: Sequence[Line]) -> list[Line]:
        """A frame around some rows: quiet while it is empty, red where the record went."""
        return boxed(
            inside, self.wide, str(frame.number), frame_ink(self.story, frame), lit=frame.reached
        )

    def inside(self, frame: Frame) -> list[Line]:
        """What a frame shows: the name, its kind and its distance from the record; of an empty one the distance alone."""
        room, ending = self.wide - 4, frame.ending
        far = distance(ending.drift, room, frame.reached)
        if not frame.reached:
            return [[("not reached yet", "dim em")], [], [], *far]
        kind = "a stop" if ending.kind == "stop" else f"a {ending.kind} ending"
        mark = "red" if frame_ink(self.story, frame) == "red" else "dim"
        rows = [
            *wrapped(one_line(ending.name), room, "strong"),
            [("■ ", mark), (kind, "dim")],
            [],
            *far,
        ]
        return [*rows, [], *wrapped(frame.said, room)] if self.full and frame.said else rows


def boxed(inside: Sequence[Line], wide: int, sign: str, ink: str, *, lit: bool) -> list[Line]:
    """Rows in a frame so many cells wide, with a sign in its upper edge."""
    sign = f" {sign} "
    top: Line = [
        ("┌─", ink),
        (sign, "strong" if lit else "dim"),
        ("─" * (wide - 3 - len(sign)) + "┐", ink),
    ]
    bottom: Line = [("└" + "─" * (wide - 2) + "┘", ink)]
    return [
        top,
        *(
            [("│ ", ink), *row, (" " * max(0, wide - 4 - width_of(row)), ""), (" │", ink)]
            for row in inside
        ),
        bottom,
    ]


def frame_ink(story: Story, frame: Frame) -> str:
    """The ink of a frame: red for an ending of the record, or where the record leads on from."""
    if not frame.reached:
        return "rule"
    lead = story.leads.get(frame.ending.lead)
    return (
        "red"
        if frame.ending.kind == "historical" or (lead and lead.history == frame.ending.id)
        else ""
    )


def distance(drift: int, width: int, reached: bool) -> list[Line]:
    """How far from the record: a mark on a line that begins at the record, and words."""
    at = max(0, min(drift, FURTHEST))
    ink = ("red" if not at else "") if reached else "dim"
    marks: list[Bit] = []
    for step in range(FURTHEST + 1):
        marks += [("─", "rule")] * bool(step) + [
            ("●", f"{ink} strong".strip()) if step == at else ("┼", "rule")
        ]
    return [
        [("Distance from the record", "dim")],
        *wrapped(words.distance(drift), width, "dim", [*marks, ("  ", "")]),
    ]


def caption(story: Story, frame: Frame, ends: Collection[int], width: int) -> list[Line]:
    """What hangs below the wall on the frame under the cursor."""
    ending = frame.ending
    if not frame.reached:
        whose = one_line(story.leads[ending.lead].name) if ending.lead in story.leads else ""
        said = f"Frame {frame.number} is empty: no branch of yours{f' as {whose}' if whose else ''} has ended here yet."
        return wrapped(said, width, "dim")
    name = wrapped(one_line(ending.name), width, "strong")
    many = (
        f" {words.count(len(ends), 'branch', 'branches').capitalize()} of yours end here."
        if len(ends) > 1
        else ""
    )
    return [
        *name,
        *wrapped(words.ending_kind(ending.kind) + many, width, "dim"),
        [],
        *wrapped(frame.said, width),
    ]
