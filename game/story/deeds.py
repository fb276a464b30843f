"""A file of a story as it acts: effects on variables, chairs taken and lost, lines of the ledger."""

from __future__ import annotations

import re

from msgspec.structs import replace

from game.story import diagnostics as diag
from game.story.model import KINDS, WIDEST, Condition, Deed, Effect, LedgerLine, Seating, Variable
from game.story.names import Fault
from game.story.passages import Passages
from game.story.reader import Items, Map, Node, Text
from game.story.sheet import YES_NO
from game.story.suggestions import did_you_mean, one_of

_LINE = re.compile(r"([+-]?[0-9]{1,3})\s+([^\s,]+)\s*,\s*(.+)", re.DOTALL)
_STEPS = {f"{step:+d}": step for step in range(-WIDEST, WIDEST + 1) if step}
_SET = re.compile(r"=\s*(-?[0-9]{1,4})")
_BARE = re.compile(r"[0-9]+")


class Deeds(Passages):
    """A sheet of which deeds can be read."""

    def deed(self, do: Node | None, ledger: Node | None) -> Deed:
        """What `do` and `ledger` say, which apply together."""
        if do is None and ledger is None:
            return NOTHING
        seating: list[Seating] = []
        return Deed(self.effects(do, seating), tuple(seating), self.ledger(ledger))

    def deed_of(self, node: Node | None) -> Deed:
        """A deed that stands by itself, as keys and values."""
        if node is None:
            return NOTHING
        entry = self.map(node, "deed")
        return self.deed(entry.get("do"), entry.get("ledger"))

    def effects(self, node: Node | None, seating: list[Seating]) -> tuple[Effect, ...]:
        """The effects of a `do`: a map of them, or a list of maps and of `if:` items. Who changes chairs is added to `seating`."""
        if node is None:
            return ()
        if not isinstance(node, Items):
            return self.effects_in(node, seating)
        if not node:
            self.note(node, diag.NO_EFFECTS)
        found: list[Effect] = []
        for item in node:
            if isinstance(item, Map) and "if" in item:
                entry = self.map(item, "effects_if")
                found += self.effects_in(
                    entry.get("do", Map()), seating, self.condition(entry.get("if"))
                )
            else:
                found += self.effects_in(item, seating)
        return tuple(found)

    def effects_in(
        self, node: Node, seating: list[Seating], condition: Condition | None = None
    ) -> tuple[Effect, ...]:
        """The effects of one map, under a condition if there is one."""
        if not isinstance(node, Map):
            self.note(node, diag.NOT_EFFECTS)
            return ()
        effects: list[Effect] = []
        for key, value in node.items():
            if key in ("seat", "unseat"):
                if condition is not None:
                    self.note(node.key(key), diag.CHAIR_CONDITION, key=key)
                seating += self.seating(node.key(key), value, seating)
                continue
            known = (self.names.playing, key, value if isinstance(value, Text) else "")
            effect = self.names.effects.get(known) or self.effect(node, key, value)
            if effect:
                self.names.effects[known] = effect
                effects.append(
                    effect if condition is None else replace(effect, condition=condition)
                )
        return tuple(effects)

    def seating(self, key: Text, node: Node, before: list[Seating]) -> list[Seating]:
        """Who takes or loses a chair; nobody does both at once."""
        found = [Seating(self.id(person, "person"), key == "seat") for person in self.items(node)]
        for one in found:
            if any(one.person == other.person for other in before):
                self.note(key, diag.SEATED_TWICE, person=one.person)
        return found

    def effect(self, do: Map, key: str, node: Node) -> Effect | None:
        try:
            variable = self.names.variable(key)
        except Fault as fault:
            self.note_fault(do.key(key), fault)
            return None
        if (text := self.text(node)) is None:
            return None
        word = text.strip()
        if variable.means:
            self.note(do.key(key), diag.DERIVED_SET, name=key)
            return None
        effect = _effect(variable, word)
        if effect is None and variable.kind == "number" and _BARE.fullmatch(word):
            self.note(node, diag.SET_OR_ADD, word=word)
        elif effect is None:
            self.note(node, diag.NO_EFFECT, word=word, name=key, effects=_effects_on(variable))
        return effect

    def ledger(self, node: Node | None) -> tuple[LedgerLine, ...]:
        """`person: +2 debt, reason`, a list of those, or `{if:, line:}` items."""
        if node is None:
            return ()
        if not isinstance(node, Map):
            self.note(node, diag.NOT_A_LEDGER)
            return ()
        found: list[LedgerLine] = []
        for key, value in node.items():
            self.key_id(node, key, "person")
            found.extend(
                line for item in self.items(value) if (line := self.ledger_item(key, item))
            )
        return tuple(found)

    def ledger_item(self, person: str, node: Node) -> LedgerLine | None:
        if not isinstance(node, Map):
            return self.ledger_line(person, node, None)
        entry = self.map(node, "ledger_line")
        if (line := entry.get("line")) is None:
            return None
        written = self.ledger_line(person, line, self.condition(entry.get("if")))
        return (
            replace(written, unseen=True) if written and self.yes(entry.get("unseen")) else written
        )

    def ledger_line(
        self, person: str, node: Node, condition: Condition | None
    ) -> LedgerLine | None:
        match = _LINE.fullmatch(self.line(node))
        if match is None:
            if isinstance(node, Text):
                self.note(node, diag.NOT_A_LINE)
            return None
        weight, kind, reason = match.groups()
        if not (weight[0] in "+-" and 1 <= abs(int(weight)) <= 3):
            self.note(node, diag.NOT_A_WEIGHT, weight=weight)
            return None
        if kind not in KINDS:
            self.note(
                node, diag.NOT_A_KIND, did_you_mean(kind, KINDS), kind=kind, kinds=one_of(KINDS)
            )
            return None
        return LedgerLine(person, int(weight), kind, reason, condition, node.line)


NOTHING = Deed()


def _effect(variable: Variable, word: str) -> Effect | None:
    """The effect that a word has on a variable, if it has one."""
    if variable.kind == "number":
        if word in _STEPS:
            return Effect(variable.id, _STEPS[word])
        match = _SET.fullmatch(word)
        return (
            Effect(variable.id, int(match[1]), True)
            if match and variable.low <= int(match[1]) <= variable.high
            else None
        )
    if variable.kind == "flag":
        return Effect(variable.id, int(YES_NO[word]), True) if word in YES_NO else None
    return Effect(variable.id, variable.words.index(word), True) if word in variable.words else None


def _effects_on(variable: Variable) -> str:
    """What can be written as an effect on a variable, for a hint."""
    if variable.kind == "number":
        return f"`+1`, `-1` or `= n` with n from {variable.low} to {variable.high}"
    return "`yes` or `no`" if variable.kind == "flag" else one_of(variable.words)
