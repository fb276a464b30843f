"""From a YAML file to text that knows its place: scalars, maps and lists with line and column, and nothing else.

Every scalar stays text (no `NO` -> false). Anchors, aliases, tags and duplicate keys are refused, and so is nesting
or size that no story needs, so a stranger's story is safe to read.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from unicodedata import normalize

import yaml
from yaml.events import AliasEvent, DocumentStartEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from game.story.folder import MOST_BYTES_OF_A_FILE
from game.story.problems import Problem

MAX_DEPTH = 16
# Characters that steer a terminal, turn the direction of text around or end a line where no editor shows it.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NO_ANCHORS = "Anchors (`&name`), aliases (`*name`) and tags (`!name`) are not part of the format."


class Mark(NamedTuple):
    """A place in a file, counted from 0 as the parser counts."""

    line: int = 0
    column: int = 0


class Text(str):
    """A scalar, with the event of the parser that it comes from."""

    __slots__ = ("event",)
    event: Any

    @property
    def line(self) -> int:
        return int(self.event.start_mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.event.start_mark.column) + 1

    @property
    def block(self) -> bool:
        """Whether it is written as a `|` block."""
        return bool(self.event.style == "|")

    @property
    def lines_long(self) -> bool:
        """Whether it is written over several lines."""
        return bool(self.event.end_mark.line != self.event.start_mark.line)


class _Placed:
    """What maps and lists have in common: the mark where they begin (the first place of the file when made up)."""

    __slots__ = ()
    mark: Any

    @property
    def line(self) -> int:
        return int(self.mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.mark.column) + 1


class Map(dict[Text, "Node"], _Placed):
    """A mapping, in the order written."""

    __slots__ = ("mark",)

    def __init__(self, mark: Any = Mark()) -> None:  # noqa: B008  (an immutable mark)
        self.mark = mark

    if TYPE_CHECKING:

        def find(self, key: str) -> Node | None:
            """The value at a key (keys are Text, which equals the same plain string)."""
    else:
        find = dict.get


class Items(list["Node"], _Placed):
    """A list, in the order written."""

    __slots__ = ("mark",)

    def __init__(self, mark: Any) -> None:
        self.mark = mark


Node: TypeAlias = Text | Map | Items


class Unreadable(Exception):
    """The file cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def decode(raw: bytes, file: str) -> str:
    """The text of a file, with plain line ends; raises Unreadable."""
    if len(raw) > MOST_BYTES_OF_A_FILE:
        raise Unreadable(Problem(file, 0, 0, "TC0105", f"The file has more than {MOST_BYTES_OF_A_FILE:,} bytes.", "Split it into several files."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8-sig", "replace")
        raise Unreadable(
            _problem(file, raw.decode("utf-8-sig", "replace"), len(before), "TC0102", "The file is not UTF-8.", "Save it as UTF-8.")
        ) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = normalize("NFC", text)
    if found := STEERING.search(text):
        what = f"A character that is not for texts stands here (U+{ord(found[0]):04X})."
        raise Unreadable(_problem(file, text, found.start(), "TC0108", what, "Take it out: a story cannot steer the terminal."))
    return text


def _problem(file: str, text: str, at: int, code: str, message: str, hint: str) -> Problem:
    line_start = text.rfind("\n", 0, at) + 1
    source = text[line_start:].partition("\n")[0]
    return Problem(file, text.count("\n", 0, at) + 1, at - line_start + 1, code, message, hint, source=source)


def read_node(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The one document in `text`, or None when it is empty or broken, and what was wrong with it."""
    reading = _Reading(text, file)
    try:
        return reading.document(), reading.problems
    except Unreadable as stop:
        return None, [*reading.problems, stop.problem]


class _Reading:
    """One pass over the events of one file; the C parser where it is built, else the pure one (same events, slower)."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.next: Any
        self._lines: list[str] = []

    def document(self) -> Node:
        try:
            loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.text)
            self.next = loader.get_event
            self.next()
            if self.next().__class__ is StreamEndEvent:
                raise Unreadable(_problem(self.file, self.text, 0, "TC0107", "The file is empty.", "Write something in it, or delete it."))
            root = self.node(self.next(), 0)
            self.next()
            if (event := self.next()).__class__ is DocumentStartEvent:
                self.stop(event.start_mark, "TC0107", "A second document begins here.", "Keep one document in a file.")
        except yaml.YAMLError as fault:
            raise Unreadable(self.syntax(fault)) from None
        return root

    def syntax(self, fault: Any) -> Problem:
        mark = getattr(fault, "problem_mark", None) or Mark()
        what = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it cannot be parsed"
        context = getattr(fault, "context", None)
        message = f"This is not YAML: {what}{f' ({context})' if context else ''}."
        hint = (
            "Check indentation (spaces, no tabs) and colons; a text with `: ` or ` #` in it, "
            'or that begins with a sign such as `{`, `[`, `*` or `@`, needs "quotes".'
        )
        return self.problem(mark, "TC0101", message, hint)

    def problem(self, mark: Any, code: str, message: str, hint: str) -> Problem:
        self._lines = self._lines or self.text.split("\n")
        line = min(mark.line, len(self._lines) - 1)
        return Problem(self.file, line + 1, mark.column + 1, code, message, hint, source=self._lines[line])

    def stop(self, mark: Any, code: str, message: str, hint: str) -> None:
        raise Unreadable(self.problem(mark, code, message, hint))

    def node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event)
        mark = event.start_mark
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            self.stop(mark, "TC0104", _NO_ANCHORS, "Write the value out.")
        if depth >= MAX_DEPTH:
            self.stop(mark, "TC0105", f"Nested more than {MAX_DEPTH} deep.", "No part of a story needs that; check the indentation.")
        return self.mapping(mark, depth + 1) if kind is MappingStartEvent else self.sequence(mark, depth + 1)

    def scalar(self, event: Any) -> Text:
        if event.anchor is not None or event.tag is not None:
            self.stop(event.start_mark, "TC0104", _NO_ANCHORS, "Remove it, or put the text in quotes.")
        text = Text(event.value)
        text.event = event
        if event.style == '"' and STEERING.search(text):
            self.stop(event.start_mark, "TC0108", "An escape in this text is not for texts.", "Take it out: a story cannot steer the terminal.")
        return text

    def mapping(self, mark: Any, depth: int) -> Map:
        found = Map(mark)
        following, scalar = self.next, self.scalar
        while True:
            event = following()
            if event.__class__ is MappingEndEvent:
                return found
            if event.__class__ is not ScalarEvent:
                self.stop(event.start_mark, *self.odd_key(event))
            key = scalar(event)
            event = following()
            value = scalar(event) if event.__class__ is ScalarEvent else self.node(event, depth)
            if key in found:
                first = next((f" (first in line {old.line})" for old in islice(found, 1000) if old == key), "")
                message = f"The key `{key}` stands here a second time{first}."
                self.problems.append(self.problem(key.event.start_mark, "TC0103", message, "Keep one of the two."))
            else:
                found[key] = value

    @staticmethod
    def odd_key(event: Any) -> tuple[str, str, str]:
        if event.__class__ is AliasEvent:
            return "TC0104", _NO_ANCHORS, "Write the key out."
        return "TC0101", "A key must be a single word or line.", "Quote it if it begins with `{` or `[`."

    def sequence(self, mark: Any, depth: int) -> Items:
        found = Items(mark)
        while (event := self.next()).__class__ is not SequenceEndEvent:
            found.append(self.node(event, depth))
        return found
