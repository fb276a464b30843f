"""JSON Schemas for editors, one for every kind of file, made from the declarations of the model.

In the format every value is text; the parser of an editor turns some into numbers and yes or no,
so those types are allowed wherever such a text may stand.
"""

from __future__ import annotations

import json
import os
import re
from keyword import kwlist
from pathlib import Path
from typing import Any

from game.story import declarations, model
from game.story.declarations import NAMES, SHAPES, YES_NO, Field, fields, purpose
from game.story.model.kinds import DATE, ID, LESSON_ID, SPAN_OF_DATES, VARIABLE_ID

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean"]
# A name that is given, not used: no word of the format and of conditions, in any of its parts.
_WORDS = "|".join(sorted({word for word in (*kwlist, *declarations.RESERVED) if word.islower()}))
_NEW_ID = rf"(?!(?:{_WORDS})$){ID}"
_NEW_VARIABLE = rf"(?!(?:.*\.)?(?:{_WORDS})(?:\.|$)){VARIABLE_ID}"

# What the keys of a map are named like; new ids where nothing is said.
_KEYS: dict[type, str] = {
    model.Variable: _NEW_VARIABLE,
    model.Voice: ID,
    model.Fact: LESSON_ID,
    model.KeyTerm: LESSON_ID,
    model.Act: r"[^/]+",
}

# What a file is for, by kind.
_TITLES = {
    "story": "story.yaml: title, edition, the leads and their first scenes, the acts",
    "scene": "A scene; its id is the name of its file",
    "state": "state.yaml: every variable",
    "people": "people.yaml: who they were, and who holds a chair from when to when",
    "motions": "motions.yaml: what is voted on, and how each member leans beforehand",
    "glossary": "A file of glossary/: the terms",
    "sources": "sources.yaml: the bibliography",
    "chronicle": "chronicle.yaml: what really happened, dated",
    "curriculum": "curriculum.yaml: the facts and key terms that the story promises to teach",
    "endings": "endings.yaml: the endings",
    "powers": "powers.yaml: what a lead has on others, to be used once each",
    "positions": "positions.yaml: what a lead is minuted as having said",
    "accounts": "accounts.yaml: what several sources say of the same hour",
}


