"""The run that both faces drive: one branch of one lead, every step kept before it is shown."""

from __future__ import annotations

from typing import Self, TypeAlias

from msgspec import Struct

from game.engine import LedgerEntry, Record, Turn
from game.saves import accounts, branch_tree
from game.saves.store import Store
from game.story.model import Span, Story

_Ids: TypeAlias = tuple[str, ...]


class RunStep(Struct, frozen=True):
    """What one step of a run showed.

    `id` is the step's number in the store, `taken` the (scene, choice) that led to it and `label`
    that choice in the player's words. `header` is the scene whose header was shown last before this
    step. When the step was taken it opened the accounts of the events `opened`, and the player met
    the terms `new` for the first time in any run; both are empty when it is only played again.
    """

    id: int
    turn: Turn
    taken: tuple[str, str] | None = None
    label: str = ""
    header: str = ""
    opened: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def header_after(self) -> str:
        """The scene whose header was shown last, this step included."""
        scenes = [passage.scene for passage in self.turn.passages if passage.kind == "scene"]
        return scenes[-1] if scenes else self.header


class Run:
    """One branch of one lead. Make it with `open`, or `at` a step."""

    def __init__(self, story: Story, store: Store, lead: str) -> None:
        self.story, self.store, self.lead = story, store, lead
        self.steps: list[RunStep] = []
        """From the beginning, which no choice led to, to where the run stands."""
        self.notices: tuple[str, ...] = ()
        """What the last replay has to say about an edited story, in sentences."""
        self.known: dict[str, int] = {term: met.step for term, met in store.met(story).items()}
        """Terms met by this player in any run, each with the step that first showed it."""

    @classmethod
    def open(cls, story: Story, store: Store, lead: str, *, new: bool = False) -> Self:
        """The lead's last branch, or a new one. Raises LeadNotPlayable, SavesError."""
        run = cls(story, store, lead)
        head = None if new else store.head(story, lead)
        if head is None:
            run.begin()
        else:
            run.replay(head)
        return run

    @classmethod
    def at(cls, story: Story, store: Store, step: int) -> Self:
        """The branch that ends at a step, its lead's now. Raises NoSuchStep, LeadNotPlayable."""
        run = cls(story, store, store.root_of(step).lead)
        run.resume(step)
        return run

    # -- where it stands ---------------------------------------------------------------------------

    @property
    def last(self) -> RunStep:
        return self.steps[-1]

    @property
    def turn(self) -> Turn:
        return self.steps[-1].turn

    @property
    def step(self) -> int:
        return self.steps[-1].id

    @property
    def depth(self) -> int:
        """How many decisions led here."""
        return len(self.steps) - 1

    @property
    def record(self) -> Record | None:
        """The record of the last decision that had one."""
        return next((step.turn.record for step in reversed(self.steps) if step.turn.record), None)

    def ledger(self) -> list[LedgerEntry]:
        """Every line written so far, oldest first."""
        return [line for step in self.steps for line in step.turn.ledger_entries]

    def place_of(self, scene: str, choice: str = "") -> int | None:
        """The place in `steps` of the last step after this choice, or that showed this scene."""
        for place in range(len(self.steps) - 1, -1, -1):
            step = self.steps[place]
            shown = any(passage.scene == scene for passage in step.turn.passages)
            if step.taken == (scene, choice) if choice else shown:
                return place
        return None

    def read_before(self, step: RunStep) -> frozenset[str]:
        """The scenes of a step that were decided in on another branch and never vary."""
        own = {other.id for other in self.steps}
        root = self.store.root_of(step.id).id
        decided = {other.scene for other in self.store.steps(root) if other.id not in own}
        shown = {passage.scene for passage in step.turn.passages if passage.kind == "scene"}
        texts = ((id, self.story.scenes[id].text) for id in shown & decided)
        return frozenset(id for id, text in texts if all(isinstance(one, Span) for one in text))

    # -- moving ------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start over; everything chosen before stays in the tree."""
        step, turn = branch_tree.begin(self.story, self.store, self.lead)
        self.steps, self.notices = [RunStep(step, turn, new=self._meet(step, turn))], ()

    def choose(self, choice: str) -> RunStep:
        """Take an open choice; its step. Raises ChoiceNotOpen; SavesError: nothing was kept."""
        last = self.last
        known = any(step.choice == choice for step in self.store.children(last.id))
        id, turn = branch_tree.choose(self.story, self.store, last.id, last.turn, choice)
        opened = () if known else accounts.opened_by(self.story, self.store, id, last.turn, turn)
        return self._add(id, turn, choice, opened, self._meet(id, turn))

    def undo(self) -> RunStep | None:
        """Take the last choice back; the step taken away, or None at the beginning."""
        if len(self.steps) < 2:
            return None
        self.store.set_head(self.steps[-2].id)
        self.notices = ()
        return self.steps.pop()

    def resume(self, step: int) -> None:
        """Go on from a step of this lead's tree."""
        self.store.set_head(step)
        self.replay(step)

    def replay(self, step: int) -> None:
        """Play the branch that ends at a step again, as far as the story allows."""
        again = branch_tree.replay(self.story, self.store, step)
        first, *rest = again.turns
        self.steps, self.notices = [RunStep(again.root, first)], again.notices
        for turn, done in zip(rest, again.done, strict=True):
            self._add(done.id, turn, done.choice)

    def bookmark(self, name: str) -> str:
        """Name where the run stands; the name as kept. Raises BadName."""
        return self.store.set_bookmark(name, self.step)

    def _add(self, id: int, turn: Turn, choice: str, opened: _Ids = (), new: _Ids = ()) -> RunStep:
        last = self.last
        label = next((offer.label for offer in last.turn.choices if offer.id == choice), choice)
        taken = last.turn.scene, choice
        self.steps.append(RunStep(id, turn, taken, label, last.header_after, opened, new))
        return self.last

    def _meet(self, step: int, turn: Turn) -> tuple[str, ...]:
        """Know the terms of a turn from now on; those that were not known before."""
        new = tuple(term for term in turn.met if term not in self.known)
        self.known |= dict.fromkeys(new, step)
        return new
