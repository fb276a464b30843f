"""What can stand after a key of a story file. A key is declared where the field is that it fills:

    name: Annotated[str, kinds.LINE]
    \"\"\"The short name.\"\"\"

says that the key `name` takes a line of text, must be there (the field has no default), and what it
is for. The decoder, its hints, the JSON Schema and the tables of docs/format.md are made from that.
A field that several keys fill has a kind and a text for each of them, in the same order.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

ID = r"[a-z][a-z0-9_]*"
LESSON_ID = r"[A-Za-z][A-Za-z0-9_]*"
VARIABLE_ID = rf"{ID}(\.{ID})*"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
SPAN_OF_DATES = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?"


class Kind(Struct, frozen=True):
    """What stands after a key.

    `name` is what the decoder knows it by, `value` what the tables of the docs call it (where that
    does not follow from words and bounds), `schema` the definition in the JSON Schema (the name, if
    left out). `of` is the kind of thing that is named, or the struct of the entries inside. `words`
    are those to choose from; a number lies from `low` to `high`, a map has at least `low` entries.
    `key` is the name of the key where the field is called otherwise.
    """

    name: str
    value: str = ""
    schema: str = ""
    of: Any = None
    words: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    key: str = ""

    def named(self, key: str) -> "Kind":
        """The same kind after a key that is called otherwise than its field."""
        return replace(self, key=key)


LINE = Kind("line", "a line")
LINES = Kind("lines", "lines")
TEXT = Kind("text", "text")
LABEL = Kind("label", "one line of prose", "line")
BLOCK_PROSE = Kind("label", "prose", "prose")
PROSE = Kind("prose", "prose")
RECORD = Kind("record", "prose", "prose")
PASSAGE = Kind("passage", "a passage")
NAME = Kind("name", "an id", "id")
NAMES = Kind("names", "ids", "ids")
YES = Kind("yes", "yes or no")
DAY = Kind("date", "a day")
DATES = Kind("dates", "a day, a month, a year, or two of them")
RANGE = Kind("range", "`low..high`", key="range")
FIRST_VALUE = Kind("first_value", "a number or a word")
CONDITION = Kind("condition", "a condition")
IF = CONDITION.named("if")
MEANING = Kind("condition", "a condition, or a number such as `support(bob)`", key="means")
NEEDS = Kind("needs", "conditions and reasons")
DO = Kind("effects", "[effects](#effects)", key="do")
DO_PLAIN = Kind("effect_map", "a map of effects", key="do")
LEDGER = Kind("ledger", "[ledger lines](#the-ledger)", key="ledger")
LEDGER_TEXT = Kind("ledger_text", "a ledger line", key="line")
MAJORITY = Kind("majority", "`majority`, or a whole number from 1 to 99", low=1, high=99)
SIDE = Kind("side", words=("for", "against", "none"))
VARIABLE = Kind("variable", "a variable", "name")
WAYS = Kind("ways", "a scene or a guarded list")
WAYS_OR_STAY = Kind("ways_or_stay", "a scene or a guarded list", "ways")
TARGET = Kind("target", "a scene", "id")
THEN = Kind("target_or_stay", "a scene, `stay` or `return`", "id", key="then")
MINUTED = Kind("minuted", "positions and stances", "pairs")
STANCES = Kind("stances", "words and lines", "texts")
ACCOUNTS = Kind("texts", "sources and texts", of="source", low=2)
ACT = Kind("id", "an act", "name", "act")
LESSON = Kind("id", "a fact or key term", "lesson", "lesson")
KEY_TERM = Kind("id", "a key term", "lesson", "lesson")
LESSONS = Kind("ids", "facts and key terms", "lessons", "lesson")
SCENE = Kind("id", "a scene", of="scene")
SUB_SCENE = Kind("id", "a sub-scene", of="scene")
PERSON = Kind("id", "a person", of="person")
LEAD = Kind("id", "a lead", of="lead")
ENDING = Kind("id", "an ending", of="ending")
MOTION = Kind("id", "a motion", of="motion")
POOL = Kind("id", "a pool", of="pool")
SCENES = Kind("ids", "scenes", of="scene")
SOURCES = Kind("ids", "sources", of="source")
TERMS = Kind("ids", "terms or people", of="term")
POWERS = Kind("ids", "powers", of="power")
MOTIONS = Kind("motions", "`any`, or motions", "ids", "motion")


def whole(low: int, high: int) -> Kind:
    """A whole number within bounds."""
    return Kind("whole", low=low, high=high)


def choice(*words: str) -> Kind:
    """One of some words."""
    return Kind("choice", words=words)


def entry(of: type, value: str) -> Kind:
    """A map with the keys of a struct."""
    return Kind("entry", value, of=of)


def entries(of: type, value: str = "", low: int = 0) -> Kind:
    """A map from ids to such maps, at least `low` of them."""
    return Kind("entries", value or f"{of.__name__.lower()}s by id", of=of, low=low)


def several(of: type, value: str) -> Kind:
    """One such map, or a list of them."""
    return Kind("several", value, of=of)
