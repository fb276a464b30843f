"""Runs as files that a friend can read and load: `export run` and `export all`.

The format is described in docs/records.md. No file is ever overwritten.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from game.saves import branch_tree
from game.saves.errors import BadFile
from game.saves.rows import FORMAT, Root, Step
from game.saves.store import Store
from game.story.model import Story

PIECE = 500_000  # characters of a document; a reader takes a million bytes
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.() -]*[A-Za-z0-9_.()])?")


def export_run(story: Story, store: Store, step: int, path: Path) -> None:
    """Write a branch up to `step`, by the names of today. Raises BadFile, NoSuchStep."""
    again = branch_tree.replay(story, store, step)
    lines = [
        f"# A run of {story.title}. Load it with: ten-chairs import FILE",
        "ten_chairs: run",
        f"format: {FORMAT}",
        f"story: {_scalar(story.title)}",
        f"edition: {story.edition}",
        f"lead: {_scalar(again.lead)}",
    ]
    if not again.stopped:
        lines.append(f"state: {again.turn.state.digest}")
    steps = (*again.done, *again.tail)
    lines.append("choices:" if steps else "choices: []")
    lines += [f"- {_scalar(step.scene)}: {_scalar(step.choice)}" for step in steps]
    _write(path, lines)


def export_all(store: Store, path: Path) -> None:
    """Write everything that is kept of a player. Raises BadFile."""
    with store.transaction():
        lines = list(_everything(store))
    _write(path, lines)


def _everything(store: Store) -> Iterator[str]:
    yield f"# Everything kept of the player {store.player}. Load it with: ten-chairs import FILE"
    yield from ("ten_chairs: all", f"format: {FORMAT}")
    settings = [f"  {key}: {_scalar(value)}" for key, value in store.settings().items()]
    yield from _filled("settings", settings)
    numbers: dict[int, int] = {0: 0}
    for root in store.roots():
        yield from _tree(root, store.steps(root.id)[1:], numbers)
    for story in dict.fromkeys(root.story for root in store.roots()):
        yield from _kept(store, story, numbers)


def _tree(root: Root, steps: list[Step], numbers: dict[int, int]) -> Iterator[str]:
    """Everything chosen from a beginning, as stretches of choices made one after another."""
    numbers[root.id] = begins = len(numbers)
    told: dict[str, str | int] = {"story": root.story, "lead": root.lead, "begins": begins}
    told |= {"edition": root.edition, "state": root.state_hash, "at": root.at}
    front = ["---", *(f"{key}: {_scalar(value)}" for key, value in told.items())]
    yield from (*front, "stretches:" if steps else "stretches: []")
    size, last = 0, None
    for step in _line_by_line(root.id, steps):
        if size > PIECE:
            yield from (*front, "stretches:")
            size, last = 0, None
        numbers[step.id] = len(numbers)
        if last is None or (step.parent, step.edition) != (last.id, last.edition):
            yield from (f"- after: {numbers[step.parent]}", f"  first: {numbers[step.id]}")
            yield from (f"  edition: {step.edition}", "  choices:")
        line = f"  - {_scalar(step.scene)}: {_row(step.choice, step.state_hash, step.at)}"
        size, last = size + len(line.encode()), step
        yield line


def _line_by_line(root: int, steps: list[Step]) -> Iterator[Step]:
    """Depth first, so that choices made one after another stand together."""
    below: dict[int, list[Step]] = {}
    for step in reversed(steps):
        below.setdefault(step.parent, []).append(step)
    waiting = below.pop(root, [])
    while waiting:
        step = waiting.pop()
        yield step
        waiting.extend(below.pop(step.id, ()))


def _kept(store: Store, story: str, numbers: dict[int, int]) -> Iterator[str]:
    """What is kept beside the tree: where leads stand, bookmarks, terms met, answers."""
    heads, marks = reversed(store.heads(story)), store.bookmarks(story)
    met, answers = store.met(story).values(), store.reviews(story)
    kept = {
        "heads": [f"  {_scalar(one.lead)}: {_row(numbers[one.step], one.at)}" for one in heads],
        "bookmarks": [f"- {_row(one.name, numbers[one.step], one.at)}" for one in marks],
        "met": [
            f"  {_scalar(one.term)}: {_row(one.scene, numbers[one.step], one.at)}" for one in met
        ],
        "answers": [
            f"- {_row(one.item, one.answer, numbers[one.step], one.at)}" for one in answers
        ],
    }
    for key, lines in kept.items():
        for start in range(0, len(lines), 2000):
            yield from ("---", f"story: {_scalar(story)}")
            yield from _filled(key, lines[start : start + 2000])


def _filled(key: str, lines: list[str]) -> Iterable[str]:
    return (f"{key}:", *lines) if lines else ()


def _row(*values: str | int) -> str:
    return f"[{', '.join(map(_scalar, values))}]"


def _scalar(value: str | int) -> str:
    """The value as YAML: bare where that is safe, else in double quotes."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write the whole file or nothing."""
    if path.exists():
        hint = "Choose another name, or move it away."
        raise BadFile(f"{path} exists already; it was not touched. {hint}", path)
    try:
        handle, part = tempfile.mkstemp(dir=path.absolute().parent, prefix=".export-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write("\n".join(lines) + "\n")
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as fault:
        said = f"{path} cannot be written: {fault.strerror}."
        raise BadFile(f"{said} Choose another folder, or free some space.", path) from None
