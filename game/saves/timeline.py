"""A branch against the record: what it came through, day by day, and where it parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from game.engine import Turn
from game.saves.branch_tree import Replay
from game.story.model import STAY, Choice, Scene, Span, Story

PASSED, DECIDED, VOTED, ENDED, STANDS = "passed", "decided", "voted", "ended", "stands"
"""Kinds of entries: a scene passed through, a choice, a motion, the ending, where it stands."""

AS_IT_WAS, PARTED = "as it was", "parted"


class TimelineEntry(Struct, frozen=True):
    """One thing that happened in a branch.

    `text` is the choice in the player's words, the motion or the ending, by id where it is no
    choice. `against` says of a decision whether the record did the same: AS_IT_WAS, PARTED, or ""
    where the record does not say. `really` is then what was done in the record. `step` is the one
    that showed it, or that the choice led to.
    """

    kind: str
    date: str
    scene: str
    step: int
    choice: str = ""
    text: str = ""
    against: str = ""
    really: str = ""
    carried: bool = False

    @property
    def month(self) -> str:
        """`1953-06`; empty before any scene has named a date."""
        return self.date[:7]


def timeline(story: Story, again: Replay) -> tuple[TimelineEntry, ...]:
    """What happened in a branch that was played again, in the order of play."""
    return tuple(_entries(story, again))


def partings(timeline: Iterable[TimelineEntry]) -> int:
    """How many decisions are not those of the record."""
    return sum(entry.against == PARTED for entry in timeline)


def _entries(story: Story, again: Replay) -> Iterator[TimelineEntry]:
    shown, date, standing = again.root, "", ""
    for number, turn in enumerate(again.turns):
        for passage in turn.passages:
            date = (story.scenes[passage.scene].date if passage.kind == "scene" else "") or date
            if vote := passage.vote:
                at, carried = passage.scene, vote.carried
                yield TimelineEntry(VOTED, date, at, shown, text=vote.motion, carried=carried)
            elif passage.kind == "scene" and passage.scene not in (turn.scene, standing):
                standing = passage.scene
                yield TimelineEntry(PASSED, date, passage.scene, shown)
        date, standing = turn.state.date or date, turn.scene
        if number < len(again.done):
            shown = again.done[number].id
            yield _decision(story, turn, again.done[number].choice, shown)
        elif turn.ending:
            yield TimelineEntry(ENDED, date, turn.scene, shown, text=turn.ending)
        else:
            yield TimelineEntry(STANDS, date, turn.scene, shown)


def _decision(story: Story, turn: Turn, choice: str, step: int) -> TimelineEntry:
    scene = story.scenes[turn.scene]
    labels = {offer.id: offer.label for offer in turn.choices}
    marked = [one for one in scene.choices if one.really]
    if scene.order or scene.division:  # each place and each share is a decision of its own
        marked = [one for one in marked if one.id in labels]
    against, really = "", ""
    if scene.draw:
        against = AS_IT_WAS if story.scenes[choice].really else ""
    elif any(one.id == choice for one in marked):
        against = AS_IT_WAS
    elif marked and not _decides_nothing(scene, choice):
        against, really = PARTED, labels.get(marked[0].id) or _plain(marked[0])
    date, label = turn.state.date, labels[choice]
    return TimelineEntry(DECIDED, date, scene.id, step, choice, label, against, really)


def _decides_nothing(scene: Scene, choice_id: str) -> bool:
    """Whether a choice leads back to its own menu, where the decision is still to be made."""
    if scene.order or scene.division:
        return False
    ways = [choice.ways for choice in scene.choices if choice.id == choice_id]
    return any(all(way.target == STAY for way in one) for one in ways)


def _plain(choice: Choice) -> str:
    """The label of a choice that is not on offer here, without what depends on how things stand."""
    return "".join(segment.text for segment in choice.label if isinstance(segment, Span))
