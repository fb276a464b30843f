"""Conditions, deeds and passages under one name."""

from game.play.conditions import Conditions, Test, Values
from game.play.deeds import Act
from game.play.passages import Text

__all__ = ["Act", "Conditions", "Test", "Text", "Values"]
