"""The card of means: the rules of a lead's craft, what it costs, how everything stands now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine import HoldStatus, State, budget_of, minutes_entries, ordering_of, power_statuses
from game.engine.layout import SCENE
from game.engine.machine import machine_of
from game.story.model import Story
from game.view import words
from game.view.allocations import OPEN, left_words, places, share_words, upper_first
from game.view.blocks import Block, Piece, heading
from game.view.ledger import gauge, gauges
from game.view.names import scene_title
from game.view.powers import GLYPHS
from game.view.sanitize import one_line, sanitize

NOTHING = "This chair has no means of its own."
FULL, EMPTY = "■", "□"
STATES = {"kept": "kept", "open": "open, binds the next vote", "spent": "spent"}


class MeansRow(NamedTuple):
    """One thing and how it stands, and the scene and choice where that came about."""

    mark: str
    name: str
    said: str
    quiet: str = ""
    scene: str = ""
    choice: str = ""


class Part(NamedTuple):
    """A part of the card: words of the story, or rows."""

    title: str
    text: str = ""
    rows: tuple[MeansRow, ...] = ()


def has_craft(story: Story, lead: str) -> bool:
    """Whether a lead works with something that others have not."""
    leads = {one.lead for one in story.world.powers} | {one.lead for one in story.world.positions}
    return bool(story.leads[lead].rules) or lead in leads or "" in leads


def card(story: Story, state: State) -> list[Part]:
    """The parts of the card as things stand; none for a lead who has no means."""
    lead = story.leads[state.lead]
    parts = [Part("The rules", lead.rules or lead.mechanic), Part("What it costs", lead.cost)]
    parts += _sheets(story, state)
    for hand in power_statuses(story, state):
        parts.append(Part(one_line(hand.name), rows=tuple(_holds(hand.holds))))
    parts.append(Part("The minutes", rows=tuple(_minutes(story, state))))
    parts.append(Part("Your means", rows=tuple(_resources(story, state))))
    return [part for part in parts if part.text.strip() or part.rows]


def _sheets(story: Story, state: State) -> Iterator[Part]:
    """The order and the budget that the player last had in hand, as they stand."""
    scenes, steps = machine_of(story).layout.scenes, reversed(state.steps())
    filled = (one for one in steps if one.taken.definition and one.taken.definition.of)
    been = [state.scene, *(scenes[step.before[SCENE]] for step in filled)]
    order = next((id for id in been if story.scenes[id].order), "")
    division = next((id for id in been if story.scenes[id].division), "")
    if order and (sheet := ordering_of(story, state, order)):
        rows = [
            MeansRow(FULL if name else EMPTY, str(place), name or OPEN, scene=order if name else "")
            for place, name in places(sheet)
        ]
        yield Part(scene_title(story, order), rows=tuple(rows))
    if division and (budget := budget_of(story, state, division)):
        shares = [
            MeansRow(FULL if one.amount else EMPTY, one_line(one.label), share_words(budget, one))
            for one in budget.shares
        ]
        left = [MeansRow("·", "", left_words(budget))] if budget.left else []
        yield Part(scene_title(story, division), rows=(*shares, *left))


def _holds(holds: tuple[HoldStatus, ...]) -> Iterator[MeansRow]:
    """Each hold and how it stands; what it is where there are several on one person."""
    people = [hold.person for hold in holds]
    for hold in holds:
        what = one_line(hold.label) if people.count(hold.person) > 1 else ""
        yield MeansRow(GLYPHS[hold.state], one_line(hold.name), STATES[hold.state], what)


def _minutes(story: Story, state: State) -> Iterator[MeansRow]:
    for one in minutes_entries(story, state):
        title = one_line(one.title)
        if not one.stance:
            yield MeansRow(EMPTY, title, "nothing said yet")
            continue
        place = scene_title(story, one.scene) if one.scene in story.scenes else ""
        where = ", ".join(part for part in (words.day(one.date), place) if part)
        yield MeansRow(
            FULL, title, words.sentence(one_line(one.words)), where, one.scene, one.choice
        )


def _resources(story: Story, state: State) -> Iterator[MeansRow]:
    for variable in gauges(story, state, "resource"):
        value = one_line(gauge(variable, state[variable.id]))
        yield MeansRow("", one_line(variable.label or variable.id), value)


def means_blocks(story: Story, state: State) -> Iterator[Block]:
    """The whole card; the `target` of a row is the scene in which it came about."""
    parts = card(story, state)
    if not parts:
        yield Block((Piece(NOTHING),), "notice", space=0)
    for part in parts:
        yield heading(one_line(part.title))
        if part.text.strip():
            yield Block((Piece(sanitize(part.text.strip())),), space=0)
        for row in part.rows:
            name = f"{row.name} " if row.name.isdecimal() else f"{row.name}: " if row.name else ""
            said = words.sentence(row.said if row.name else upper_first(row.said))
            quiet = (Piece(f" {words.sentence(row.quiet)}", "dim"),) if row.quiet else ()
            pieces = (Piece(f"{name}{said}"), *quiet)
            yield Block(pieces, "row", hanging="  ", space=0, tag=row.scene, target=row.scene)
