"""Values of the model from the keys of a map, as declared: one function for each kind of value."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar, get_type_hints

from game.story.declarations import fields
from game.story.decoder import effects, references, texts
from game.story.decoder.node_reader import NodeReader
from game.story.model import Deed
from game.story.model.kinds import Kind
from game.story.nodes import MappingNode, YamlNode

T = TypeVar("T")
Read = Callable[[NodeReader, YamlNode], Any]
Fields = dict[str, Any]
Doubts = set[str] | None


class _Plan(NamedTuple):
    """How a shape is read.

    `readers` gives the field of a key and the function for its value, `required` the fields that
    must be there, with harmless values. Where there is a deed, `do` and `ledger` are read together;
    a line is where the map begins, a file is that of the reader.
    """

    readers: dict[str, tuple[str, Read]]
    required: Fields
    has_deed: bool
    has_line: bool
    has_file: bool


def read(reader: NodeReader, node: YamlNode, shape: type[T], /, **given: Any) -> T:
    """A value of a shape from a map with its keys."""
    return shape(**read_fields(reader, reader.map(node, shape), shape, given))


def fill(reader: NodeReader, keys: MappingNode, shape: type[T], /, **given: Any) -> T:
    """A value of a shape from keys that were checked; fields that are given are not read."""
    return shape(**read_fields(reader, keys, shape, given))


def read_fields(
    reader: NodeReader, keys: MappingNode, shape: type, given: Fields, doubts: Doubts = None
) -> Fields:
    """The fields that are given and those that are read; adds keys with problems to `doubts`."""
    readers, required, has_deed, has_line, has_file = _plan(shape)
    names, found, taken = reader.names, {**required, **given}, set(given)
    for key, value in keys.items():
        if (way := readers.get(key)) is None or way[0] in taken:
            continue
        taken.add(way[0])
        if doubts is None:
            found[way[0]] = way[1](reader, value)
            continue
        noted = names.noted
        found[way[0]] = way[1](reader, value)
        if names.noted != noted:
            doubts.add(key)
    if has_deed and ("do" in keys or "ledger" in keys):
        found["deed"] = effects.deed(reader, keys)
    if has_line:
        found["line"] = keys.line
    if has_file:
        found["file"] = reader.file
    return found


@cache
def _plan(shape: type) -> _Plan:
    hints = get_type_hints(shape)
    readers: dict[str, tuple[str, Read]] = {}
    required: Fields = {}
    for key, (name, kind, must) in fields(shape).items():
        if function := _reader(kind):
            readers[key] = name, function
        if must:
            required[name] = {str: "", int: 0}.get(hints[name], ())
    return _Plan(readers, required, "deed" in hints, "line" in hints, "file" in hints)


# Kinds that are not here are read by whoever reads the struct around them.
_READERS: dict[str, Read] = {
    "line": NodeReader.line,
    "lines": NodeReader.lines_of,
    "text": NodeReader.paragraphs,
    "name": NodeReader.new_name,
    "names": NodeReader.new_names,
    "yes": NodeReader.yes,
    "date": NodeReader.date,
    "dates": NodeReader.dates,
    "label": texts.label,
    "prose": texts.block,
    "record": partial(texts.block, citing=True),
    "passage": texts.passage,
    "condition": texts.condition,
    "needs": texts.needs,
    "minuted": references.stances,
    "ways": references.ways,
    "ways_or_stay": partial(references.ways, staying=True),
    "target": references.target,
}


def _reader(kind: Kind) -> Read | None:
    """The function for a kind of value."""
    of = kind.of
    match kind.name:
        case "id":
            return lambda reader, node: reader.id(node, of)
        case "ids":
            return lambda reader, node: reader.ids(node, of)
        case "whole":
            return lambda reader, node: reader.whole(node, kind.low, kind.high)
        case "choice":
            return lambda reader, node: reader.choice(node, kind.words)
        case "ledger" if kind.key != "ledger":
            return effects.ledger
        case "several":
            return lambda reader, node: tuple(read(reader, item, of) for item in reader.items(node))
        case "entry" if of is Deed:
            return lambda reader, node: effects.deed(reader, reader.map(node, Deed))
        case "entry":
            return lambda reader, node: read(reader, node, of)
    return _READERS.get(kind.name)
