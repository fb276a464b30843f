"""Story files: YAML in, one immutable Story out, or every problem of it at once."""

from game.story.loading import load
from game.story.model import Story
from game.story.problems import Problem, StoryProblems

__all__ = ["Problem", "Story", "StoryProblems", "load"]
