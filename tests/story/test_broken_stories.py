"""Every code of a problem is shown by a broken story, at the line and column where an author would look.

A broken story says what it expects in comments, `# expect TC0302 at 7:12`, or in expect.txt where a comment would mend
or further break the file.
"""

import re
from pathlib import Path

import pytest

from game.story import Problem, StoryProblems, diagnostics, diagnostics_rules, load
from game.story.problems import declared

STORIES = Path(__file__).parents[1] / "stories"
BROKEN = sorted(path for path in (STORIES / "broken").iterdir() if path.is_dir())
EXPECT = re.compile(
    r"^(?:# |(?P<file>.+): )expect (?P<code>TC\d{4}) at (?P<line>\d+):(?P<column>\d+)$",
    re.MULTILINE,
)
OF_A_WHOLE_FILE = {"TC0105", "TC0109", "TC0110"}


def expected(story: Path) -> list[tuple[str, str, int, int]]:
    """(file, code, line, column) of every problem that a broken story says it has."""
    found = []
    for path in [*story.rglob("*.y*ml"), *story.glob("expect.txt")]:
        for match in EXPECT.finditer(path.read_text("utf-8", "replace")):
            file = match["file"] or path.relative_to(story).as_posix()
            found.append((file, match["code"], int(match["line"]), int(match["column"])))
    return sorted(found)


def found(story: Path) -> list[Problem]:
    with pytest.raises(StoryProblems) as caught:
        load(story, cached=False)
    return caught.value.problems


@pytest.mark.parametrize("story", BROKEN, ids=lambda path: path.name)
def test_a_broken_story_has_the_problems_it_says_and_no_others(story: Path) -> None:
    assert sorted(
        ("." if p.file == str(story) else p.file, p.code, p.line, p.column) for p in found(story)
    ) == expected(story)


@pytest.mark.parametrize("story", BROKEN, ids=lambda path: path.name)
def test_a_problem_shows_its_line_and_says_what_to_do(story: Path) -> None:
    for problem in found(story):
        assert problem.hint
        assert problem.message.endswith(".")
        if problem.line == 0:
            assert problem.code in OF_A_WHOLE_FILE
            continue
        where, *shown = str(problem).splitlines()
        assert where.startswith(
            f"{problem.file}:{problem.line}:{problem.column}: error {problem.code}: "
        )
        if problem.source.strip():
            line, caret = shown[:2]
            assert line.startswith(f"  {problem.line} | ")
            assert caret.rstrip().endswith("^")
            assert 0 <= caret.index("^") - line.index("| ") - 2 <= len(problem.source)


@pytest.mark.parametrize("story", BROKEN, ids=lambda path: path.name)
def test_a_broken_story_is_named_for_a_problem_it_has(story: Path) -> None:
    assert story.name[:6].upper() in {problem.code for problem in found(story)}


def test_every_code_has_a_broken_story() -> None:
    assert {one.code for one in declared(diagnostics, diagnostics_rules)} == {
        story.name[:6].upper() for story in BROKEN
    }
