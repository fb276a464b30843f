"""A layered drawing as SVG: each scene below those that lead to it, crossings reduced, ways drawn as curves."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

Edge = tuple[str, str, bool]
BOX, HEIGHT, GAP, ROW, MARGIN = 150, 44, 24, 104, 32
LINE, WIDE = 15, 20
SWEEPS = 8
_FILL = {
    "scene": "#f6f1e4",
    "hub": "#e6eee6",
    "vote": "#f3dcd6",
    "called": "#eceae4",
    "ending": "#2b2b2b",
}


def draw(
    title: str,
    start: str,
    names: Mapping[str, str],
    kinds: Mapping[str, str],
    edges: Sequence[Edge],
) -> str:
    """An SVG of the scenes in `names`; dashed ways are calls that come back."""
    rows = _ordered(_rows(start, names, edges), edges)
    places = _places(rows)
    width = max(x for x, _ in places.values()) + BOX + MARGIN
    height = len(rows) * ROW + MARGIN + 40
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    arrow = '<marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Georgia, serif" font-size="12" role="img">',
        f"<title>{escape(title)}</title>",
        f'<defs>{arrow}<path d="M0 0 8 4 0 8z" fill="#8a2b20"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fdfbf5"/>',
        f'<text x="{MARGIN}" y="28" font-size="16" fill="#2b2b2b">{escape(title)}</text>',
    ]
    parts += [_curve(places[source], places[target], called) for source, target, called in edges]
    parts += [_box(places[id], names[id], id, kinds[id]) for row in rows for id in row]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _rows(start: str, names: Mapping[str, str], edges: Sequence[Edge]) -> list[list[str]]:
    """Each scene one row below the lowest that leads to it, ways back up left out."""
    after: dict[str, list[str]] = {id: [] for id in names}
    calling = {source for source, _, called in edges if called}
    below: dict[tuple[str, str], int] = {}  # what follows a call stands under what was called
    for source, target, called in edges:
        if source != target:
            after[source].append(target)
            below[source, target] = 2 if source in calling and not called else 1
    order = _settled(start, after)
    rank = {id: place for place, id in enumerate(order)}
    depth = dict.fromkeys(names, 0)
    for id in order:
        for target in after[id]:
            if rank[target] > rank[id]:
                depth[target] = max(depth[target], depth[id] + below[id, target])
    rows: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for id in order:
        rows[depth[id]].append(id)
    return [row for row in rows if row]


def _settled(start: str, after: Mapping[str, list[str]]) -> list[str]:
    """Scenes so that, loops aside, each stands after those that lead to it (reverse order of leaving, depth first)."""
    left: list[str] = []
    seen: set[str] = set()
    for root in (start, *after):
        if root in seen:
            continue
        seen.add(root)
        work = deque([(root, iter(after[root]))])
        while work:
            id, targets = work[-1]
            target = next((target for target in targets if target not in seen), None)
            if target is None:
                left.append(id)
                work.pop()
            else:
                seen.add(target)
                work.append((target, iter(after[target])))
    return left[::-1]


def _ordered(rows: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Rows sorted so that neighbours stand near what they are joined to (barycentres, down and up)."""
    joined: dict[str, list[str]] = {}
    for source, target, _ in edges:
        joined.setdefault(source, []).append(target)
        joined.setdefault(target, []).append(source)
    at = {id: place - len(row) / 2 for row in rows for place, id in enumerate(row)}
    row_of = {id: number for number, row in enumerate(rows) for id in row}
    for sweep in range(SWEEPS):
        step = -1 if sweep % 2 else 1
        for number in range(len(rows))[::step]:
            row = rows[number]
            middle = {}
            for id in row:
                near = [
                    at[other] for other in joined.get(id, ()) if (row_of[other] - number) * step < 0
                ]
                middle[id] = sum(near) / len(near) if near else at[id]
            row.sort(key=middle.__getitem__)
            for place, id in enumerate(row):
                at[id] = place - (len(row) - 1) / 2
    return rows


def _places(rows: list[list[str]]) -> dict[str, tuple[int, int]]:
    widest = max(len(row) for row in rows)
    places = {}
    for number, row in enumerate(rows):
        left = MARGIN + (widest - len(row)) * (BOX + GAP) // 2
        for place, id in enumerate(row):
            places[id] = (left + place * (BOX + GAP), 48 + number * ROW)
    return places


def _curve(source: tuple[int, int], target: tuple[int, int], called: bool) -> str:
    (x1, y1), (x2, y2) = source, target
    if source == target:
        path = f"M{x1 + BOX} {y1 + 12} c34 -14 34 34 0 20"
    elif y2 > y1:
        a, b = x1 + BOX // 2, x2 + BOX // 2
        bend = max(24, (y2 - y1 - HEIGHT) // 2)
        path = f"M{a} {y1 + HEIGHT} C{a} {y1 + HEIGHT + bend} {b} {y2 - bend} {b} {y2 - 2}"
    else:
        side = BOX if x2 >= x1 else 0
        out = 48 if side else -48
        path = f"M{x1 + side} {y1 + HEIGHT // 2} C{x1 + side + out} {y1} {x2 + side + out} {y2 + HEIGHT} {x2 + side} {y2 + HEIGHT // 2}"
    dash = ' stroke-dasharray="5 4"' if called else ""
    return f'<path d="{path}" fill="none" stroke="#8a2b20" stroke-opacity=".65"{dash} marker-end="url(#to)"/>'


def _box(place: tuple[int, int], name: str, id: str, kind: str) -> str:
    x, y = place
    ink = "#fdfbf5" if kind == "ending" else "#2b2b2b"
    lines = wrap(name, WIDE)[:2] or [id]
    if len(wrap(name, WIDE)) > 2:
        lines[1] = lines[1][: WIDE - 1] + "…"
    top = y + HEIGHT // 2 + 4 - LINE * (len(lines) - 1) // 2
    words = "".join(
        f'<tspan x="{x + BOX // 2}" y="{top + LINE * n}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    return (
        f'<g><title>{escape(name)} ({escape(id)})</title><rect x="{x}" y="{y}" width="{BOX}" height="{HEIGHT}" '
        f'rx="{20 if kind == "ending" else 4}" fill="{_FILL[kind]}" stroke="#2b2b2b"/><text text-anchor="middle" fill="{ink}">{words}</text></g>'
    )
