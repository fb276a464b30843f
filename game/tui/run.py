"""One branch on the screen, without the screen: where it stands, the leaves of its transcript as data, and moving in it.

Every step is in the records before it is handed over. Screens and tests read the same entries.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Self

from msgspec import Struct

from game.engine import LedgerEntry as Line
from game.engine import Record, Turn, Vote
from game.engine.compiled_prose import CompiledProse
from game.engine.machine import machine_of
from game.saves import Store, accounts, branch_tree
from game.story.model import Span, Story
from game.view.accounts import opened_lines
from game.view.ledger import VisibleLedger, books
from game.view.powers import told as told_of
from game.view.sanitize import one_line
from game.view.turn import MOST_STUBS, by_cause, choice_of, moved_line, stub_of


class Entry(Struct, frozen=True):
    """A stretch of the transcript.

    `kind` is choice (`text` is what was chosen), labels (`evidence` of what follows), outcome or scene (`spans`), header
    (a scene begins), vote (`vote`), moved (`text`), met (`terms`; of one its stub as `text`), record (`record`), ending
    (`text` is its id, `spans` its epitaph), opened (`text`: an hour that can be read from two chairs now) or notice
    (`text`). `scene` is where it belongs, `step` what showed it.
    """

    kind: str
    scene: str = ""
    text: str = ""
    spans: tuple[Span, ...] = ()
    evidence: tuple[str, str] = ("", "")
    vote: Vote | None = None
    record: Record | None = None
    terms: tuple[str, ...] = ()
    step: int = 0


class Leaf(Struct, frozen=True):
    """What one step showed: the step's number, the turn, the choice (scene, id, label) that led to it, the scene
    whose header was already on the paper, and the events whose hour it opened when it was taken.
    """

    step: int
    turn: Turn
    taken: tuple[str, str] | None
    label: str
    standing: str
    opened: tuple[str, ...] = ()

    @property
    def stands(self) -> str:
        """The scene whose header is on the paper after this leaf."""
        return next(
            (passage.scene for passage in reversed(self.turn.passages) if passage.kind == "scene"),
            self.standing,
        )


class Run:
    """One branch of one lead. Make it with `open`, or `at` a step."""

    def __init__(self, story: Story, store: Store, lead: str) -> None:
        self.story, self.store, self.lead = story, store, lead
        self.leaves: list[Leaf] = []
        self.notices: tuple[str, ...] = ()
        self.known: dict[str, int] = {term: met.step for term, met in store.met(story).items()}
        """Terms met by this player in any run, each with the step that first showed it."""

    @classmethod
    def open(cls, story: Story, store: Store, lead: str, *, new: bool = False) -> Self:
        """The lead's last branch where it stands, or a new one. Raises LeadNotPlayable, RecordsError."""
        run = cls(story, store, lead)
        head = None if new else store.head(story, lead)
        if head is None:
            run.begin()
        else:
            run.stand(head)
        return run

    @classmethod
    def at(cls, story: Story, store: Store, step: int) -> Self:
        """The branch that ends at a step; its lead stands there from now on. Raises NoSuchStep, LeadNotPlayable."""
        run = cls(story, store, store.root_of(step).lead)
        run.resume(step)
        return run

    # -- where it stands ------------------------------------------------------------------------------------

    @property
    def leaf(self) -> Leaf:
        return self.leaves[-1]

    @property
    def turn(self) -> Turn:
        return self.leaves[-1].turn

    @property
    def step(self) -> int:
        return self.leaves[-1].step

    @property
    def depth(self) -> int:
        """How many decisions led here."""
        return len(self.leaves) - 1

    @property
    def record(self) -> Record | None:
        """The record of the last decision that had one."""
        return next((leaf.turn.record for leaf in reversed(self.leaves) if leaf.turn.record), None)

    def ledger(self) -> list[Line]:
        """Every line written so far, oldest first: what `State.ledger` says, without taking the steps again."""
        return [line for leaf in self.leaves for line in leaf.turn.ledger_entries]

    def books(self) -> VisibleLedger:
        """The ledger as the player is shown it."""
        return books(self.story, self.turn.state, self.ledger())

    def leaf_of(self, scene: str, choice: str = "") -> int | None:
        """The last leaf that was reached by this choice, or that showed this scene; None when none did."""
        for number in range(len(self.leaves) - 1, -1, -1):
            leaf = self.leaves[number]
            if (
                leaf.taken == (scene, choice)
                if choice
                else any(passage.scene == scene for passage in leaf.turn.passages)
            ):
                return number
        return None

    def read_before(self, leaf: Leaf) -> frozenset[str]:
        """The scenes of a leaf whose words this player has read before: decided in on another way, and always worded alike."""
        root = self.store.root_of(leaf.step).id
        own = {other.step for other in self.leaves}
        decided = {step.scene for step in self.store.steps(root) if step.id not in own}
        shown = {passage.scene for passage in leaf.turn.passages if passage.kind == "scene"}
        return frozenset(
            id
            for id in shown & decided
            if all(isinstance(part, Span) for part in self.story.scenes[id].text)
        )

    # -- moving ---------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start over; everything chosen before stays in the tree."""
        step, turn = branch_tree.begin(self.story, self.store, self.lead)
        self.leaves, self.notices = [Leaf(step, turn, None, "", "")], ()
        self._learn(step, turn)

    def choose(self, choice: str) -> Leaf:
        """Take an open choice; the leaf that it led to.

        Raises ChoiceNotOpen; RecordsError when the step could not be kept, and then it was not made.
        """
        last = self.leaf
        label = next(
            (one_line(offer.label) for offer in last.turn.choices if offer.id == choice), choice
        )
        step, turn, opened = accounts.choose(self.story, self.store, last.step, last.turn, choice)
        leaf = Leaf(step, turn, (last.turn.scene, choice), label, last.stands, opened)
        self.leaves.append(leaf)
        self._learn(step, turn)
        return leaf

    def undo(self) -> Leaf | None:
        """Take the last choice back; the leaf taken away, or None at the beginning."""
        if len(self.leaves) < 2:
            return None
        self.store.set_head(self.leaves[-2].step)
        self.notices = ()
        return self.leaves.pop()

    def resume(self, step: int) -> None:
        """Go on from a step of this lead's tree."""
        self.store.set_head(step)
        self.stand(step)

    def stand(self, step: int) -> None:
        """Replay the branch that ends at a step, as far as the story still allows."""
        again = branch_tree.replay(self.story, self.store, step, last=sys.maxsize)
        first, *rest = again.turns
        root = self.store.root_of(step).id
        self.leaves, self.notices = [Leaf(root, first, None, "", "")], again.notices
        for turn, done in zip(rest, again.done, strict=True):
            last = self.leaves[-1]
            label = next(
                (one_line(offer.label) for offer in last.turn.choices if offer.id == done.choice),
                done.choice,
            )
            self.leaves.append(Leaf(done.id, turn, (done.scene, done.choice), label, last.stands))

    def bookmark(self, name: str) -> str:
        """Name where the run stands; the name as kept. Raises BadName."""
        return self.store.set_bookmark(name, self.step)

    def _learn(self, step: int, turn: Turn) -> None:
        for term in turn.met:
            self.known.setdefault(term, step)

    # -- the transcript -------------------------------------------------------------------------------------

    def entries(self, leaf: Leaf) -> Iterator[Entry]:
        """What a leaf puts on the paper, in order."""
        story, turn, taken = self.story, leaf.turn, leaf.taken
        choice = choice_of(story, taken)
        early, late = by_cause(turn, taken, choice)
        passages, told = list(turn.passages), set[str]()
        outcome = passages.pop(0) if passages and passages[0].kind == "outcome" else None
        where = taken[0] if taken else turn.scene
        if taken:
            yield Entry("choice", where, leaf.label)
        if outcome:
            if choice and any(choice.evidence):
                yield Entry("labels", where, evidence=choice.evidence)
            yield Entry("outcome", where, spans=outcome.spans)
        yield from (Entry("moved", where, said) for moved in early if (said := moved_line(moved)))
        yield from (Entry("moved", where, said) for said in told_of(story, turn, taken, choice))
        if outcome:
            yield from self._met(leaf, outcome.spans, where, told)
        if turn.record:
            yield Entry("record", turn.record.scene, record=turn.record, step=leaf.step)
        left, passed = opened_lines(story, leaf.opened, where if taken else "")
        yield from (Entry("opened", where, said) for said in left)
        standing = leaf.standing
        for passage in passages:
            if passage.kind == "scene" and passage.scene != standing:
                scene = story.scenes[passage.scene]
                yield Entry("header", passage.scene, one_line(scene.title), evidence=scene.evidence)
                standing = passage.scene
            yield Entry(
                "vote" if passage.vote else "scene",
                passage.scene,
                spans=passage.spans,
                vote=passage.vote,
                step=leaf.step,
            )
            yield from self._met(leaf, passage.spans, passage.scene, told)
        yield from (
            Entry("moved", turn.scene, said) for moved in late if (said := moved_line(moved))
        )
        yield from (Entry("opened", turn.scene, said) for said in passed)
        if turn.ending:
            yield self._ending(turn)

    def _met(
        self, leaf: Leaf, spans: tuple[Span, ...], scene: str, told: set[str]
    ) -> Iterator[Entry]:
        """First meetings of this player: with their stubs where they are few, else the names alone."""
        here = {span.term for span in spans if span.term}
        fresh = tuple(
            id
            for id in leaf.turn.met
            if id in here and id not in told and self.known.get(id) == leaf.step
        )
        told.update(fresh)
        if len(fresh) > MOST_STUBS:
            yield Entry("met", scene, terms=fresh)
        else:
            yield from (
                Entry("met", scene, one_line(stub_of(self.story, id)), terms=(id,)) for id in fresh
            )

    def _ending(self, turn: Turn) -> Entry:
        ending, machine = self.story.endings.get(turn.ending or ""), machine_of(self.story)
        epitaph = (
            CompiledProse(ending.epitaph, machine.layout, machine.conditions).render(
                turn.state.raw_values, True
            )
            if ending and ending.epitaph
            else ()
        )
        return Entry("ending", turn.scene, turn.ending or "", epitaph)
