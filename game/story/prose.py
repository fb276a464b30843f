"""Prose: Markdown paragraphs with braces (conditions, values, citations) and `[[term|words]]`.

Single line breaks fold into spaces (an author wraps as he likes), blank lines part paragraphs,
lines that begin with `- `, `* ` or `> ` stay lines of their own.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from game.story import diagnostics as diag
from game.story.conditions import parse
from game.story.locate import solids
from game.story.model import Alternative, Cite, Condition, FirstAgain, Prose, Segment, Show, Span
from game.story.names import MOST_FAULTS, Fault, Names, Use, raise_all
from game.story.nodes import ScalarNode
from game.story.problems import Diagnostic

PARAGRAPH = Span("\n\n")
_OWN_LINE = ("- ", "* ", "> ")
_IF = re.compile(r"\s*if\s([^:]*)(:?)")
_FIRST = re.compile(r"\s*first:")
_AGAIN = re.compile(r"\s*again:")
_CITE = re.compile(r"\s*cite\s+(.*)", re.DOTALL)
_VARIABLE = re.compile(r"[a-z_][A-Za-z0-9_.]*")
_BAR_OR_LINK = re.compile(r"\[\[[^\[\]]*\]\]|\|")
_STRAY = re.compile(r"(?:[^}]++|\}\})*+\}")  # up to a closing brace that is not doubled
_INLINE = re.compile(
    r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]"
    r"|\*\*(\S(?:[^*]*\S)?)\*\*|\*(\S(?:[^*]*\S)?)\*|\\([\\*\[\]])|\[\[|\]\]"
)


def parse_prose(raw: ScalarNode, names: Names, uses: list[Use], citing: bool = False) -> Prose:
    """The segments of `raw`; raises Fault. Adds to `uses`; `citing` allows `{cite source}`."""
    if "{" in raw or "}" in raw:
        return _Braces(raw, names, uses, citing).parse()
    return _spans(join_lines(raw), names, "")


def join_lines(text: str) -> str:
    """Join the lines of each paragraph; one blank line between paragraphs."""
    return _joined(text.strip())


def _joined(text: str) -> str:
    """Text with its lines joined; white space at both ends stays: it may border on a brace."""
    if "\n" not in text:
        return text
    first, *middle, last = text.split("\n")
    parts, gap = [first.rstrip()], " "
    for line in middle:
        if bare := line.strip():
            parts += ("\n" if gap == " " and bare.startswith(_OWN_LINE) else gap, bare)
            gap = " "
        else:
            gap = "\n\n"
    last = last.lstrip()
    parts += ("\n" if gap == " " and last.startswith(_OWN_LINE) else gap, last)
    return "".join(parts)


class _Braces:
    """One pass over a text with braces in it; `faults` gathers what is found on the way."""

    def __init__(self, raw: ScalarNode, names: Names, uses: list[Use], citing: bool) -> None:
        self.raw, self.names, self.uses, self.citing = raw, names, uses, citing
        self.faults: list[Fault] = []

    def parse(self) -> Prose:
        found: list[Segment] = []
        try:
            self.gather(found)
        except Fault as fault:
            self.faults.append(fault)
        raise_all(self.faults)
        return tuple(found)

    def gather(self, found: list[Segment]) -> None:
        """Read the segments one after the other; a brace that cannot be matched ends it."""
        raw = self.raw
        start = at = len(raw) - len(raw.lstrip())
        while (opening := raw.find("{", at)) >= 0 and len(self.faults) < MOST_FAULTS:
            self.check_closed(at, opening)
            if raw.startswith("{{", opening):
                at = opening + 2
                continue
            found.extend(self.spans(_joined(raw[start:opening]), start))
            end = self.close(opening)
            try:
                found.append(self.form(opening + 1, end))
            except Fault as fault:
                self.faults.append(fault)
            start = at = end + 1
        self.check_closed(at, len(raw))
        found.extend(self.spans(_joined(raw[start:].rstrip()), start))

    def check_closed(self, start: int, end: int) -> None:
        """Refuse a single closing brace among plain words."""
        if stray := _STRAY.match(self.raw, start, end):
            raise self.fault(diag.STRAY_CLOSING, stray.end() - 1)

    def close(self, start: int) -> int:
        """Where the brace opened at `start` is closed."""
        end = self.raw.find("}", start)
        if end < 0:
            raise self.fault(diag.NEVER_CLOSED, start)
        inner = self.raw.find("{", start + 1, end)
        if inner >= 0:
            raise self.fault(diag.NESTED_BRACES, inner)
        return end

    def form(self, start: int, end: int) -> Segment:
        """What stands between the braces."""
        raw = self.raw
        if match := _IF.match(raw, start, end):
            if not match[2]:
                raise self.fault(diag.IF_WITHOUT_COLON, start - 1)
            then, otherwise = self.halves(match.end(), end)
            condition = self.condition(match[1], match.start(1))
            return Alternative(condition, self.half(*then), self.half(*otherwise))
        if match := _FIRST.match(raw, start, end):
            first, later = self.halves(match.end(), end)
            again = _AGAIN.match(raw, *later)
            if again is None:
                raise self.fault(diag.FIRST_WITHOUT_AGAIN, start - 1)
            return FirstAgain(self.half(*first), self.half(again.end(), end))
        if match := _CITE.match(raw, start, end):
            if not self.citing:
                raise self.fault(diag.CITE_OUTSIDE, start - 1)
            source = match[1].strip()
            if not self.names.knows("source", source):
                raise self.names.unknown("source", source).moved(self.before(match.start(1)))
            return Cite(source)
        name = " ".join(raw[start:end].split())
        if not _VARIABLE.fullmatch(name):
            raise self.fault(diag.STRANGE_BRACE, start - 1, part=name[:40])
        try:
            return Show(self.names.variable(name).id)
        except Fault as fault:
            raise fault.moved(self.before(start)) from None

    def condition(self, source: str, at: int) -> Condition:
        line = self.raw.line + (1 + self.raw.count("\n", 0, at) if self.raw.block else 0)
        try:
            parsed = parse(source, self.names)
        except Fault as fault:
            raise fault.moved(self.before(at)) from None
        self.uses += (use._replace(before=use.before + self.before(at)) for use in parsed.uses)
        return Condition(parsed.expression, " ".join(source.split()), line)

    def halves(self, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the alternatives on both sides of the bar begin and end."""
        found = _BAR_OR_LINK.finditer(self.raw, start, end)
        bars = [match.start() for match in found if match[0] == "|"]
        if len(bars) > 1:
            raise self.fault(diag.TWO_BARS, bars[1])
        return ((start, bars[0]), (bars[0] + 1, end)) if bars else ((start, end), (end, end))

    def half(self, start: int, end: int) -> Prose:
        return self.spans(" ".join(self.raw[start:end].split()), start)

    def spans(self, text: str, at: int) -> Prose:
        """The spans of a piece that begins at `at`; doubled braces stand for single ones."""
        try:
            found = _spans(text, self.names, "")
        except Fault as fault:
            self.faults.append(fault.moved(self.before(at)))
            return ()
        if "{" not in text and "}" not in text:
            return found
        return tuple(
            replace(span, text=span.text.replace("{{", "{").replace("}}", "}")) for span in found
        )

    def before(self, at: int) -> int:
        return solids(self.raw[:at])

    def fault(self, what: Diagnostic, at: int, /, **values: object) -> Fault:
        return Fault(what, self.before(at), **values)


