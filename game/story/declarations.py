"""The keys of every map in a story file, taken from where the model declares them.

The decoder, its hints, the JSON Schema and the tables of docs/format.md all ask here.
"""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from textwrap import dedent
from typing import Any, NamedTuple, get_type_hints

from game.story import model
from game.story.model.kinds import Kind

# How the docs and the JSON Schema call a shape that they do not call like its class.
_CALLED = {"alternative": "block", "world": "story", "conditional_effects": "effects_if"}
_SAID = {"block": "block of text", "effects_if": "conditional effect"}
# The files beside story.yaml that map ids to entries; the chronicle is a list of them.
LIBRARY: dict[str, type] = {
    "state": model.Variable,
    "people": model.Person,
    "motions": model.Motion,
    "sources": model.Source,
    "endings": model.Ending,
    "chronicle": model.ChronicleEntry,
    "powers": model.Power,
    "positions": model.Position,
    "accounts": model.Account,
}
# A scene has exactly one of the first keys; the others mean something beside another one only.
WAYS_ON = ("choices", "go", "draw", "order", "divide", "ending")
BESIDE = dict.fromkeys(("when", "needs", "keeps", "label", "really"), "pool") | dict.fromkeys(
    ("then", "otherwise", "powers"), "choices"
)
# A variable has exactly one of the first keys; the others mean nothing beside that one.
FORMS = ("range", "flag", "one of", "means")
IDLE_KEYS = {"flag": {"start"}, "one of": {"words"}, "means": {"start", "words"}}
YES_NO = {"yes": True, "no": False, "true": True, "false": False}
# Words of the format, which cannot be names.
RESERVED = (model.HERE, model.RETURN, model.STAY, "lead", "seat", "unseat")
_LINK = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")


class Field(NamedTuple):
    """A key: the field of the model that it fills, what it takes, and whether it must be there."""

    name: str
    kind: Kind
    required: bool


@cache
def fields(shape: Any) -> dict[str, Field]:
    """The keys of a shape, in the order of the model; without a default a field is required."""
    required = inspect.signature(shape).parameters
    return {
        kind.key or name: Field(name, kind, required[name].default is inspect.Parameter.empty)
        for name, hint in get_type_hints(shape, include_extras=True).items()
        for kind in getattr(hint, "__metadata__", ())
    }


def _name(shape: type) -> str:
    """The name of a shape in the docs and in the JSON Schema."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", shape.__name__).lower()
    return _CALLED.get(name, name)


# Every map with keys of its own, by its name.
SHAPES: dict[str, type] = {
    _name(shape): shape
    for shape in vars(model).values()
    if isinstance(shape, type) and hasattr(shape, "__annotations__") and fields(shape)
}
NAMES = {shape: name for name, shape in SHAPES.items()}


@cache
def docs(shape: type) -> dict[str, str]:
    """What each key of a shape is for, as Markdown: the texts below its fields, one for each key.

    Nothing where only compiled code is installed.
    """
    try:
        (declared,) = ast.parse(dedent(inspect.getsource(shape))).body
    except OSError:
        return {}
    assert isinstance(declared, ast.ClassDef)
    below = [one.value for one in declared.body[1:] if isinstance(one, ast.Expr)]
    texts = (" ".join(ast.literal_eval(text).split()) for text in below)
    return dict(zip(fields(shape), texts, strict=True))


def purpose(shape: type, key: str) -> str:
    """What a key is for, as plain text."""
    return _LINK.sub(r"\1", docs(shape).get(key, ""))


def a(shape: type) -> str:
    """A shape's name with its article, as a sentence about it begins."""
    name = _SAID.get(NAMES[shape], NAMES[shape].replace("_", " "))
    return f"{'An' if name[0] in 'aeiou' else 'A'} {name}"
