"""Exposure: how many words a player reads in a step, and which facts and terms it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from game.check.visitors import prose_conditions, segments_of
from game.engine.compiled_prose import CompiledProse
from game.engine.compiled_scene import TraceEntry
from game.engine.conditions import Conditions, Test
from game.engine.machine import Machine
from game.story.model import Name, Prose, Show, Term

Content = tuple[int, tuple[str, ...]]
"""The words of a passage, and the keys of the facts and terms that it shows."""


def fact_key(id: str) -> str:
    """The key under which showings of a fact are counted."""
    return f"fact {id}"


class Exposure:
    """Reads the traces of one machine; what a passage shows is worked out once for each reading."""

    def __init__(self, machine: Machine, scenes: Iterable[str]) -> None:
        self.story, self.conditions = machine.story, machine.conditions
        self.keys = [*map(fact_key, self.story.lessons), *(f"term {id}" for id in self.story.terms)]
        bits = machine.layout.met
        self._keys_of_bits = {bits[term.id]: _keys(term) for term in self.story.world.terms}
        self._passages: dict[CompiledProse, Callable[[Sequence[Any], bool], Content]] = {}
        for id in scenes:
            scene = machine.scene(machine.layout.scene_index[id])
            facts = tuple(map(fact_key, scene.definition.teaches))
            self._learn(scene.prose, scene.definition.text, facts)
            for choice in scene.choices:
                if choice.definition is not None:
                    self._learn(choice.prose, choice.definition.text, ())

    def _learn(self, compiled: CompiledProse | None, prose: Prose, facts: tuple[str, ...]) -> None:
        if compiled is not None:
            self._passages[compiled] = self._reader(compiled, _reads(prose, self.conditions), facts)

    def _reader(
        self, prose: CompiledProse, reads: tuple[Test, ...], facts: tuple[str, ...]
    ) -> Callable[[Sequence[Any], bool], Content]:
        """What a passage shows with given values, when its scene was seen before or not."""
        known: dict[tuple[Any, ...], Content] = {}

        def worked_out(values: Sequence[Any], again: bool) -> Content:
            mask = CompiledProse.terms(prose, values, again)
            shown = [keys for bit, keys in self._keys_of_bits.items() if mask >> bit & 1]
            return prose.word_count(values, again), sum(shown, facts)

        def content(values: Sequence[Any], again: bool) -> Content:
            key = (again, *[read(values) for read in reads])
            found = known.get(key)
            if found is None:
                found = known[key] = worked_out(values, again)
            return found

        constant = worked_out((), False) if prose.is_constant else None
        return content if constant is None else lambda _values, _again: constant

    def read(self, trace: Iterable[TraceEntry], shown: list[str]) -> int:
        """Words read in a step; the keys of what it shows are added to `shown`, each time."""
        words = 0
        for entry in trace:
            if entry.prose is not None:
                content = self._passages[entry.prose](entry.values, entry.again)
                words += content[0]
                shown += content[1]
            elif entry.kind == "scene":
                shown += map(fact_key, self.story.scenes[entry.scene].teaches)
        return words


def _keys(term: Term) -> tuple[str, ...]:
    lesson = (fact_key(term.curriculum),) if term.curriculum else ()
    return (f"term {term.id}", *lesson)


def _reads(prose: Prose, conditions: Conditions) -> tuple[Test, ...]:
    """What a passage asks of the state: its conditions, and the variables that it shows."""
    shown = [Name(one.variable) for one in segments_of(prose, Show)]
    expressions = dict.fromkeys([*prose_conditions(prose), *shown])
    return tuple(map(conditions.function, expressions))
