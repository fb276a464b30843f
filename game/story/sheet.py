"""One file being read: its nodes turned into typed values, every fault noted with its place and never raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from keyword import kwlist

from game.story import diagnostics as diag
from game.story.declarations import SHAPES, a, fields, purpose
from game.story.model import HERE, RETURN, STAY
from game.story.model.kinds import DATE, ID, SPAN_OF_DATES
from game.story.names import DECLARED_IN_SCENES, Fault, Names, Reference, Use
from game.story.places import place
from game.story.problems import Diagnostic, Problem
from game.story.prose import fold
from game.story.reader import Items, Map, Node, Text, read_node
from game.story.suggestions import did_you_mean, one_of

YES_NO = {"yes": True, "no": False, "true": True, "false": False}
RESERVED = (HERE, RETURN, STAY, "lead", "seat", "unseat")
_NO_NAMES = frozenset(kwlist) | frozenset(RESERVED)
_ID = re.compile(ID)
_DATE = re.compile(DATE)
_DATES = re.compile(SPAN_OF_DATES)
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_KNOWN_KEYS = {name: frozenset(fields(shape)) for name, shape in SHAPES.items()}
_REQUIRED = {
    name: tuple(key for key, field in fields(shape).items() if field.required)
    for name, shape in SHAPES.items()
}


class Sheet:
    """A file with its root node.

    Getters return a harmless value where something is wrong, and note the problem. `unreadable` is
    set when the file could not be read, `flawed` when it has a problem; `doubts` are the keys at
    the top whose values are not known, because they, or their names, have problems.
    """

    def __init__(
        self, file: str, text: str, root: Node, names: Names, problems: list[Problem]
    ) -> None:
        self.file, self.content, self.names, self.problems = file, text, names, problems
        self._root: Node | None = root
        self.unreadable = self.flawed = False
        self.doubts: set[str] = set()
        self.comments = "#" in text and " #" in text
        self._lines: list[str] = []

    @property
    def root(self) -> Node:
        """The node of the whole file, read again if it was let go."""
        if self._root is None:
            node, _ = read_node(self.content, self.file)
            self._root = Map() if node is None else node
        return self._root

    def forget(self) -> None:
        """Let go of the nodes; they are read again when somebody asks."""
        self._root = None
        self._lines = []

    # -- noting ---------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        if not self._lines:
            self._lines = self.content.split("\n")
        return self._lines

    def note(self, at: Node, what: Diagnostic, hint: str = "", /, **values: object) -> None:
        """Note a problem at a node."""
        self.note_at(at.line, at.column, what, hint, **values)

    def note_at(
        self, line: int, column: int, what: Diagnostic, hint: str = "", /, **values: object
    ) -> None:
        """Note a problem at a place; in a file that cannot be read it would only follow from that."""
        self.names.noted += 1
        if self.unreadable:
            return
        self.flawed = True
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.problems.append(what.at(self.file, line, column, source, hint, **values))

    def note_fault(self, at: Node, fault: Fault) -> None:
        """Note what is wrong with a name at the node that holds it."""
        self._note_fault(at.line, at.column, fault)

    def fault(self, at: Text, fault: Fault) -> None:
        """Note a fault of a condition or passage inside the text `at`."""
        for one in fault.all():
            self._note_fault(*place(self.lines, at, one.before), one)

    def _note_fault(self, line: int, column: int, fault: Fault) -> None:
        """Note a fault at a place; one that only follows from another is merely counted."""
        if fault.diagnostic is None:
            self.names.noted += 1
            self.flawed = True
        else:
            self.note_at(line, column, fault.diagnostic, fault.hint, **fault.values)

    def refer(self, at: Text, uses: Iterable[Use]) -> None:
        """Remember names used in the text `at` that are looked up when all scenes are read."""
        for kind, name, before in uses:
            report = partial(self._report, at, before)
            self.names.references.append(Reference(kind, name, report))

    def _report(self, at: Text, before: int, fault: Fault) -> None:
        self.fault(at, fault.moved(before))

    # -- shapes ---------------------------------------------------------------------------------------------

    def map(self, node: Node, shape: str) -> Map:
        """The node as a map with the keys of a shape; unknown, missing and empty keys are noted."""
        if not isinstance(node, Map):
            self.note(node, diag.NOT_A_MAP, shape=a(SHAPES[shape]))
            return Map()
        if node.doubled:
            self.names.noted += 1  # the reader has noted it
        meant = "" if _KNOWN_KEYS[shape].issuperset(node) else self._strange_keys(node, shape)
        for required in _REQUIRED[shape]:
            if required not in node and f"`{required}`" not in meant:
                self.note(
                    node,
                    diag.KEY_MISSING,
                    shape=a(SHAPES[shape]),
                    key=required,
                    doc=purpose(SHAPES[shape], required),
                )
        return self.filled(node)

    def _strange_keys(self, node: Map, shape: str) -> str:
        """Note the keys that a shape does not have; the hints, which name keys that may be meant."""
        known, hints = _KNOWN_KEYS[shape], ""
        for key in node.keys() - known:
            hint = did_you_mean(key, known)
            words = one_of(sorted(known))
            self.note(
                node.key(key), diag.STRANGE_KEY, hint, shape=a(SHAPES[shape]), key=key, known=words
            )
            hints += hint
        return hints

    def filled(self, node: Map) -> Map:
        """The map without its empty values, each of them noted."""
        if "" not in node.values():
            return node
        filled = Map(node.event)
        filled.keys_at, filled.doubled = node.keys_at, node.doubled
        for key, value in node.items():
            if value == "":
                self.note(node.key(key), diag.NO_VALUE, key=key)
            else:
                filled[key] = value
        return filled

    def entries(
        self, node: Node | None, kind: str = "", declares: str = ""
    ) -> Iterator[tuple[str, Node]]:
        """The entries of a map from ids, new ones or those of a kind; faulty ids are noted and kept.

        What declares something of a kind, and has a problem before the next entry is asked for, is
        remembered as faulty.
        """
        if node is None:
            return
        if not isinstance(node, Map):
            self.note(node, diag.NOT_ENTRIES)
            return
        for key, value in node.items():
            noted = self.names.noted
            if kind:
                self.key_id(node, key, kind)
            elif not _ID.fullmatch(key) or key in _NO_NAMES:
                self.check_id(node.key(key), dotted=declares == "variable")
            yield key, value
            if declares and (noted != self.names.noted or key in node.doubled):
                self.names.faulty.add((declares, key))

    def items(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        return list(node) if isinstance(node, Items) else [node]

    # -- scalars --------------------------------------------------------------------------------------------

    def check_id(self, key: Text, dotted: bool = False) -> str:
        """A name that is given here; noted when it cannot stand in a condition."""
        self.check_name(key, key.line, key.column, dotted)
        return str(key)

    def check_name(self, name: str, line: int, column: int, dotted: bool = False) -> None:
        if _ID.fullmatch(name) and name not in _NO_NAMES:
            return
        parts = name.split(".") if dotted else [name]
        if any(part in _NO_NAMES for part in parts):
            self.note_at(line, column, diag.RESERVED_WORD, name=name)
        elif not all(_ID.fullmatch(part) for part in parts):
            self.note_at(line, column, diag.NOT_A_NAME, name=name)

    def name(self, node: Node | None) -> str:
        """A name that is declared by being used, such as a pool's."""
        text = self.text(node)
        return self.check_id(text) if text is not None else ""

    def text(self, node: Node | None) -> Text | None:
        if node is None or isinstance(node, Text):
            return node
        self.note(node, diag.NOT_A_TEXT)
        return None

    def line(self, node: Node | None) -> str:
        """One line of text."""
        text = self.text(node)
        if text is None:
            return ""
        self.check_cut(text)
        return " ".join(text.split())

    def check_cut(self, text: Text) -> None:
        """Refuse a line of text that a comment cuts short."""
        if not self.comments or text.style:
            return
        mark = text.event.end_mark
        rest = self.lines[mark.line][mark.column :]
        if rest.lstrip().startswith("#"):
            column = mark.column + 1 + len(rest) - len(rest.lstrip())
            self.note_at(mark.line + 1, column, diag.COMMENT_IN_TEXT)

    def paragraph(self, node: Node | None) -> str:
        """Plain text in paragraphs, without braces."""
        text = self.text(node)
        if text is None:
            return ""
        self.check_cut(text)
        return fold(text)

    def word(self, node: Node | None) -> str:
        text = self.text(node)
        return text.strip() if text is not None else ""

    def words(self, node: Node | None) -> tuple[str, ...]:
        return tuple(self.line(item) for item in self.items(node))

    def ids(self, node: Node | None, kind: str = "") -> tuple[str, ...]:
        """Names; with a kind, each must be known as that."""
        return tuple(self.id(item, kind) if kind else self.name(item) for item in self.items(node))

    def id(self, node: Node | None, kind: str) -> str:
        """The name of something of a kind; noted when the story has none of that name."""
        if node is None:
            return ""
        word = self.word(node)
        if kind in DECLARED_IN_SCENES:
            report = partial(self.note_fault, node)
            self.names.references.append(Reference(kind, word, report))
        elif isinstance(node, Text) and not self.names.knows(kind, word):
            self.note_fault(node, self.names.unknown(kind, word))
        return word

    def key_id(self, node: Map, key: str, kind: str) -> None:
        """Note a key that should name something of a kind and does not."""
        if not self.names.knows(kind, key):
            self.note_fault(node.key(key), self.names.unknown(kind, key))

    def lesson_ids(self, node: Node | None) -> tuple[str, ...]:
        """Facts and key terms."""
        return tuple(self.id(item, "lesson") for item in self.items(node))

    def scene_id(self, node: Node | None) -> str:
        return self.id(node, "scene")

    def yes(self, node: Node | None, default: bool = False) -> bool:
        if (text := self.text(node)) is None:
            return default
        word = text.strip()
        if word not in YES_NO:
            self.note(text, diag.NOT_YES_OR_NO, word=word)
        return YES_NO.get(word, default)

    def whole(self, node: Node | None, low: int, high: int, default: int = 0) -> int:
        if (text := self.text(node)) is None:
            return default
        word = text.strip()
        if _WHOLE.fullmatch(word) and low <= int(word) <= high:
            return int(word)
        self.note(text, diag.NOT_WHOLE, word=word, low=low, high=high)
        return default

    def choice(self, node: Node | None, words: tuple[str, ...], default: str = "") -> str:
        if (text := self.text(node)) is None:
            return default
        word = text.strip()
        if word in words:
            return word
        hint = did_you_mean(word, words)
        self.note(text, diag.NOT_A_CHOICE, hint, word=word, words=one_of(words))
        return default

    def date(self, node: Node | None) -> str:
        """An ISO day."""
        if (text := self.text(node)) is None:
            return ""
        word = text.strip()
        if _DATE.fullmatch(word) and _is_date(word):
            return word
        self.note(text, diag.NOT_A_DAY, word=word)
        return ""

    def dates(self, node: Node | None) -> str:
        """A day, a month or a year, or a span of two."""
        if (text := self.text(node)) is None:
            return ""
        word = text.strip()
        first, _, last = word.partition("/")
        if not _DATES.fullmatch(word) or not _is_date(first) or (last and not _is_date(last)):
            self.note(text, diag.NOT_A_DATE, word=word)
        elif last and last < first[: len(last)]:
            self.note(text, diag.DATES_REVERSED, word=word)
        return word


def _is_date(word: str) -> bool:
    """Whether a year, a month or a day exists."""
    try:
        date.fromisoformat(word + "0000-01-01"[len(word) :])
    except ValueError:
        return False
    return True
