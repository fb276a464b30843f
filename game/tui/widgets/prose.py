"""Prose: the transcript of a run as it is read. Blocks are appended; terms are walked, words selected, places found.

    prose.append(blocks) -> mark        prose.next_term(1)      prose.search("beria") -> count
    prose.mark() -> mark                prose.open_term()       prose.next_match(-1)
    prose.truncate(mark)                prose.current_term      prose.select(), extend(), copy()
    prose.jump(mark)                    prose.toggle(key)       prose.let_go()

It is made of `Page` (drawing, scrolling, size), `Walking` (terms), `Searching` and `Selecting`, one over the other.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from game.tui.widgets.selecting import Selecting


class Prose(Selecting):
    """The transcript. Its own keys only scroll and move a caret that is down; what else it does, a screen's commands ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "caret(-1)", "Caret left", show=False, id="prose.left"),
        Binding("right", "caret(1)", "Caret right", show=False, id="prose.right"),
        Binding(
            "shift+left", "extend(-1, 0)", "Select to the left", show=False, id="prose.select_left"
        ),
        Binding(
            "shift+right",
            "extend(1, 0)",
            "Select to the right",
            show=False,
            id="prose.select_right",
        ),
        Binding("shift+up", "extend(0, -1)", "Select a row up", show=False, id="prose.select_up"),
        Binding(
            "shift+down", "extend(0, 1)", "Select a row down", show=False, id="prose.select_down"
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are left to whoever stands around."""
        return self.selecting if action == "caret" else super().check_action(action, parameters)

    def action_caret(self, letters: int) -> None:
        self.extend(letters)

    def action_extend(self, letters: int, rows: int) -> None:
        self.extend(letters, rows)


class Reader(Prose):
    """Prose with keys for everything: where no screen's commands lead it, as on a card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "walk(1)", "The next term", show=False, id="reader.next"),
        Binding("shift+tab", "walk(-1)", "The term before", show=False, id="reader.previous"),
        Binding("enter", "open_term", "Open the term", show=False, id="reader.open"),
        Binding("v", "select", "Select words", show=False, id="reader.select"),
        Binding("y", "copy", "Copy", show=False, id="reader.copy"),
        Binding("n", "next_match(1)", "The next place found", show=False, id="reader.next_match"),
        Binding(
            "N", "next_match(-1)", "The place found before", show=False, id="reader.previous_match"
        ),
        Binding("escape", "let_go", "Let go", show=False, id="reader.let_go"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "let_go":
            return (
                self.text_selection is not None
                or self.cursor is not None
                or self._needle is not None
            )
        if action == "copy":
            return self.text_selection is not None
        if action == "open_term":
            return self.cursor is not None
        if action == "next_match":
            return bool(self.matches)
        return super().check_action(action, parameters)

    def action_walk(self, step: int) -> None:
        if not self.next_term(step):
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    def action_open_term(self) -> None:
        self.open_term()

    def action_select(self) -> None:
        self.select()

    def action_copy(self) -> None:
        self.copy()

    def action_next_match(self, step: int) -> None:
        self.next_match(step)

    def action_let_go(self) -> None:
        self.let_go()
