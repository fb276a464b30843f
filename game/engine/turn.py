"""A turn: what the last step showed, what it changed and why, and what can be chosen now."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from game.engine.changes import Change, changes_of
from game.engine.compiled_scene import DRAW, CompiledScene, Offer, TraceEntry
from game.engine.layout import MET, SCENE, TAKEN
from game.engine.ledger import LedgerEntry, ledger_entries
from game.engine.state import State
from game.engine.vote import Vote, call_vote, vote_text
from game.story.model import Recall, Span, Story


class Passage(Struct, frozen=True):
    """A stretch of prose: kind is scene, outcome or vote. `title` is set where a scene begins."""

    kind: str
    scene: str
    title: str
    spans: tuple[Span, ...]
    vote: Vote | None = None

    @property
    def text(self) -> str:
        return "".join([span.text for span in self.spans])


class Record(Struct, frozen=True):
    """What really happened: prose with its citations, and the works cited."""

    scene: str
    spans: tuple[Span, ...]
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


class Turn(Struct, eq=False, dict=True):
    """What a player has before him after a step. Immutable; its parts are made when asked for."""

    state: State
    trace: list[TraceEntry]
    """What happened in the step."""

    @property
    def story(self) -> Story:
        return self.state.machine.story

    @property
    def _scene(self) -> CompiledScene:
        machine, index = self.state.machine, self.state.raw_values[SCENE]
        return machine.scenes[index] or machine.scene(index)

    @property
    def scene(self) -> str:
        """The id of the scene where the player stands."""
        return self._scene.definition.id

    @property
    def before(self) -> State | None:
        """The state in which the choice was taken; None at the beginning."""
        if self.state.trail is None:
            return None
        return State(self.state.machine, self.state.trail.before, self.state.trail.previous)

    @property
    def ending(self) -> str | None:
        """The ending reached, or None while the story goes on."""
        return self._scene.definition.ending or None

    @property
    def recall(self) -> Recall | None:
        """The question that the choice just taken answered, if it was one."""
        taken = self.state.trail.taken.definition if self.state.trail else None
        return taken.recall if taken else None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What is shown, in order."""
        found = []
        for index, entry in enumerate(self.trace):
            if entry.kind == "vote":
                ledger = self._ledger_before(index)
                vote = call_vote(
                    self.state.machine, entry.values, entry.motion, ledger, entry.scene
                )
                found.append(Passage("vote", entry.scene, "", (Span(vote_text(vote)),), vote))
            elif entry.prose is not None:
                title = self.story.scenes[entry.scene].title if entry.kind == "scene" else ""
                spans = entry.prose.render(entry.values, entry.again)
                found.append(Passage(entry.kind, entry.scene, title, spans))
        return tuple(found)

    def _ledger_before(self, index: int) -> tuple[LedgerEntry, ...]:
        """The ledger before an entry of the trace: lines written later had no voice in it."""
        later = sum(len(entry.lines) for entry in self.trace[index:])
        lines = self.state.ledger()
        return lines[: len(lines) - later]

    @property
    def text(self) -> str:
        """The plain text as displayed, passages parted by a blank line."""
        texts = []
        for entry in self.trace:
            if entry.motion:
                return "\n\n".join([passage.text for passage in self.passages if passage.text])
            if entry.prose is not None and (text := entry.prose.text(entry.values, entry.again)):
                texts.append(text)
        return "\n\n".join(texts)

    @property
    def choices(self) -> tuple[Offer, ...]:
        """What is offered now, open and locked; nothing at an ending."""
        values, again = self.state.raw_values, self.state.trail is not None
        offers = []
        for choice in self._scene.choices:
            if choice.is_visible(values):
                offer = choice.constant_offer or choice.offer(values, again)
                offers.append(offer)  # a comprehension takes a quarter longer
        return tuple(offers)

    @property
    def picks_left(self) -> int | None:
        """In a hub, how many storylets may still be taken; None elsewhere."""
        if self._scene.kind != DRAW:
            return None
        taken: int = self.state.raw_values[TAKEN]
        return self._scene.take - taken

    @cached_property
    def ledger_entries(self) -> tuple[LedgerEntry, ...]:
        """The ledger lines that this step wrote."""
        return ledger_entries(self.state.machine, self.trace)

    @cached_property
    def votes(self) -> tuple[Vote, ...]:
        """The motions called in this step."""
        return tuple(passage.vote for passage in self.passages if passage.vote)

    @cached_property
    def met(self) -> tuple[str, ...]:
        """Terms and people met for the first time."""
        before = self.state.trail.before[MET] if self.state.trail else 0
        fresh = self.state.raw_values[MET] & ~before
        return tuple(id for id, bit in self.state.machine.layout.met.items() if fresh >> bit & 1)

    @cached_property
    def record(self) -> Record | None:
        """What really happened in the decision just taken, in scenes passed through or ended in."""
        machine, index_of = self.state.machine, self.state.machine.layout.scene_index
        scenes = [machine.scene(self.state.trail.before[SCENE])] if self.state.trail else []
        scenes += [
            machine.scene(index_of[entry.scene]) for entry in self.trace if entry.kind == "scene"
        ]
        left = [scene for scene in scenes if scene is not self._scene or self.ending]
        told = {scene.definition.id: scene.record for scene in left if scene.record}
        if not told:
            return None
        spans: list[Span] = []
        for record in told.values():
            spans += [Span("\n\n")] * bool(spans)
            spans += record.render(self.state.raw_values, True)
        sources = dict.fromkeys(span.text[1:-1] for span in spans if span.style == "cite")
        return Record(next(iter(told)), tuple(spans), tuple(sources))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed and why: ledger lines first, then variables, then chairs."""
        return tuple(changes_of(self.state, self.trace))

    def __repr__(self) -> str:
        ending = f", ending {self.ending}" if self.ending else ""
        return f"<Turn at {self.scene}: {len(self.choices)} choices{ending}>"
