"""Texts with a grammar of their own: conditions, the reasons behind needs, and prose."""

from __future__ import annotations

from collections.abc import Callable

from game.story import diagnostics as diag
from game.story import model
from game.story.conditions import parse, parse_value
from game.story.decoder.node_reader import NodeReader
from game.story.names import Fault, Names, Parsed, Use
from game.story.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from game.story.prose import PARAGRAPH, parse_prose

NEVER = model.Condition(model.Compare("==", model.Number(0), model.Number(1)), "")


def condition(reader: NodeReader, node: YamlNode | None) -> model.Condition | None:
    """A condition; one that is never true where it cannot be read."""
    return None if (text := reader.text(node)) is None else _condition(reader, text, parse)[0]


def expression(reader: NodeReader, node: YamlNode) -> tuple[model.Condition, str]:
    """An expression of any kind, and what it gives: flag, number or word."""
    if (text := reader.text(node)) is None:
        return NEVER, "flag"
    return _condition(reader, text, parse_value)


def _condition(
    reader: NodeReader, text: ScalarNode, parser: Callable[[str, Names], Parsed]
) -> tuple[model.Condition, str]:
    try:
        parsed = parser(text, reader.names)
    except Fault as fault:
        reader.note_inside(text, fault)
        return NEVER, "flag"
    reader.refer(text, parsed.uses)
    return model.Condition(parsed.expression, " ".join(text.split()), text.line), parsed.gives


def needs(reader: NodeReader, node: YamlNode) -> tuple[model.Need, ...]:
    """Conditions with the reasons that the player reads."""
    reasons = reader.filled(reader.mapping(node, diag.NOT_NEEDS))
    asked = (condition(reader, reasons.key(key)) or NEVER for key in reasons)
    return tuple(map(model.Need, asked, map(reader.line, reasons.values())))


def block(reader: NodeReader, node: YamlNode, citing: bool = False) -> model.Prose:
    """Prose that may be long, so is a `|` block; in a record, it may be `citing` sources."""
    if (text := reader.text(node)) is None:
        return ()
    if not text.block:
        reader.note(text, diag.RECORD_NO_BLOCK if citing else diag.NO_BLOCK)
    return _parsed(reader, text, citing)


def label(reader: NodeReader, node: YamlNode | None) -> model.Prose:
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


def _parsed(reader: NodeReader, text: ScalarNode, citing: bool = False) -> model.Prose:
    uses: list[Use] = []
    try:
        return parse_prose(text, reader.names, uses, citing)
    except Fault as fault:
        reader.note_inside(text, fault)
        return ()
    finally:
        if uses:
            reader.refer(text, uses)


def passage(reader: NodeReader, node: YamlNode) -> model.Prose:
    """Prose (a `|` block, or a single line), or a list of prose and of `if:` blocks."""
    if not isinstance(node, SequenceNode):
        return label(reader, node)
    found: list[model.Segment] = []
    for item in node:
        found.append(PARAGRAPH)
        if isinstance(item, MappingNode):
            keys = reader.map(item, model.Alternative)
            asked = condition(reader, keys.get("if")) or NEVER
            then, otherwise = (label(reader, keys.get(key)) for key in ("text", "else"))
            found.append(model.Alternative(asked, then, otherwise))
        else:
            found += label(reader, item)
    return tuple(found[1:])


def looks_back(text: model.Prose) -> bool:
    """Whether prose asks if its scene was seen before."""
    return any(isinstance(segment, model.FirstAgain) for segment in model.walk_prose(text))
