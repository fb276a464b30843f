"""Floor 2: what is kept. One SQLite file a player, every step on the disk before its result is shown."""

from game.records.faults import BadFile, BadName, Busy, NoSuchStep, NotKept, NotOurs, RecordsError, TooNew
from game.records.opening import open_player
from game.records.places import last_player, player_name, players, saves_folder
from game.records.rows import Bookmark, Head, Imported, Met, Review, Root, Step
from game.records.store import Store

__all__ = [
    "BadFile",
    "BadName",
    "Bookmark",
    "Busy",
    "Head",
    "Imported",
    "Met",
    "NoSuchStep",
    "NotKept",
    "NotOurs",
    "RecordsError",
    "Review",
    "Root",
    "Step",
    "Store",
    "TooNew",
    "last_player",
    "open_player",
    "player_name",
    "players",
    "saves_folder",
]
