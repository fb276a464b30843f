"""Stories for the tests, made from the text of their files, and ways through them."""

from __future__ import annotations

from textwrap import dedent

from game.engine import Turn, begin, choose
from game.story.builder import build
from game.story.model import Story

STORY = "title: Small\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\n"
END = "title: End\ntext: |\n  It is over.\nending: over\n"


def story_from_text(**files: str) -> Story:
    """A story of these files, by their names; `story` and `end` need not be given."""
    whole = {
        "story": STORY,
        "end": END,
        **{name: dedent(text).lstrip("\n") for name, text in files.items()},
    }
    world, scenes = build({f"{name}.yaml": text.encode() for name, text in sorted(whole.items())})
    return Story(world, scenes, "small", "")


def play(story: Story, *choices: str, lead: str = "clerk") -> Turn:
    """The turn after some choices."""
    turn = begin(story, lead)
    for choice in choices:
        turn = choose(story, turn.state, choice)
    return turn


def offered_ids(turn: Turn) -> list[str]:
    """What is offered, open or locked."""
    return [offer.id for offer in turn.choices]
