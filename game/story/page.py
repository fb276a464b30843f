"""One file being read: its nodes turned into typed values, every fault noted with its place and never raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from keyword import iskeyword

from game.story.conditions import Fault, Names, parse, parse_value
from game.story.model import (
    HERE,
    KINDS,
    RETURN,
    Alternative,
    Condition,
    Deed,
    Effect,
    Line,
    Need,
    Prose,
    Seating,
    Span,
    Variable,
    Way,
)
from game.story.problems import Problem, did_you_mean, one_of
from game.story.prose import PARAGRAPH, ProseFault, fold, parse_prose, place_of
from game.story.reader import Items, Map, Node, Text
from game.story.shape import ID, SHAPES, SPAN_OF_DATES

YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_ID = re.compile(ID)
_LINE = re.compile(r"([+-]?\d+)\s+([^\s,]+)\s*,\s*(.+)", re.DOTALL)
_DATES = re.compile(SPAN_OF_DATES)
_KNOWN_KEYS = {name: frozenset(shape) for name, shape in SHAPES.items()}
_REQUIRED = {name: tuple(key for key, field in shape.items() if field.required) for name, shape in SHAPES.items()}
_NEVER = Condition(parse("0 == 1", Names()), "")


class Page:
    """A file with its root node. Getters return a harmless value where something is wrong, and note the problem."""

    def __init__(self, file: str, raw: bytes, root: Node, names: Names, problems: list[Problem]) -> None:
        self.file, self.raw, self.root, self.names, self.problems = file, raw, root, names, problems

    # -- noting ---------------------------------------------------------------------------------------------

    def note(self, at: Node, code: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        """Note a problem at a node, or at a line and column of their own."""
        self.note_at(line or at.line, column or at.column, code, message, hint)

    def note_at(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        lines = self.raw.decode("utf-8-sig", "replace").split("\n")
        source = lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
        self.problems.append(Problem(self.file, line, column, code, message, hint, source=source))

    def fault(self, at: Node, fault: Fault) -> None:
        """Note a fault of a condition or passage inside the text `at`."""
        line, column = at.line, at.column
        if isinstance(at, Text) and (at.block or isinstance(fault, ProseFault)):
            down, across = place_of(at, fault.snippet) if isinstance(fault, ProseFault) else (0, 0)
            line, column = (at.line + 1 + down, self.indent(at.line + 1 + down) + across + 1) if at.block else (at.line, at.column + across)
        elif "\n" not in str(at):
            column += fault.offset
        self.note_at(line, column, fault.code, str(fault), fault.hint)

    def indent(self, line: int) -> int:
        lines = self.raw.decode("utf-8-sig", "replace").split("\n")
        text = lines[line - 1] if line <= len(lines) else ""
        return len(text) - len(text.lstrip())

    # -- shapes ---------------------------------------------------------------------------------------------

    def map(self, node: Node, shape: str) -> Map:
        """The node as a map with the keys of a shape; unknown and missing keys are noted."""
        if not isinstance(node, Map):
            self.note(node, "TC0203", f"A {shape.replace('_', ' ')} is written as keys and values.", "Write `key: value`, one a line.")
            return Map()
        known = _KNOWN_KEYS[shape]
        for key in node:
            if key not in known:
                self.note(
                    key, "TC0201", f"A {shape.replace('_', ' ')} has no key `{key}`.", did_you_mean(key, known) or f"It has {one_of(sorted(known))}."
                )
        for required in _REQUIRED[shape]:
            if required not in node:
                self.note(node, "TC0202", f"This {shape.replace('_', ' ')} has no `{required}`.", f"Add `{required}:`. {SHAPES[shape][required].doc}")
        return node

    def entries(self, node: Node | None) -> Iterator[tuple[Text, Node]]:
        """The entries of a map from ids; faulty ids are noted and kept."""
        if node is None:
            return
        if not isinstance(node, Map):
            self.note(node, "TC0203", "Names and their entries belong here.", "Write `name:` and, indented, what it is.")
            return
        for key, value in node.items():
            self.check_id(key)
            yield key, value

    def items(self, node: Node | None) -> list[Node]:
        if node is None:
            return []
        return list(node) if isinstance(node, Items) else [node]

    # -- scalars --------------------------------------------------------------------------------------------

    def check_id(self, key: Text, dotted: bool = False) -> str:
        parts = key.split(".") if dotted else [key]
        if all(_ID.fullmatch(part) and not iskeyword(part) for part in parts) and key not in (HERE, RETURN, "lead"):
            return str(key)
        why = "is a word of the condition language" if iskeyword(key) or key in (HERE, RETURN, "lead") else "is not a name"
        self.note(key, "TC0204", f"`{key}` {why}.", "Names are snake_case: a small letter, then small letters, digits and `_`.")
        return str(key)

    def text(self, node: Node | None) -> Text | None:
        if node is None or isinstance(node, Text):
            return node
        self.note(node, "TC0203", "A single text belongs here.", "Write it on one line, or as a `|` block.")
        return None

    def line(self, node: Node | None) -> str:
        """One line of text."""
        text = self.text(node)
        if text is None:
            return ""
        if text.cut:
            self.note(text, "TC0106", "The text stops at a ` #`, which begins a comment.", 'Put the text in "quotes".')
        return " ".join(text.split())

    def paragraph(self, node: Node | None) -> str:
        """Plain text in paragraphs, without braces."""
        text = self.text(node)
        if text is None:
            return ""
        self.line(text)
        return fold(re.sub(r"[ \t]*\n(?:[ \t]*\n)+", "\n\n", text.strip()))

    def word(self, node: Node | None) -> str:
        text = self.text(node)
        return text.strip() if text is not None else ""

    def words(self, node: Node | None) -> tuple[str, ...]:
        return tuple(self.line(item) for item in self.items(node))

    def ids(self, node: Node | None, kind: str = "", code: str = "") -> tuple[str, ...]:
        """Names; with a kind, each must be known as that."""
        return tuple(self.id(item, kind, code) for item in self.items(node))

    def id(self, node: Node | None, kind: str = "", code: str = "") -> str:
        word = self.word(node)
        if word and kind and not self.names.knows(kind, word):
            known = self.names.known.get(kind, ())
            self.note(node, code, f"There is no {kind} `{word}`.", did_you_mean(word, known) or f"Declare the {kind}, or use one that exists.")  # type: ignore[arg-type]
        return word

    def yes(self, node: Node | None, default: bool = False) -> bool:
        if node is None:
            return default
        word = self.word(node)
        if word not in YES_NO:
            self.note(node, "TC0205", f"`{word}` is neither yes nor no.", "Write `yes` or `no`.")
        return YES_NO.get(word, default)

    def whole(self, node: Node | None, low: int, high: int, default: int = 0) -> int:
        if node is None:
            return default
        word = self.word(node)
        if re.fullmatch(r"-?\d{1,6}", word) and low <= int(word) <= high:
            return int(word)
        self.note(node, "TC0205", f"`{word}` is not a whole number from {low} to {high}.", "Write the number in digits.")
        return default

    def choice(self, node: Node | None, words: tuple[str, ...], default: str = "") -> str:
        if node is None:
            return default
        word = self.word(node)
        if word not in words:
            self.note(node, "TC0205", f"`{word}` cannot stand here.", did_you_mean(word, words) or f"It is {one_of(words)}.")
            return default
        return word

    def date(self, node: Node | None) -> str:
        """An ISO day."""
        if node is None:
            return ""
        word = self.word(node)
        try:
            return date.fromisoformat(word).isoformat() if len(word) == 10 else date.fromisoformat("").isoformat()
        except ValueError:
            self.note(node, "TC0205", f"`{word}` is not a day.", "Write it as 1953-06-26.")
            return ""

    def dates(self, node: Node | None) -> str:
        """A day, a month or a year, or a span of two."""
        word = self.word(node)
        if node is not None and not _DATES.fullmatch(word):
            self.note(node, "TC0205", f"`{word}` is not a date.", "Write 1953-06-26, 1953-06, or two of them with a slash between.")
        return word

    # -- conditions and prose -------------------------------------------------------------------------------

    def condition(self, node: Node | None) -> Condition | None:
        text = self.text(node)
        if text is None:
            return None
        try:
            return Condition(parse(text, self.names), " ".join(text.split()), text.line)
        except Fault as fault:
            self.fault(text, fault)
            return _NEVER

    def value(self, node: Node) -> tuple[Condition, str]:
        """A derived variable's expression and what it gives: flag, number or word."""
        text = self.text(node)
        try:
            if text is not None:
                expression, gives = parse_value(text, self.names)
                return Condition(expression, " ".join(text.split()), text.line), gives
        except Fault as fault:
            self.fault(text or node, fault)
        return _NEVER, "flag"

    def needs(self, node: Node | None) -> tuple[Need, ...]:
        if node is None:
            return ()
        if not isinstance(node, Map):
            self.note(node, "TC0203", "`needs` maps conditions to reasons.", "Write `condition: The reason that the player reads.`")
            return ()
        return tuple(Need(self.condition(key) or _NEVER, self.line(value)) for key, value in node.items())

    def prose(self, node: Node | None, citing: bool = False, one_line: bool = False) -> Prose:
        text = self.text(node)
        if text is None:
            return ()
        if one_line:
            self.line(text)
        elif not text.block:
            self.note(text, "TC0208", "Prose is written as a `|` block.", "Write `|` here and the prose below it, indented.")
        try:
            return parse_prose(text, self.names, text.line, citing)
        except ProseFault as fault:
            self.fault(text, fault)
            return ()

    def passage(self, node: Node | None) -> Prose:
        """Prose, or a list whose items are prose or `if:` / `text:` / `else:` blocks."""
        if not isinstance(node, Items):
            plain_line = isinstance(node, Text) and not node.block and "\n" not in node
            return self.prose(node, one_line=plain_line)
        found: list[object] = []
        for item in node:
            found.append(PARAGRAPH)
            if isinstance(item, Map):
                block = self.map(item, "block")
                condition = self.condition(block.find("if")) or _NEVER
                found.append(Alternative(condition, self.prose(block.find("text")), self.prose(block.find("else"))))
            else:
                found.extend(self.prose(item))
        return tuple(found[1:])  # type: ignore[arg-type]

    # -- deeds ----------------------------------------------------------------------------------------------

    def deed(self, do: Node | None, ledger: Node | None) -> Deed:
        if do is None and ledger is None:
            return _NOTHING
        effects, seating = self.effects(do)
        return Deed(effects, seating, self.ledger(ledger))

    def effects(self, node: Node | None) -> tuple[tuple[Effect, ...], tuple[Seating, ...]]:
        effects: list[Effect] = []
        seating: list[Seating] = []
        if node is not None and not isinstance(node, Map):
            self.note(node, "TC0203", "`do` maps variables to effects.", "Write `{terror: -1, plot.open: yes}`.")
        for key, value in node.items() if isinstance(node, Map) else ():
            if key in ("seat", "unseat"):
                seating.extend(Seating(self.id(person, "person", "TC0304"), key == "seat") for person in self.items(value))
            elif (variable := self.names.variables.get(key)) is None:
                fault = self.names.unknown("variable", key)
                self.note(key, fault.code, str(fault), fault.hint)
            elif effect := self.effect(variable, key, value):
                effects.append(effect)
        return tuple(effects), tuple(seating)

    def effect(self, variable: Variable, key: Text, node: Node) -> Effect | None:
        word = self.word(node)
        if variable.means:
            self.note(key, "TC0503", f"`{key}` is derived: it cannot be set.", "Change what it is made of.")
        elif variable.kind == "flag" and word in YES_NO:
            return Effect(variable.id, int(YES_NO[word]), True)
        elif variable.kind == "word" and word in variable.words:
            return Effect(variable.id, variable.words.index(word), True)
        elif variable.kind == "number" and (match := re.fullmatch(r"([+-])(\d{1,3})", word)) and int(match[2]):
            return Effect(variable.id, int(word))
        elif variable.kind == "number" and (match := re.fullmatch(r"=\s*(-?\d{1,4})", word)) and variable.low <= int(match[1]) <= variable.high:
            return Effect(variable.id, int(match[1]), True)
        elif variable.kind == "number" and re.fullmatch(r"\d+", word):
            self.note(node, "TC0501", f"`{word}` alone could mean set or add.", f"Write `= {word}` to set, `+{word}` to add.")
        else:
            forms = {
                "flag": "`yes` or `no`",
                "word": one_of(variable.words or ("?",)),
                "number": f"`+1`, `-1` or `= n` with n from {variable.low} to {variable.high}",
            }
            self.note(node, "TC0502", f"`{word}` is no effect on `{key}`.", f"Write {forms[variable.kind]}.")
        return None

    def ledger(self, node: Node | None) -> tuple[Line, ...]:
        """`person: +2 debt, reason`, a list of those, or `{if:, line:}` items."""
        if node is not None and not isinstance(node, Map):
            self.note(node, "TC0203", "A ledger maps people to lines.", "Write `person: +2 debt, the reason`.")
        found: list[Line] = []
        for key, value in node.items() if isinstance(node, Map) else ():
            self.id(key, "person", "TC0304")
            found.extend(line for item in self.items(value) if (line := self.ledger_item(str(key), item)))
        return tuple(found)

    def ledger_item(self, person: str, node: Node) -> Line | None:
        if not isinstance(node, Map):
            return self.ledger_line(person, node, None)
        for key in node:
            if key not in ("if", "line"):
                self.note(key, "TC0201", f"A conditional line has no key `{key}`.", "It has `if` and `line`.")
        if (inner := node.find("line")) is None:
            self.note(node, "TC0202", "This conditional line has no `line`.", 'Add `line: "+2 debt, the reason"`.')
            return None
        return self.ledger_line(person, inner, self.condition(node.find("if")))

    def ledger_line(self, person: str, node: Node, condition: Condition | None) -> Line | None:
        match = _LINE.fullmatch(self.line(node))
        if match is None:
            self.note(node, "TC0504", "This is not a ledger line.", "Write `+2 debt, the reason`: weight, kind, comma, reason.")
            return None
        weight, kind, reason = match.groups()
        if not (weight[0] in "+-" and 1 <= abs(int(weight)) <= 3):
            self.note(node, "TC0505", f"`{weight}` is no weight.", "A weight is +1, +2, +3, -1, -2 or -3.")
            return None
        if kind not in KINDS:
            self.note(node, "TC0506", f"`{kind}` is no kind of line.", did_you_mean(kind, KINDS) or f"The kinds are {one_of(KINDS)}.")
            return None
        return Line(person, int(weight), kind, reason, condition, node.line)

    # -- ways -----------------------------------------------------------------------------------------------

    def ways(self, node: Node | None) -> tuple[Way, ...]:
        if node is None:
            return ()
        if not isinstance(node, Items):
            return (Way(self.target(node)),)
        found: list[Way] = []
        for index, item in enumerate(node):
            if not isinstance(item, Map) or len(item) != 1:
                self.note(item, "TC0203", "A guarded way is `condition: scene`.", "Write `- condition: scene`, and `- else: scene` last.")
                continue
            (key, value), last = next(iter(item.items())), index == len(node) - 1
            if (key == "else") != last:
                self.note(
                    key,
                    "TC0702",
                    "A guarded `go` ends in `else`, and only there." if key == "else" else "The last way has a condition: a player could be stuck.",
                    "End the list with `- else: scene`.",
                )
            found.append(Way(self.target(value), None if key == "else" else self.condition(key)))
        return tuple(found)

    def target(self, node: Node) -> str:
        word = self.word(node)
        return word if word in (HERE, RETURN) else self.id(node, "scene", "TC0301")


_NOTHING = Deed()


def plain(prose: Prose) -> str:
    """Prose without braces as text (labels of fixed words, epitaphs in listings)."""
    return "".join(segment.text for segment in prose if isinstance(segment, Span))
