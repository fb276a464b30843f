"""Maps: every scene of a lead and every way between them, safe to hand to whatever draws them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tiny import tiny

from game.check import FORMATS, map_lead
from game.story.model import Story

HOSTILE = 'He said "no" <b>&</b> ]|; \\ %% {x}'


@pytest.fixture
def story() -> Story:
    title = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    return tiny(
        desk=f'title: "{title}"\ntext: |\n  A.\nchoices:\n  talk: {{label: T, play: talk, go: here}}\n  out: {{label: O, go: hub}}\n',
        talk="title: Talk\nsub: yes\ntext: |\n  A.\ngo: return\n",
        hub="title: Hub\ntext: |\n  A.\ndraw: {from: errands, take: 1, then: end}\n",
        walk="title: Walk\npool: errands\ntext: |\n  A.\ngo: return\n",
        attic="title: Attic\ntext: |\n  A.\ngo: end\n",
    )


def test_mermaid_joins_the_scenes_and_hides_marks_of_its_own(story: Story) -> None:
    drawn = map_lead(story, "clerk", "mermaid")
    assert drawn.startswith("flowchart TD\n")
    assert 's_desk -.->|"talk"| s_talk' in drawn
    assert 's_hub -->|"after 1"| s_end' in drawn
    assert "<b>" not in drawn
    assert "attic" not in drawn


def test_dot_quotes_what_it_prints(story: Story) -> None:
    drawn = map_lead(story, "clerk", "dot")
    assert drawn.startswith('digraph "Clerk" {')
    assert '[label="He said \\"no\\" <b>&</b> ]|; \\\\ %% {x}"' in drawn
    assert '"desk" -> "talk" [label="talk", style=dashed];' in drawn


def test_svg_is_well_formed_and_names_every_scene(story: Story) -> None:
    root = ElementTree.fromstring(map_lead(story, "clerk", "svg"))
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert f"{HOSTILE} (desk)" in titles
    assert len([title for title in titles if title and title.endswith(")")]) == 5


def test_svg_puts_no_two_scenes_in_one_place(story: Story) -> None:
    root = ElementTree.fromstring(map_lead(story, "clerk", "svg"))
    boxes = [
        (box.get("x"), box.get("y"))
        for box in root.iter("{http://www.w3.org/2000/svg}rect")
        if box.get("rx")
    ]
    assert len(boxes) == len(set(boxes)) == 5


def test_an_unknown_format_is_refused(story: Story) -> None:
    assert FORMATS == ("mermaid", "dot", "svg")
    with pytest.raises(ValueError, match="png"):
        map_lead(story, "clerk", "png")
