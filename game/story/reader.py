"""From a YAML file to text that knows its place: scalars, maps and lists with line and column, and nothing else.

Every scalar stays text (no `NO` -> false). Anchors, aliases, tags and duplicate keys are refused, and so is nesting
or size that no story needs, so a stranger's story is safe to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from unicodedata import normalize

from game.story.problems import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Text(str):
    """A scalar. `block` when written as a `|` block, `plain` when unquoted, `cut` when a ` #` comment follows it."""

    __slots__ = ("block", "column", "cut", "line", "plain")
    line: int
    column: int
    block: bool
    plain: bool
    cut: bool


class Map(dict[Text, "Node"]):
    """A mapping, in the order written. `line` and `column` are 1 when it was made up rather than read."""

    __slots__ = ("column", "line")
    line: int
    column: int

    def __init__(self) -> None:
        super().__init__()
        self.line = self.column = 1

    def find(self, key: str) -> Node | None:
        """The value at a key (keys are Text, which equals the same plain string)."""
        return self.get(key)  # type: ignore[call-overload, no-any-return]


class Items(list["Node"]):
    """A list, in the order written."""

    __slots__ = ("column", "line")
    line: int
    column: int


Node: TypeAlias = Text | Map | Items


class Unreadable(Exception):
    """The file cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_node(raw: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The one document in `raw`, or None when the file is empty or broken, and what was wrong with it."""
    try:
        text = _decode(raw, file)
        reading = _Reading(text, file)
        return reading.document(), reading.problems
    except Unreadable as stop:
        return None, [stop.problem]


def _decode(raw: bytes, file: str) -> str:
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            Problem(file, 0, 0, "TC0105", f"The file has {len(raw):,} bytes; {MAX_BYTES:,} are allowed.", "Split it into several files.")
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise Unreadable(Problem(file, line, 1, "TC0102", f"The file is not UTF-8 (byte {fault.start}).", "Save it as UTF-8.")) from None
    return text if text.isascii() else normalize("NFC", text)


def _events(text: str) -> Iterator[Any]:
    """The parser's events; the C parser where it is built, else the pure one (same events, slower)."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return iter(yaml.parse(text, Loader=loader))


class _Reading:
    """One pass over the events of one file."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.comments = " #" in text
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    def document(self) -> Node | None:
        import yaml

        root: Node | None = None
        try:
            events = _events(self.text)
            for event in events:
                name = event.__class__.__name__
                if name == "DocumentStartEvent":
                    if root is not None:
                        self.stop(event.start_mark, "TC0107", "A second document begins here.", "Keep one document in a file.")
                    root = self.node(next(events), events, 0)
        except yaml.YAMLError as fault:
            raise Unreadable(self.syntax(fault)) from None
        if root is None:
            raise Unreadable(Problem(self.file, 0, 0, "TC0107", "The file is empty.", "Write something in it, or delete it."))
        return root

    def syntax(self, fault: Any) -> Problem:
        mark = getattr(fault, "problem_mark", None)
        what = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it cannot be parsed"
        context = getattr(fault, "context", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = f"This is not YAML: {what}{f' ({context})' if context else ''}."
        hint = (
            'Check indentation and colons; a text with `: ` or ` #` in it, or that begins with a sign such as `{`, `[`, `*` or `@`, needs "quotes".'
        )
        return Problem(self.file, line, column, "TC0101", message, hint, source=self.source(line))

    def source(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def note(self, mark: Any, code: str, message: str, hint: str) -> Problem:
        problem = Problem(self.file, mark.line + 1, mark.column + 1, code, message, hint, source=self.source(mark.line + 1))
        self.problems.append(problem)
        return problem

    def stop(self, mark: Any, code: str, message: str, hint: str) -> None:
        raise Unreadable(self.note(mark, code, message, hint))

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        name = event.__class__.__name__
        if name == "ScalarEvent":
            return self.scalar(event)
        mark = event.start_mark
        if name == "AliasEvent":
            self.stop(mark, "TC0104", "Aliases (`*name`) are not part of the format.", "Write the value out.")
        if event.anchor is not None or event.tag is not None:
            self.stop(mark, "TC0104", "Anchors (`&name`) and tags (`!name`) are not part of the format.", "Remove it.")
        if depth >= MAX_DEPTH:
            self.stop(mark, "TC0105", f"Nested more than {MAX_DEPTH} deep.", "No part of a story needs that; check the indentation.")
        return self.mapping(mark, events, depth) if name == "MappingStartEvent" else self.sequence(mark, events, depth)

    def scalar(self, event: Any) -> Text:
        mark = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self.stop(mark, "TC0104", "Anchors (`&name`) and tags (`!name`) are not part of the format.", "Remove it, or quote the text.")
        text = Text(event.value)
        text.line, text.column = mark.line + 1, mark.column + 1
        style = event.style
        text.plain = not style
        text.block = style == "|"
        if style == '"' and CONTROL.search(text):
            self.stop(mark, "TC0108", "A control character stands in this text.", "Take it out: a story cannot steer the terminal.")
        text.cut = bool(self.comments and not style and self.followed_by_comment(event.end_mark))
        return text

    def followed_by_comment(self, mark: Any) -> bool:
        rest = self.lines[mark.line][mark.column :]
        return rest[:1] in " \t" and rest.lstrip().startswith("#")

    def mapping(self, mark: Any, events: Iterator[Any], depth: int) -> Map:
        found = Map()
        found.line, found.column = mark.line + 1, mark.column + 1
        for event in events:
            name = event.__class__.__name__
            if name == "MappingEndEvent":
                break
            if name != "ScalarEvent":
                self.stop(event.start_mark, "TC0101", "A key must be a single word or line.", "Quote it if it begins with `{` or `[`.")
            key = self.scalar(event)
            if key in found:
                first = next(old for old in found if old == key)
                self.note(
                    event.start_mark, "TC0103", f"The key `{key}` stands here a second time (first in line {first.line}).", "Keep one of the two."
                )
            value = self.node(next(events), events, depth + 1)
            found.setdefault(key, value)
        return found

    def sequence(self, mark: Any, events: Iterator[Any], depth: int) -> Items:
        found = Items()
        found.line, found.column = mark.line + 1, mark.column + 1
        for event in events:
            if event.__class__.__name__ == "SequenceEndEvent":
                break
            found.append(self.node(event, events, depth + 1))
        return found
