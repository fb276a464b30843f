"""Passages compiled for one story: the spans that a state displays, and the terms they link to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from game.engine.conditions import Conditions, Test
from game.engine.layout import Layout, StateValues
from game.story.model import (
    Alternative,
    Cite,
    FirstAgain,
    Name,
    Prose,
    Segment,
    Show,
    Span,
    Variable,
)

_GAP = Span("")
"""Stands where an alternative displays nothing."""


class Fork(Struct, eq=False, gc=False):
    """Two alternatives; without a test `yes` is for the first visit, `no` for later ones."""

    test: Test | None
    yes: CompiledProse
    no: CompiledProse

    def chosen(self, values: StateValues, again: bool) -> CompiledProse:
        """The alternative that is displayed."""
        holds = not again if self.test is None else self.test(values)
        return self.yes if holds else self.no

    def text_of(self, values: StateValues, again: bool) -> str:
        holds = not again if self.test is None else self.test(values)
        return (self.yes if holds else self.no).text(values, again)


class _Shown(Struct, eq=False, gc=False):
    """The value of a variable, shown as its word or number."""

    variable: Variable
    value: Test

    def text_of(self, values: StateValues, _again: bool) -> str:
        return _shown_word(self.variable, int(self.value(values)))


class CompiledProse:
    """A passage: `forks` are its alternatives, `term_mask` the bits of terms outside of them."""

    __slots__ = (
        "_parts",
        "_term_forks",
        "_text",
        "_words",
        "forks",
        "has_terms",
        "is_constant",
        "term_mask",
    )

    def __init__(self, prose: Prose, layout: Layout, conditions: Conditions) -> None:
        parts = tuple(_part(segment, layout, conditions) for segment in prose)
        self._parts: tuple[Any, ...] = parts
        self.forks = tuple(part for part in parts if isinstance(part, Fork))
        self._term_forks = tuple(
            fork for fork in self.forks if fork.yes.has_terms or fork.no.has_terms
        )
        self.is_constant = all(isinstance(part, Span) for part in parts)
        """Whether it reads the same in every state."""
        self.term_mask = 0
        spans = [part for part in parts if isinstance(part, Span)]
        self._text = "".join([span.text for span in spans])
        self._words = _join_spans(parts)
        for span in spans:
            if span.term:
                self.term_mask |= 1 << layout.met[span.term]
        self.has_terms: bool = bool(self.term_mask or self._term_forks)
        """Whether some reading displays a term."""

    def render(self, values: StateValues, again: bool) -> tuple[Span, ...]:
        """The spans that are displayed; `again` is whether the scene was seen before."""
        if self.is_constant:
            return self._parts
        found: list[Span] = []
        for part in self._parts:
            if isinstance(part, Span):
                found.append(part)
            elif isinstance(part, Fork):
                found.extend(part.chosen(values, again).render(values, again) or (_GAP,))
            else:
                found.append(Span(part.text_of(values, again)))
        return _close_gaps(found) if _GAP in found else tuple(found)

    def text(self, values: StateValues, again: bool) -> str:
        """The words of `render`."""
        if self.is_constant:
            return self._text
        text = ""  # put together in a loop: a comprehension would take half as long again
        for part in self._words:
            piece = part if isinstance(part, str) else part.text_of(values, again)
            if not piece:
                return "".join([span.text for span in self.render(values, again)])
            text += piece
        return text

    def word_count(self, values: StateValues, again: bool) -> int:
        """How many words are displayed."""
        return len(self.text(values, again).split())

    def terms(self, values: StateValues, again: bool) -> int:
        """The bits of the terms that are displayed."""
        mask = self.term_mask
        for fork in self._term_forks:
            mask |= fork.chosen(values, again).terms(values, again)
        return mask


def _part(segment: Segment, layout: Layout, conditions: Conditions) -> Span | Fork | _Shown:
    match segment:
        case Alternative(condition, then, otherwise):
            test: Test | None = conditions.function(condition.expression)
        case FirstAgain(then, otherwise):
            test = None
        case Show(name):
            return _Shown(layout.story.variables[name], conditions.function(Name(name)))
        case Cite(source):
            return Span(f"[{source}]", "", "cite")
        case Span():
            return segment
    yes, no = (CompiledProse(half, layout, conditions) for half in (then, otherwise))
    return Fork(test, yes, no)


def _join_spans(parts: Iterable[Span | Fork | _Shown]) -> tuple[str | Fork | _Shown, ...]:
    """The parts, with the text of spans that follow one another as one string."""
    found: list[str | Fork | _Shown] = []
    for part in parts:
        if not isinstance(part, Span):
            found.append(part)
        elif found and isinstance(found[-1], str):
            found[-1] += part.text
        else:
            found.append(part.text)
    return tuple(found)


def _shown_word(variable: Variable, value: int) -> str:
    """What `{name}` shows for a value: yes or no, its word, or the number."""
    if variable.kind == "flag":
        return "yes" if value else "no"
    return variable.words[value - variable.low] if variable.words else str(value)


def _close_gaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without the white space that an empty alternative leaves around itself."""
    found: list[Span] = []
    gap = True
    for span in spans:
        text = span.text
        if not text:
            gap = True
            continue
        if gap:
            before = found[-1].text if found else "\n"
            if before.endswith("\n"):
                text = text.lstrip(" \n")
            elif before.endswith(" ") and text.startswith("\n"):
                found[-1] = _with_text(found[-1], before.rstrip(" "))
            elif before.endswith(" "):
                text = text.lstrip(" ")
            gap = not text
        if text:
            found.append(_with_text(span, text))
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = _with_text(found[-1], found[-1].text.rstrip())
    return tuple(found)


def _with_text(span: Span, text: str) -> Span:
    return span if text == span.text else Span(text, span.term, span.style)
