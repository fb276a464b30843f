"""The report of a fault in the program: a few lines for the player, the traceback in a log."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from game.view.sanitize import sanitize

LOG = "ten-chairs.log"
MAX_MESSAGE = 160  # characters of the exception's own message that are shown


def crash_report(error: BaseException, saves: str | None) -> str:
    """Log an exception; four lines: what happened, what is saved, where the log is, whom to tell.

    `saves` is the option `--saves`: the log lies in that folder, or in the temporary folder.
    """
    log = _write_log(error, _log_folders(saves))
    message = sanitize(" ".join(str(error).split()), keep="")[:MAX_MESSAGE]
    fault = type(error).__name__ + (f": {message}" if message else "")
    details = f"The details are in {log}." if log else "The details could not be written to a file."
    attached = ", with that file," if log else ""
    lines = (
        f"Something in the program went wrong: {fault}",
        "Your game is saved up to the last step that you saw.",
        details,
        f"Please report it{attached} where you got the game from.",
    )
    return "\n".join(lines)


def _log_folders(saves: str | None) -> Iterator[Path]:
    with suppress(Exception):  # what failed may be the finding of this very folder
        from game.saves import saves_folder

        yield saves_folder(saves)
    yield Path(tempfile.gettempdir())


def _write_log(error: BaseException, folders: Iterator[Path]) -> Path | None:
    """Append the traceback to the log in the first folder that can be written; the log's path."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = f"{now}\n{''.join(traceback.format_exception(error))}\n"
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / LOG).open("a", encoding="utf-8", errors="replace") as log:
                log.write(text)
        except OSError:
            continue
        return folder / LOG
    return None
