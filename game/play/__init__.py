"""Floor 1: what happens. Pure functions of a story and a state; no files, no clock, no chance."""

from game.play.calls import Voice, Vote
from game.play.moves import Moved
from game.play.session import ChoiceNotOpen, LeadNotPlayable, begin, choose, forecast
from game.play.stage import Offer
from game.play.state import Entry, State
from game.play.turn import Passage, Record, Turn

__all__ = [
    "ChoiceNotOpen",
    "Entry",
    "LeadNotPlayable",
    "Moved",
    "Offer",
    "Passage",
    "Record",
    "State",
    "Turn",
    "Voice",
    "Vote",
    "begin",
    "choose",
    "forecast",
]
