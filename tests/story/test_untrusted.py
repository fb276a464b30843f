"""A stranger's story is safe to load: no code, no tags, no bombs, nothing outside its folder, nothing that steers a terminal."""

import os
import time
from pathlib import Path

import pytest
import yaml

from game.story import StoryProblems, load, nodes


def codes(problems, desk: str | bytes, **files: str | bytes) -> list[str]:
    return [problem.code for problem in problems({"desk.yaml": desk, **files})]


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['touch owned']",
        "!!python/name:os.system ''",
        "!custom text",
        "! text",
        "!!str text",
        "!!binary aGVsbG8=",
        "&anchor text",
        "*anchor",
        "[a, &b c, *b]",
        "{<<: *base}",
        "! [a]",
        "&a {b: c}",
    ],
)
def test_tags_anchors_and_aliases_are_refused(problems, value: str) -> None:
    assert codes(problems, f"title: The Desk\nplace: {value}\nending: e\n") == ["TC0104"]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(problems) -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n"
        for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    begun = time.perf_counter()
    assert codes(problems, bomb) == ["TC0104"]
    assert time.perf_counter() - begun < 2


DEEP = {"[": "TC0105", "[{a: ": "TC0105", "- ": "TC0105", "{": "TC0101", "? ": "TC0101"}


@pytest.mark.parametrize("opening", DEEP)
@pytest.mark.parametrize("times", [18, 600, 1500, 20_000])
@pytest.mark.parametrize("parser", [nodes._Parser, yaml.BaseLoader])
def test_deep_nesting_is_refused_by_our_own_rule(
    problems, monkeypatch, opening: str, times: int, parser
) -> None:
    monkeypatch.setattr(nodes, "_Parser", parser)
    (problem,) = problems({"desk.yaml": "title: T\nplace:\n  " + opening * times})
    assert problem.code == DEEP[opening]
    assert problem.message in ("Nested more than 16 deep.", "A key must be a single word or line.")


def test_a_parser_that_refuses_nesting_by_itself_changes_nothing(problems, monkeypatch) -> None:
    class Strict:
        def __init__(self, text: str) -> None:
            self.parser = yaml.BaseLoader(text)

        def get_event(self) -> object:
            if "[" * 1000 in self.parser.buffer:
                raise yaml.YAMLError("too deep for me")
            return self.parser.get_event()

    desk = {"desk.yaml": "title: T\nplace: " + "[" * 5000}
    usual = problems(desk)
    monkeypatch.setattr(nodes, "_Parser", Strict)
    assert problems(desk) == usual
    assert [(problem.code, problem.line, problem.column) for problem in usual] == [
        ("TC0105", 2, 23)
    ]


def test_a_file_of_more_than_a_million_bytes_is_refused(problems) -> None:
    assert codes(problems, "title: T\ntext: |\n" + "  words\n" * 130_000 + "ending: e\n") == [
        "TC0105"
    ]


def test_an_endless_file_is_not_read_to_its_end(write) -> None:
    folder = write({"desk.yaml": "title: T\nending: e\n"})
    with (folder / "street.yaml").open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(StoryProblems) as caught:
        load(folder, cached=False)
    assert {problem.code for problem in caught.value.problems} == {"TC0105"}


@pytest.mark.posix
def test_a_pipe_called_yaml_does_not_block(write) -> None:
    folder = write({})
    os.mkfifo(folder / "street.yaml")
    with pytest.raises(StoryProblems, match="TC0109"):
        load(folder, cached=False)


