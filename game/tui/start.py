"""The full screen from start to end: signals, a terminal that goes away, faults."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from game.saves import Store
from game.story.model import Story
from game.tui.app import TenChairs


def play(
    story: Story,
    store: Store | None,
    lead: str | None = None,
    *,
    new: bool = False,
    open_store: Callable[[str], Store] | None = None,
) -> int:
    """Run the game until it is left; the exit code. Without a store `open_store` opens one by name.

    Raises what went wrong inside the game, the terminal being itself again.
    """
    app = TenChairs(story, store, lead, new=new, open_store=open_store)
    _mind_signals(app)
    try:
        app.run()
    finally:
        app.close_store()
    if app.fault:
        raise app.fault
    return app.return_code or 0


def _mind_signals(app: TenChairs) -> None:
    """End in order on SIGTERM, at once on SIGHUP: every step was kept before it was drawn."""

    def leave(number: int, _frame: FrameType | None) -> None:
        loop = app.loop
        if loop is None:
            raise SystemExit(128 + number)
        loop.call_soon_threadsafe(app.leave, 128 + number)

    def gone(number: int, _frame: FrameType | None) -> None:
        os._exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, gone)
