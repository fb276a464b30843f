"""A YAML file as nodes that know their line and column: scalars, mappings and sequences.

Every scalar stays text (no `NO` -> false). Anchors, aliases, tags and duplicate keys are refused,
and so is nesting or size that no story needs, so a stranger's story is safe to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias
from unicodedata import normalize

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from game.story import diagnostics as diag
from game.story.folder import MOST_BYTES_OF_A_FILE
from game.story.problems import Diagnostic, Problem

MAX_DEPTH = 16
# The C parser where PyYAML was built with it, else the pure one: the same events, slower.
_Parser: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else yaml.BaseLoader  # type: ignore[attr-defined]
# Characters that steer a terminal, turn the direction of text or end a line where no editor does.
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

_PLAIN = bytes([*range(0x20, 0x7F), 0x09, 0x0A, 0x0D])


class _Mark(NamedTuple):
    """A place in a file, counted from 0 as the parser counts."""

    line: int = 0
    column: int = 0


class _Nowhere(NamedTuple):
    """Stands in for the event of what is made up: the first place of the file."""

    start_mark: _Mark = _Mark()
    end_mark: _Mark = _Mark()
    style: str = ""


class _Placed:
    """What scalars, maps and lists have in common: the place where they begin."""

    __slots__ = ()
    event: Any

    @property
    def line(self) -> int:
        return self.event.start_mark.line + 1  # type: ignore[no-any-return]

    @property
    def column(self) -> int:
        return self.event.start_mark.column + 1  # type: ignore[no-any-return]


class ScalarNode(str, _Placed):
    """A scalar; `style` is "|", ">", a quote, or nothing for a plain one."""

    __slots__ = ("event",)

    @property
    def style(self) -> str:
        return self.event.style or ""

    @property
    def block(self) -> bool:
        """Whether it is written as a `|` block."""
        return self.event.style == "|"  # type: ignore[no-any-return]


class MappingNode(dict[str, "YamlNode"], _Placed):
    """A mapping, in the order written.

    `key_events` has the event of each key; a map that is made up has no event of its own. `doubled`
    are keys that stand twice, or hold a map in which one does.
    """

    __slots__ = ("doubled", "event", "key_events")

    def __init__(self, event: Any = None) -> None:
        self.event = event or _Nowhere()
        self.key_events: dict[str, Any] = {}
        self.doubled: tuple[str, ...] = ()

    def key(self, name: str) -> ScalarNode:
        """A key with its place."""
        text = ScalarNode(name)
        text.event = self.key_events.get(name, self.event)
        return text

    def below(self, name: str) -> MappingNode:
        """The map that a key holds; an empty one where it holds another thing or nothing."""
        node = self.get(name)
        return node if isinstance(node, MappingNode) else MappingNode()


class SequenceNode(list["YamlNode"], _Placed):
    """A list, in the order written."""

    __slots__ = ("event",)

    def __init__(self, event: Any) -> None:
        self.event = event


YamlNode: TypeAlias = ScalarNode | MappingNode | SequenceNode


def find_word(root: YamlNode, word: str, *keys: str) -> YamlNode:
    """Where a word stands below one of the keys; the root when it stands nowhere."""
    return next(_occurrences(root, word, keys, False), root)


def _occurrences(
    node: YamlNode, word: str, keys: tuple[str, ...], inside: bool
) -> Iterator[ScalarNode]:
    if isinstance(node, MappingNode):
        for key, value in node.items():
            yield from _occurrences(value, word, keys, inside or key in keys)
    elif isinstance(node, SequenceNode):
        for item in node:
            yield from _occurrences(item, word, keys, inside)
    elif inside and node == word:
        yield node


class Unreadable(Exception):
    """The file cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def decode(raw: bytes, file: str) -> str:
    """The text of a file, with plain line ends; raises Unreadable."""
    if len(raw) > MOST_BYTES_OF_A_FILE:
        raise Unreadable(diag.FILE_TOO_LARGE.at(file, limit=MOST_BYTES_OF_A_FILE))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        text, before = (part.decode("utf-8-sig", "replace") for part in (raw, raw[: fault.start]))
        raise Unreadable(_problem(file, text, len(before), diag.NOT_UTF8)) from None
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if raw.translate(None, _PLAIN) and (found := STEERING.search(text)):
        at, number = found.start(), ord(found[0])
        raise Unreadable(_problem(file, text, at, diag.STEERING_CHARACTER, number=number))
    return text


def _problem(file: str, text: str, at: int, what: Diagnostic, /, **values: object) -> Problem:
    line_start = text.rfind("\n", 0, at) + 1
    source = text[line_start:].partition("\n")[0]
    return what.at(file, text.count("\n", 0, at) + 1, at - line_start + 1, source, **values)


