"""The tiles of the endings: of a reached one its name, of all the distance from the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from textual.content import Content

from game.story.model import Ending, Story
from game.tui.content import assembled, styled
from game.tui.rows import filled, wrapped
from game.view import words
from game.view.names import lead_name
from game.view.sanitize import one_line

FURTHEST = 3
"""An ending stands 0..3 steps from the record."""
ANYBODY = "Anybody"


class EndingTile(NamedTuple):
    """An ending with its number, the last steps of the branches that reached it, the epitaph."""

    number: int
    ending: Ending
    ends: tuple[int, ...] = ()
    said: str = ""

    @property
    def reached(self) -> bool:
        return bool(self.ends)


def out_of(some: int, all: int) -> str:
    """`none of seven`."""
    return f"{words.number_word(some) if some else 'none'} of {words.number_word(all)}"


def groups(story: Story) -> list[tuple[str, list[Ending]]]:
    """The endings by lead, in the order of the leads; anybody's come last, under an empty id."""
    found: dict[str, list[Ending]] = {lead: [] for lead in (*story.leads, "")}
    for ending in story.world.endings:
        found[ending.lead if ending.lead in story.leads else ""].append(ending)
    return [(lead, endings) for lead, endings in found.items() if endings]


def heading(story: Story, lead: str, tiles: Collection[EndingTile], width: int) -> list[Content]:
    """Whose endings these are, and how many of them were reached."""
    name = (lead_name(story, lead) if lead else ANYBODY).upper()
    count = f" {out_of(sum(tile.reached for tile in tiles), len(tiles))} reached"
    title = filled(f"{name} ", min(len(name) + 1, max(8, width - len(count))))
    rule = "─" * max(0, width - len(title) - len(count))
    return [assembled((title, "strong"), (rule, "rule"), (count, "dim"))]


def tile_rows(story: Story, tile: EndingTile, full: bool, width: int) -> list[Content]:
    """The name, kind, distance and with `full` the epitaph; of an empty tile the distance alone."""
    ending = tile.ending
    far = distance(ending.drift, width, tile.reached)
    if not tile.reached:
        return [styled("not reached yet", "dim em"), Content(), Content(), *far]
    kind = "a stop" if ending.kind == "stop" else f"a {ending.kind} ending"
    mark = ("■ ", "red" if is_of_record(story, ending) else "dim")
    name = wrapped(one_line(ending.name), width, "strong")
    rows = [*name, assembled(mark, (kind, "dim")), Content(), *far]
    return [*rows, Content(), *wrapped(tile.said, width)] if full and tile.said else rows


def is_of_record(story: Story, ending: Ending) -> bool:
    """Whether this is an ending of the record, or where the record leads on from."""
    lead = story.leads.get(ending.lead)
    return ending.kind == "historical" or bool(lead and lead.history == ending.id)


def distance(drift: int, width: int, reached: bool) -> list[Content]:
    """How far from the record: a mark on a line that begins at the record, and words."""
    at = max(0, min(drift, FURTHEST))
    style = "dim" if not reached else "" if at else "red"
    line = "─".join("┼" * (FURTHEST + 1))
    left, right = line[: 2 * at], line[2 * at + 1 :]
    marks = assembled((left, "rule"), ("●", f"{style} strong"), (right, "rule"), ("  ", ""))
    said = wrapped(words.distance(drift), width, "dim", marks)
    return [styled("Distance from the record", "dim"), *said]


def caption(story: Story, tile: EndingTile, width: int) -> list[Content]:
    """What hangs below the wall on the tile under the cursor."""
    ending = tile.ending
    if not tile.reached:
        whose = lead_name(story, ending.lead) if ending.lead in story.leads else ""
        mine = f"yours as {whose}" if whose else "yours"
        said = f"Frame {tile.number} is empty: no branch of {mine} has ended here yet."
        return wrapped(said, width, "dim")
    name = wrapped(one_line(ending.name), width, "strong")
    many = words.count(len(tile.ends), "branch", "branches").capitalize()
    more = f" {many} of yours end here." if len(tile.ends) > 1 else ""
    kind = wrapped(words.ending_kind(ending.kind) + more, width, "dim")
    return [*name, *kind, Content(), *wrapped(tile.said, width)]
