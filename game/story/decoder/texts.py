"""Texts with a grammar of their own: conditions, the reasons behind needs, and prose."""

from __future__ import annotations

from collections.abc import Callable

from game.story import diagnostics as diag
from game.story.conditions import parse, parse_value
from game.story.decoder.node_reader import NodeReader
from game.story.model import (
    Alternative,
    Compare,
    Condition,
    FirstAgain,
    Need,
    Number,
    Prose,
    Segment,
    walk_prose,
)
from game.story.names import Fault, Names, Parsed, Use
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from game.story.problems import Diagnostic
from game.story.prose import PARAGRAPH, parse_prose

NEVER = Condition(Compare("==", Number(0), Number(1)), "")


def condition(reader: NodeReader, node: YamlNode | None) -> Condition | None:
    """A condition; one that is never true where it cannot be read."""
    return None if (text := reader.text(node)) is None else _condition(reader, text, parse)[0]


def expression(reader: NodeReader, node: YamlNode) -> tuple[Condition, str]:
    """An expression of any kind, and what it gives: flag, number or word."""
    if (text := reader.text(node)) is None:
        return NEVER, "flag"
    return _condition(reader, text, parse_value)


def _condition(
    reader: NodeReader, text: ScalarNode, parser: Callable[[str, Names], Parsed]
) -> tuple[Condition, str]:
    try:
        parsed = parser(text, reader.names)
    except Fault as fault:
        reader.note_inside(text, fault)
        return NEVER, "flag"
    reader.refer(text, parsed.uses)
    return Condition(parsed.expression, " ".join(text.split()), text.line), parsed.gives


def needs(reader: NodeReader, node: YamlNode) -> tuple[Need, ...]:
    """Conditions with the reasons that the player reads."""
    if not isinstance(node, MappingNode):
        reader.note(node, diag.NOT_NEEDS)
        return ()
    return tuple(
        Need(condition(reader, node.key(key)) or NEVER, reader.line(value))
        for key, value in reader.filled(node).items()
    )


def prose(reader: NodeReader, node: YamlNode) -> Prose:
    """Prose that may be long, so is a `|` block."""
    return _block(reader, node, diag.NO_BLOCK)


def record(reader: NodeReader, node: YamlNode) -> Prose:
    """Prose in which sources are cited."""
    return _block(reader, node, diag.RECORD_NO_BLOCK, True)


def _block(
    reader: NodeReader, node: YamlNode, otherwise: Diagnostic, citing: bool = False
) -> Prose:
    if (text := reader.text(node)) is None:
        return ()
    if not text.block:
        reader.note(text, otherwise)
    return _parsed(reader, text, citing)


def label(reader: NodeReader, node: YamlNode | None) -> Prose:
    """Prose on one line, or as a `|` block."""
    if (text := reader.text(node)) is None:
        return ()
    event = text.event
    if event.style != "|":
        if reader.comments:
            reader.check_cut(text)
        if event.end_mark.line != event.start_mark.line:
            reader.note(text, diag.SEVERAL_LINES)
    return _parsed(reader, text)


def _parsed(reader: NodeReader, text: ScalarNode, citing: bool = False) -> Prose:
    uses: list[Use] = []
    try:
        return parse_prose(text, reader.names, uses, citing)
    except Fault as fault:
        reader.note_inside(text, fault)
        return ()
    finally:
        if uses:
            reader.refer(text, uses)


def passage(reader: NodeReader, node: YamlNode) -> Prose:
    """Prose (a `|` block, or a single line), or a list of prose and of `if:` blocks."""
    if not isinstance(node, SequenceNode):
        return label(reader, node)
    found: list[Segment] = []
    for item in node:
        found.append(PARAGRAPH)
        if isinstance(item, MappingNode):
            keys = reader.map(item, Alternative)
            asked = condition(reader, keys.get("if")) or NEVER
            then, otherwise = (label(reader, keys.get(key)) for key in ("text", "else"))
            found.append(Alternative(asked, then, otherwise))
        else:
            found += label(reader, item)
    return tuple(found[1:])


def looks_back(text: Prose) -> bool:
    """Whether prose asks if its scene was seen before."""
    return any(isinstance(segment, FirstAgain) for segment in walk_prose(text))
