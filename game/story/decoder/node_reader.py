"""One file being read: names, single values and maps, every fault noted with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property, partial
from keyword import kwlist

from game.story import diagnostics as diag
from game.story.declarations import RESERVED, YES_NO, a, fields, purpose
from game.story.locate import locate
from game.story.model.kinds import DATE, ID, SPAN_OF_DATES
from game.story.names import DECLARED_IN_SCENES, Fault, Names, Reference, Use
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode, read_node
from game.story.problems import Diagnostic, Problem
from game.story.prose import join_lines
from game.story.suggestions import did_you_mean, one_of

_NO_NAMES = frozenset(kwlist) | frozenset(RESERVED)
_ID = re.compile(ID)
_DATE = re.compile(DATE)
_DATES = re.compile(SPAN_OF_DATES)
_WHOLE = re.compile(r"-?[0-9]{1,6}")


class NodeReader:
    """A file with its root node.

    Getters return a harmless value where something is wrong, and note the problem. `unreadable` is
    set when the file could not be read, `flawed` when it has a problem; `doubts` are the keys at
    the top whose values are not known, because they, or their names, have problems.
    """

    def __init__(
        self, file: str, text: str, root: YamlNode, names: Names, problems: list[Problem]
    ) -> None:
        self.file, self.content, self.names, self.problems = file, text, names, problems
        self._root: YamlNode | None = root
        self.unreadable = self.flawed = False
        self.doubts: set[str] = set()
        self.comments = "#" in text and " #" in text

    @property
    def root(self) -> YamlNode:
        """The node of the whole file, read again if it was let go."""
        if self._root is None:
            node, _ = read_node(self.content, self.file)
            self._root = MappingNode() if node is None else node
        return self._root

    @property
    def root_map(self) -> MappingNode:
        """The map that the file holds; an empty one where it holds another thing."""
        return self.root if isinstance(self.root, MappingNode) else MappingNode()

    def forget(self) -> None:
        """Let go of the nodes; they are read again when somebody asks."""
        self._root = None
        self.__dict__.pop("lines", None)

    # -- noting ---------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> list[str]:
        return self.content.split("\n")

    def note(self, at: YamlNode, what: Diagnostic, hint: str = "", /, **values: object) -> None:
        """Note a problem at a node."""
        self.note_at(at.line, at.column, what, hint, **values)

    def note_at(
        self, line: int, column: int, what: Diagnostic, hint: str = "", /, **values: object
    ) -> None:
        """Note a problem at a place, unless the file cannot be read, from which it would follow."""
        self.names.noted += 1
        if self.unreadable:
            return
        self.flawed = True
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.problems.append(what.at(self.file, line, column, source, hint, **values))

    def note_fault(self, at: YamlNode, fault: Fault) -> None:
        """Note what is wrong with a name at the node that holds it."""
        self._note_fault(at.line, at.column, fault)

    def note_inside(self, at: ScalarNode, fault: Fault) -> None:
        """Note what is wrong with a condition or prose where it stands inside the text `at`."""
        for one in fault.all():
            self._note_fault(*locate(self.lines, at, one.before), one)

    def _note_fault(self, line: int, column: int, fault: Fault) -> None:
        """Note a fault at a place; one that only follows from another is merely counted."""
        if fault.diagnostic is None:
            self.names.noted += 1
            self.flawed = True
        else:
            self.note_at(line, column, fault.diagnostic, fault.hint, **fault.values)

    def refer(self, at: ScalarNode, uses: Iterable[Use]) -> None:
        """Remember names used in the text `at` that are looked up when all scenes are read."""
        for kind, name, before in uses:
            report = partial(self._note_use, at, before)
            self.names.references.append(Reference(kind, name, report))

    def _note_use(self, at: ScalarNode, before: int, fault: Fault) -> None:
        self.note_inside(at, fault.moved(before))

    # -- maps and lists -------------------------------------------------------------------------

    def mapping(self, node: YamlNode, otherwise: Diagnostic, **values: object) -> MappingNode:
        """The node as a map; an empty one, and `otherwise` noted, where it is another thing."""
        if isinstance(node, MappingNode):
            return node
        self.note(node, otherwise, **values)
        return MappingNode()

    def map(self, node: YamlNode, shape: type) -> MappingNode:
        """The node as a map with the keys of a shape; unknown, missing and empty keys are noted."""
        if not isinstance(node, MappingNode):
            return self.mapping(node, diag.NOT_A_MAP, shape=a(shape))
        if node.doubled:
            self.names.noted += 1  # it was noted when the file was parsed
        known, required = _keys(shape)
        meant = "" if known.issuperset(node) else self._note_strange_keys(node, shape)
        for key in required:
            if key not in node and f"`{key}`" not in meant:
                doc = purpose(shape, key)
                self.note(node, diag.KEY_MISSING, shape=a(shape), key=key, doc=doc)
        return self.filled(node)

    def _note_strange_keys(self, node: MappingNode, shape: type) -> str:
        """Note the keys that a shape does not have; gives the hints, with keys perhaps meant."""
        known, hints = sorted(fields(shape)), ""
        for key in node:
            if key not in known:
                at, hint, said = node.key(key), did_you_mean(key, known), one_of(known)
                self.note(at, diag.STRANGE_KEY, hint, shape=a(shape), key=key, known=said)
                hints += hint
        return hints

    def filled(self, node: MappingNode) -> MappingNode:
        """The map without its empty values, each of them noted."""
        if "" not in node.values():
            return node
        filled = MappingNode(node.event)
        filled.key_events, filled.doubled = node.key_events, node.doubled
        for key, value in node.items():
            if value == "":
                self.note(node.key(key), diag.NO_VALUE, key=key)
            else:
                filled[key] = value
        return filled

    def entries(
        self, node: YamlNode | None, kind: str = "", declares: str = ""
    ) -> Iterator[tuple[str, YamlNode]]:
        """The entries of a map from ids, new ones or of a kind; faulty ids are noted, and kept.

        What declares something of a kind, and has a problem before the next entry is asked for, is
        remembered as faulty.
        """
        if node is None:
            return
        entries = self.mapping(node, diag.NOT_ENTRIES)
        for key, value in entries.items():
            noted = self.names.noted
            if kind:
                self.key_id(entries, key, kind)
            elif not _ID.fullmatch(key) or key in _NO_NAMES:
                self.check_name(key, entries.key(key), dotted=declares == "variable")
            yield key, value
            if declares and (noted != self.names.noted or key in entries.doubled):
                self.names.faulty.add((declares, key))

    def items(self, node: YamlNode | None) -> list[YamlNode]:
        """The items of a list; anything else is a list of one."""
        if node is None:
            return []
        return list(node) if isinstance(node, SequenceNode) else [node]

    # -- names ----------------------------------------------------------------------------------

    def check_name(self, name: str, at: YamlNode, dotted: bool = False) -> None:
        """Note a name that is given here and cannot stand in a condition."""
        if _ID.fullmatch(name) and name not in _NO_NAMES:
            return
        parts = name.split(".") if dotted else [name]
        if any(part in _NO_NAMES for part in parts):
            self.note(at, diag.RESERVED_WORD, name=name)
        elif not all(_ID.fullmatch(part) for part in parts):
            self.note(at, diag.NOT_A_NAME, name=name)

    def new_name(self, node: YamlNode) -> str:
        """A name that is declared by being used, such as a pool's."""
        if (text := self.text(node)) is None:
            return ""
        self.check_name(text, text)
        return str(text)

    def new_names(self, node: YamlNode) -> tuple[str, ...]:
        return tuple(self.new_name(item) for item in self.items(node))

    def id(self, node: YamlNode | None, kind: str) -> str:
        """The name of something of a kind; noted when the story has none of that name."""
        if node is None:
            return ""
        word = self.word(node)
        if kind in DECLARED_IN_SCENES:
            self.names.references.append(Reference(kind, word, partial(self.note_fault, node)))
        elif isinstance(node, ScalarNode) and not self.names.knows(kind, word):
            self.note_fault(node, self.names.unknown(kind, word))
        return word

    def ids(self, node: YamlNode, kind: str) -> tuple[str, ...]:
        return tuple(self.id(item, kind) for item in self.items(node))

    def key_id(self, node: MappingNode, key: str, kind: str) -> None:
        """Note a key that should name something of a kind and does not."""
        if not self.names.knows(kind, key):
            self.note_fault(node.key(key), self.names.unknown(kind, key))

    # -- single values --------------------------------------------------------------------------

    def text(self, node: YamlNode | None) -> ScalarNode | None:
        if node is None or isinstance(node, ScalarNode):
            return node
        self.note(node, diag.NOT_A_TEXT)
        return None

    def word(self, node: YamlNode | None) -> str:
        text = self.text(node)
        return text.strip() if text is not None else ""

    def line(self, node: YamlNode) -> str:
        """One line of text."""
        if (text := self.text(node)) is None:
            return ""
        self.check_cut(text)
        return " ".join(text.split())

    def lines_of(self, node: YamlNode | None) -> tuple[str, ...]:
        return tuple(self.line(item) for item in self.items(node))

    def paragraphs(self, node: YamlNode) -> str:
        """Plain text in paragraphs, without braces."""
        if (text := self.text(node)) is None:
            return ""
        self.check_cut(text)
        return join_lines(text)

    def check_cut(self, text: ScalarNode) -> None:
        """Refuse a line of text that a comment cuts short."""
        if not self.comments or text.style:
            return
        mark = text.event.end_mark
        rest = self.lines[mark.line][mark.column :]
        if rest.lstrip().startswith("#"):
            column = mark.column + 1 + len(rest) - len(rest.lstrip())
            self.note_at(mark.line + 1, column, diag.COMMENT_IN_TEXT)

    def yes(self, node: YamlNode | None) -> bool:
        if (text := self.text(node)) is None:
            return False
        word = text.strip()
        if word not in YES_NO:
            self.note(text, diag.NOT_YES_OR_NO, word=word)
        return YES_NO.get(word, False)

    def whole(self, node: YamlNode | None, low: int, high: int, default: int = 0) -> int:
        if (text := self.text(node)) is None:
            return default
        word = text.strip()
        if _WHOLE.fullmatch(word) and low <= int(word) <= high:
            return int(word)
        self.note(text, diag.NOT_WHOLE, word=word, low=low, high=high)
        return default

    def choice(self, node: YamlNode | None, words: tuple[str, ...], default: str = "") -> str:
        if (text := self.text(node)) is None:
            return default
        word = text.strip()
        if word in words:
            return word
        hint = did_you_mean(word, words)
        self.note(text, diag.NOT_A_CHOICE, hint, word=word, words=one_of(words))
        return default

    def date(self, node: YamlNode) -> str:
        """An ISO day."""
        if (text := self.text(node)) is None:
            return ""
        word = text.strip()
        if _DATE.fullmatch(word) and _is_date(word):
            return word
        self.note(text, diag.NOT_A_DAY, word=word)
        return ""

    def dates(self, node: YamlNode) -> str:
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


@cache
def _keys(shape: type) -> tuple[frozenset[str], tuple[str, ...]]:
    """The keys that a shape knows, and those that must be there."""
    declared = fields(shape)
    return frozenset(declared), tuple(key for key, field in declared.items() if field.required)


def _is_date(word: str) -> bool:
    """Whether a year, a month or a day exists."""
    try:
        date.fromisoformat(word + "0000-01-01"[len(word) :])
    except ValueError:
        return False
    return True
