"""The least that Textual can do: one Static with a page of words, which every key exchanges for another. What the game is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

WORDS = "The bell rang twice and nobody in the long room looked at the door, because every man there had counted the chairs before he sat down. "


class Bare(App[None]):
    """One widget."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Static(self.page(), markup=False)

    def page(self) -> str:
        """A screenful."""
        return f"bare {self.count}\n\n" + "\n\n".join(
            f"{self.count + number} {WORDS * 3}" for number in range(7)
        )

    def on_key(self) -> None:
        self.count += 1
        self.query_one(Static).update(self.page())


if __name__ == "__main__":
    Bare().run()
