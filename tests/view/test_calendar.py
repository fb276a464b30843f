"""The chronicle by month, and what of it lies behind a day."""

from __future__ import annotations

import pytest

from game.story import Story
from game.story.model import ChronicleEntry, World
from game.view.chronicle import entries_in, has_come, month_of, months


def story(*dates: str) -> Story:
    entries = tuple(
        ChronicleEntry(f"e{number}", date, "Something", "") for number, date in enumerate(dates)
    )
    return Story(World("T", 1, (), chronicle=entries), {}, "digest", "")


def test_months_come_in_order_and_a_span_belongs_to_the_month_where_it_begins():
    assert months(
        story("1953-06-02", "1953-02-28/1953-03-01", "1953-04/1953-09", "1953", "1953-06")
    ) == ("1953", "1953-02", "1953-04", "1953-06")
    assert month_of(ChronicleEntry("e", "1953/1954", "Something", "")) == "1953"


def test_entries_of_a_month_come_by_date_and_as_written_within_a_day():
    told = story("1953-06-26", "1953-06", "1953-06-02/1953-06-04", "1953-06-26", "1953-07-01")
    assert [entry.id for entry in entries_in(told, "1953-06")] == ["e1", "e2", "e0", "e3"]


@pytest.mark.parametrize(
    ("date", "day", "over", "come"),
    [
        ("1953-06-25", "1953-06-26", False, True),
        ("1953-06-26", "1953-06-26", False, False),
        ("1953-06-26", "1953-06-26", True, True),
        ("1953-06-27", "1953-06-26", True, False),
        ("1953-06", "1953-06-26", False, False),
        ("1953-06", "1953-07-01", False, True),
        ("1953", "1953-07-01", False, False),
        ("1953-05-30/1953-07-20", "1953-06-26", False, True),
        ("1953-05-30", "", False, False),
    ],
)
def test_what_may_still_lie_ahead_has_not_come(date, day, over, come):
    assert has_come(ChronicleEntry("e", date, "Something", ""), day, over=over) is come


def test_an_event_that_was_seen_has_come_whatever_its_date():
    entry = ChronicleEntry("e", "1953-06", "Something", "", event="june")
    assert has_come(entry, "1953-06-26", {"june"})
    assert not has_come(entry, "1953-06-26", {"july", ""})
    assert not has_come(ChronicleEntry("e", "1953-06", "Something", ""), "1953-06-26", {""})
