"""What a value refers to: the variable that keeps a state, stances, and the scenes led to."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.texts import condition
from game.story.model import HERE, RETURN, STAY, Pairs, Variable, Way
from game.story.names import Fault
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from game.story.suggestions import did_you_mean, one_of


def variable(reader: NodeReader, node: YamlNode | None) -> Variable | None:
    """A variable that something keeps its state in; None where there is none, or it is derived."""
    if node is None or (text := reader.text(node)) is None:
        return None
    try:
        found = reader.names.variable(text.strip())
    except Fault as fault:
        reader.note_fault(node, fault)
        return None
    if found.means:
        reader.note(node, diag.DERIVED_STATE, name=found.id)
        return None
    return found


def counter(reader: NodeReader, node: YamlNode | None, most: int) -> str:
    """A variable that holds a number from 0 (nothing yet) to `most`."""
    found = variable(reader, node)
    if found is None or node is None:
        return ""
    if found.kind != "number" or found.low != 0 or found.high < most:
        reader.note(node, rule.NOT_A_COUNTER, name=found.id, most=most)
    return found.id


def stances(reader: NodeReader, node: YamlNode) -> Pairs:
    """Positions with a stance each, as `says` and `cites` name them."""
    said, found = reader.mapping(node, diag.NOT_STANCES), []
    for key, value in said.items():
        known, stance = reader.names.positions.get(key), reader.word(value)
        if known is None:
            reader.key_id(said, key, "position")
        elif reader.names.is_faulty("position", key):
            continue
        elif reader.names.is_foreign(known.lead):
            reader.note(said.key(key), diag.POSITION_OF_OTHER, name=key, lead=known.lead)
        elif isinstance(value, ScalarNode) and stance not in dict(known.stances):
            words = [id for id, _ in known.stances]
            hint = did_you_mean(stance, words) or f"It is {one_of(words)}." if words else ""
            reader.note(value, diag.NO_SUCH_STANCE, hint, name=key, stance=stance)
        else:
            found.append((key, stance))
    return tuple(found)


def ways(reader: NodeReader, node: YamlNode, staying: bool = False) -> tuple[Way, ...]:
    """A scene or a guarded list; `staying` where there is a menu to stay in."""
    if not isinstance(node, SequenceNode):
        return (Way(target(reader, node, staying)),)
    if not node:
        reader.note(node, diag.NO_WAYS)
    found = (_guarded(reader, item, item is node[-1], staying) for item in node)
    return tuple(way for way in found if way)


def _guarded(reader: NodeReader, item: YamlNode, last: bool, staying: bool) -> Way | None:
    """One line of a guarded `go`."""
    if not isinstance(item, MappingNode) or len(item) != 1:
        reader.note(item, diag.NOT_A_WAY)
        return None
    ((name, value),) = item.items()
    key = item.key(name)
    if key == "else" and not last:
        reader.note(key, rule.ELSE_BEFORE_LAST)
    if key != "else" and last:
        reader.note(key, rule.NO_ELSE)
    leads = target(reader, value, staying)
    return Way(leads, None if key == "else" else condition(reader, key))


def target(reader: NodeReader, node: YamlNode, staying: bool = False) -> str:
    """Where something leads: a scene, or one of the words that stand for one."""
    if isinstance(node, ScalarNode) and (
        node in reader.names.known["scene"] or node in (HERE, RETURN)
    ):
        return str(node)
    if node == STAY:
        if not staying:
            reader.note(node, rule.STAY_OUTSIDE)
        return STAY
    return reader.id(node, "scene")
