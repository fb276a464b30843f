"""What happens in a story: pure functions of a story and a state; no files, no clock, no chance.

The public entry points are `begin` and `choose`, which both return a `Turn`. A story from
`game.story.load` is played by `turn = begin(story, lead)` and then, until `turn.ending` is set, by
`turn = choose(story, turn.state, id)` with the id of one of `turn.choices` that is open.
"""

from game.engine.allocations import (
    Budget,
    BudgetShare,
    OrderedItem,
    Ordering,
    budget_of,
    current_budget,
    current_ordering,
    ordering_of,
)
from game.engine.changes import Change
from game.engine.compiled_scene import Offer
from game.engine.ledger import LedgerEntry
from game.engine.minutes import (
    MinutesEntry,
    MinutesMark,
    minutes_entries,
    minutes_entry,
    minutes_marks,
)
from game.engine.powers import HoldStatus, PowerStatus, power_statuses
from game.engine.session import ChoiceNotOpen, LeadNotPlayable, begin, choose, forecast
from game.engine.state import State
from game.engine.turn import Passage, Record, Turn
from game.engine.vote import MemberVote, Vote

__all__ = [
    "Budget",
    "BudgetShare",
    "Change",
    "ChoiceNotOpen",
    "HoldStatus",
    "LeadNotPlayable",
    "LedgerEntry",
    "MemberVote",
    "MinutesEntry",
    "MinutesMark",
    "Offer",
    "OrderedItem",
    "Ordering",
    "Passage",
    "PowerStatus",
    "Record",
    "State",
    "Turn",
    "Vote",
    "begin",
    "budget_of",
    "choose",
    "current_budget",
    "current_ordering",
    "forecast",
    "minutes_entries",
    "minutes_entry",
    "minutes_marks",
    "ordering_of",
    "power_statuses",
]
