"""How a row of the tree looks: the lines that lead to it, its mark, the choice, where it led, what is said of it."""

from __future__ import annotations

from rich.cells import cell_len

from game.tui.screens.rolling import filled, wrapped
from game.tui.widgets.lines import Bit, Line
from game.view import words
from game.view.branches import BranchTree, TreeRow
from game.view.sanitize import one_line

BEEN, SEEN, UNSEEN, HERE = "■", "□", "?", "●"
LEGEND: Line = [
    (BEEN, "red"),
    (" been there  ", "dim"),
    (SEEN, ""),
    (" seen, not taken  ", "dim"),
    (UNSEEN, "strong"),
    (" not yet seen", "dim"),
]
DEEPEST = 12
"""Branches within branches that are drawn; those further out are left away."""
TABLE = 84
"""From this width on, where a choice led stands in a column of its own."""


def row_line(grove: BranchTree, row: TreeRow, width: int, marked: int) -> Line:
    """A row set to a width, on one line."""
    guides = _guides(grove, row, max(1, min(DEEPEST, width // 8)))
    room = width - cell_len(guides)
    left: list[Bit] = [(guides, "rule")]
    if row.way >= 0:
        return [*left, *_way(grove, row, room)]
    node, here = grove.nodes[row.node], grove.nodes[row.node].is_head
    tags = _tags(grove, row.node, marked)
    left += [
        (f"{BEEN} ", "red" if here or grove.fork[row.node] == row.node or not row.node else "dim")
    ]
    label, ink = grove.label(row.node), "strong" if here else ""
    size = sum(cell_len(text) for text, _ in tags)
    if width < TABLE:
        return [*left, (filled(label, min(cell_len(label), max(4, room - 2 - size))), ink), *tags]
    column = width * 11 // 20 - cell_len(guides) - 2
    where = grove.title(row.node) or "The story was edited; this step is kept."
    space = width - width * 11 // 20 - 2 - size
    return [
        *left,
        (filled(label, max(8, column)), ink),
        ("  ", ""),
        (filled(where, min(cell_len(where), max(4, space))), "strong" if node.is_head else "dim"),
        *tags,
    ]


def _way(grove: BranchTree, row: TreeRow, room: int) -> list[Bit]:
    offer = grove.ways(row.node)[row.way]
    new = grove.is_new(row.node, offer.id)
    label = one_line(offer.label)
    tag: list[Bit] = (
        [(f"  {UNSEEN}", "strong"), (" not yet seen" if room >= 40 else "", "dim")] if new else []
    )
    size = sum(cell_len(text) for text, _ in tag)
    return [
        ("    ", ""),
        (f"{SEEN} ", "dim"),
        (filled(label, min(cell_len(label), max(4, room - 6 - size))), "dim"),
        *tag,
    ]


def _tags(grove: BranchTree, number: int, marked: int) -> list[Bit]:
    """What is said behind a step: where you stand, bookmarks, what is folded, the mark for comparing, an open end."""
    node, found = grove.nodes[number], list[Bit]()
    if node.is_head:
        found.append((f"  {HERE} you stand here", "red strong"))
    elif not node.children and not grove.place(number).ending:
        found += [(f"  {UNSEEN}", "strong"), (" goes on", "dim")]
    if number == marked:
        found.append(("  [A] to compare", "good strong"))
    found += [(f"  “{one_line(name)}”", "term") for name in grove.bookmarks.get(node.step, ())]
    if number in grove.folded:
        found.append((f"  ▸ {words.count(grove.hidden(number), 'step')} folded", "dim em"))
    return found


def _guides(grove: BranchTree, row: TreeRow, most: int) -> str:
    """The lines from the branches around a row."""
    forks = grove.forks_above(row.node)
    shown = forks[-most:]
    found = ["… "] if len(forks) > most else []
    for branch in shown:
        last = grove.is_last(branch)
        if branch == row.node and row.way < 0:
            found.append("└─" if last else "├─")
        else:
            found.append("  " if last else "│ ")
    if row.way >= 0 and len(grove.nodes[row.node].children) > 1:
        found.append("│ ")
    return "".join(found)


def details(grove: BranchTree, row: TreeRow, width: int, marked: int) -> list[Line]:
    """Three lines on the row under the cursor, and the legend."""
    place, node = grove.place(row.node), grove.nodes[row.node]
    if row.way >= 0:
        offer = grove.ways(row.node)[row.way]
        label, said = (
            one_line(offer.label),
            f"Open in “{grove.title(row.node)}”, never taken there. Enter goes back to that decision.",
        )
    elif not place.state:
        label, said = (
            grove.label(row.node),
            "The story was edited since: it leads here no more. The step is kept.",
        )
    else:
        label = grove.label(row.node)
        parts = [grove.title(row.node), words.day(place.state.date)]
        if node.children:
            parts.append(f"{words.count(len(node.children), 'way')} taken")
        if left := len(grove.ways(row.node)):
            parts.append(f"{words.number_word(left)} not taken")
        if marked >= 0 and marked != row.node:
            parts.append("x compares this with [A]")
        said = ", ".join(part for part in parts if part) + "."
    return [
        [("─" * width, "rule")],
        [(filled(label, width), "strong")],
        *wrapped(filled(said, width).rstrip(), width, "dim")[:1],
        LEGEND,
    ]
