"""The table of diagnostics: every one is used, and every use gives the values that its templates ask for."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from game.check import diagnostics as findings
from game.story import diagnostics, diagnostics_rules
from game.story.problems import Diagnostic, declared, error

GAME = Path(__file__).parents[2] / "game"
TABLES = {
    "game.story.diagnostics": diagnostics,
    "game.story.diagnostics_rules": diagnostics_rules,
    "game.check.diagnostics": findings,
}
# Given by a call of its own, which adds what is the same for every diagnostic of a condition.
ALWAYS_GIVEN = {"part"}


def fields(one: Diagnostic) -> set[str]:
    """The values that the templates of a diagnostic ask for."""
    return {
        name
        for template in (one.message, one.remedy)
        for _, name, _, _ in Formatter().parse(template)
        if name
    }


def aliases(tree: ast.Module) -> dict[str, str]:
    """The tables of diagnostics that a module imports, by the names it gives them."""
    return {
        name.asname or name.name: f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if f"{node.module}.{name.name}" in TABLES
    }


def uses() -> Iterator[tuple[str, Diagnostic, set[str] | None]]:
    """Where a diagnostic is named, which, and the values given there (None outside of a call)."""
    for room in ("story", "check"):
        for path in sorted((GAME / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            known = aliases(tree)
            given = {
                id(part): {word.arg for word in call.keywords if word.arg}
                for call in ast.walk(tree)
                if isinstance(call, ast.Call)
                for argument in (*call.args, call.func)
                for part in ast.walk(argument)
            }
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id in known
                ):
                    one = getattr(TABLES[known[node.value.id]], node.attr)
                    if isinstance(one, Diagnostic):
                        yield f"{path.name}:{node.lineno}", one, given.get(id(node))


USES = list(uses())


@pytest.mark.parametrize(
    ("where", "one", "given"),
    [use for use in USES if use[2] is not None],
    ids=[use[0] for use in USES if use[2] is not None],
)
def test_a_use_gives_the_values_that_its_diagnostic_asks_for(where, one, given) -> None:
    assert fields(one) - ALWAYS_GIVEN <= given <= fields(one), where


def test_every_diagnostic_is_used() -> None:
    used = {id(one) for _, one, _ in USES} | set(map(id, diagnostics.UNKNOWN.values()))
    assert [one for one in declared(*TABLES.values()) if id(one) not in used] == []


def test_every_diagnostic_has_a_code_and_ends_its_sentences() -> None:
    for one in declared(*TABLES.values()):
        assert one.code[:3] == "TC0"
        assert len(one.code) == 6
        assert one.message.endswith((".", "}"))
        assert one.remedy.endswith((".", "}", "`", "?"))


def test_an_error_is_one_text_of_code_message_and_remedy() -> None:
    one = error("""TC0999 A message `{name}`. -> A remedy
        of two lines.""")
    assert one == Diagnostic("TC0999", "A message `{name}`.", "A remedy of two lines.")
    assert one.severity == "error"


def test_a_hint_replaces_the_remedy() -> None:
    problem = diagnostics.NO_EFFECT.at(
        "a.yaml", 1, 2, "x: y", "Did you mean `z`?", word="y", name="x", effects="`yes` or `no`"
    )
    assert problem.message == "`y` is no effect on `x`."
    assert problem.hint == "Did you mean `z`?"
    assert (problem.file, problem.line, problem.column, problem.source) == ("a.yaml", 1, 2, "x: y")
