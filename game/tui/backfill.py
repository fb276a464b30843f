"""What a resumed run said long ago, laid out little by little while the player already reads."""

from __future__ import annotations

from time import perf_counter

from game.saves.run import Run
from game.tui.widgets.text_layout import TextLayout
from game.view.turn import run_step_blocks


class TranscriptBackfill:
    """The first `end` steps of a run in a layout of their own, with the mark of each."""

    def __init__(self, run: Run, end: int) -> None:
        self.end = max(0, end)
        self.text_layout = TextLayout()
        self.marks: list[int] = []
        self._run = run

    @property
    def done(self) -> bool:
        """Whether all of them are laid out."""
        return len(self.marks) == self.end

    def go_on(self, seconds: float) -> bool:
        """Lay out some more of them, one at least, for about so long; whether all are done."""
        until = perf_counter() + seconds
        while not self.done:
            step = self._run.steps[len(self.marks)]
            self.marks.append(self.text_layout.append(run_step_blocks(self._run, step)))
            if perf_counter() > until:
                break
        return self.done
