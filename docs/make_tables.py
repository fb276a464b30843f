"""Makes the tables of diagnostics in docs/ from the tables in the code: python docs/make_tables.py.

A table stands below a line such as `<!-- codes: TC01 -->`, up to the next blank line.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from game.check import diagnostics as findings
from game.story import diagnostics, diagnostics_rules
from game.story.problems import declared

DOCS = Path(__file__).parent
DIAGNOSTICS = declared(diagnostics, diagnostics_rules, findings)
PAGES = ("format.md", "check.md")
TABLE = re.compile(r"(?<=^<!-- codes: )(TC\d\d)( -->\n\n?)(?:\|.*\n)*", re.MULTILINE)


def shown(template: str) -> str:
    """A template as a reader sees it: an ellipsis where a value comes in."""
    parts = Formatter().parse(template)
    text = "".join(words + ("…" if field is not None else "") for words, field, _, _ in parts)
    return text.replace("….", "…").replace("|", r"\|")


def table(group: str) -> str:
    """The Markdown table of a group of codes, such as TC01."""
    rows = ["| Code | Message | Remedy |", "|---|---|---|"]
    for one in DIAGNOSTICS:
        if one.code.startswith(group):
            code = f"`{one.code}`" + (" (warning)" if one.severity == "warning" else "")
            rows.append(f"| {code} | {shown(one.message)} | {shown(one.remedy)} |")
    return "\n".join(rows) + "\n"


def with_tables(page: str) -> str:
    """A page with its tables made anew."""
    return TABLE.sub(lambda found: f"{found[1]}{found[2]}{table(found[1])}", page)


if __name__ == "__main__":
    for name in PAGES:
        path = DOCS / name
        path.write_text(with_tables(path.read_text("utf-8")), "utf-8")
