"""Conditions, deeds and prose made ready to run on a state: compiled once, on the first visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.play.layout import LEAD, MET, PAST, Layout
from game.story.model import (
    All,
    Alternative,
    Call,
    Cite,
    Compare,
    Condition,
    Deed,
    Either,
    Expression,
    FirstAgain,
    LeadIs,
    Line,
    Name,
    Not,
    Number,
    Prose,
    Show,
    Span,
    Variable,
)

Values = Sequence[Any]
Test = Callable[[Values], Any]


class Conditions:
    """Expressions into functions of a state's values.

    The text handed to `eval` is put together here from whole numbers and operators only: no word of the story's
    files gets into it. Votes and chairs, which need more than a place, are called by number.
    """

    def __init__(
        self, layout: Layout, votes: Callable[[Values, str], int], carried: Callable[[Values, str], bool], seated: Callable[[Values, str], bool]
    ) -> None:
        self.layout = layout
        self._motions = list(layout.tally)
        self._people = list(layout.seats)
        self._tests: dict[Expression, Test] = {}
        self.names: dict[str, Any] = {
            "__builtins__": {},
            "votes": lambda s, index: votes(s, self._motions[index]),
            "carried": lambda s, index: carried(s, self._motions[index]),
            "seated": lambda s, index: seated(s, self._people[index]),
        }

    def test(self, condition: Condition | None) -> Test | None:
        """The condition as a function; None where there is none."""
        return None if condition is None else self.function(condition.expression)

    def function(self, expression: Expression) -> Test:
        found = self._tests.get(expression)
        if found is None:
            found = self._tests[expression] = eval(f"lambda s: {self.code(expression)}", self.names)  # noqa: S307
        return found

    def code(self, expression: Expression) -> str:
        match expression:
            case Number(value):
                return str(int(value))
            case Name(id):
                variable = self.layout.story.variables[id]
                return self.code(variable.means.expression) if variable.means else f"s[{self.layout.variables[id]}]"
            case LeadIs(lead):
                return f"(s[{LEAD}] == {self.layout.leads.index(lead)})"
            case Compare(operator, left, right):
                return f"({self.code(left)} {_OPERATORS[operator]} {self.code(right)})"
            case Not(part):
                return f"(not {self.code(part)})"
            case All(parts):
                return f"({' and '.join(map(self.code, parts))})"
            case Either(parts):
                return f"({' or '.join(map(self.code, parts))})"
            case Call(function, argument):
                return self.call(function, argument)

    def call(self, function: str, argument: str) -> str:
        layout = self.layout
        match function:
            case "seen" | "chose":
                return f"(s[{PAST}] >> {layout.past[function, argument]} & 1)"
            case "met":
                return f"(s[{MET}] >> {layout.met[argument]} & 1)"
            case "visits":
                return f"s[{layout.visits[argument]}]"
            case "support":
                return f"s[{layout.support[argument]}]" if argument in layout.support else "0"
            case "seated":
                return f"seated(s, {self._people.index(argument)})"
        return f"{function}(s, {self._motions.index(argument)})"


_OPERATORS = {sign: sign for sign in ("<", "<=", "==", "!=", ">=", ">")}


class Act:
    """A deed made ready: what it adds, sets, and which lines it writes when."""

    __slots__ = ("adds", "conditional", "lines", "sets")

    def __init__(self, deed: Deed, layout: Layout, conditions: Conditions) -> None:
        adds: dict[int, int] = {}
        self.sets: list[tuple[int, int]] = []
        for effect in deed.effects:
            place = layout.variables[effect.variable]
            if effect.sets:
                self.sets.append((place, effect.amount))
            else:
                adds[place] = effect.amount
        self.sets += [(layout.seats[seating.person], 1 if seating.seated else 2) for seating in deed.seating if seating.person in layout.seats]
        self.lines = tuple(line for line in deed.ledger if line.condition is None)
        self.conditional = [(conditions.test(line.condition), line) for line in deed.ledger if line.condition is not None]
        for line in self.lines:
            if line.person in layout.support:
                place = layout.support[line.person]
                adds[place] = adds.get(place, 0) + line.weight
        self.adds = [(place, amount, *layout.range_of(place)) for place, amount in adds.items()]

    def do(self, values: list[Any], layout: Layout) -> tuple[Line, ...]:
        """Apply everything at once, then clamp; the ledger lines written."""
        lines = self.lines
        extra: list[tuple[int, int, int, int]] = []
        if self.conditional:
            held = [line for test, line in self.conditional if test and test(values)]
            lines += tuple(held)
            extra = self._with(held, layout)
        for place, amount, low, high in extra or self.adds:
            value = values[place] + amount
            values[place] = low if value < low else high if value > high else value
        for place, amount in self.sets:
            values[place] = amount
        return lines

    def _with(self, held: list[Line], layout: Layout) -> list[tuple[int, int, int, int]]:
        adds = {place: amount for place, amount, _, _ in self.adds}
        for line in held:
            if line.person in layout.support:
                place = layout.support[line.person]
                adds[place] = adds.get(place, 0) + line.weight
        return [(place, amount, *layout.range_of(place)) for place, amount in adds.items()]


class Text:
    """A passage made ready. Fixed prose is rendered once; the rest from the values it is shown with.

    `mask` holds the bits of the terms that it displays, where they are the same in every case. It is `steady` when in
    addition no condition in it asks what was met: then it reads the same before and after it was shown.
    """

    __slots__ = ("_code", "_gaps", "_mask", "_names", "_parts", "count", "fixed", "mask", "read", "spans", "steady", "text")

    def __init__(self, prose: Prose, layout: Layout, conditions: Conditions) -> None:
        self.fixed = all(isinstance(segment, Span | Cite) for segment in prose)
        self.spans: tuple[Span, ...] = tuple(_fixed(segment) for segment in prose) if self.fixed else ()
        self.text = "".join(span.text for span in self.spans)
        self.mask = _mask(self.spans, layout)
        self.steady = self.fixed
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
            self.read = lambda values, again: "".join([span.text for span in self.render(values, again)])
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
        self.gaps = False

    def name(self, value: Any) -> str:
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def text(self, prose: Prose) -> str:
        """A tuple of strings."""
        return "(" + "".join(f"{self.segment(segment)}, " for segment in prose) + ")"

    def side(self, prose: Prose) -> str:
        self.gaps = self.gaps or not any(isinstance(segment, Span) and segment.text for segment in prose)
        return self.segment(prose[0]) if len(prose) == 1 else f"''.join({self.text(prose)})"

    def segment(self, segment: Any) -> str:
        match segment:
            case Alternative(condition, then, otherwise):
                return f"({self.side(then)} if {self.conditions.code(condition.expression)} else {self.side(otherwise)})"
            case FirstAgain(first, again):
                return f"({self.side(again)} if again else {self.side(first)})"
            case Show(variable):
                words = {value: spans[0].text for value, spans in _shown_words(self.layout.story.variables[variable]).items()}
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
                    fixed |= _mask((_fixed(segment),), self.layout) if isinstance(segment, Span) else 0
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
            yes, no = Text(then, layout, conditions), Text(otherwise, layout, conditions)
            return lambda values, again: (yes if test(values) else no).render(values, again)
        case FirstAgain(first_time, later):
            once, more = Text(first_time, layout, conditions), Text(later, layout, conditions)
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
        value: (Span(variable.words[value - variable.low] if variable.words else str(value)),) for value in range(variable.low, variable.high + 1)
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
