"""What a value refers to: the variable that keeps a state, the stances of positions."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.decoder.node_reader import NodeReader
from game.story.model import Pairs, Variable
from game.story.names import Fault
from game.story.nodes import MappingNode, ScalarNode, YamlNode
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
    if not isinstance(node, MappingNode):
        reader.note(node, diag.NOT_STANCES)
        return ()
    found = []
    for key, value in node.items():
        known, stance = reader.names.positions.get(key), reader.word(value)
        if known is None:
            reader.key_id(node, key, "position")
        elif reader.names.is_faulty("position", key):
            continue
        elif reader.names.is_foreign(known.lead):
            reader.note(node.key(key), diag.POSITION_OF_OTHER, name=key, lead=known.lead)
        elif isinstance(value, ScalarNode) and stance not in dict(known.stances):
            words = [id for id, _ in known.stances]
            hint = did_you_mean(stance, words) or f"It is {one_of(words)}." if words else ""
            reader.note(value, diag.NO_SUCH_STANCE, hint, name=key, stance=stance)
        else:
            found.append((key, stance))
    return tuple(found)
