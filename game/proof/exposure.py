"""What a player reads in a step: how many words, and which facts and terms are put before him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.play.passages import Text
from game.play.stage import Shown
from game.proof.watched import Watched

# The words of a passage, and the facts and terms that it shows.
Told = tuple[int, tuple[str, ...]]


class Exposure:
    """Reads the traces of one machine; what never changes is worked out once."""

    def __init__(self, machine: Watched) -> None:
        self.machine, self.story = machine, machine.story
        self._met = machine.layout.met
        self._entries: dict[str, tuple[str, ...]] = {
            term.id: (f"term {term.id}", f"fact {term.curriculum}") if term.curriculum else (f"term {term.id}",) for term in self.story.world.terms
        }
        self._fixed: dict[Any, Told] = {}
        self._changing: dict[tuple[Any, int, int], Told] = {}
        self.keys = (*(f"fact {id}" for id in self.story.lessons), *(f"term {id}" for id in self.story.terms))

    def read(self, trace: Iterable[Shown], said: list[str]) -> int:
        """Words read in a step; the facts and terms it showed are added to `said`, as often as they were shown."""
        words, fixed = 0, self._fixed
        for kind, scene, text, values, again, *_ in trace:
            told = fixed.get(text)
            if told is None:
                told = self._told(kind, scene, text, values, again)
            words += told[0]
            if told[1]:
                said += told[1]
        return words

    def _told(self, kind: str, scene: str, text: Text | None, values: Sequence[Any], again: bool) -> Told:
        teaches = tuple(f"fact {lesson}" for lesson in self.story.scenes[scene].teaches) if kind == "scene" else ()
        if text is None:
            return 0, teaches
        if text.fixed:
            told = self._fixed[text] = (text.count, teaches + self._linked(text.mask))
            return told
        reading: Any = text  # a Reading stands in for it
        count, mask = reading.gist(values, again)
        found = self._changing.get((text, count, mask))
        if found is None:
            found = self._changing[text, count, mask] = (count, teaches + self._linked(mask))
        return found

    def _linked(self, mask: int) -> tuple[str, ...]:
        return tuple(key for id, bit in self._met.items() if mask >> bit & 1 for key in self._entries.get(id, ()))
