"""A run being played: the story, the records it is kept in, and where it stands. Every step is kept before it is handed over."""

from __future__ import annotations

import sys
from typing import Self

from game.engine import Record, Turn
from game.engine.glossary_progress import GlossaryProgress
from game.plain.tree import Place, label_of, unfolded
from game.saves import Store, accounts, branch_tree
from game.saves.ends import endings_reached
from game.saves.progress import progress
from game.saves.timeline import TimelineEntry, course
from game.story.model import Story
from game.view import words

BACK = 60  # turns kept from a replay, to find the last record in


class Run:
    """One branch of one lead. Make it with `open`."""

    def __init__(self, story: Story, store: Store, lead: str) -> None:
        self.story, self.store, self.lead = story, store, lead
        self.step = 0
        self.turn: Turn
        self.record: Record | None = None
        self.notices: tuple[str, ...] = ()
        self.opened: tuple[str, ...] = ()
        """The events whose hour the last choice opened."""
        self.known_before = frozenset(store.met(story))
        self._listed: list[int] = []

    @classmethod
    def open(cls, story: Story, store: Store, lead: str, *, new: bool = False) -> Self:
        """The lead's last branch where it stands, or a new one. Raises LeadNotPlayable, RecordsError."""
        run = cls(story, store, lead)
        head = None if new else store.head(story, lead)
        if head is None:
            run.begin_anew()
        else:
            run._stand(head)
        return run

    @property
    def known(self) -> frozenset[str]:
        """What this player has met in this story, in any run."""
        return frozenset(self.store.met(self.story))

    @property
    def depth(self) -> int:
        """How many decisions led here."""
        return len(self.store.line(self.step))

    @property
    def kept(self) -> bool:
        """Whether records are on a disk."""
        return self.store.kept

    def where(self) -> str:
        """Act, scene, date and depth in a line."""
        scene, state = self.story.scenes[self.turn.scene], self.turn.state
        act = self.story.acts.get(scene.act)
        title = (
            self.story.endings[self.turn.ending].name
            if self.turn.ending in self.story.endings
            else scene.title
        )
        parts = [
            f"Act {act.number}" if act and act.number else "",
            title,
            words.day(state.date),
            words.count(self.depth, "decision"),
        ]
        return ", ".join(part for part in parts if part)

    # -- moving ---------------------------------------------------------------------------------------------

    def begin_anew(self) -> None:
        """Start over; everything chosen before stays in the tree."""
        self.step, self.turn = branch_tree.begin(self.story, self.store, self.lead)
        self.record, self.notices = self.turn.record, ()

    def choose(self, choice: str) -> None:
        """Take an open choice. Raises ChoiceNotOpen; RecordsError when the step could not be kept, and then it was not made."""
        self.step, self.turn, self.opened = accounts.choose(
            self.story, self.store, self.step, self.turn, choice
        )
        self.record = self.turn.record or self.record

    def undo(self) -> str | None:
        """Take the last choice back; its label, or None at the beginning."""
        last = self.store.step(self.step)
        if not last.parent:
            return None
        self._stand(branch_tree.undo(self.store, self.step))
        return label_of(self.story, last.scene, last.choice)

    def resume(self, step: int) -> None:
        """Go on from a step of this lead's tree."""
        self.store.set_head(step)
        self._stand(step)

    def bookmark(self, name: str) -> str:
        """Name where the run stands; the name as kept."""
        return self.store.set_bookmark(name, self.step)

    def _stand(self, step: int) -> None:
        again = branch_tree.replay(self.story, self.store, step, last=BACK)
        self.step, self.turn, self.notices = again.step, again.turn, again.notices
        self.record = next((turn.record for turn in reversed(again.turns) if turn.record), None)

    # -- looking --------------------------------------------------------------------------------------------

    def places(self) -> list[Place]:
        """The tree of this lead, each decision before those that follow it; from now on they go by their place in this list."""
        found = unfolded(self.story, self.store, self.lead)
        self._listed = [place.step for place in found]
        return found

    def numbered(self, typed: str) -> int | None:
        """The step a player means: a number of the last list, or a bookmark of this lead; None when there is none."""
        if not self._listed:
            self.places()
        if typed.isdecimal() and len(typed) < 9:
            number = int(typed)
            return self._listed[number - 1] if 1 <= number <= len(self._listed) else None
        marks = {mark.name.casefold(): mark.step for mark in self.store.bookmarks(self.story)}
        step = marks.get(typed.casefold())
        return step if step is not None and self.store.root_of(step).lead == self.lead else None

    def course(self) -> tuple[TimelineEntry, ...]:
        """What this branch came through, against the record."""
        again = branch_tree.replay(self.story, self.store, self.step, last=sys.maxsize)
        return course(self.story, again, self.store.root_of(self.step).id)

    def learnt(self) -> GlossaryProgress:
        """What the player has unlocked of the glossary."""
        return known_to(self.story, self.store)


def known_to(story: Story, store: Store) -> GlossaryProgress:
    """What a player has seen and done in a story, over all leads and branches."""
    return GlossaryProgress(*progress(story, store), bool(endings_reached(story, store)))
