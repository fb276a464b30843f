"""Conflicting accounts: the hours sat through from several chairs, and what was read from each.

A scene counts once it was left: a scene passed through at once, one with a menu when its menu is.
An hour is open to whoever has sat in two chairs for it, over all his branches. Nothing is written:
everything is played again from the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from msgspec import Struct

from game.engine import Turn, Vote
from game.saves import branch_tree
from game.saves.branch_tree import Replay
from game.saves.errors import SavesError
from game.saves.store import Store
from game.story.model import Account, Span, Story

CHAIRS = 2
"""From how many chairs an hour must have been sat through before it opens."""
TEXT, CHOSE, OUTCOME, VOTED = "text", "chose", "outcome", "voted"

Seats: TypeAlias = dict[str, list[int]]
"""The scenes of an hour left in one chair, each with the steps that left it, oldest first."""


class EventAccounts(Struct, frozen=True):
    """An event with accounts; its hour was `sat` through as these leads, `written` for those."""

    account: Account
    sat: tuple[str, ...]
    written: tuple[str, ...]

    @property
    def open(self) -> bool:
        return len(self.sat) >= CHAIRS


class ExcerptPart(Struct, frozen=True):
    """A stretch of a scene: TEXT or OUTCOME (`spans`), CHOSE (`label`), VOTED (`vote`)."""

    kind: str
    spans: tuple[Span, ...] = ()
    label: str = ""
    vote: Vote | None = None


class Excerpt(Struct, frozen=True):
    """A scene as it was shown on a day; `aside` when it is not of the chair's latest branch."""

    scene: str
    date: str
    parts: tuple[ExcerptPart, ...]
    aside: bool = False


class Perspective(Struct, frozen=True):
    """An hour as one lead lived it: the scenes of his latest branch, then those of others."""

    lead: str
    scenes: tuple[Excerpt, ...]


def event_accounts(story: Story, store: Store | None) -> tuple[EventAccounts, ...]:
    """Every event of the story that has accounts, in the order of the chronicle."""
    sat, written, dates = scenes_left(story, store), _written(story), _dates(story)
    found = []
    for one in sorted(story.world.accounts, key=lambda one: dates.get(one.id, "~")):
        leads = tuple(lead for lead in story.leads if lead in sat.get(one.id, ()))
        found.append(EventAccounts(one, leads, written.get(one.id, ())))
    return tuple(found)


def scenes_left(story: Story, store: Store | None) -> dict[str, dict[str, Seats]]:
    """Of every event with accounts, by lead, the scenes left in his chair; empty ones left out."""
    found: dict[str, dict[str, Seats]] = {}
    if store is None or not story.accounts:
        return {}
    for lead in branch_tree.begun_leads(story, store):
        for step, scene in sorted(_left_in(story, store, lead)):
            event = story.scenes[scene].event
            if event in story.accounts:
                found.setdefault(event, {}).setdefault(lead, {}).setdefault(scene, []).append(step)
    return found


def perspectives(story: Story, store: Store, event: str) -> tuple[Perspective, ...]:
    """What the player read of an hour from each chair that he sat in, in the order of the leads."""
    seats = scenes_left(story, store).get(event, {})
    leads = (lead for lead in story.leads if lead in seats)
    read = ((lead, tuple(_read(story, store, lead, seats[lead]))) for lead in leads)
    return tuple(Perspective(lead, scenes) for lead, scenes in read)


def opened_by(story: Story, store: Store, step: int, before: Turn, now: Turn) -> tuple[str, ...]:
    """The events that a new step opened; none where the store cannot be asked: the step is kept."""
    try:
        return tuple(_opened(story, store, step, before, now)) if story.accounts else ()
    except SavesError:
        return ()


def left_by(before: Turn | None, now: Turn) -> Iterator[str]:
    """The scenes that a step left, in order: the menu's, those passed through, an ending's."""
    if before is not None and before.scene != now.scene:
        yield before.scene
    for passage in now.passages:
        if passage.kind == "scene" and passage.scene != now.scene:
            yield passage.scene
    if now.ending:
        yield now.scene


