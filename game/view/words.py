"""Dates, counts and certainties as a person says them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_CERTAIN = {"attested": "●", "disputed": "◐", "imagined": "○", "legend": "○"}
_DISTANCE = (
    "none, this is where the record went.",
    "one step.",
    "two steps.",
    "three steps, as far as this story goes.",
)
_KINDS = {
    "historical": "A historical ending: so it happened.",
    "divergent": "A divergent ending: one plausible line and no more.",
    "stop": "A stop: the story goes on from here in a part not yet written.",
}

SAME, OTHER = "=", "≠"
AS_IT_WAS, PARTS_HERE = "as it was", "parts here"


def day(iso: str) -> str:
    """`1953-06-26` as 26 June 1953, `1953-06` as June 1953, a range as both; else as it is."""
    if "/" in iso:
        start, _, end = iso.partition("/")
        return f"{day(start)} to {day(end)}"
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return iso
    month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 and 1 <= int(parts[1]) <= 12 else ""
    date = str(int(parts[2])) if len(parts) == 3 else ""
    return " ".join(part for part in (date, month, parts[0]) if part)


def brief_day(iso: str, now: str) -> str:
    """A day as it is said on another day: without the year in the same one."""
    same_year = iso.count("-") == 2 and "/" not in iso and iso[:4] == now[:4]
    return day(iso).removesuffix(f" {iso[:4]}") if same_year else day(iso)


def lived(born: str, died: str) -> str:
    """A life in dates; `died` is empty while nothing of that is to be told."""
    if born and died:
        return f"{day(born)} to {day(died)}"
    return f"born {day(born)}" if born else f"died {day(died)}" if died else ""


def count(number: int, one: str, many: str = "") -> str:
    """`3, "errand"` as three errands."""
    return f"{number_word(number)} {one if number == 1 else many or one + 's'}"


def number_word(number: int) -> str:
    """Numbers up to twelve as words, others in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def listed(names: list[str], last: str = "and") -> str:
    """`a, b and c`, or with another word before the last."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def glyph_of(certainty: str) -> str:
    """● attested, ◐ disputed, ○ imagined."""
    return _CERTAIN.get(certainty, "")


def labels(evidence: tuple[str, str]) -> str:
    """EVENT and WORDS with glyph and word; empty where the scene says nothing of itself."""
    known = zip(("EVENT", "WORDS"), evidence, strict=True)
    rows = [(name, glyph_of(certainty), certainty) for name, certainty in known if certainty]
    return " · ".join(" ".join(part for part in row if part) for row in rows)


def leaning(total: int) -> str:
    """What a member's sum, -9..9, means."""
    if total == 0:
        return "on the fence"
    side = (
        ("leans to you", "with you", "firmly with you")
        if total > 0
        else ("leans against you", "against you", "firmly against you")
    )
    return side[0 if abs(total) < 2 else 1 if abs(total) < 5 else 2]


def distance(drift: int) -> str:
    """How far an ending stands from the record, 0..3."""
    return _DISTANCE[max(0, min(drift, 3))]


def ending_kind(kind: str) -> str:
    """What historical, divergent and stop mean to a player."""
    return _KINDS.get(kind, "")


def in_record(really: str) -> str:
    """What was done in the record, where a branch parts from it."""
    return f"The record: {sentence(really)}"


def sentence(text: str) -> str:
    """The text with a full stop where it has none."""
    text = text.strip()
    inside = text.rstrip("\"'”’)")
    return text if not text or inside[-1:] in (".", "!", "?") else text + "."


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence."""
    flat = " ".join(text.split())
    for at, char in enumerate(flat):
        if (
            char in ".!?"
            and flat[at + 1 : at + 2] in ("", " ")
            and flat[at + 2 : at + 3].upper() == flat[at + 2 : at + 3]
            and not flat[at - 1 : at].isupper()
        ):
            return flat[: at + 1]
    return flat
