"""A lead's scenes and the ways between them as a drawing: Mermaid, Graphviz or SVG, layered from the first scene down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.check.graph import SceneGraph
from game.check.svg import draw
from game.story.model import HERE, RETURN, STAY, Choice, Scene, Story

FORMATS = ("mermaid", "dot", "svg")
LONGEST_LABEL = 40


class Arrow(NamedTuple):
    """A way between two scenes, with what is chosen for it; `called` when control comes back."""

    source: str
    target: str
    label: str = ""
    called: bool = False


def map_lead(story: Story, lead: str, format: str) -> str:
    """The map of a lead in one of FORMATS; raises KeyError for an unknown lead and ValueError for an unknown format."""
    graph = SceneGraph(story, lead)
    scenes = [story.scenes[id] for id in graph.scenes]
    arrows = list(
        dict.fromkeys(
            arrow
            for scene in scenes
            for arrow in _arrows(story, scene)
            if arrow.target in graph.steps
        )
    )
    match format:
        case "mermaid":
            return _mermaid(scenes, arrows)
        case "dot":
            return _dot(story.leads[lead].name, scenes, arrows)
        case "svg":
            names = {scene.id: scene.title for scene in scenes}
            kinds = {scene.id: _kind(scene) for scene in scenes}
            edges = list(
                dict.fromkeys((arrow.source, arrow.target, arrow.called) for arrow in arrows)
            )
            return draw(
                f"{story.title}: {story.leads[lead].name}", graph.start, names, kinds, edges
            )
    raise ValueError(f"`{format}` is no format of a map; there are {', '.join(FORMATS)}")


def _kind(scene: Scene) -> str:
    if scene.ending:
        return "ending"
    return "called" if scene.called else "hub" if scene.draw else "vote" if scene.vote else "scene"


def _arrows(story: Story, scene: Scene) -> Iterator[Arrow]:
    """The ways as an author wrote them: a `return` is not drawn, the call it answers is; nor is a `stay`, which leads nowhere."""
    for way in scene.ways:
        if way.target != RETURN:
            yield Arrow(
                scene.id,
                scene.id if way.target == HERE else way.target,
                way.condition.source if way.condition else "",
            )
    for choice in scene.choices:
        if choice.play:
            yield Arrow(scene.id, choice.play, choice.id, True)
        for way in choice.ways:
            if way.target not in (RETURN, STAY):
                yield Arrow(
                    scene.id, scene.id if way.target == HERE else way.target, _taken(scene, choice)
                )
    if scene.otherwise and scene.otherwise != RETURN:
        yield Arrow(scene.id, scene.id if scene.otherwise == HERE else scene.otherwise, "otherwise")
    if scene.draw:
        for id in story.pools.get(scene.draw.pool, ()):
            yield Arrow(scene.id, id, "", True)
        if scene.draw.then != RETURN:
            yield Arrow(scene.id, scene.draw.then, f"after {scene.draw.take}")


def _taken(scene: Scene, choice: Choice) -> str:
    """What is chosen for a way; an order and a division lead on by one, whatever came last."""
    return "order" if scene.order else "divide" if scene.division else choice.id


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"


def _mermaid(scenes: list[Scene], arrows: list[Arrow]) -> str:
    """Ids get a prefix, since `end` and its like are words of Mermaid."""
    shapes = {
        "ending": ("([", "])"),
        "hub": ("{{", "}}"),
        "vote": ("[/", "/]"),
        "called": ("[[", "]]"),
        "scene": ("[", "]"),
    }
    lines = ["flowchart TD"]
    for scene in scenes:
        left, right = shapes[_kind(scene)]
        lines.append(f'    s_{scene.id}{left}"{_entities(scene.title)}"{right}')
    for arrow in arrows:
        line = "-.->" if arrow.called else "-->"
        label = f'|"{_entities(_short(arrow.label))}"|' if arrow.label else ""
        lines.append(f"    s_{arrow.source} {line}{label} s_{arrow.target}")
    return "\n".join(lines) + "\n"


def _entities(text: str) -> str:
    """Text for inside Mermaid's quotes: what it would read as markup becomes a numbered entity."""
    return "".join(
        char if char.isalnum() or char in " .,;:!?'-…" else f"#{ord(char)};" for char in text
    )


def _dot(name: str, scenes: list[Scene], arrows: list[Arrow]) -> str:
    shapes = {
        "ending": "doublecircle",
        "hub": "hexagon",
        "vote": "parallelogram",
        "called": "component",
        "scene": "box",
    }
    lines = [
        f"digraph {_quoted(name)} {{",
        "    node [fontname=serif]; edge [fontname=serif, fontsize=10];",
    ]
    lines += [
        f"    {_quoted(scene.id)} [label={_quoted(scene.title)}, shape={shapes[_kind(scene)]}];"
        for scene in scenes
    ]
    for arrow in arrows:
        style = ", style=dashed" if arrow.called else ""
        lines.append(
            f"    {_quoted(arrow.source)} -> {_quoted(arrow.target)} [label={_quoted(_short(arrow.label))}{style}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
