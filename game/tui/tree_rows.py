"""How a row of the tree looks: guides, a mark, the choice, where it led, what is said of it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from game.tui.content import assembled, styled
from game.tui.rows import filled
from game.view import words
from game.view.branches import BranchTree, TreeRow
from game.view.sanitize import one_line

BEEN, SEEN, UNSEEN, HERE = "■", "□", "?", "●"
LEGEND = assembled(
    *((BEEN, "red"), (" been there  ", "dim")),
    *((SEEN, ""), (" seen, not taken  ", "dim")),
    *((UNSEEN, "strong"), (" not yet seen", "dim")),
)
DEEPEST = 12
"""Branches within branches that are drawn; those further out are left away."""
TABLE = 84
"""From this width on, where a choice led stands in a column of its own."""


def tree_row(tree: BranchTree, row: TreeRow, marked: int, width: int) -> list[Content]:
    """A row set to a width, on one line. `marked` is the node to compare with, -1 for none."""
    guides = styled(_guides(tree, row, max(1, min(DEEPEST, width // 8))), "rule")
    room = width - guides.cell_length - 2
    if row.way >= 0:
        return [guides + _way(tree, row, room - 4)]
    number, is_head = row.node, tree.nodes[row.node].is_head
    tags = _tags(tree, number, marked)
    begins = is_head or tree.fork[number] == number or not number
    left = guides + styled(f"{BEEN} ", "red" if begins else "dim")
    label, style = tree.label(number), "strong" if is_head else ""
    if width < TABLE:
        return [left + styled(_cut(label, room - tags.cell_length), style) + tags]
    column = width * 11 // 20
    where = tree.title(number) or "The story was edited; this step is kept."
    space = width - column - 2 - tags.cell_length
    choice = filled(label, max(8, column - left.cell_length))
    place = styled(_cut(where, space), style or "dim")
    return [left + styled(choice, style) + "  " + place + tags]


def _cut(text: str, room: int) -> str:
    """The text, or as much of it as there is room for, four cells at least."""
    return filled(text, min(cell_len(text), max(4, room)))


def _way(tree: BranchTree, row: TreeRow, room: int) -> Content:
    """A choice that was seen and not taken."""
    offer = tree.ways(row.node)[row.way]
    tag = Content()
    if tree.is_new(row.node, offer.id):
        tag = assembled((f"  {UNSEEN}", "strong"), (" not yet seen" if room >= 34 else "", "dim"))
    label = _cut(one_line(offer.label), room - tag.cell_length)
    return styled(f"    {SEEN} {label}", "dim") + tag


def _tags(tree: BranchTree, number: int, marked: int) -> Content:
    """What stands behind a step: where you stand, bookmarks, folds, the mark, an open end."""
    node = tree.nodes[number]
    found: list[tuple[str, str]] = []
    if node.is_head:
        found.append((f"  {HERE} you stand here", "red strong"))
    elif not node.children and not tree.place(number).ending:
        found += [(f"  {UNSEEN}", "strong"), (" goes on", "dim")]
    if number == marked:
        found.append(("  [A] to compare", "good strong"))
    found += [(f"  “{one_line(name)}”", "term") for name in tree.bookmarks.get(node.step, ())]
    if number in tree.folded:
        found.append((f"  ▸ {words.count(tree.hidden(number), 'step')} folded", "dim em"))
    return assembled(*found)


def _guides(tree: BranchTree, row: TreeRow, most: int) -> str:
    """The lines from the branches around a row."""
    forks = tree.forks_above(row.node)
    shown = forks[-most:]
    found = ["… "] if len(forks) > most else []
    for branch in shown:
        last = tree.is_last(branch)
        if branch == row.node and row.way < 0:
            found.append("└─" if last else "├─")
        else:
            found.append("  " if last else "│ ")
    if row.way >= 0 and len(tree.nodes[row.node].children) > 1:
        found.append("│ ")
    return "".join(found)


def details(tree: BranchTree, row: TreeRow, marked: int, width: int) -> list[Content]:
    """Three lines on the row under the cursor, and the legend."""
    place, node = tree.place(row.node), tree.nodes[row.node]
    if row.way >= 0:
        label, title = one_line(tree.ways(row.node)[row.way].label), tree.title(row.node)
        said = f"Open in “{title}”, never taken there. Enter goes back to that decision."
    elif not place.state:
        label = tree.label(row.node)
        said = "The story was edited since: it leads here no more. The step is kept."
    else:
        label = tree.label(row.node)
        parts = [tree.title(row.node), words.day(place.state.date)]
        if node.children:
            parts.append(f"{words.count(len(node.children), 'way')} taken")
        if left := len(tree.ways(row.node)):
            parts.append(f"{words.number_word(left)} not taken")
        if marked >= 0 and marked != row.node:
            parts.append("x compares this with [A]")
        said = ", ".join(part for part in parts if part) + "."
    rows = styled(filled(label, width), "strong"), styled(filled(said, width), "dim")
    return [styled("─" * width, "rule"), *rows, LEGEND]
