"""Floor 2: what can be known of a story, and in which of four ways."""

from game.proof.checking import check
from game.proof.map import FORMATS, map_lead
from game.proof.report import Item, Report

__all__ = ["FORMATS", "Item", "Report", "check", "map_lead"]
