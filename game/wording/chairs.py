"""The chairs in words: who has a page in the ledger, sums and votes, gauges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.story.model import Story, Variable
from game.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from game.play import Entry, State, Vote

MODEL = "The numbers are this game's model of what weighed with whom. No source gives them."


def signed(total: int) -> str:
    """A sum with its sign, zero without."""
    return f"{total:+d}" if total else "0"


def result(vote: Vote) -> str:
    """The count in words."""
    counted = f"For {vote.votes_for}, against {vote.votes_against}, abstaining {vote.abstained}."
    return f"{counted} {words.number_word(vote.needed).capitalize()} needed: {'carried' if vote.carried else 'not carried'}."


def arrows(total: int) -> str:
    """A sum, -9..9, as one to three arrows up or down; a dot on the fence."""
    if not total:
        return "·"
    return ("▲" if total > 0 else "▼") * (1 if abs(total) < 2 else 2 if abs(total) < 5 else 3)


def pages(story: Story, state: State, lines: Iterable[Entry] | None = None) -> list[str]:
    """Whoever holds a chair now, in the order of people.yaml, then others of whom the ledger tells; not the lead himself.

    `lines` is the ledger, where it is at hand.
    """
    own = story.leads[state.lead].person
    bodies = dict.fromkeys(chair.body for person in story.world.people for chair in person.chairs)
    seated = dict.fromkeys(member for body in bodies for member in state.members(body))
    written = dict.fromkeys(line.person for line in (state.ledger() if lines is None else lines))
    return [id for id in (*seated, *(one for one in written if one not in seated)) if id != own]


def gauges(story: Story, state: State, kind: str) -> list[Variable]:
    """The variables that are shown as `country` or `resource` to this lead."""
    return [one for one in story.world.variables if one.show == kind and one.lead in ("", state.lead)]


def gauge(variable: Variable, value: int | bool | str) -> str:
    """A gauge's value in words, with its scale."""
    if variable.kind == "flag":
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    scale = f"{value} of {variable.high}" if variable.low == 0 else f"{value}, between {variable.low} and {variable.high}"
    return f"{variable.words[value - variable.low]} ({scale})" if variable.words else scale
