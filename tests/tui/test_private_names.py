"""Private names of Textual that the program leans on: each is still there, and no others are used."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widgets import Footer, Input, OptionList, Static, Tree

TUI = Path(__file__).parents[2] / "game" / "tui"
KINDS = (App, CommandPalette, Footer, Input, OptionList, Screen, ScrollView, Static, Tree)
PUBLIC = {"_replace", "_asdict", "_exit"}
"""Of named tuples and of os: public for all their looks."""
LEANED_ON = {"_handle_exception": App, "_action_command_list": CommandPalette}


@pytest.mark.parametrize(("name", "owner"), LEANED_ON.items())
def test_what_we_lean_on_is_still_there(name, owner):
    assert callable(getattr(owner, name))


def test_a_fault_still_comes_to_the_name_that_we_replace():
    assert "self.app._handle_exception(" in inspect.getsource(inspect.getmodule(App)) or (
        "_handle_exception(" in inspect.getsource(App)
    )


def test_the_keys_of_the_palette_still_lead_to_the_name_that_we_replace():
    actions = {binding.action for binding in CommandPalette.BINDINGS}
    assert {"command_list('page_down')", "command_list('page_up')"} <= actions


def private(names: set[str]) -> set[str]:
    return {name for name in names - PUBLIC if name.startswith("_") and not name.startswith("__")}


def ours(tree: ast.Module) -> set[str]:
    """The private names that a module defines: functions, attributes of `self`, class variables."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return private(found)


def used(tree: ast.Module) -> set[str]:
    return private({node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)})


def test_no_other_private_name_of_textual_is_used():
    trees = {path.name: ast.parse(path.read_text("utf-8")) for path in TUI.rglob("*.py")}
    everything_ours = set().union(*map(ours, trees.values()))
    textuals = private({name for kind in KINDS for name in dir(kind)})
    theirs = {
        name: (used(tree) - everything_ours) | (ours(tree) & textuals)
        for name, tree in trees.items()
    }
    assert {name: found for name, found in theirs.items() if found - set(LEANED_ON)} == {}


def test_nothing_is_imported_by_a_private_name():
    imports = re.compile(
        r"^\s*from (textual|rich)\S* import .*\b_[a-z]|from (textual|rich)\.\S*\b_\w+ import"
    )
    found = [
        f"{path.name}: {line}"
        for path in TUI.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if imports.search(line)
    ]
    assert found == []
