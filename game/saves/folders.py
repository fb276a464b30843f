"""Where a player's file lies, and which names may be given to players, bookmarks and settings."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category, normalize

import game
from game.saves.errors import BadName

ENDING = ".sqlite3"
MOST_NAME = 40
MOST_BOOKMARK = 80
MOST_VALUE = 2000
SETTING = re.compile(r"[a-z][a-z0-9_.]{0,59}")
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def saves_folder(option: str | None = None) -> Path:
    """The folder of all players' files: `--saves`, else TEN_CHAIRS_SAVES, else `saves/` of a source
    checkout, else the platform's folder for user data.
    """
    if chosen := option or os.environ.get("TEN_CHAIRS_SAVES"):
        return Path(chosen).expanduser()
    checkout = Path(game.__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "scenes").is_dir():
        return checkout / "saves"
    from platformdirs import user_data_path

    return user_data_path("ten-chairs", appauthor=False)


def player_name(name: str) -> str:
    """The name as it is used for a file; raises BadName for one that no file could safely have."""
    clean = normalize("NFC", name).strip()
    if not clean:
        raise BadName("A player needs a name: letters, digits, spaces, - and _.")
    if len(clean) > MOST_NAME:
        raise BadName(f"The name has {len(clean)} characters; {MOST_NAME} are allowed.")
    if wrong := next((char for char in clean if not _allowed(char)), ""):
        said = f"`{_printable(wrong)}` cannot stand in a player's name."
        raise BadName(f"{said} Use letters, digits, spaces, - and _.")
    if not _letter_or_digit(clean[0]):
        raise BadName(f"A player's name begins with a letter or a digit, not with `{clean[0]}`.")
    if clean.lower() in RESERVED:
        said = f"`{clean}` is a device on Windows, so no file can have that name."
        raise BadName(f"{said} Choose another.")
    return clean


def player_file(folder: Path, name: str) -> Path:
    """The file of a player; raises BadName."""
    return folder / f"{player_name(name)}{ENDING}"


def recovered_file(path: Path) -> Path:
    """Where a recovered file waits, whole, to be put in the place of a damaged one."""
    return path.with_name(f"{path.stem}.recovered{path.suffix}")


def players(folder: Path) -> list[str]:
    """The players who have a file in this folder, by name."""
    files = folder.glob(f"*{ENDING}") if folder.is_dir() else ()
    names = (path.name.removesuffix(ENDING) for path in files)
    return sorted(name for name in names if all(map(_allowed, name)))


def last_player(folder: Path) -> str | None:
    """The player whose file changed last; None when nobody has one."""
    found = [(_changed(player_file(folder, name)), name) for name in players(folder)]
    return max(found)[1] if found else None


def _changed(file: Path) -> float:
    """When a file or the journal beside it last changed."""
    both = file, file.with_name(f"{file.name}-wal")
    return max((path.stat().st_mtime for path in both if path.exists()), default=0.0)


def plain_text(text: str, most: int, what: str) -> str:
    """The text on one line, stripped; raises BadName when it is empty, too long or unprintable."""
    clean = normalize("NFC", text).strip()
    if not clean:
        raise BadName(f"A {what} cannot be empty.")
    return _printable_only(clean, most, what)


def setting_key(key: str) -> str:
    """A setting's name; raises BadName unless it is made of small letters, digits, _ and dots."""
    if not SETTING.fullmatch(key):
        form = "small letters, digits, _ and dots, a letter first."
        raise BadName(f"`{_printable(key[:60])}` is no name for a setting: {form}")
    return key


def setting_value(value: str) -> str:
    """A setting's value: one printable line, perhaps empty; raises BadName."""
    return _printable_only(normalize("NFC", value), MOST_VALUE, "setting")


def now() -> str:
    """The wall clock, UTC, as records keep it. Only records look at a clock; play has none."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _printable_only(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise BadName(f"A {what} may have {most} characters; this has {len(text)}.")
    if not text.isprintable():
        raise BadName(f"A {what} may hold printable characters only, on one line.")
    return text


def _letter_or_digit(char: str) -> bool:
    return category(char)[0] == "L" or category(char) == "Nd"


def _allowed(char: str) -> bool:
    """Letters of any script with their marks, decimal digits, and three signs."""
    return char in " -_" or _letter_or_digit(char) or category(char)[0] == "M"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)
