"""Record and branch beside each other: months, what lies beyond, what begins side by side."""

from __future__ import annotations

from game.saves.timeline import DECIDED, ENDED, STANDS, TimelineEntry
from game.story import Story
from game.story.model import ChronicleEntry, Scene, World
from game.view.chronicle import current_section, month_sections

RECORD = (
    ChronicleEntry("a", "1953-05-30", "A", ""),
    ChronicleEntry("b", "1953-06-02", "B", ""),
    ChronicleEntry("c", "1953-06-10", "C", "", event="meeting"),
    ChronicleEntry("d", "1953-06-20", "D", ""),
    ChronicleEntry("e", "1953-08-01", "E", ""),
)


def story(**events: str) -> Story:
    scenes = {id: Scene(id, id.title(), f"{id}.yaml", event=event) for id, event in events.items()}
    return Story(World("T", 1, (), chronicle=RECORD), scenes, "digest", "")


def shape(found: list) -> list[tuple]:
    return [
        (
            one.key,
            one.beyond,
            [
                ("".join(e.id for e in band.entries), [m.scene for m in band.timeline])
                for band in one.bands
            ],
        )
        for one in found
    ]


def test_without_a_branch_every_month_that_has_entries_is_there_and_none_is_beyond():
    found = month_sections(story())
    assert shape(found) == [
        ("1953-05", False, [("a", [])]),
        ("1953-06", False, [("bcd", [])]),
        ("1953-08", False, [("e", [])]),
    ]
    assert current_section(found, ()) == 0


def test_what_the_branch_has_not_come_to_stands_apart():
    told = story(desk="", hall="")
    own = (
        TimelineEntry(DECIDED, "1953-06-02", "desk", 2),
        TimelineEntry(STANDS, "1953-06-12", "hall", 2),
    )
    found = month_sections(told, own)
    assert shape(found) == [
        ("1953-05", False, [("a", [])]),
        ("1953-06", False, [("bc", ["desk"]), ("", ["hall"])]),
        ("1953-06+", True, [("d", [])]),
        ("1953-08", True, [("e", [])]),
    ]
    assert [entry.id for entry in found[1].entries] == ["b", "c"]
    assert [moment.scene for moment in found[1].timeline] == ["desk", "hall"]
    assert found[current_section(found, own)] is found[1]


def test_an_event_that_was_lived_through_begins_beside_its_entry():
    told = story(desk="", hall="meeting", end="")
    own = (
        TimelineEntry(DECIDED, "1953-06-02", "desk", 2),
        TimelineEntry(DECIDED, "1953-06-09", "hall", 3),
        TimelineEntry(ENDED, "1953-06-20", "end", 3, text="end"),
    )
    june = month_sections(told, own)[1]
    assert shape([june])[0][2] == [("b", ["desk"]), ("c", ["hall"]), ("d", ["end"])]


def test_a_month_in_which_only_the_branch_has_something_is_there():
    told = story(hall="")
    found = month_sections(told, (TimelineEntry(STANDS, "1953-07-04", "hall", 1),))
    assert [(one.month, one.beyond) for one in found] == [
        ("1953-05", False),
        ("1953-06", False),
        ("1953-07", False),
        ("1953-08", True),
    ]
    assert found[2].entries == ()


def test_moments_before_any_date_come_first():
    found = month_sections(story(hall=""), (TimelineEntry(STANDS, "", "hall", 1),))
    assert found[0].month == ""
    assert all(one.beyond for one in found[1:])
    assert current_section(found, found[0].timeline) == 0
