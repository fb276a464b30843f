"""The ledger of the chairs: its pages, sums and votes in words, the gauges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from game.engine import LedgerEntry, State, Vote
from game.story.model import NUMBERS, Story, Variable
from game.view import words
from game.view.blocks import Block, Piece, dim_block, heading
from game.view.names import person_name, scene_title
from game.view.sanitize import one_line

MODEL = "The numbers are this game's model of what weighed with whom. No source gives them."


class VisibleLedger(NamedTuple):
    """The ledger as shown: the lines that are not unseen, and the sums of these alone."""

    lines: tuple[LedgerEntry, ...]
    sums: Mapping[str, int]


def visible_ledger(
    story: Story, state: State, lines: Iterable[LedgerEntry] | None = None
) -> VisibleLedger:
    """The ledger as the player is shown it now. `lines` is all of it, where that is at hand."""
    known = state.ledger() if lines is None else tuple(lines)
    if not any(line.unseen for line in known):
        return VisibleLedger(known, {person: state.support(person) for person in story.people})
    told = known if lines is None else state.ledger()
    return VisibleLedger(tuple(line for line in told if not line.unseen), state.visible_sums())


def support_words(story: Story, state: State, total: int) -> str:
    """Where a member stands, as the lead sees it: in words, or as the exact sum."""
    return signed(total) if story.leads[state.lead].sees == NUMBERS else words.leaning(total)


def signed(total: int) -> str:
    """A sum with its sign, zero without."""
    return f"{total:+d}" if total else "0"


def result(vote: Vote) -> str:
    """The count in words."""
    counted = f"For {vote.votes_for}, against {vote.votes_against}, abstaining {vote.abstained}."
    needed = words.number_word(vote.needed).capitalize()
    return f"{counted} {needed} needed: {'carried' if vote.carried else 'not carried'}."


def arrows(total: int) -> str:
    """A sum, -9..9, as one to three arrows up or down; a dot on the fence."""
    if not total:
        return "·"
    return ("▲" if total > 0 else "▼") * (1 if abs(total) < 2 else 2 if abs(total) < 5 else 3)


def ledger_people(story: Story, state: State, lines: Iterable[LedgerEntry]) -> list[str]:
    """Who holds a chair, by people.yaml, then others in the visible `lines`; without the lead."""
    own = story.leads[state.lead].person
    bodies = dict.fromkeys(chair.body for person in story.world.people for chair in person.chairs)
    seated = dict.fromkeys(member for body in bodies for member in state.members(body))
    written = dict.fromkeys(line.person for line in lines)
    return [id for id in (*seated, *(one for one in written if one not in seated)) if id != own]


def gauges(story: Story, state: State, kind: str) -> list[Variable]:
    """The variables that are shown as `country` or `resource` to this lead."""
    shown = (one for one in story.world.variables if one.show == kind)
    return [one for one in shown if one.lead in ("", state.lead)]


def gauge(variable: Variable, value: int | bool | str) -> str:
    """A gauge's value in words, with its scale."""
    if variable.kind == "flag":
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    low, high = variable.low, variable.high
    scale = f"{value} of {high}" if low == 0 else f"{value}, between {low} and {high}"
    return f"{variable.words[value - low]} ({scale})" if variable.words else scale


def ledger_blocks(story: Story, state: State, person: str = "") -> Iterator[Block]:
    """The whole ledger, or a person's page; `target` is a row's person, or the scene of a line."""
    lines, sums = visible_ledger(story, state)
    people = [person] if person else ledger_people(story, state, lines)
    written = {line.person for line in lines} | {person}
    yield heading("The ledger", 0)
    if people:
        yield dim_block(MODEL, "notice", 0)
    for id in people:
        if id in written:
            yield _page_head(story, state, id, sums.get(id, 0))
            yield from (_line(story, line) for line in lines if line.person == id)
    if empty := [person_name(story, id) for id in people if id not in written]:
        yield Block((Piece(f"Nothing is written yet of {words.listed(empty)}."),), "notice")
    elif not people:
        yield Block((Piece("Nobody has a page in it yet."),), "notice", space=0)
    if not person:
        yield from gauge_blocks(story, state)


def gauge_blocks(story: Story, state: State) -> Iterator[Block]:
    """The country and the lead's own means, in words."""
    for kind, title in (("country", "The country"), ("resource", "Your means")):
        shown = gauges(story, state, kind)
        if shown:
            yield heading(title)
        for variable in shown:
            value = gauge(variable, state[variable.id])
            said = words.sentence(f"{variable.label or variable.id}: {value}")
            yield Block((Piece(one_line(said)),), "gauge", hanging="  ", space=0)


def _page_head(story: Story, state: State, id: str, total: int) -> Block:
    """A person with the sum and what it means."""
    chairs = any(person.chairs for person in story.world.people)
    chair = "" if state.is_seated(id) or not chairs else " No chair."
    name = Piece(person_name(story, id), "strong", id)
    said = Piece(f": {signed(total)}, {words.leaning(total)}.{chair}")
    return Block((name, said), "person", hanging="  ", target=id)


def _line(story: Story, line: LedgerEntry) -> Block:
    """A line of the ledger with its reason and its scene."""
    scene = scene_title(story, line.scene)
    said = f"{line.weight:+d} {line.kind}: {one_line(line.reason)} ({scene})."
    return Block((Piece(said, "dim"),), "line", "  ", "    ", 0, line.scene, line.scene)
