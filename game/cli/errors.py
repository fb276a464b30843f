"""When something goes wrong: a closed pipe, an interrupt, a fault of the program. Never a traceback on the screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.streams import hush
from game.view.sanitize import harmless

if TYPE_CHECKING:
    from game.cli.commands import FullScreen

WELL, ERRORS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
LOG = "ten-chairs.log"
REPORT = "Please report it, with that file, where you got the game from."


def guarded(arguments: Sequence[str], screen: FullScreen | None = None) -> int:
    """Run the command, playing on `screen` where there is one; whatever happens becomes words and an exit code."""
    saves = None
    try:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(errors="replace")
        from game.cli.asked import understand

        asked = understand(arguments)
        saves = asked.saves
        from game.cli.commands import run

        code = run(asked, screen)
        sys.stdout.flush()
    except SystemExit:
        _flush()
        raise
    except BrokenPipeError:
        hush()
        return WELL
    except KeyboardInterrupt:
        _say("\nInterrupted; every step you saw is saved.")
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001
        _say(explained(fault, _logged(fault, saves)))
        return ERRORS
    return code


def explained(fault: BaseException, log: Path | None) -> str:
    """Four lines: what happened, that the game is saved, where the log is, how to report it."""
    said = harmless(" ".join(str(fault).split()), keep="")[:160]
    return "\n".join(
        (
            f"Something in the program went wrong: {type(fault).__name__}{': ' + said if said else ''}",
            "Your game is saved up to the last step that you saw.",
            f"The details are in {log}." if log else "The details could not be written to a file.",
            REPORT if log else REPORT.replace(", with that file,", ""),
        )
    )


def _logged(fault: BaseException, saves: str | None) -> Path | None:
    """The traceback at the end of the log in the saves folder, or in the temporary folder where that cannot be written."""
    import tempfile
    import traceback
    from datetime import UTC, datetime

    text = f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{''.join(traceback.format_exception(fault))}\n"
    for folder in (_saves_folder(saves), Path(tempfile.gettempdir())):
        if folder is None:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / LOG).open("a", encoding="utf-8", errors="replace") as log:
                log.write(text)
        except OSError:
            continue
        return folder / LOG
    return None


def _saves_folder(option: str | None) -> Path | None:
    try:
        from game.saves import saves_folder

        return saves_folder(option)
    except Exception:  # noqa: BLE001
        return None


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def _say(text: str) -> None:
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
