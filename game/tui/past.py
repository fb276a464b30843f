"""What a resumed run said long ago, set a little at a time while the player already reads where it stands."""

from __future__ import annotations

from time import perf_counter

from game.saves.run import Run
from game.tui.widgets.transcript import Transcript
from game.view.turn import run_step_blocks


class Past:
    """The first `end` steps of a run as a transcript of their own, with the mark of each; `end` is 0 when there is nothing to set."""

    def __init__(self) -> None:
        self.end = 0
        self.transcript = Transcript()
        self.marks: list[int] = []
        self._run: Run | None = None

    def begin(self, run: Run, end: int) -> None:
        """Start over with the first steps of a run."""
        self._run, self.end = run, max(0, end)
        self.transcript, self.marks = Transcript(), []

    def go_on(self, seconds: float) -> bool:
        """Set some more of them; whether that was the last of it."""
        if self._run is None or not self.end:
            return False
        until = perf_counter() + seconds
        while len(self.marks) < self.end:
            step = self._run.steps[len(self.marks)]
            self.marks.append(self.transcript.append(run_step_blocks(self._run, step)))
            if perf_counter() > until:
                break
        return len(self.marks) == self.end