def _spans(text: str, names: Names, style: str) -> tuple[Span, ...]:
    """Text without braces: links and emphasis."""
    if not text:
        return ()
    if "[" not in text and "*" not in text and "\\" not in text and "]" not in text:
        return (Span(text, "", style),)
    found: list[Span] = []
    faults: list[Fault] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(Span(text[at : match.start()], "", style))
        at = match.end()
        try:
            found.extend(_inline(match, names, style))
        except Fault as fault:
            faults.append(fault.moved(solids(text[: match.start()])))
            if len(faults) >= MOST_FAULTS:
                break
    raise_all(faults)
    if at < len(text):
        found.append(Span(text[at:], "", style))
    return tuple(found)


def _inline(match: re.Match[str], names: Names, style: str) -> tuple[Span, ...]:
    """A link, emphasis or an escaped sign."""
    target, words, strong, emphasis, escaped = match.groups()
    if target is not None:
        term = target.strip()
        if not names.knows("term", term):
            raise names.unknown("term", term).moved(2)
        return (Span((words or term.replace("_", " ")).strip(), term, style),)
    if strong is not None or emphasis is not None:
        try:
            return _spans(strong or emphasis, names, "strong" if strong else "em")
        except Fault as fault:
            raise fault.moved(2 if strong else 1) from None
    if escaped is not None:
        return (Span(escaped, "", style),)
    raise Fault(diag.HALF_LINK, part=match[0])
