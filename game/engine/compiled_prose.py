"""Passages made ready: prose into spans, words and the terms it displays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.engine.conditions import Conditions, Values
from game.engine.layout import MET, PAST, Layout
from game.story.model import Alternative, Cite, FirstAgain, Name, Prose, Show, Span, Variable

# What arriving at a scene can change: code without these reads the same before and after.
_LOOKING = (f"s[{PAST}]", f"s[{MET}]", "votes(", "carried(", "seated(")


class CompiledProse:
    """A passage made ready. Fixed prose is rendered once; the rest from the values it is shown with.

    `mask` holds the bits of the terms that it displays, where they are the same in every case. It is `steady` when in
    addition no condition in it asks what was met: then it reads the same before and after it was shown. It is `settled`
    when it depends on variables and support alone, which arriving at a plain scene does not change.
    """

    __slots__ = (
        "_code",
        "_gaps",
        "_mask",
        "_names",
        "_parts",
        "count",
        "fixed",
        "mask",
        "read",
        "settled",
        "spans",
        "steady",
        "text",
    )

    def __init__(self, prose: Prose, layout: Layout, conditions: Conditions) -> None:
        self.fixed = all(isinstance(segment, Span | Cite) for segment in prose)
        self.spans: tuple[Span, ...] = (
            tuple(_fixed(segment) for segment in prose) if self.fixed else ()
        )
        self.text = "".join(span.text for span in self.spans)
        self.mask = _mask(self.spans, layout)
        self.steady = self.settled = self.fixed
        self.count = len(self.text.split()) if self.fixed else -1
        self._parts: list[Part] = []
        self.read: Callable[[Values, bool], str] = self._first_read
        """The words of `render`, faster."""
        self._mask: Callable[[Values, bool], int] | None = None
        if not self.fixed:
            writing = _Writing(layout, conditions)
            self._parts = [_part(segment, layout, conditions) for segment in prose]
            self._code, self._names = writing.text(prose), writing.names
            self._gaps = writing.gaps
            self.settled = not writing.looks_around and all(
                word not in self._code for word in _LOOKING
            )
            masks = writing.mask(prose)
            if masks.isdigit():
                self.mask = int(masks)
                self.steady = f"s[{MET}]" not in self._code
            else:
                self._mask = eval(f"lambda s, again: {masks}", self._names)  # noqa: S307

    def render(self, values: Values, again: bool) -> tuple[Span, ...]:
        """The spans as they stand for these values."""
        if self.fixed:
            return self.spans
        found: list[Span] = []
        for part in self._parts:
            found.extend(part(values, again) or _GAP)
        return _closed(found)

    def _first_read(self, values: Values, again: bool) -> str:
        """Compile the reading on first use: what is only explored is never read."""
        if self.fixed:
            self.read = lambda values, again: self.text
        elif self._gaps:
            self.read = lambda values, again: "".join(
                [span.text for span in self.render(values, again)]
            )
        else:
            self.read = eval(f"lambda s, again: ''.join({self._code})", self._names)  # noqa: S307
        return self.read(values, again)

    def words(self, values: Values, again: bool) -> int:
        """How many words the player reads."""
        return self.count if self.fixed else len(self.read(values, again).split())

    def met(self, values: Values, again: bool) -> int:
        """The bits of the terms that are displayed."""
        return self.mask if self.fixed or self._mask is None else int(self._mask(values, again))


class _Writing:
    """Writes the code that reads a passage: words stand in it as numbered names, never as themselves."""

    def __init__(self, layout: Layout, conditions: Conditions) -> None:
        self.layout, self.conditions = layout, conditions
        self.names: dict[str, Any] = dict(conditions.names)
        self.gaps = self.looks_around = False

    def name(self, value: Any) -> str:
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def text(self, prose: Prose) -> str:
        """A tuple of strings."""
        return "(" + "".join(f"{self.segment(segment)}, " for segment in prose) + ")"

    def side(self, prose: Prose) -> str:
        self.gaps = self.gaps or not any(
            isinstance(segment, Span) and segment.text for segment in prose
        )
        return self.segment(prose[0]) if len(prose) == 1 else f"''.join({self.text(prose)})"

    def segment(self, segment: Any) -> str:
        match segment:
            case Alternative(condition, then, otherwise):
                return f"({self.side(then)} if {self.conditions.code(condition.expression)} else {self.side(otherwise)})"
            case FirstAgain(first, again):
                self.looks_around = True
                return f"({self.side(again)} if again else {self.side(first)})"
            case Show(variable):
                words = {
                    value: spans[0].text
                    for value, spans in _shown_words(self.layout.story.variables[variable]).items()
                }
                return f"{self.name(words)}[{self.conditions.code(Name(variable))}]"
        return self.name(_fixed(segment).text)

    def mask(self, prose: Prose) -> str:
        """The bits of the terms displayed: a number, or an expression where they depend on the values."""
        fixed, parts = 0, []
        for segment in prose:
            match segment:
                case Alternative(condition, then, otherwise):
                    yes, no = self.mask(then), self.mask(otherwise)
                    test = self.conditions.code(condition.expression)
                case FirstAgain(first, again):
                    yes, no, test = self.mask(again), self.mask(first), "again"
                case _:
                    fixed |= (
                        _mask((_fixed(segment),), self.layout) if isinstance(segment, Span) else 0
                    )
                    continue
            if yes == no == "0":
                continue
            parts.append(f"({yes} if {test} else {no})")
        return " | ".join([str(fixed), *parts])


Part = Callable[[Values, bool], tuple[Span, ...]]
_GAP = (Span(""),)


def _part(segment: Any, layout: Layout, conditions: Conditions) -> Part:
    match segment:
        case Alternative(condition, then, otherwise):
            test = conditions.function(condition.expression)
            yes, no = (
                CompiledProse(then, layout, conditions),
                CompiledProse(otherwise, layout, conditions),
            )
            return lambda values, again: (yes if test(values) else no).render(values, again)
        case FirstAgain(first_time, later):
            once, more = (
                CompiledProse(first_time, layout, conditions),
                CompiledProse(later, layout, conditions),
            )
            return lambda values, again: (more if again else once).render(values, again)
        case Show(name):
            value = conditions.function(Name(name))
            shown = _shown_words(layout.story.variables[name])
            return lambda values, again: shown[int(value(values))]
    spans = (_fixed(segment),)
    return lambda values, again: spans


def _shown_words(variable: Variable) -> dict[int, tuple[Span, ...]]:
    """What `{name}` shows for each value: its word, or the number."""
    if variable.kind == "flag":
        return {0: (Span("no"),), 1: (Span("yes"),)}
    return {
        value: (Span(variable.words[value - variable.low] if variable.words else str(value)),)
        for value in range(variable.low, variable.high + 1)
    }


def _fixed(segment: Any) -> Span:
    return Span(f"[{segment.source}]", "", "cite") if isinstance(segment, Cite) else segment


def _mask(spans: Sequence[Span], layout: Layout) -> int:
    mask = 0
    for span in spans:
        if span.term:
            mask |= 1 << layout.met[span.term]
    return mask


def _closed(spans: list[Span]) -> tuple[Span, ...]:
    """The spans without the spaces and blank lines that an empty alternative leaves around itself."""
    if all(span.text for span in spans):
        return tuple(spans)
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
                found[-1] = Span(before.rstrip(" "), found[-1].term, found[-1].style)
            elif before.endswith(" "):
                text = text.lstrip(" ")
            gap = not text
        if text:
            found.append(span if text is span.text else Span(text, span.term, span.style))
    while found and not found[-1].text.rstrip():
        found.pop()
    if found and found[-1].text != found[-1].text.rstrip():
        found[-1] = Span(found[-1].text.rstrip(), found[-1].term, found[-1].style)
    return tuple(found)
