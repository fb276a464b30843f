"""A lead's scenes and the ways between them as a drawing: Mermaid, Graphviz or SVG."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.check import svg
from game.check.graph import SceneGraph
from game.story import scene_graph
from game.story.model import RETURN, STAY, Choice, Scene, Story

FORMATS = ("mermaid", "dot", "svg")
LONGEST_LABEL = 40
_SHAPES = {
    "ending": ("([", "])", "doublecircle"),
    "hub": ("{{", "}}", "hexagon"),
    "vote": ("[/", "/]", "parallelogram"),
    "called": ("[[", "]]", "component"),
    "scene": ("[", "]", "box"),
}
"""For each kind of scene, its brackets in Mermaid and its shape in Graphviz."""


class Arrow(NamedTuple):
    """A way between two scenes; `called` when control comes back, `label` what is chosen for it."""

    source: str
    target: str
    called: bool = False
    label: str = ""


def map_lead(story: Story, lead: str, format: str) -> str:
    """The map of a lead in one of FORMATS; KeyError or ValueError where there is no such one."""
    graph = SceneGraph(story, lead)
    scenes = [story.scenes[id] for id in graph.scenes]
    found = (arrow for scene in scenes for arrow in _arrows(story, scene))
    arrows = list(dict.fromkeys(arrow for arrow in found if arrow.target in graph.edges))
    match format:
        case "mermaid":
            return _mermaid(scenes, arrows)
        case "dot":
            return _dot(story.leads[lead].name, scenes, arrows)
        case "svg":
            title = f"{story.title}: {story.leads[lead].name}"
            boxes = {scene.id: (scene.title, _kind(scene)) for scene in scenes}
            edges = dict.fromkeys(arrow[:3] for arrow in arrows)
            return svg.draw(title, graph.start, boxes, list(edges))
    raise ValueError(f"`{format}` is no format of a map; there are {', '.join(FORMATS)}")


def _kind(scene: Scene) -> str:
    if scene.ending:
        return "ending"
    return "called" if scene.called else "hub" if scene.draw else "vote" if scene.vote else "scene"


def _arrows(story: Story, scene: Scene) -> Iterator[Arrow]:
    """The ways as an author wrote them, but for `return` (its call is drawn) and `stay`."""

    def arrow(target: str, label: str) -> Iterator[Arrow]:
        if target and target not in (RETURN, STAY):
            yield Arrow(scene.id, scene.id if target in scene_graph.SELF else target, False, label)

    for way in scene.ways:
        yield from arrow(way.target, way.condition.source if way.condition else "")
    for choice in scene.choices:
        if choice.play:
            yield Arrow(scene.id, choice.play, True, choice.id)
        for way in choice.ways:
            yield from arrow(way.target, _label(scene, choice))
    yield from arrow(scene.otherwise, "otherwise")
    if scene.draw:
        for id in story.pools.get(scene.draw.pool, ()):
            yield Arrow(scene.id, id, True)
        yield from arrow(scene.draw.then, f"after {scene.draw.take}")


def _label(scene: Scene, choice: Choice) -> str:
    """What is chosen for a way; an order and a division have one, whatever came last."""
    return "order" if scene.order else "divide" if scene.division else choice.id


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"


def _mermaid(scenes: list[Scene], arrows: list[Arrow]) -> str:
    """Ids get a prefix, since `end` and its like are words of Mermaid."""
    lines = ["flowchart TD"]
    for scene in scenes:
        left, right, _ = _SHAPES[_kind(scene)]
        lines.append(f'    s_{scene.id}{left}"{_entities(scene.title)}"{right}')
    for arrow in arrows:
        line = "-.->" if arrow.called else "-->"
        label = f'|"{_entities(_short(arrow.label))}"|' if arrow.label else ""
        lines.append(f"    s_{arrow.source} {line}{label} s_{arrow.target}")
    return "\n".join(lines) + "\n"


def _entities(text: str) -> str:
    """Text inside Mermaid's quotes: what it would read as markup becomes a numbered entity."""
    plain = " .,;:!?'-…"
    return "".join(char if char.isalnum() or char in plain else f"#{ord(char)};" for char in text)


def _dot(name: str, scenes: list[Scene], arrows: list[Arrow]) -> str:
    fonts = "    node [fontname=serif]; edge [fontname=serif, fontsize=10];"
    lines = [f"digraph {_quoted(name)} {{", fonts]
    for scene in scenes:
        shape = f"label={_quoted(scene.title)}, shape={_SHAPES[_kind(scene)][2]}"
        lines.append(f"    {_quoted(scene.id)} [{shape}];")
    for source, target, called, label in arrows:
        style = f"label={_quoted(_short(label))}" + (", style=dashed" if called else "")
        lines.append(f"    {_quoted(source)} -> {_quoted(target)} [{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
