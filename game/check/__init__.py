"""Floor 2: what can be known of a story, and in which of four ways."""

from game.check.checker import check
from game.check.map import FORMATS, map_lead
from game.check.report import GoalResult, Report

__all__ = ["FORMATS", "GoalResult", "Report", "check", "map_lead"]