@pytest.mark.posix
def test_a_link_out_of_the_folder_is_not_followed(write, tmp_path: Path) -> None:
    folder = write({})
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    (folder / "street.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(StoryProblems) as caught:
        load(folder, cached=False)
    assert [problem.code for problem in caught.value.problems] == ["TC0109"]
    assert "hunter2" not in str(caught.value)


@pytest.mark.posix
def test_a_linked_folder_is_not_entered(write, tmp_path: Path) -> None:
    folder = write({})
    (folder / "clerk").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(StoryProblems, match="TC0109"):
        load(folder, cached=False)


@pytest.mark.posix
def test_a_link_inside_the_folder_and_a_linked_story_are_fine(write, tmp_path: Path) -> None:
    folder = write({"street.yaml": "title: S\nending: e\n"})
    (folder / "road.yaml").symlink_to(folder / "street.yaml")
    (tmp_path / "linked").symlink_to(folder, target_is_directory=True)
    assert list(load(tmp_path / "linked", cached=False).scenes) == ["desk", "road", "street"]


@pytest.mark.posix
def test_a_dangling_link_and_a_folder_called_yaml_are_told(write) -> None:
    folder = write({})
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "street.yaml").mkdir()
    with pytest.raises(StoryProblems) as caught:
        load(folder, cached=False)
    assert [(p.file, p.code) for p in caught.value.problems] == [
        ("gone.yaml", "TC0109"),
        ("street.yaml", "TC0109"),
    ]


def test_folders_lie_six_deep_at_most(write) -> None:
    folder = write({"clerk/1_one/" + "a/" * 8 + "street.yaml": "title: S\nending: e\n"})
    with pytest.raises(StoryProblems, match="TC0105"):
        load(folder, cached=False)


@pytest.mark.posix
@pytest.mark.parametrize("name", ["a\x1b[31m.yaml", "a\nb.yaml", "a\u202eb.yaml", b"a\xff.yaml"])
@pytest.mark.parametrize("inside", ["", "a\x1b[0m", "a\u202eb"])
def test_a_file_name_cannot_steer_the_terminal(write, name: str | bytes, inside: str) -> None:
    folder = write({})
    (folder / inside).mkdir(exist_ok=True)
    (folder / inside / os.fsdecode(name)).write_text("title: A\nending: e\n")
    with pytest.raises(StoryProblems) as caught:
        load(folder)
    assert [problem.code for problem in caught.value.problems] == ["TC0110"]
    assert str(caught.value).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "code",
    [
        0x00,
        0x07,
        0x08,
        0x0B,
        0x1B,
        0x7F,
        0x85,
        0x9B,
        0x200E,
        0x200F,
        0x061C,
        0x2028,
        0x2029,
        0x202A,
        0x202E,
        0x2066,
        0x2069,
        0xFEFF,
    ],
)
def test_a_steering_character_is_refused_raw_and_escaped(problems, code: int) -> None:
    raw = problems(
        {"desk.yaml": f"title: The Desk\ntext: |\n  Two {chr(code)} words.\nending: e\n"}
    )
    assert [(p.code, p.line, p.column) for p in raw] == [("TC0108", 3, 7)]
    escaped = problems({"desk.yaml": f'title: "The \\u{code:04x} Desk"\nending: e\n'})
    assert [(p.code, p.line, p.column) for p in escaped] == [("TC0108", 1, 8)]
    assert chr(code) not in str(raw[0]) + str(escaped[0])


@pytest.mark.parametrize(
    "escape",
    ["\\e", "\\a", "\\b", "\\0", "\\x9b", "\\P", "\\L", "\\N", "\\U0001F600\\e", "\\ud800"],
)
def test_escapes_that_steer_are_refused(problems, escape: str) -> None:
    assert codes(problems, f'title: "The {escape} Desk"\nending: e\n')[0] in ("TC0108", "TC0101")