def read_node(text: str, file: str) -> tuple[YamlNode | None, list[Problem]]:
    """The one document in `text`, None when it is empty or broken, and what was wrong with it."""
    reading = _Composer(text, file)
    try:
        return reading.document(_Parser), reading.problems
    except Unreadable as stop:
        return None, [*reading.problems, stop.problem]
    except yaml.YAMLError as fault:
        return None, [*reading.problems, _refused(text, file) or reading.syntax(fault)]


def _refused(text: str, file: str) -> Problem | None:
    """What our own rules refuse in a text that the C parser does not read, if they come to that.

    The C parser reads ahead, and some versions refuse deep nesting before it can be counted here;
    the pure parser has no such limit.
    """
    with suppress(yaml.YAMLError):
        try:
            _Composer(text, file).document(yaml.BaseLoader)
        except Unreadable as stop:
            return stop.problem
    return None


class _Composer:
    """Makes the nodes of one file from the parser's events."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []
        self.next: Any
        self._lines: list[str] = []

    def document(self, parser: Any) -> YamlNode:
        """The node of the whole file; raises Unreadable, or YAMLError where it is not YAML."""
        self.next = parser(self.text).get_event
        self.next()
        if self.next().__class__ is StreamEndEvent:
            raise Unreadable(_problem(self.file, self.text, 0, diag.EMPTY_FILE))
        root = self.node()
        self.next()
        if (event := self.next()).__class__ is DocumentStartEvent:
            self.stop(event.start_mark, diag.SECOND_DOCUMENT)
        return root

    def syntax(self, fault: Any) -> Problem:
        mark = getattr(fault, "problem_mark", None) or _Mark()
        reason = getattr(fault, "reason", None) or "it cannot be parsed"
        what = getattr(fault, "problem", None) or reason
        context = getattr(fault, "context", None)
        return self.problem(mark, diag.SYNTAX, what=f"{what} ({context})" if context else what)

    def problem(self, mark: Any, what: Diagnostic, /, **values: object) -> Problem:
        self._lines = self._lines or self.text.split("\n")
        line = min(mark.line, len(self._lines) - 1)
        return what.at(self.file, line + 1, mark.column + 1, self._lines[line], **values)

    def stop(self, mark: Any, what: Diagnostic, /, **values: object) -> None:
        raise Unreadable(self.problem(mark, what, **values))

    def node(self) -> YamlNode:
        """The node that the next events describe."""
        following = self.next
        risky = any(sign in self.text for sign in "&!\\")
        stack: list[tuple[Any, str | None]] = []
        inside: Any = None
        key: str | None = None
        while True:
            event = following()
            kind = event.__class__
            if kind is ScalarEvent:
                if risky:
                    self.check_scalar(event)
                if key is None and inside.__class__ is MappingNode:
                    key = event.value
                    if key in inside:
                        self.note_duplicate(event, [*stack, (inside, key)])
                    else:
                        inside.key_events[key] = event
                    continue
                node: Any = ScalarNode(event.value)
                node.event = event
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = inside
                inside, key = stack.pop()
            else:
                stack.append((inside, key))
                as_key = key is None and inside.__class__ is MappingNode
                inside, key = self.open_collection(event, len(stack), as_key), None
                continue
            if inside is None:
                return node  # type: ignore[no-any-return]
            if key is None:
                inside.append(node)
            else:
                inside.setdefault(key, node)
                key = None

    def open_collection(self, event: Any, depth: int, as_key: bool) -> MappingNode | SequenceNode:
        """The map or list that begins with an event, empty."""
        if event.__class__ is AliasEvent or event.anchor is not None or event.tag is not None:
            self.stop(event.start_mark, diag.ANCHOR)
        if as_key:
            self.stop(event.start_mark, diag.COMPLEX_KEY)
        if depth > MAX_DEPTH:
            self.stop(event.start_mark, diag.NESTED_TOO_DEEP, limit=MAX_DEPTH)
        return MappingNode(event) if event.__class__ is MappingStartEvent else SequenceNode(event)

    def check_scalar(self, event: Any) -> None:
        """Refuse what may not stand in any text: an anchor, a tag, an escape that steers."""
        if event.anchor is not None or event.tag is not None:
            self.stop(event.start_mark, diag.ANCHOR)
        if event.style == '"' and STEERING.search(event.value):
            self.stop(event.start_mark, diag.STEERING_ESCAPE)

    def note_duplicate(self, event: Any, path: list[tuple[Any, str | None]]) -> None:
        """Note that a key stands twice; `path` are the maps and lists around it with keys."""
        for outer, key in path:
            if outer.__class__ is MappingNode and key is not None:
                outer.doubled += (key,)
        key, first = event.value, path[-1][0].key(event.value).line
        self.problems.append(self.problem(event.start_mark, diag.KEY_TWICE, key=key, first=first))