def _opened(story: Story, store: Store, step: int, before: Turn, now: Turn) -> Iterator[str]:
    """The events of which a new step is the first sitting in a second chair."""
    lead = now.state.lead
    left = dict.fromkeys(story.scenes[scene].event for scene in left_by(before, now))
    events = [event for event in left if event in story.accounts]
    if not events or len(branch_tree.begun_leads(story, store)) < CHAIRS:
        return
    fresh = [event for event in events if not _decided_before(story, store, event, step)]
    seats = scenes_left(story, store) if fresh else {}
    for event in fresh:
        there = seats.get(event, {})
        if len(there) == CHAIRS and all(steps == [step] for steps in there.get(lead, {}).values()):
            yield event


def _decided_before(story: Story, store: Store, event: str, step: int) -> bool:
    """Whether the lead of a step decided in a scene of the event at an earlier step."""
    steps = store.steps(store.root_of(step).id)
    scenes = {old.scene for old in steps if old.id != step} - {store.step(step).scene}
    return any(scene in story.scenes and story.scenes[scene].event == event for scene in scenes)


def _left_in(story: Story, store: Store, lead: str) -> Iterator[tuple[int, str]]:
    """Every scene that was left anywhere in a lead's tree, with the step that left it."""
    for node, before, turn in branch_tree.replay_tree(story, store, lead):
        if turn is not None:
            yield from ((node.step, scene) for scene in left_by(before, turn))


# -- what was read ---------------------------------------------------------------------------------


def _read(story: Story, store: Store, lead: str, seats: Seats) -> Iterator[Excerpt]:
    """The scenes of an hour in one chair: those of the latest branch, then those of others."""
    head, line = store.head(story, lead), set[int]()
    if head is not None:
        line = {store.root_of(head).id, *(step.id for step in store.line(head))}
    steps = [step for scene in seats.values() for step in scene]
    latest = head if head is not None and not line.isdisjoint(steps) else max(steps)
    seen = list(_scenes(story, branch_tree.replay(story, store, latest), seats, aside=False))
    yield from seen
    others = seats.keys() - {read.scene for read in seen}
    while others:
        newest = max(seats[scene][-1] for scene in others)
        found = list(_scenes(story, branch_tree.replay(story, store, newest), others, aside=True))
        yield from found
        others -= {read.scene for read in found}
        others = {scene for scene in others if seats[scene][-1] != newest}


def _scenes(
    story: Story, again: Replay, wanted: Collection[str], *, aside: bool
) -> Iterator[Excerpt]:
    """Some scenes of a branch with all that was read and chosen in them, in order."""
    here, date, parts = "", "", list[ExcerptPart]()
    for scene, day, part in _parts(story, again):
        if scene not in wanted:
            continue
        if scene != here and parts:
            yield Excerpt(here, date, tuple(parts), aside)
            parts = []
        here, date = scene, date if parts else day
        parts.append(part)
    if parts:
        yield Excerpt(here, date, tuple(parts), aside)


def _parts(story: Story, again: Replay) -> Iterator[tuple[str, str, ExcerptPart]]:
    """Everything that was shown and chosen in a branch, with its scene and the day."""
    day = ""
    for number, turn in enumerate(again.turns):
        for passage in turn.passages:
            day = (story.scenes[passage.scene].date if passage.kind == "scene" else "") or day
            if passage.vote:
                yield passage.scene, day, ExcerptPart(VOTED, vote=passage.vote)
            elif passage.spans:
                kind = OUTCOME if passage.kind == "outcome" else TEXT
                yield passage.scene, day, ExcerptPart(kind, passage.spans)
        if number < len(again.done):
            choice = again.done[number].choice
            label = next((offer.label for offer in turn.choices if offer.id == choice), choice)
            yield turn.scene, day, ExcerptPart(CHOSE, label=label)


# -- the story -------------------------------------------------------------------------------------


def _written(story: Story) -> dict[str, tuple[str, ...]]:
    """Of every event with accounts, the leads that can be played in whose scenes it is."""
    found: dict[str, set[str]] = {}
    for scene in story.scenes.values() if story.accounts else ():
        if scene.event in story.accounts:
            found.setdefault(scene.event, set()).add(scene.lead)
    return {
        event: tuple(id for id, lead in story.leads.items() if lead.start and id in leads)
        for event, leads in found.items()
    }


def _dates(story: Story) -> dict[str, str]:
    """When each event was, by the chronicle; by the scenes where that has it not."""
    dates = [(entry.event, entry.date) for entry in story.world.chronicle]
    dates += [(scene.event, scene.date) for scene in story.scenes.values()]
    return {event: date for event, date in reversed(dates) if event and date}
