"""What a choice or a scene does: effects on variables, chairs taken and lost, ledger lines."""

from __future__ import annotations

import re

from msgspec.structs import replace

from game.story import diagnostics as diag
from game.story import model
from game.story.declarations import YES_NO
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.texts import condition
from game.story.model import Condition, Deed, Effect, LedgerLine, Seating, Variable
from game.story.names import Fault
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from game.story.suggestions import did_you_mean, one_of

_LINE = re.compile(r"([+-]?[0-9]{1,3})\s+([^\s,]+)\s*,\s*(.+)", re.DOTALL)
_STEPS = {f"{step:+d}": step for step in range(-model.WIDEST, model.WIDEST + 1) if step}
_SET = re.compile(r"=\s*(-?[0-9]{1,4})")
_BARE = re.compile(r"[0-9]+")


def deed(reader: NodeReader, keys: MappingNode) -> Deed:
    """What `do` and `ledger` say, which apply together."""
    seating: list[Seating] = []
    effects = _effects(reader, keys["do"], seating) if "do" in keys else ()
    lines = ledger(reader, keys["ledger"]) if "ledger" in keys else ()
    return Deed(effects, tuple(seating), lines)


def _effects(reader: NodeReader, node: YamlNode, seating: list[Seating]) -> tuple[Effect, ...]:
    """The effects of a `do`: a map of them, or a list of maps and of `if:` items.

    Who changes chairs is added to `seating`.
    """
    if not isinstance(node, SequenceNode):
        return _effects_in(reader, node, seating)
    if not node:
        reader.note(node, diag.NO_EFFECTS)
    found: list[Effect] = []
    for item in node:
        if isinstance(item, MappingNode) and "if" in item:
            keys = reader.map(item, model.ConditionalEffects)
            do, asked = keys.get("do", MappingNode()), condition(reader, keys.get("if"))
            found += _effects_in(reader, do, seating, asked)
        else:
            found += _effects_in(reader, item, seating)
    return tuple(found)


def _effects_in(
    reader: NodeReader, node: YamlNode, seating: list[Seating], asked: Condition | None = None
) -> tuple[Effect, ...]:
    """The effects of one map, under a condition if there is one."""
    do = reader.mapping(node, diag.NOT_EFFECTS)
    effects: list[Effect] = []
    known = reader.names.effects
    for key, value in do.items():
        if key in ("seat", "unseat"):
            if asked is not None:
                reader.note(do.key(key), diag.CHAIR_CONDITION, key=key)
            seating += _seating(reader, do.key(key), value, seating)
            continue
        written = (reader.names.playing, key, value if isinstance(value, ScalarNode) else "")
        if effect := known.get(written) or _effect(reader, do, key, value):
            known[written] = effect
            effects.append(effect if asked is None else replace(effect, condition=asked))
    return tuple(effects)


def _seating(
    reader: NodeReader, key: ScalarNode, node: YamlNode, before: list[Seating]
) -> list[Seating]:
    """Who takes or loses a chair; nobody does both at once."""
    found = [Seating(reader.id(person, "person"), key == "seat") for person in reader.items(node)]
    for one in found:
        if any(one.person == other.person for other in before):
            reader.note(key, diag.SEATED_TWICE, person=one.person)
    return found


def _effect(reader: NodeReader, do: MappingNode, key: str, node: YamlNode) -> Effect | None:
    try:
        variable = reader.names.variable(key)
    except Fault as fault:
        reader.note_fault(do.key(key), fault)
        return None
    if (text := reader.text(node)) is None:
        return None
    word = text.strip()
    if variable.means:
        reader.note(do.key(key), diag.DERIVED_SET, name=key)
        return None
    effect = _effect_of(variable, word)
    if effect is None and variable.kind == "number" and _BARE.fullmatch(word):
        reader.note(node, diag.SET_OR_ADD, word=word)
    elif effect is None:
        reader.note(node, diag.NO_EFFECT, word=word, name=key, effects=_effects_on(variable))
    return effect


def _effect_of(variable: Variable, word: str) -> Effect | None:
    """The effect that a word has on a variable, if it has one."""
    match variable.kind:
        case "number" if word in _STEPS:
            return Effect(variable.id, _STEPS[word])
        case "number":
            found = _SET.fullmatch(word)
            if found and variable.low <= int(found[1]) <= variable.high:
                return Effect(variable.id, int(found[1]), True)
        case "flag" if word in YES_NO:
            return Effect(variable.id, int(YES_NO[word]), True)
        case "word" if word in variable.words:
            return Effect(variable.id, variable.words.index(word), True)
    return None


def _effects_on(variable: Variable) -> str:
    """What can be written as an effect on a variable, for a hint."""
    if variable.kind == "number":
        return f"`+1`, `-1` or `= n` with n from {variable.low} to {variable.high}"
    return "`yes` or `no`" if variable.kind == "flag" else one_of(variable.words)


def ledger(reader: NodeReader, node: YamlNode) -> tuple[LedgerLine, ...]:
    """`person: +2 debt, reason`, a list of those, or `{if:, line:}` items."""
    people = reader.mapping(node, diag.NOT_A_LEDGER)
    found: list[LedgerLine] = []
    for person, value in people.items():
        reader.key_id(people, person, "person")
        found += (line for item in reader.items(value) if (line := _item(reader, person, item)))
    return tuple(found)


def _item(reader: NodeReader, person: str, node: YamlNode) -> LedgerLine | None:
    """A line of the ledger, written in one text or with its condition beside it."""
    if not isinstance(node, MappingNode):
        return _line(reader, person, node)
    keys = reader.map(node, LedgerLine)
    if "line" not in keys:
        return None
    line, asked = _line(reader, person, keys["line"]), condition(reader, keys.get("if"))
    unseen = "unseen" in keys and reader.yes(keys["unseen"])
    return replace(line, condition=asked, unseen=unseen) if line else None


def _line(reader: NodeReader, person: str, node: YamlNode) -> LedgerLine | None:
    match = _LINE.fullmatch(reader.line(node))
    if match is None:
        if isinstance(node, ScalarNode):
            reader.note(node, diag.NOT_A_LINE)
        return None
    weight, kind, reason = match.groups()
    if not (weight[0] in "+-" and 1 <= abs(int(weight)) <= 3):
        reader.note(node, diag.NOT_A_WEIGHT, weight=weight)
        return None
    if kind not in model.KINDS:
        hint = did_you_mean(kind, model.KINDS)
        reader.note(node, diag.NOT_A_KIND, hint, kind=kind, kinds=one_of(model.KINDS))
        return None
    return LedgerLine(person, int(weight), kind, reason, line=node.line)
