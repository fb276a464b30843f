"""Where PyYAML was built without its C parser the same stories come out, and the same problems at the same places."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from game.story import StoryProblems, load, nodes

STORIES = Path(__file__).parents[1] / "stories"
GOOD = sorted(path for path in STORIES.iterdir() if (path / "story.yaml").is_file())
BROKEN = sorted((STORIES / "broken").iterdir())
# What is no YAML at all is noticed one step earlier or later; there the line is enough.
SYNTAX = {"TC0101"}


@pytest.fixture
def pure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_Parser", yaml.BaseLoader)


def told(story: Path) -> list[tuple[object, ...]]:
    with pytest.raises(StoryProblems) as caught:
        load(story, cached=False)
    return [
        (p.file, p.code)
        if p.code in SYNTAX
        else (p.file, p.line, p.column, p.code, p.message, p.hint, p.source)
        for p in caught.value.problems
    ]


def test_the_tests_run_with_the_c_parser() -> None:
    assert nodes._Parser is yaml.cyaml.CParser


@pytest.mark.parametrize("story", GOOD, ids=lambda path: path.name)
def test_the_same_story_comes_out(story: Path, monkeypatch) -> None:
    fast = load(story, cached=False)
    monkeypatch.setattr(nodes, "_Parser", yaml.BaseLoader)
    slow = load(story, cached=False)
    assert slow.world == fast.world
    assert dict(slow.scenes) == dict(fast.scenes)


@pytest.mark.parametrize("story", BROKEN, ids=lambda path: path.name)
def test_the_same_problems_are_told(story: Path, monkeypatch) -> None:
    fast = told(story)
    monkeypatch.setattr(nodes, "_Parser", yaml.BaseLoader)
    assert told(story) == fast


@pytest.mark.usefixtures("pure")
def test_hostile_files_are_refused_all_the_same(problems) -> None:
    assert [p.code for p in problems({"desk.yaml": "a: &a [x]\nb: *a\n"})] == ["TC0104"]
    assert [p.code for p in problems({"desk.yaml": "title: " + "[" * 5_000})] == ["TC0105"]
    assert next(p.code for p in problems({"desk.yaml": 'title: "\\ud800"\nending: e\n'})) in (
        "TC0101",
        "TC0108",
    )


def test_the_pure_parser_is_chosen_where_there_is_no_other() -> None:
    hidden = "import sys; sys.modules['yaml._yaml'] = None; import yaml; from game.story import nodes; print(nodes._Parser is yaml.BaseLoader)"
    done = subprocess.run(
        [sys.executable, "-c", hidden],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == "True\n"
