"""Tiny stories for tests, written as the text of their files."""

from __future__ import annotations

from textwrap import dedent

from game.story.builder import build
from game.story.model import Story

STORY = "title: Tiny\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n"
END = "title: End\ntext: |\n  It is over.\nending: over\n"


def tiny(**files: str) -> Story:
    """A story of these files; `story` and `end` need not be given. A double underscore in a name is a slash."""
    contents = {"story.yaml": STORY, "end.yaml": END}
    contents |= {
        f"{name.replace('__', '/')}.yaml": dedent(text).lstrip("\n") for name, text in files.items()
    }
    world, scenes = build({name: text.encode() for name, text in sorted(contents.items())})
    return Story(world, scenes, "tiny", "")