def test_harmless_escapes_and_signs_are_text(read) -> None:
    scene = read(
        {
            "desk.yaml": 'title: "A \\u00e9, a \\t tab, \\"quotes\\", 50 % & more!"\nplace: a*b & c! @ `d`\nending: e\n'
        }
    ).scenes["desk"]
    assert scene.title == 'A é, a tab, "quotes", 50 % & more!'
    assert scene.place == "a*b & c! @ `d`"


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfet\x00i\x00", b"title: \xc3\x28\n", b"\x00\x00\xfe\xff", b"title: \xed\xa0\x80\n"],
)
def test_other_encodings_are_refused(problems, raw: bytes) -> None:
    assert codes(problems, raw) == ["TC0102"]


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('os').system('ls')",
        "open.__class__",
        "(lambda: 1)()",
        "[x for x in y]",
        "f'{x}'",
        "x := 1",
        "x if y else z",
        "seen(*a)",
        "seen(desk).x",
        "seen(seen(desk))",
        "1" * 900,
        "9" * 30 + " >= terror",
        "(" * 400 + "a" + ")" * 400,
        "(" * 1000,
        "not " * 240 + "plot.open",
        "-" * 900 + "1 >= terror",
        "a." * 300 + "b",
        "~" * 900,
        "a" * 990,
        "0x10 >= terror",
        "1_0 >= terror",
        "terror >= 1e3",
        "terror >= 0o7",
        "1and 2",
        "terror >= ٣",
        "ｔerror >= 1",
        "terror >= 1 # note",
        "terror;plot.open",
        "terror >=\\ 1",
        "await terror",
        "(yield)",
        "None",
        "True",
        "...",
        "",
        "   ",
        "and",
        "terror >= 2 >= 1",
        "\u0000",
        "plot.open and " * 80 + "plot.open",
    ],
)
def test_a_hostile_condition_is_a_problem_and_nothing_else(problems, condition: str) -> None:
    quoted = "'" + condition.replace("'", "''") + "'"
    desk = f"title: T\nchoices:\n  ask: {{label: Ask, if: {quoted}, go: here}}\n  wait: {{label: Wait, go: street}}\n"
    files = {
        "street.yaml": "title: S\nending: e\n",
        "state.yaml": "terror: {range: 0..5}\nplot.open: {flag: no}\n",
    }
    found = codes(problems, desk, **files)
    assert found
    assert set(found) <= {
        "TC0108",
        "TC0202",
        "TC0302",
        "TC0313",
        "TC0401",
        "TC0402",
        "TC0404",
        "TC0405",
        "TC0406",
    }


def test_derived_variables_cannot_grow_without_bound(problems) -> None:
    state = "x0: {flag: no}\n" + "".join(
        f"x{n}: {{means: x{n - 1} and not x{n - 1}}}\n" for n in range(1, 100)
    )
    begun = time.perf_counter()
    assert "TC0406" in codes(problems, "title: T\nending: e\n", **{"state.yaml": state})
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 100_000 + "b",
        "{if plot.open: " + "|" * 50_000 + "}",
        "[[" * 50_000,
        "*" * 50_000,
        "**a" * 20_000,
        "{" * 50_000,
        "{first: " * 5_000,
        "\\" * 50_000,
        "{" + "a" * 50_000 + "}",
        "[[" + "a" * 50_000 + "]]",
        "{if " + "a" * 50_000 + ": b}",
    ],
)
def test_hostile_prose_is_read_in_a_moment(write, text: str) -> None:
    folder = write(
        {
            "desk.yaml": f"title: T\ntext: |\n  {text}\nending: e\n",
            "state.yaml": "plot.open: {flag: no}\n",
        }
    )
    begun = time.perf_counter()
    outcome = ""
    try:
        load(folder, cached=False)
    except StoryProblems as caught:
        outcome = str(caught)
    assert len(outcome) < 100_000
    assert time.perf_counter() - begun < 3


def test_thousands_of_mistakes_are_told_in_a_moment(write) -> None:
    choices = "".join(
        f"  ask{n}: {{label: Ask, if: unknown_{n}, go: nowhere_{n}, twice: 1, twice: 2}}\n"
        for n in range(2_000)
    )
    folder = write(
        {
            "desk.yaml": "title: T\nchoices:\n" + choices,
            "state.yaml": "".join(f"known_{n}: {{flag: no}}\n" for n in range(2_000)),
        }
    )
    begun = time.perf_counter()
    with pytest.raises(StoryProblems) as caught:
        load(folder, cached=False)
    assert len(caught.value.problems) >= 8_000
    assert time.perf_counter() - begun < 30
