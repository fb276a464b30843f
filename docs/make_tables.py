"""Makes the tables of keys and of diagnostics in docs/ from the code: python docs/make_tables.py.

A table stands below a line such as `<!-- keys: scene -->` (the keys of a map, as the model declares
them) or `<!-- codes: TC01 -->` (a group of diagnostics), up to the next blank line.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from game.check import diagnostics as findings
from game.story import diagnostics, diagnostics_rules
from game.story.declarations import SHAPES, Field, docs, fields
from game.story.problems import declared
from game.story.suggestions import one_of

DOCS = Path(__file__).parent
DIAGNOSTICS = declared(diagnostics, diagnostics_rules, findings)
PAGES = ("format.md", "check.md")
TABLE = re.compile(r"(?<=^<!-- )(keys|codes): (\w+)( -->\n\n?)(?:\|.*\n)*", re.MULTILINE)


def shown(template: str) -> str:
    """A template as a reader sees it: an ellipsis where a value comes in."""
    parts = Formatter().parse(template)
    text = "".join(words + ("…" if field is not None else "") for words, field, _, _ in parts)
    return text.replace("….", "…").replace("|", r"\|")


def value(field: Field) -> str:
    """What a key takes, in the words of the page."""
    kind = field.kind
    said = kind.value
    if kind.words:
        said = one_of(kind.words)
    elif kind.name == "whole":
        said = f"a whole number from {kind.low:,} to {kind.high:,}"
    return f"{said}, required" if field.required else said


def keys(shape: str) -> str:
    """The Markdown table of the keys of a map."""
    struct = SHAPES[shape]
    rows = ["| Key | Value | Meaning |", "|---|---|---|"]
    rows += (f"| `{k}` | {value(f)} | {docs(struct)[k]} |" for k, f in fields(struct).items())
    return "\n".join(rows) + "\n"


def codes(group: str) -> str:
    """The Markdown table of a group of codes, such as TC01."""
    rows = ["| Code | Message | Remedy |", "|---|---|---|"]
    for one in DIAGNOSTICS:
        if one.code.startswith(group):
            code = f"`{one.code}`" + (" (warning)" if one.severity == "warning" else "")
            rows.append(f"| {code} | {shown(one.message)} | {shown(one.remedy)} |")
    return "\n".join(rows) + "\n"


def with_tables(page: str) -> str:
    """A page with its tables made anew."""
    makers = {"keys": keys, "codes": codes}
    return TABLE.sub(lambda m: f"{m[1]}: {m[2]}{m[3]}{makers[m[1]](m[2])}", page)


if __name__ == "__main__":
    for name in PAGES:
        path = DOCS / name
        path.write_text(with_tables(path.read_text("utf-8")), "utf-8")
