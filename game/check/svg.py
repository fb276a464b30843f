"""A layered drawing of a graph as SVG: scenes below those that lead to them, few crossings.

After Sugiyama, Tagawa and Toda 1981, "Methods for Visual Understanding of Hierarchical System
Structures": layers, then barycentres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap

BOX, HEIGHT, GAP, ROW, MARGIN = 150, 44, 24, 104, 32
LINE, WIDE = 15, 20
SWEEPS = 8
_INK, _PAPER, _EDGE = "#2b2b2b", "#fdfbf5", "#8a2b20"
_FILL = {"scene": "#f6f1e4", "hub": "#e6eee6", "vote": "#f3dcd6", "called": "#eceae4"}

Boxes = Mapping[str, tuple[str, str]]
"""The name and the kind of each scene by its id."""
Edge = tuple[str, str, bool]
"""The scenes that a way leads from and to, and whether control comes back."""


def draw(title: str, start: str, boxes: Boxes, edges: Sequence[Edge]) -> str:
    """An SVG of scenes and the ways between them; dashed ways are calls that come back."""
    layers = _layers(start, boxes, edges)
    _reduce_crossings(layers, edges)
    places = _places(layers)
    width = max(x for x, _ in places.values()) + BOX + MARGIN
    height = len(layers) * ROW + MARGIN + 40
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    font, heading = 'font-family="Georgia, serif" font-size="12"', escape(title)
    marker = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font} role="img">',
        f"<title>{heading}</title>",
        f'<defs><marker id="to" {marker}><path d="M0 0 8 4 0 8z" fill="{_EDGE}"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
        f'<text x="{MARGIN}" y="28" font-size="16" fill="{_INK}">{heading}</text>',
    ]
    parts += [_curve(places[source], places[target], called) for source, target, called in edges]
    parts += [_box(places[id], id, *boxes[id]) for layer in layers for id in layer]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layers(start: str, scenes: Iterable[str], edges: Sequence[Edge]) -> list[list[str]]:
    """Each scene one layer below the lowest that leads to it, ways back up left out."""
    calling = {source for source, _, called in edges if called}
    below: dict[str, dict[str, int]] = {id: {} for id in scenes}
    for source, target, called in edges:
        if source != target:  # what follows a call stands under what was called
            below[source][target] = 2 if source in calling and not called else 1
    order = _topological_order(start, below)
    rank = {id: place for place, id in enumerate(order)}
    depth = dict.fromkeys(scenes, 0)
    for id in order:
        for target, layers in below[id].items():
            if rank[target] > rank[id]:
                depth[target] = max(depth[target], depth[id] + layers)
    found: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for id in order:
        found[depth[id]].append(id)
    return [layer for layer in found if layer]


def _topological_order(start: str, after: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Scenes so that, loops aside, each stands after those that lead to it."""
    left: list[str] = []
    seen: set[str] = set()
    for root in (start, *after):
        work: list[tuple[str, Iterator[str]]] = []
        if root not in seen:
            seen.add(root)
            work.append((root, iter(after[root])))
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


def _reduce_crossings(layers: list[list[str]], edges: Sequence[Edge]) -> None:
    """Sort layers so that scenes stand near what they are joined to (barycentres, down and up)."""
    joined: dict[str, list[str]] = {id: [] for layer in layers for id in layer}
    for source, target, _ in edges:
        joined[source].append(target)
        joined[target].append(source)
    at = {id: place - len(layer) / 2 for layer in layers for place, id in enumerate(layer)}
    depth = {id: number for number, layer in enumerate(layers) for id in layer}
    for sweep in range(SWEEPS):
        step = -1 if sweep % 2 else 1
        for number in range(len(layers))[::step]:
            layer, middle = layers[number], {}
            for id in layer:
                near = [at[other] for other in joined[id] if (depth[other] - number) * step < 0]
                middle[id] = sum(near) / len(near) if near else at[id]
            layer.sort(key=middle.__getitem__)
            for place, id in enumerate(layer):
                at[id] = place - (len(layer) - 1) / 2


def _places(layers: list[list[str]]) -> dict[str, tuple[int, int]]:
    """The left upper corner of each scene's box."""
    widest = max(map(len, layers))
    places = {}
    for number, layer in enumerate(layers):
        left = MARGIN + (widest - len(layer)) * (BOX + GAP) // 2
        for place, id in enumerate(layer):
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
        side, out = (BOX, 48) if x2 >= x1 else (0, -48)
        a, b, middle = x1 + side, x2 + side, HEIGHT // 2
        path = f"M{a} {y1 + middle} C{a + out} {y1} {b + out} {y2 + HEIGHT} {b} {y2 + middle}"
    dash = ' stroke-dasharray="5 4"' if called else ""
    line = f'fill="none" stroke="{_EDGE}" stroke-opacity=".65"{dash}'
    return f'<path d="{path}" {line} marker-end="url(#to)"/>'


def _box(place: tuple[int, int], id: str, name: str, kind: str) -> str:
    x, y = place
    wrapped = wrap(name, WIDE)
    lines = wrapped[:2] or [id]
    if len(wrapped) > 2:
        lines[1] = lines[1][: WIDE - 1] + "…"
    top = y + HEIGHT // 2 + 4 - LINE * (len(lines) - 1) // 2
    span = f'<tspan x="{x + BOX // 2}" y='
    spans = (f'{span}"{top + LINE * n}">{escape(line)}</tspan>' for n, line in enumerate(lines))
    ink, radius, fill = (_PAPER, 20, _INK) if kind == "ending" else (_INK, 4, _FILL[kind])
    size = f'width="{BOX}" height="{HEIGHT}" rx="{radius}"'
    title = f"<title>{escape(name)} ({escape(id)})</title>"
    box = f'<rect x="{x}" y="{y}" {size} fill="{fill}" stroke="{_INK}"/>'
    text = f'<text text-anchor="middle" fill="{ink}">{"".join(spans)}</text>'
    return f"<g>{title}{box}{text}</g>"
