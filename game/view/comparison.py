"""Two branches compared: where they part, what each chose and came to, and what did not change."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from game.engine import LedgerEntry, State, Turn
from game.saves import Store, branch_tree
from game.saves.branch_tree import Replay
from game.story.model import Story
from game.view import ledger, words
from game.view.names import ending_name, person_name, scene_title
from game.view.sanitize import one_line

Pair = tuple[str, str, str]
"""What it is about, how it is in the first branch, how in the second."""


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
    sums: tuple[tuple[str, int, int], ...]
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
    people = _people(story, *states)
    return BranchComparison(
        (_name(story, one, marks, first), _name(story, other, marks, second)),
        shared,
        scene_title(story, one.turns[at].scene),
        parted,
        (_decisions(story, one, shared), _decisions(story, other, shared)),
        tuple((person, a, b) for person, a, b in people if a != b),
        _own_lines(story, *states),
        tuple(pair for pair in _gauges(story, *states) if pair[1] != pair[2]),
        _seats(story, *states),
        (_end(story, one.turn), _end(story, other.turn)),
        _same(story, shared, states, people),
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
        label = next(
            (offer.label for offer in turn.choices if offer.id == done.choice), done.choice
        )
        found.append(Decision(done.id, scene_title(story, turn.scene), one_line(label)))
    return tuple(found)


def _people(story: Story, one: State, other: State) -> list[tuple[str, int, int]]:
    first, second = ledger.visible_ledger(story, one), ledger.visible_ledger(story, other)
    found = dict.fromkeys(
        (
            *ledger.ledger_people(story, one, first.lines),
            *ledger.ledger_people(story, other, second.lines),
        )
    )
    return [(person, first.sums.get(person, 0), second.sums.get(person, 0)) for person in found]


def _own_lines(
    story: Story, one: State, other: State
) -> tuple[tuple[LedgerEntry, ...], tuple[LedgerEntry, ...]]:
    first, second = (
        ledger.visible_ledger(story, one).lines,
        ledger.visible_ledger(story, other).lines,
    )
    return tuple((Counter(first) - Counter(second)).elements()), tuple(
        (Counter(second) - Counter(first)).elements()
    )


def _gauges(story: Story, one: State, other: State) -> list[Pair]:
    shown = [*ledger.gauges(story, one, "country"), *ledger.gauges(story, one, "resource")]
    return [
        (
            one_line(it.label or it.id),
            one_line(ledger.gauge(it, one[it.id])),
            one_line(ledger.gauge(it, other[it.id])),
        )
        for it in shown
    ]


def _seats(story: Story, one: State, other: State) -> tuple[Pair, ...]:
    seats = [
        (person.id, one.is_seated(person.id), other.is_seated(person.id))
        for person in story.world.people
    ]
    said = {True: "has a chair", False: "no chair"}
    return tuple((person_name(story, id), said[a], said[b]) for id, a, b in seats if a != b)


def _end(story: Story, turn: Turn) -> tuple[str, ...]:
    if not turn.ending:
        return ("Not at an end yet.", f"Stands in {scene_title(story, turn.scene)}.")
    ending = story.endings.get(turn.ending)
    name = words.sentence(ending_name(story, turn.ending))
    return (
        (
            name,
            words.ending_kind(ending.kind),
            f"Distance from the record: {words.distance(ending.drift)}",
        )
        if ending
        else (name,)
    )


def _same(
    story: Story, shared: int, states: tuple[State, State], people: list[tuple[str, int, int]]
) -> tuple[str, ...]:
    """What did not change, in sentences."""
    found = []
    if shared:
        found.append(f"The {words.count(shared, 'decision')} before they part.")
    if equal := [
        f"{person_name(story, person)} ({ledger.signed(a)}, {words.leaning(a)})"
        for person, a, b in people
        if a == b
    ]:
        found.append(f"In the ledger: {words.listed(equal)}.")
    if gauges := [f"{label}, {a}" for label, a, b in _gauges(story, *states) if a == b]:
        found.append(f"Gauges: {'; '.join(gauges)}.")
    if both := sum(
        (
            Counter(ledger.visible_ledger(story, states[0]).lines)
            & Counter(ledger.visible_ledger(story, states[1]).lines)
        ).values()
    ):
        found.append(
            f"{words.count(both, 'line').capitalize()} of the ledger "
            f"{'stand' if both > 1 else 'stands'} in both."
        )
    return tuple(found)
