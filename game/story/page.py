"""A file of a story as its parts are written in it: conditions, prose, deeds, ledger lines and ways."""

from __future__ import annotations

import re

from game.story.conditions import parse, parse_value
from game.story.model import (
    HERE,
    KINDS,
    RETURN,
    Alternative,
    Compare,
    Condition,
    Deed,
    Effect,
    Line,
    Need,
    Number,
    Prose,
    Seating,
    Span,
    Variable,
    Way,
)
from game.story.names import Fault
from game.story.problems import did_you_mean, one_of
from game.story.prose import PARAGRAPH, parse_prose
from game.story.reader import Items, Map, Node, Text
from game.story.shape import WIDEST
from game.story.sheet import YES_NO, Sheet

_LINE = re.compile(r"([+-]?[0-9]{1,3})\s+([^\s,]+)\s*,\s*(.+)", re.DOTALL)
_STEPS = {f"{step:+d}": step for step in range(-WIDEST, WIDEST + 1) if step}
_SET = re.compile(r"=\s*(-?[0-9]{1,4})")
_BARE = re.compile(r"[0-9]+")
_NEVER = Condition(Compare("==", Number(0), Number(1)), "")


class Page(Sheet):
    """A sheet of which every part of a story can be read."""

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
        if text is None:
            return _NEVER, "flag"
        try:
            expression, gives = parse_value(text, self.names)
        except Fault as fault:
            self.fault(text, fault)
            return _NEVER, "flag"
        return Condition(expression, " ".join(text.split()), text.line), gives

    def needs(self, node: Node | None) -> tuple[Need, ...]:
        if node is None:
            return ()
        if not isinstance(node, Map):
            self.note(node, "TC0203", "`needs` maps conditions to reasons.", "Write `condition: The reason that the player reads.`")
            return ()
        return tuple(Need(self.condition(node.key(key)) or _NEVER, self.line(value)) for key, value in self.filled(node).items())

    def prose(self, node: Node | None) -> Prose:
        """Prose as it is written where it may be long: as a `|` block."""
        text = self.text(node)
        if text is None:
            return ()
        if not text.block:
            self.note(text, "TC0208", "Prose is written as a `|` block.", "Write `|` here and the prose below it, indented.")
        return self._parsed(text)

    def prose_line(self, node: Node | None) -> Prose:
        """Prose that may stand on one line."""
        text = self.text(node)
        if text is None:
            return ()
        event = text.event
        if event.style != "|":
            if self.comments:
                self.check_cut(text)
            if event.end_mark.line != event.start_mark.line:
                self.note(text, "TC0208", "Prose of several lines is written as a `|` block.", "Write `|` here and the prose below it, indented.")
        return self._parsed(text)

    def record(self, node: Node | None) -> Prose:
        """Prose in which sources are cited."""
        text = self.text(node)
        if text is None:
            return ()
        if not text.block:
            self.note(text, "TC0208", "A record is written as a `|` block.", "Write `|` here and the prose below it, indented.")
        return self._parsed(text, citing=True)

    def _parsed(self, text: Text, citing: bool = False) -> Prose:
        try:
            return parse_prose(text, self.names, citing)
        except Fault as fault:
            self.fault(text, fault)
            return ()

    def passage(self, node: Node | None) -> Prose:
        """Prose (a `|` block, or a single line), or a list whose items are prose or `if:` / `text:` / `else:` blocks."""
        if not isinstance(node, Items):
            return self.prose_line(node)
        found: list[object] = []
        for item in node:
            found.append(PARAGRAPH)
            if isinstance(item, Map):
                block = self.map(item, "block")
                condition = self.condition(block.get("if")) or _NEVER
                found.append(Alternative(condition, self.prose_line(block.get("text")), self.prose_line(block.get("else"))))
            else:
                found.extend(self.prose_line(item))
        return tuple(found[1:])  # type: ignore[arg-type]

    # -- deeds ----------------------------------------------------------------------------------------------

    def deed(self, do: Node | None, ledger: Node | None) -> Deed:
        if do is None and ledger is None:
            return _NOTHING
        effects, seating = self.effects(do)
        return Deed(effects, seating, self.ledger(ledger))

    def effects(self, node: Node | None) -> tuple[tuple[Effect, ...], tuple[Seating, ...]]:
        if node is None:
            return (), ()
        if not isinstance(node, Map):
            self.note(node, "TC0203", "`do` maps variables to effects.", "Write `{terror: -1, plot.open: yes}`.")
            return (), ()
        effects: list[Effect] = []
        seating: list[Seating] = []
        for key, value in node.items():
            if key in ("seat", "unseat"):
                seating += self.seating(node.key(key), value, seating)
            else:
                known = (self.names.playing, key, value if isinstance(value, Text) else "")
                effect = self.names.effects.get(known) or self.effect(node, key, value)
                if effect:
                    self.names.effects[known] = effect
                    effects.append(effect)
        return tuple(effects), tuple(seating)

    def seating(self, key: Text, node: Node, before: list[Seating]) -> list[Seating]:
        """Who takes or loses a chair; nobody does both at once."""
        found = [Seating(self.id(person, "person"), key == "seat") for person in self.items(node)]
        for one in found:
            if any(one.person == other.person for other in before):
                self.note(key, "TC0507", f"`{one.person}` is seated and unseated at once.", "Effects apply together: keep one of the two.")
        return found

    def effect(self, do: Map, key: str, node: Node) -> Effect | None:
        try:
            variable = self.names.variable(key)
        except Fault as fault:
            self.note(do.key(key), fault.code, str(fault), fault.hint)
            return None
        if (text := self.text(node)) is None:
            return None
        word = text.strip()
        if variable.means:
            self.note(do.key(key), "TC0503", f"`{key}` is derived: it cannot be set.", "Change what it is made of.")
            return None
        effect = _effect(variable, word)
        if effect is None and variable.kind == "number" and _BARE.fullmatch(word):
            self.note(node, "TC0501", f"`{word}` alone could mean set or add.", f"Write `= {word}` to set, `+{word}` to add.")
        elif effect is None:
            self.note(node, "TC0502", f"`{word}` is no effect on `{key}`.", f"Write {_effects_on(variable)}.")
        return effect

    def ledger(self, node: Node | None) -> tuple[Line, ...]:
        """`person: +2 debt, reason`, a list of those, or `{if:, line:}` items."""
        if node is None:
            return ()
        if not isinstance(node, Map):
            self.note(node, "TC0203", "A ledger maps people to lines.", "Write `person: +2 debt, the reason`.")
            return ()
        found: list[Line] = []
        for key, value in node.items():
            self.key_id(node, key, "person")
            found.extend(line for item in self.items(value) if (line := self.ledger_item(key, item)))
        return tuple(found)

    def ledger_item(self, person: str, node: Node) -> Line | None:
        if not isinstance(node, Map):
            return self.ledger_line(person, node, None)
        entry = self.map(node, "ledger_line")
        line = entry.get("line")
        return None if line is None else self.ledger_line(person, line, self.condition(entry.get("if")))

    def ledger_line(self, person: str, node: Node, condition: Condition | None) -> Line | None:
        match = _LINE.fullmatch(self.line(node))
        if match is None:
            hint = "Write `+2 debt, the reason` on a line of its own (inside braces the comma would end it)."
            self.note(node, "TC0504", "This is not a ledger line: weight, kind, comma, reason.", hint)
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
        if not node:
            self.note(node, "TC0203", "This list of ways is empty.", "Write `- condition: scene`, and `- else: scene` last.")
        return tuple(way for item in node if (way := self.guarded(item, item is node[-1])))

    def guarded(self, item: Node, last: bool) -> Way | None:
        """One line of a guarded `go`."""
        if not isinstance(item, Map) or len(item) != 1:
            self.note(item, "TC0203", "A guarded way is `condition: scene`.", "Write `- condition: scene`, and `- else: scene` last.")
            return None
        name, value = next(iter(item.items()))
        key = item.key(name)
        if key == "else" and not last:
            self.note(key, "TC0702", "`else` ends a guarded `go`: what follows is never reached.", "Put it last.")
        if key != "else" and last:
            self.note(key, "TC0702", "The last way has a condition: a player could be stuck.", "End the list with `- else: scene`.")
        return Way(self.target(value), None if key == "else" else self.condition(key))

    def target(self, node: Node) -> str:
        if isinstance(node, Text) and (node in self.names.known["scene"] or node in (HERE, RETURN)):
            return str(node)
        return self.id(node, "scene")


_NOTHING = Deed()


def _effect(variable: Variable, word: str) -> Effect | None:
    """The effect that a word has on a variable, if it has one."""
    if variable.kind == "number":
        if word in _STEPS:
            return Effect(variable.id, _STEPS[word])
        match = _SET.fullmatch(word)
        return Effect(variable.id, int(match[1]), True) if match and variable.low <= int(match[1]) <= variable.high else None
    if variable.kind == "flag":
        return Effect(variable.id, int(YES_NO[word]), True) if word in YES_NO else None
    return Effect(variable.id, variable.words.index(word), True) if word in variable.words else None


def _effects_on(variable: Variable) -> str:
    """What can be written as an effect on a variable, for a hint."""
    if variable.kind == "number":
        return f"`+1`, `-1` or `= n` with n from {variable.low} to {variable.high}"
    return "`yes` or `no`" if variable.kind == "flag" else one_of(variable.words)


def plain(prose: Prose) -> str:
    """Prose without braces as text (labels of fixed words, epitaphs in listings)."""
    return "".join(segment.text for segment in prose if isinstance(segment, Span))
