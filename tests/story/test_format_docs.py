"""docs/format.md says what the code does: its tables of keys, words, limits and codes cannot drift, and its stories load."""

import re
import runpy
from pathlib import Path

import pytest

from game.check.checker import check
from game.engine import begin, choose
from game.story import declarations, folder, load, nodes
from game.story.conditions import DEEPEST, FUNCTIONS, LARGEST, MAX_LENGTH, MOST_PARTS
from game.story.declarations import SHAPES
from game.story.model import KINDS, WIDEST

ROOT = Path(__file__).parents[2]
FORMAT = (ROOT / "docs" / "format.md").read_text("utf-8")
ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)
BAR = re.compile(r"(?<!\\) \| ")
FILE = re.compile(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
make_tables = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))


def table(heading: str) -> list[list[str]]:
    """The rows of the first table after a line, without its head."""
    after = FORMAT.split(f"{heading}\n", 1)[1].lstrip("\n").split("\n\n", 1)[0]
    return [BAR.split(row) for row in ROW.findall(after)][1:]


def stories() -> list[dict[str, str]]:
    """The whole stories in the examples: every block named story.yaml begins a new one."""
    found: list[dict[str, str]] = []
    for name, body in FILE.findall(FORMAT):
        if name == "story.yaml":
            found.append({})
        found[-1][name] = body
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_says_what_it_is_for(shape):
    purposes = declarations.docs(SHAPES[shape])
    assert list(purposes) == list(declarations.fields(SHAPES[shape]))
    assert all(doc.endswith(".") for doc in purposes.values())


def test_there_is_no_table_of_something_else():
    assert sorted(re.findall(r"<!-- keys: (\w+) -->", FORMAT)) == sorted(SHAPES)


def test_every_function_is_described():
    described = [
        re.match(r"`(\w+)\(", row[0])[1]
        for row in table(
            "(a or b) and not c                   `and` beside `or` needs parentheses\n```"
        )
    ]
    assert described == list(FUNCTIONS)


def test_every_kind_of_ledger_line_is_named():
    assert (
        "The kind is " + ", ".join(f"`{kind}`" for kind in KINDS[:-1]) + f" or `{KINDS[-1]}`."
        in FORMAT
    )


def test_the_limits_are_those_of_the_code():
    assert [row[1] for row in table("## Limits")] == [
        f"{limit:,}"
        for limit in (
            folder.MOST_BYTES_OF_A_FILE,
            folder.MOST_BYTES,
            folder.MOST_FILES,
            folder.DEEPEST,
            nodes.MAX_DEPTH,
            MAX_LENGTH,
            MOST_PARTS,
            DEEPEST,
            LARGEST,
            WIDEST,
        )
    ]


@pytest.mark.parametrize("name", make_tables["PAGES"])
def test_the_tables_of_keys_and_diagnostics_are_those_of_the_code(name):
    page = (ROOT / "docs" / name).read_text("utf-8")
    assert make_tables["with_tables"](page) == page, "run: python docs/make_tables.py"


def test_every_diagnostic_is_explained():
    explained = {
        row[0] + row[1] for group in range(1, 9) for row in table(f"<!-- codes: TC0{group} -->")
    }
    given = make_tables["DIAGNOSTICS"]
    assert {row[1:7] for row in explained} == {one.code for one in given}
    assert len(given) > len(explained) > 0.9 * len(given)


def test_links_inside_the_page_lead_somewhere():
    headings = [
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", FORMAT, re.MULTILINE)
    ]
    assert set(re.findall(r"\]\(#([^)]+)\)", FORMAT)) <= set(headings)


@pytest.mark.parametrize("number", range(len(stories())))
def test_an_example_is_a_story_that_the_check_finds_clean(number, tmp_path):
    for name, body in stories()[number].items():
        file = tmp_path / "story" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, "utf-8")
    story = load(tmp_path / "story")
    report = check(story, seconds=5, runs=200)
    assert list(report.problems) == []
    assert {item.status for item in report.items} == {"witnessed"}


def test_the_first_example_is_played_to_its_end(tmp_path):
    for name, body in stories()[0].items():
        (tmp_path / name).write_text(body, "utf-8")
    story = load(tmp_path)
    turn = choose(story, begin(story, "clerk").state, "answer")
    assert turn.ending == "the_time"
