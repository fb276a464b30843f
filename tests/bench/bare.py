"""The least that Textual can do: one Static that every key changes in place. What the game is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One widget."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Static("bare 0", markup=False)

    def on_key(self) -> None:
        self.count += 1
        self.query_one(Static).update(f"bare {self.count}")


if __name__ == "__main__":
    Bare().run()