def _pattern(pattern: str, *types: str) -> Schema:
    """A text of a form; the other types are what an editor may make of such a text."""
    return {"type": ["string", *types] if types else "string", "pattern": f"^(?:{pattern})$"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any(*parts: Schema) -> Schema:
    return {"anyOf": list(parts)}


def _list(part: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": part, **more}


def _one_or_several(name: str) -> Schema:
    return _any(_ref(name), _list(_ref(name)))


def _object(others: Schema | bool, **more: Any) -> Schema:
    """An object, with what stands under the keys that are not listed."""
    return {"type": "object", "additionalProperties": others, **more}


def _map(keys: str, value: Schema, **more: Any) -> Schema:
    """A map from names of a form."""
    return _object(False, patternProperties={f"^(?:{keys})$": value}, **more)


def _entries(shape: type) -> Schema:
    """A map from names to entries of a shape."""
    return _map(_KEYS.get(shape, _NEW_ID), _ref(NAMES[shape]))


_TEXT: Schema = {"type": _SCALAR, "minLength": 1}
_SEATS: Schema = {
    "seat": {"description": "Who takes a chair in this run: a person or several.", **_ref("ids")},
    "unseat": {"description": "Who loses a chair in this run: a person or several.", **_ref("ids")},
}
# Kinds of values that have a definition of their own. `id` allows yes and no because a name such as
# `on` is one to some editors.
_KINDS: dict[str, Schema] = {
    "line": _TEXT,
    "lines": _one_or_several("line"),
    "text": _TEXT,
    "prose": {"type": "string", "minLength": 1},
    "passage": _any(_ref("text"), _list(_any(_ref("text"), _ref("block")))),
    "id": _pattern(ID, "boolean"),
    "ids": _one_or_several("id"),
    "lesson": _pattern(LESSON_ID),
    "lessons": _one_or_several("lesson"),
    "name": _TEXT,
    "yes": {"enum": [*YES_NO, True, False]},
    "date": _pattern(DATE),
    "dates": _pattern(SPAN_OF_DATES, "integer"),
    "condition": {"type": "string", "minLength": 1, "maxLength": 1000},
    "effect": _pattern(r"[+-]\d+|= ?-?\d+|[a-z][a-z0-9_]*", "integer", "boolean"),
    "effects": _any(
        _ref("effect_map"), _list(_any(_ref("effect_map"), _ref("effects_if")), minItems=1)
    ),
    "effect_map": _map(_NEW_VARIABLE, _ref("effect"), properties=_SEATS),
    "ledger_text": _pattern(rf"[+-][1-3] ({'|'.join(model.KINDS)}), .+"),
    "ledger": _map(ID, _one_or_several("ledger_item")),
    "ledger_item": _any(_ref("ledger_text"), _ref("ledger_line")),
    "needs": _object(_ref("line")),
    "ways": _any(_ref("id"), _list(_ref("way"), minItems=1)),
    "way": _object(_ref("id"), minProperties=1, maxProperties=1),
    "pairs": _map(ID, _pattern(ID, "boolean"), minProperties=1),
    "texts": _map(ID, _ref("text"), minProperties=1),
}
_WHOLE = _pattern("-?[0-9]{1,6}", "integer")
# Kinds that stand where they are used.
_INLINE: dict[str, Schema] = {
    "range": _pattern(r"-?[0-9]{1,3}\s*\.\.\s*-?[0-9]{1,3}"),
    "first_value": _pattern(rf"-?[0-9]{{1,6}}|{ID}", "integer", "boolean"),
    "majority": _any(
        {"const": "majority"}, {**_pattern("[1-9][0-9]?", "integer"), "minimum": 1, "maximum": 99}
    ),
    "effect_map": _map(_NEW_VARIABLE, _ref("effect")),
}


def schemas() -> dict[str, Schema]:
    """The schema of every kind of file, by the name of the file it is written to."""
    library = declarations.LIBRARY | {"glossary": model.Term}
    wholes = {name: _entries(shape) for name, shape in library.items()}
    wholes |= {name: _ref(name) for name in ("story", "scene", "curriculum")}
    wholes["chronicle"] = _list(_ref(NAMES[model.ChronicleEntry]))
    return {name: _file(title, wholes[name]) for name, title in _TITLES.items()}


def write(folder: Path) -> list[Path]:
    """Write `NAME.schema.json` for every kind of file, each whole or not at all; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / f"{name}.schema.json", schema) for name, schema in schemas().items()]


def _written(path: Path, schema: Schema) -> Path:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def _file(title: str, whole: Schema) -> Schema:
    """A schema that stands alone: the whole, and the definitions that it comes to."""
    every = _KINDS | {name: _shape(name) for name in SHAPES}
    needed: dict[str, Schema] = {}
    waiting = list(_refs(whole))
    while waiting:
        if (definition := waiting.pop()) not in needed:
            needed[definition] = every[definition]
            waiting += _refs(every[definition])
    definitions = dict(sorted(needed.items()))
    return {"$schema": DIALECT, "title": title, **whole, "$defs": definitions}


def _refs(schema: Schema) -> list[str]:
    """The names of the definitions that a schema refers to."""
    return re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema))


def _shape(name: str) -> Schema:
    """A shape as an object: its keys, and which must be there, alone or with another."""
    shape = SHAPES[name]
    keys = fields(shape).items()
    purposes = {key: {"description": purpose(shape, key), **_field(field)} for key, field in keys}
    found = _object(False, properties=purposes)
    if required := [key for key, field in keys if field.required]:
        found["required"] = required
    if name == "scene":
        found["oneOf"] = [{"required": [way]} for way in declarations.WAYS_ON]
        found["dependentRequired"] = {key: [other] for key, other in declarations.BESIDE.items()}
    if name == "variable":
        found["oneOf"] = [{"required": [form]} for form in declarations.FORMS]
    return found


def _field(field: Field) -> Schema:
    """What a key takes."""
    kind = field.kind
    match kind.name:
        case "choice" | "side":
            # `yes` and `no` among the words are what some editors read as truth values.
            return {"enum": [*kind.words, *(YES_NO[word] for word in kind.words if word in YES_NO)]}
        case "whole":
            return {**_WHOLE, "minimum": kind.low, "maximum": kind.high}
        case "texts" if kind.low:
            return {**_KINDS["texts"], "minProperties": kind.low}
        case "entry":
            return _ref(NAMES[kind.of])
        case "several":
            return _one_or_several(NAMES[kind.of])
        case "entries":
            return _entries(kind.of) | ({"minProperties": kind.low} if kind.low else {})
    return _INLINE.get(kind.name) or _ref(kind.schema or kind.name)
