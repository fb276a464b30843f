"""The line on top: whose chair, which act, when and where, and how well the scene is attested."""

from __future__ import annotations

from itertools import product

from textual.content import Content
from textual.widgets import Static

from game.saves.run import Run
from game.tui.content import assembled
from game.view import words
from game.view.names import lead_name
from game.view.sanitize import one_line

_LONG = ("January", "February", "August", "September", "October", "November", "December")


class Header(Static):
    """One line; where there is less room the place goes first, then the title, then the name."""

    DEFAULT_CSS = """
    Header { dock: top; height: 1; background: $surface; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left: list[Content] = []
        self._right: list[Content] = []

    def tell(self, run: Run) -> None:
        """Say where a run stands."""
        story, turn = run.story, run.turn
        scene = story.scenes[turn.scene]
        act = story.acts.get(scene.act)
        name = lead_name(story, run.lead)
        title = (one_line(story.title).upper(), "red strong")
        number = one_line(act.number) if act else ""
        long_act = f"{number}  {one_line(act.title)}".strip() if act else ""
        day = words.day(turn.state.date)
        brief = next((day.replace(month, month[:3]) for month in _LONG if month in day), day)
        place = one_line(scene.place)
        self._left = [
            _joined(title, name, long_act, day, place),
            _joined(title, name, long_act, day),
            _joined(None, name.split()[-1], long_act, day),
            _joined(None, long_act, day),
            _joined(None, number, day),
            _joined(None, number, brief),
            Content(),
        ]
        self._right = _labels(scene.evidence)
        self._fit()

    def say(self, text: str, right: str = "") -> None:
        """Say something that is of no run."""
        self._left = [assembled((" ", ""), (text, "red strong")), Content()]
        self._right = [assembled((right, "dim"), (" ", "")) if right else Content()]
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for; the labels matter more than the place."""
        width = self.size.width or self.app.size.width
        tries = sorted(
            product(enumerate(self._left), enumerate(self._right)),
            key=lambda pair: pair[0][0] + 2 * pair[1][0],
        )
        for (_, left), (_, right) in tries:
            room = width - left.cell_length - right.cell_length
            if room >= (2 if right and left else 0):
                said = left.pad_right(room) + right
                if said != self.content:
                    self.update(said, layout=False)
                return
        self.update("", layout=False)


def _joined(title: tuple[str, str] | None, *parts: str) -> Content:
    said = "  ·  ".join(part for part in parts if part)
    if len(said) > 60:
        said = " · ".join(part for part in parts if part)
    return assembled((" ", ""), *([title, ("   ", "")] if title else []), (said, ""))


def _labels(evidence: tuple[str, str]) -> list[Content]:
    """EVENT and WORDS, in full and in brief."""
    full: list[tuple[str, str]] = []
    brief: list[tuple[str, str]] = []
    for name, certainty in zip(("EVENT", "WORDS"), evidence, strict=True):
        if certainty:
            glyph = words.glyph_of(certainty)
            full += [(f"{name} ", "dim"), (f"{glyph} ", "red"), (f"{certainty}  ", "")]
            brief += [(f"{name[0]} ", "dim"), (f"{glyph} ", "red"), (f"{certainty} ", "")]
    return [assembled(*full), assembled(*brief)] if full else [Content()]
