"""Two branches compared: where they part, what each chose and came to, and what did not change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from game.engine import LedgerEntry, State, Turn
from game.saves import Store, branch_tree
from game.saves.branch_tree import Replay
from game.story.model import Story
from game.view import ledger, words
from game.view.ledger import VisibleLedger
from game.view.names import ending_name, person_name, scene_title
from game.view.sanitize import one_line

Pair: TypeAlias = tuple[str, str, str]
"""What it is about, how it is in the first branch, how in the second."""
Sums: TypeAlias = tuple[str, int, int]
"""A person, and the sums of the ledger in the two branches."""


class Decision(Struct, frozen=True):
    """A choice in the player's words, where it was made, and the step that it led to."""

    step: int
    title: str
    label: str


class BranchComparison(Struct, frozen=True):
    """What the comparison shows; `lines` are those of the ledger that only one branch has."""

    names: tuple[str, str]
    shared: int
    parted: str
    parted_step: int
    decisions: tuple[tuple[Decision, ...], tuple[Decision, ...]]
    sums: tuple[Sums, ...]
    lines: tuple[tuple[LedgerEntry, ...], tuple[LedgerEntry, ...]]
    gauges: tuple[Pair, ...]
    seats: tuple[Pair, ...]
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    same: tuple[str, ...]


def compare_branches(story: Story, store: Store, first: int, second: int) -> BranchComparison:
    """Compare two branches of one lead. Raises SavesError for those of two leads."""
    parted, shared = branch_tree.parting(story, store, first, second)
    one, other = (branch_tree.replay(story, store, step) for step in (first, second))
    states = one.turn.state, other.turn.state
    marks = {mark.step: one_line(mark.name) for mark in store.bookmarks(story)}
    at = min(shared, len(one.turns) - 1)
    ledgers = ledger.visible_ledger(story, states[0]), ledger.visible_ledger(story, states[1])
    lines, others = Counter(ledgers[0].lines), Counter(ledgers[1].lines)
    people, gauges = _people(story, states, ledgers), _gauges(story, *states)
    return BranchComparison(
        (_name(story, one, marks, first), _name(story, other, marks, second)),
        shared,
        scene_title(story, one.turns[at].scene),
        parted,
        (_decisions(story, one, shared), _decisions(story, other, shared)),
        tuple((person, a, b) for person, a, b in people if a != b),
        (tuple((lines - others).elements()), tuple((others - lines).elements())),
        tuple((label, a, b) for label, a, b in gauges if a != b),
        _seats(story, *states),
        (_end(story, one.turn), _end(story, other.turn)),
        tuple(_same(story, shared, people, gauges, (lines & others).total())),
    )


def _name(story: Story, again: Replay, marks: dict[int, str], step: int) -> str:
    if step in marks:
        return marks[step]
    turn = again.turn
    if turn.ending:
        return ending_name(story, turn.ending)
    day = words.day(turn.state.date)
    return scene_title(story, turn.scene) + (f", {day}" if day else "")


def _decisions(story: Story, again: Replay, shared: int) -> tuple[Decision, ...]:
    found = []
    for turn, done in list(zip(again.turns, again.done, strict=False))[shared:]:
        labels = {offer.id: offer.label for offer in turn.choices}
        label = one_line(labels.get(done.choice, done.choice))
        found.append(Decision(done.id, scene_title(story, turn.scene), label))
    return tuple(found)


def _people(
    story: Story, states: tuple[State, State], ledgers: tuple[VisibleLedger, VisibleLedger]
) -> list[Sums]:
    first, second = ledgers
    found = dict.fromkeys(ledger.ledger_people(story, states[0], first.lines))
    found |= dict.fromkeys(ledger.ledger_people(story, states[1], second.lines))
    return [(person, first.sums.get(person, 0), second.sums.get(person, 0)) for person in found]


def _gauges(story: Story, one: State, other: State) -> list[Pair]:
    found = []
    for it in (*ledger.gauges(story, one, "country"), *ledger.gauges(story, one, "resource")):
        first, second = (one_line(ledger.gauge(it, state[it.id])) for state in (one, other))
        found.append((one_line(it.label or it.id), first, second))
    return found


def _seats(story: Story, one: State, other: State) -> tuple[Pair, ...]:
    said = {True: "has a chair", False: "no chair"}
    people = [person.id for person in story.world.people]
    seats = ((id, one.is_seated(id), other.is_seated(id)) for id in people)
    return tuple((person_name(story, id), said[a], said[b]) for id, a, b in seats if a != b)


def _end(story: Story, turn: Turn) -> tuple[str, ...]:
    if not turn.ending:
        return ("Not at an end yet.", f"Stands in {scene_title(story, turn.scene)}.")
    ending = story.endings.get(turn.ending)
    name = words.sentence(ending_name(story, turn.ending))
    if ending is None:
        return (name,)
    far = f"Distance from the record: {words.distance(ending.drift)}"
    return name, words.ending_kind(ending.kind), far


def _same(
    story: Story, shared: int, people: list[Sums], gauges: list[Pair], lines: int
) -> Iterator[str]:
    """What did not change, in sentences; `lines` of the ledger stand in both branches."""
    if shared:
        yield f"The {words.count(shared, 'decision')} before they part."
    equal = [(person_name(story, person), a) for person, a, b in people if a == b]
    if said := [f"{name} ({ledger.signed(sum)}, {words.leaning(sum)})" for name, sum in equal]:
        yield f"In the ledger: {words.listed(said)}."
    if same := [f"{label}, {a}" for label, a, b in gauges if a == b]:
        yield f"Gauges: {'; '.join(same)}."
    if lines:
        stand = "stand" if lines > 1 else "stands"
        yield f"{words.count(lines, 'line').capitalize()} of the ledger {stand} in both."
