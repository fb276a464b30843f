"""What is kept: one SQLite file a player, every step on the disk before its result is shown."""

from game.saves.errors import (
    BadFile,
    BadName,
    Busy,
    NoSuchStep,
    NotKept,
    NotOurs,
    SavesError,
    TooNew,
)
from game.saves.folders import last_player, player_name, players, saves_folder
from game.saves.opening import open_player
from game.saves.store import Store

__all__ = [
    "BadFile",
    "BadName",
    "Busy",
    "NoSuchStep",
    "NotKept",
    "NotOurs",
    "SavesError",
    "Store",
    "TooNew",
    "last_player",
    "open_player",
    "player_name",
    "players",
    "saves_folder",
]
