"""A turn: what the last step showed, what it moved and why, and what can be chosen now. Rendered when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from msgspec import Struct

from game.engine.changes import Change, changes_between
from game.engine.compiled_scene import (
    DRAW,
    CompiledChoice,
    CompiledScene,
    Offer,
    TraceEntry,
    Values,
)
from game.engine.layout import MET, SCENE, TAKEN
from game.engine.ledger import LedgerEntry, ledger_entries
from game.engine.machine import Machine
from game.engine.state import State
from game.engine.vote import Vote, call_vote, vote_text
from game.story.model import Recall, Span


class Passage(Struct, frozen=True):
    """A stretch of prose: kind is scene, outcome or vote. `title` is set where a scene begins."""

    kind: str
    scene: str
    title: str
    spans: tuple[Span, ...]
    vote: Vote | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


class Record(Struct, frozen=True):
    """What really happened: prose with its citations, and the works cited."""

    scene: str
    spans: tuple[Span, ...]
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


T = TypeVar("T")


def kept(work: Callable[[Turn], T]) -> property:
    """A property worked out once. `functools.cached_property` would give every turn a dict, and take a lock."""
    name = work.__name__

    def get(turn: Turn) -> T:
        store = turn._kept
        if store is None:
            store = turn._kept = {}
        if name not in store:
            store[name] = work(turn)
        return cast(T, store[name])

    return property(get, doc=work.__doc__)


class Turn(Struct, eq=False, gc=False):
    """What a player has in front of him after a step. Immutable; its parts are worked out when first asked for.

    It is part of no cycle, so the collector need not know of it.
    """

    state: State
    _machine: Machine
    _scene: CompiledScene
    _before: Values | None = None
    _taken: CompiledChoice | None = None
    _offers: tuple[Offer, ...] | None = None
    _kept: dict[str, Any] | None = None

    @kept
    def _trace(self) -> list[TraceEntry]:
        """What the step did. Stepping is pure, so the step is simply taken again, with a trace, when somebody asks."""
        trace: list[TraceEntry] = []
        if self._before is None or self._taken is None:
            self._machine.begin(self.state.lead, trace)
        else:
            self._machine.step(self._before, self._taken, trace)
        return trace

    @property
    def scene(self) -> str:
        """The id of the scene where the player stands."""
        return self._scene.definition.id

    @property
    def before(self) -> State | None:
        """The state in which the choice was taken; None at the beginning."""
        return (
            None
            if self._before is None
            else State(
                self._machine, self._before, self.state.trail[0] if self.state.trail else None
            )
        )

    @property
    def ending(self) -> str | None:
        """The ending reached, or None while the story goes on."""
        return self._scene.definition.ending or None

    @property
    def recall(self) -> Recall | None:
        """The question that the choice just taken answered, if it was one."""
        choice = self._taken.definition if self._taken else None
        return choice.recall if choice else None

    @kept
    def passages(self) -> tuple[Passage, ...]:
        """What is shown, in order."""
        found = []
        for index, shown in enumerate(self._trace):
            title = self._machine.story.scenes[shown.scene].title if shown.kind == "scene" else ""
            if shown.kind == "vote":
                vote = call_vote(
                    self._machine,
                    shown.values,
                    shown.motion,
                    self._written_before(index),
                    shown.scene,
                )
                found.append(Passage("vote", shown.scene, "", (Span(vote_text(vote)),), vote))
            elif shown.prose is not None:
                found.append(
                    Passage(
                        shown.kind,
                        shown.scene,
                        title,
                        shown.prose.render(shown.values, shown.again),
                    )
                )
        return tuple(found)

    def _written_before(self, index: int) -> tuple[LedgerEntry, ...]:
        """The ledger as it stood before an entry of the trace: lines that the step wrote later had no voice in it."""
        later = sum(len(shown.lines) for shown in self._trace[index:])
        lines = self.state.ledger()
        return lines[: len(lines) - later]

    @property
    def text(self) -> str:
        """The plain text as displayed, passages parted by a blank line."""
        parts = []
        for shown in self._trace:
            if shown.prose is not None:
                parts.append(shown.prose.text(shown.values, shown.again))
            elif shown.kind == "vote":
                return "\n\n".join([passage.text for passage in self.passages if passage.text])
        return "\n\n".join(parts)

    @property
    def choices(self) -> tuple[Offer, ...]:
        """What is offered now, open and locked; nothing at an ending."""
        if self._offers is None:
            values, again = self.state.raw_values, self._before is not None
            self._offers = tuple(
                [
                    choice.offer(values, again)
                    for choice in self._scene.choices
                    if choice.is_visible(values)
                ]
            )
        return self._offers

    @property
    def picks_left(self) -> int | None:
        """In a hub, how many errands may still be taken; None elsewhere."""
        return self._scene.take - self.state.raw_values[TAKEN] if self._scene.kind == DRAW else None

    @kept
    def ledger_entries(self) -> tuple[LedgerEntry, ...]:
        """The ledger lines that this step wrote."""
        return ledger_entries(self._machine, self._trace)

    @kept
    def votes(self) -> tuple[Vote, ...]:
        """The motions called in this step."""
        return tuple(passage.vote for passage in self.passages if passage.vote)

    @kept
    def met(self) -> tuple[str, ...]:
        """Terms and people met for the first time."""
        fresh = self.state.raw_values[MET] & ~(self._before[MET] if self._before else 0)
        return (
            tuple(id for id, bit in self._machine.layout.met.items() if fresh >> bit & 1)
            if fresh
            else ()
        )

    @kept
    def record(self) -> Record | None:
        """What really happened in the decision just taken, or in a scene passed through or ended in; None without one."""
        machine = self._machine
        scenes = [machine.scene(self._before[SCENE])] if self._before else []
        scenes += [
            machine.scene(machine.layout.scene_index[shown.scene])
            for shown in self._trace
            if shown.kind == "scene"
        ]
        left = [
            scene for scene in scenes if scene.record and (scene is not self._scene or self.ending)
        ]
        if not left:
            return None
        spans: list[Span] = []
        for scene in dict.fromkeys(left):
            spans += [Span("\n\n")] * bool(spans)
            spans += scene.record.render(self.state.raw_values, True) if scene.record else ()
        sources = dict.fromkeys(span.text[1:-1] for span in spans if span.style == "cite")
        return Record(left[0].definition.id, tuple(spans), tuple(sources))

    @kept
    def changes(self) -> tuple[Change, ...]:
        """What changed and why: ledger lines first, then variables, then chairs."""
        return tuple(
            changes_between(
                self._machine, self._before, self.state.raw_values, self._trace, self._taken
            )
        )

    def __repr__(self) -> str:
        return f"<Turn at {self.scene}: {len(self.choices)} choices{', ending ' + self.ending if self.ending else ''}>"
