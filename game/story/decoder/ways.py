"""Where something leads: scenes, and the words that stand for them."""

from __future__ import annotations

from game.story import diagnostics as diag
from game.story import diagnostics_rules as rule
from game.story.decoder.node_reader import NodeReader
from game.story.decoder.texts import condition
from game.story.model import HERE, RETURN, STAY, Way
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode


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
