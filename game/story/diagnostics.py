"""What is wrong with a story: one value for each problem, gathered and reported together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import asdict

ERROR = "error"
WARNING = "warning"
LONGEST_NAME = 60
MANY = 200
WIDEST = 150
LONGEST_MESSAGE = 400


class Problem(Struct, frozen=True, order=True):
    """One thing to mend.

    `file` is relative to the story's folder, `line` and `column` count from 1 (0: the file as a whole).
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
            number = str(self.line)
            shown, caret = _around(_printable(self.source), max(self.column, 1) - 1)
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
    """A story could not be loaded. `problems` holds every reason found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.problems)
        tail = f"{count} problem{'' if count == 1 else 's'}: the story was not loaded."
        return "\n\n".join([*map(str, self.problems), tail])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known words, or an empty string when none is near."""
    if len(word) > LONGEST_NAME:
        return ""
    candidates = list(known)
    if len(candidates) > MANY:
        candidates = sorted(
            _alike(word, "\n".join(["", *candidates, ""])),
            key=lambda name: abs(len(name) - len(word)),
        )[:MANY]
    near = get_close_matches(word, candidates, n=2, cutoff=0.6)
    return "Did you mean " + " or ".join(f"`{name}`" for name in near) + "?" if near else ""


def _alike(word: str, names: str) -> set[str]:
    """Among very many names, one a line, those that begin or end like a word (a mistake is seldom at both ends)."""
    found: set[str] = set()
    for part in ("\n" + word[:2], word[-3:] + "\n"):
        at = names.find(part)
        while at >= 0 and len(found) < 5 * MANY:
            start = at + 1 if part[0] == "\n" else names.rfind("\n", 0, at) + 1
            end = names.find("\n", start)
            found.add(names[start:end])
            at = names.find(part, end)
    return found


def one_of(words: Sequence[str]) -> str:
    """The words as a reader wants them listed: `a`, `b` or `c`."""
    marked = [f"`{word}`" for word in words]
    return marked[0] if len(marked) == 1 else ", ".join(marked[:-1]) + " or " + marked[-1]


def clipped(message: str) -> str:
    """A message with what is too long to read taken out of its middle."""
    return message if len(message) <= LONGEST_MESSAGE else f"{message[:200]} ... {message[-100:]}"


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and where the column is in it."""
    if len(line) <= WIDEST:
        return line, column
    start = max(0, min(column - WIDEST // 2, len(line) - WIDEST))
    return line[start : start + WIDEST], column - start


def _printable(line: str) -> str:
    """The line with control characters shown as a dot: a story file must not be able to steer the terminal."""
    return "".join(
        char if char.isprintable() or char == " " else "·" for char in line.expandtabs(1)
    )
