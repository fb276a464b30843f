"""What a player reads in a step: how many words, and which facts and terms are put before him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from game.check.instrumented_prose import InstrumentedProse
from game.check.visitors import prose_conditions
from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import TraceEntry
from game.engine.conditions import Conditions, Test
from game.engine.machine import Machine
from game.story.model import Name, Prose, Show, walk_prose

# The words of a passage, and the facts and terms that it shows.
Told = tuple[int, tuple[str, ...]]


class Exposure:
    """Reads the traces of one machine; what never changes is worked out once."""

    def __init__(self, machine: Machine, scenes: Iterable[str]) -> None:
        self.machine, self.story = machine, machine.story
        self._met = machine.layout.met
        self._entries: dict[str, tuple[str, ...]] = {
            term.id: (f"term {term.id}", f"fact {term.curriculum}")
            if term.curriculum
            else (f"term {term.id}",)
            for term in self.story.world.terms
        }
        self.keys = (
            *(f"fact {id}" for id in self.story.lessons),
            *(f"term {id}" for id in self.story.terms),
        )
        self._fixed: dict[Any, Told] = {}
        self._changing: dict[Any, _Changing] = {}
        for id in scenes:
            self._learn(id)

    def _learn(self, id: str) -> None:
        """Work out the passages of a scene."""
        scene = self.machine.scene(self.machine.layout.scene_index[id])
        teaches = tuple(f"fact {lesson}" for lesson in scene.definition.teaches)
        pairs: list[tuple[Any, Prose, tuple[str, ...]]] = [
            (scene.prose, scene.definition.text, teaches)
        ]
        pairs += [
            (choice.prose, choice.definition.text, ())
            for choice in scene.choices
            if choice.definition is not None
        ]
        for text, prose, facts in pairs:
            if text is None:
                continue
            if text.is_constant:
                self._fixed[text] = (
                    text.word_count((), False),
                    facts + self._linked(text.terms((), False)),
                )
            else:
                whole = text.whole if isinstance(text, InstrumentedProse) else text
                self._changing[text] = _Changing(self, whole, prose, facts)

    def read(self, trace: Iterable[TraceEntry], said: list[str]) -> int:
        """Words read in a step; the facts and terms it showed are added to `said`, as often as they were shown."""
        words, fixed = 0, self._fixed
        for entry in trace:
            text = entry.prose
            if text is None:
                if entry.kind == "scene":
                    scene = self.story.scenes[entry.scene]
                    said += [f"fact {lesson}" for lesson in scene.teaches]
                continue
            told = fixed.get(text)
            if told is None:
                told = self._changing[text].told(entry.values, entry.again)
            words += told[0]
            if told[1]:
                said += told[1]
        return words

    def _linked(self, mask: int) -> tuple[str, ...]:
        return tuple(
            key
            for id, bit in self._met.items()
            if mask >> bit & 1
            for key in self._entries.get(id, ())
        )


class _Changing:
    """A passage that differs with the state; what it told is remembered for everything that can change it."""

    __slots__ = ("exposure", "facts", "known", "signs", "text")

    def __init__(
        self, exposure: Exposure, text: CompiledProse, prose: Prose, facts: tuple[str, ...]
    ) -> None:
        self.exposure, self.text, self.facts = exposure, text, facts
        self.signs = _signs(prose, exposure.machine.conditions)
        self.known: dict[tuple[Any, ...], Told] = {}

    def told(self, values: Sequence[Any], again: bool) -> Told:
        sign = (again, *[sign(values) for sign in self.signs])
        found = self.known.get(sign)
        if found is None:
            links = self.exposure._linked(self.text.terms(values, again))
            found = self.known[sign] = (self.text.word_count(values, again), self.facts + links)
        return found


def _signs(prose: Prose, conditions: Conditions) -> tuple[Test, ...]:
    """Everything that a passage asks of the state: its conditions, and the variables that it shows."""
    asked = [
        conditions.function(expression) for expression in dict.fromkeys(prose_conditions(prose))
    ]
    names = dict.fromkeys(
        segment.variable for segment in walk_prose(prose) if isinstance(segment, Show)
    )
    return (*asked, *(conditions.function(Name(name)) for name in names))
