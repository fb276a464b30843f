"""Glossary entries on paper: a stub, the whole, or where to look; never what a locked one says."""

from __future__ import annotations


def test_a_locked_entry_says_where_to_look_and_not_what_it_says(sit):
    page = sit("g ferry right", "g")
    assert (
        "Ferry right\nLocked. It is there to be met: look in Act I, Winter, as Ada the Clerk.\n"
        in page
    )
    assert (
        "Not met yet\nAct I, Winter, as Ada the Clerk: Ferry right and Berta.\nIn no scene yet: Pontoon.\n"
        in page
    )
    assert "penny" not in page
    assert "older than the council" not in page


def test_a_met_entry_is_a_stub_that_says_when_it_opens(sit):
    page = sit("g quorum")
    assert (
        "Quorum\nHow many must be in the room before a vote counts.\n\nThe whole entry opens when"
        in page
    )
    assert "Here it is three" not in page
    assert "You met it in The Letter, 2 December 1900.\n" in page


def test_an_understood_entry_is_whole(sit):
    page = sit("1", "g quorum")
    for part in (
        "Here it is three.",
        "Why it mattered. Without it",
        "The common error. It is often",
        "Related: Ferry right (locked).",
        "Minutes of the council",
    ):
        assert part in page


def test_a_person_has_an_entry_and_what_became_of_him_opens_with_an_ending(sit):
    page = sit("1", "g berta")
    assert "Berta Löwe, Берта, born 3 February 1860\n" in page
    assert "She keeps the inn. She hears everything first." in page
    assert "You met the name in The Letter" in page
    assert "sold the inn" not in page
    ended = sit(*["1"] * 20, "q") + sit("g berta")
    assert "Afterwards. She sold the inn in 1910." in ended
    assert "Berta Löwe, Берта, 3 February 1860 to 1 January 1930\n" in ended


def test_an_entry_that_is_not_there_names_what_is_near(sit):
    assert "The glossary has no entry 'quarum'. Near it: Quorum." in sit("g quarum")


def test_the_list_counts_what_was_met(sit):
    assert "4 of 7 met, 0 of them open in full." in sit("g")
