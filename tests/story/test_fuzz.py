"""Whatever the files hold, loading gives a story or its problems, never anything else; and a story that loads can be played."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game import engine
from game.story import StoryProblems, load

STORIES = Path(__file__).parents[1] / "stories"
FILES = {
    f"{story.name}/{path.relative_to(story).as_posix()}": path.read_text("utf-8")
    for story in sorted(STORIES.iterdir())
    if (story / "story.yaml").is_file() and story.name != "broken"
    for path in sorted(story.rglob("*.yaml"))
}
TOKENS = [
    "", "here", "return", "yes", "no", "else", "1", "+1", "= 1", "-", "- ", "[]", "{}", "[", "{", "}", "|", ">", "&a", "*a", "!!python/name:x",
    "if", "choices:", "go: here", "draw: {}", "text: |", "'", '"', "# x", ": ", "?", "\t", "\0", "\x1b[2J", "\u202e", "\ufeff", "é",
    "(" * 300, "not " * 100, "{if a: b | c | d}", "[[", "]]", "{{", "}}", "{cite x}", "{first: a | again: b}", "1953-02-30", "9" * 30,
    "---", "...", "%YAML 1.2", "lead", "seat", "class", "__class__", "a.b.c", "support(x)", "visits(x) >= 3", "once: yes", "sub: yes",
    "pool: errands", "play: here", "was: here",
    "stay", "go: stay", "then: stay", "take: 3", "least: 4", "place: agenda.dues", "state: file.berta", "really: 2", "unseen: yes",
    "says: {dues: same}", "cites: {dues: higher}", "powers: files", "motions: any", "if: silt >= 2",
]  # fmt: skip
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(files: dict[str, bytes]) -> None:
    """Load; a few steps of play where that works."""
    with TemporaryDirectory() as folder:
        for name, raw in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        try:
            story = load(folder, cached=False)
        except StoryProblems as caught:
            told = (caught.problems, str(caught))
        else:
            told = None
    if told is not None:
        assert all(told)
        return
    for lead in story.world.leads:
        turn = engine.begin(story, lead.id) if lead.start else None
        for _ in range(12):
            offer = next((offer for offer in turn.choices if offer.open), None) if turn else None
            if turn is None or offer is None:
                break
            turn = engine.choose(story, turn.state, offer.id)
            assert isinstance(turn.text, str)


def whole(story: str, changed: str = "", text: str = "") -> dict[str, bytes]:
    """A good story's files, one of them with another text."""
    parts = {
        name.partition("/")[2]: FILES[name] if name != changed else text
        for name in FILES
        if name.startswith(f"{story}/")
    }
    return {name: content.encode("utf-8", "surrogatepass") for name, content in parts.items()}


@SLOW
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    outcome(
        {
            "story.yaml": b"title: T\nedition: 1\nleads: {a: {name: A, start: desk}}\n",
            "desk.yaml": raw,
        }
    )


@SLOW
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "story.yaml",
                "state.yaml",
                "people.yaml",
                "chronicle.yaml",
                "glossary/a.yaml",
                "a/b/c.yaml",
            ]
        ),
        st.text(max_size=120),
    )
)
def test_any_text_in_any_file(files: dict[str, str]) -> None:
    outcome(
        {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
        | {"desk.yaml": b"title: T\nending: e\n"}
    )


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str, str]:
    """A file of a good story with some of its lines deleted, doubled, swapped, or with a hostile token in them."""
    name = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(
            st.sampled_from(["delete", "double", "swap", "token", "value", "indent", "cut"])
        ):
            case "delete":
                lines[at : at + 1] = [] if len(lines) > 1 else lines
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "token":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(st.sampled_from(TOKENS)) + lines[at][column:]
            case "value":
                head, colon, _ = lines[at].partition(": ")
                lines[at] = head + colon + draw(st.sampled_from(TOKENS))
            case "indent":
                lines[at] = draw(st.sampled_from(["  ", " ", "\t"])) + lines[at]
            case "cut":
                lines = lines[:at] or [""]
    return name.partition("/")[0], name, "\n".join(lines)


@settings(SLOW, max_examples=200)
@given(mutated())
def test_a_good_story_with_a_file_spoilt(change: tuple[str, str, str]) -> None:
    outcome(whole(*change))


@pytest.mark.parametrize("story", sorted({name.partition("/")[0] for name in FILES}))
def test_the_unspoilt_stories_load(story: str) -> None:
    assert load(STORIES / story, cached=False).scenes


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_good_story_without_one_of_its_files(name: str) -> None:
    story = name.partition("/")[0]
    files = whole(story)
    del files[name.partition("/")[2]]
    outcome(files)


@SLOW
@given(st.data())
def test_a_condition_of_any_tokens(data: st.DataObject) -> None:
    tokens = st.sampled_from(
        [
            "a",
            "b.c",
            "seen",
            "(",
            ")",
            "and",
            "or",
            "not",
            "is",
            ">=",
            "<",
            "==",
            "1",
            "-",
            ",",
            ".",
            "desk",
            "lead",
            " ",
            "if",
            "else",
            "=",
        ]
    )
    condition = " ".join(data.draw(st.lists(tokens, max_size=14)))
    desk = f"title: T\nchoices:\n  x:\n    label: X\n    if: '{condition}'\n    go: here\n  y: {{label: Y, go: end}}\n"
    state = b"a: {range: 0..3}\nb.c: {flag: no}\n"
    outcome({
        "story.yaml": b"title: T\nedition: 1\nleads: {l: {name: L, start: desk}}\n",
        "desk.yaml": desk.encode(), "end.yaml": b"title: E\nending: e\n", "state.yaml": state,
    })  # fmt: skip
