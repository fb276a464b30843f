"""What people, scenes and endings are called; by their ids where the story does not know them."""

from __future__ import annotations

from game.story.model import Story
from game.view.sanitize import one_line


def person_name(story: Story, id: str) -> str:
    """A person's short name."""
    return one_line(story.people[id].name if id in story.people else id)


def scene_title(story: Story, id: str) -> str:
    """The title of a scene."""
    return one_line(story.scenes[id].title if id in story.scenes else id)


def ending_name(story: Story, id: str) -> str:
    """The name of an ending."""
    return one_line(story.endings[id].name if id in story.endings else id.replace("_", " "))


def lead_name(story: Story, id: str) -> str:
    """A lead's full name."""
    return one_line(story.leads[id].name)
