"""Floor 1: what happens. Pure functions of a story and a state; no files, no clock, no chance."""

from game.play.calls import Voice, Vote
from game.play.holds import Hand, Held, powers_of
from game.play.ledger import Entry
from game.play.minutes import Mark, Standing, marks, minutes_of, standing
from game.play.moves import Moved
from game.play.session import ChoiceNotOpen, LeadNotPlayable, begin, choose, forecast
from game.play.sheets import Budget, Given, Placed, Sheet, budget_of, divided, ordered, sheet_of
from game.play.stage import Offer
from game.play.state import State
from game.play.turn import Passage, Record, Turn

__all__ = [
    "Budget",
    "ChoiceNotOpen",
    "Entry",
    "Given",
    "Hand",
    "Held",
    "LeadNotPlayable",
    "Mark",
    "Moved",
    "Offer",
    "Passage",
    "Placed",
    "Record",
    "Sheet",
    "Standing",
    "State",
    "Turn",
    "Voice",
    "Vote",
    "begin",
    "budget_of",
    "choose",
    "divided",
    "forecast",
    "marks",
    "minutes_of",
    "ordered",
    "powers_of",
    "sheet_of",
    "standing",
]
