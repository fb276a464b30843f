"""What is wrong with a story: diagnostics, and problems with their places and remedies."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from msgspec import Struct
from msgspec.structs import asdict

ERROR = "error"
WARNING = "warning"
WIDEST_LINE = 150
LONGEST_MESSAGE = 400


class Diagnostic(Struct, frozen=True):
    """A kind of problem. `message` and `remedy` are templates for `str.format`."""

    code: str
    message: str
    remedy: str
    severity: str = ERROR

    def at(
        self,
        file: str,
        line: int = 0,
        column: int = 0,
        source: str = "",
        hint: str = "",
        /,
        **values: object,
    ) -> Problem:
        """A problem of this kind. A `hint`, such as the nearest known name, replaces the remedy."""
        message, remedy = self.message.format(**values), hint or self.remedy.format(**values)
        said = (self.code, _clipped(message), _clipped(remedy), self.severity)
        return Problem(file, line, column, *said, source)


def error(text: str) -> Diagnostic:
    """The error that `text` gives as "code message -> remedy", on one line or on several."""
    code, message = " ".join(text.split()).split(" ", 1)
    return Diagnostic(code, *message.split(" -> "))


def declared(*modules: ModuleType) -> list[Diagnostic]:
    """Every diagnostic that these modules declare, by code and there in the order of the files."""
    found: list[Diagnostic] = []
    for value in (value for module in modules for value in vars(module).values()):
        several = value.values() if isinstance(value, dict) else (value,)
        found += (one for one in several if isinstance(one, Diagnostic))
    return sorted(found, key=lambda one: one.code)


class Problem(Struct, frozen=True, order=True):
    """One thing to mend.

    `file` is relative to the story's folder; `line` and `column` count from 1 (0: the whole file).
    `source` is the line itself, `hint` says what to do.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: str = ERROR
    source: str = ""

    def __str__(self) -> str:
        where = self.file if not self.line else f"{self.file}:{self.line}:{self.column}"
        lines = [f"{where}: {self.severity} {self.code}: {self.message}"]
        if self.source.strip():
            number, line = str(self.line), printable(self.source.expandtabs(1), "·")
            shown, caret = _around(line, max(self.column, 1) - 1)
            lines.append(f"  {number} | {shown}")
            lines.append(f"  {' ' * len(number)} | {' ' * caret}^")
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The problem as `check --json` prints it."""
        fields = asdict(self)
        del fields["source"]
        return fields


class StoryProblems(Exception):
    """A story could not be loaded. `problems` has every reason once, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(set(problems))
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.problems)
        tail = f"{count} problem{'' if count == 1 else 's'}: the story was not loaded."
        return "\n\n".join([*map(str, self.problems), tail])


def _clipped(message: str) -> str:
    """A message with what is too long to read taken out of its middle."""
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:200]} ... {message[-100:]}"


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and where the column is in it."""
    if len(line) <= WIDEST_LINE:
        return line, column
    start = max(0, min(column - WIDEST_LINE // 2, len(line) - WIDEST_LINE))
    return line[start : start + WIDEST_LINE], column - start


def printable(text: str, stand_in: str) -> str:
    """A text that cannot steer the terminal: `stand_in` replaces what cannot be shown."""
    return "".join(char if char.isprintable() else stand_in for char in text)
