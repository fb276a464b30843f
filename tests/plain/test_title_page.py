"""The title page: leads, Continue, and what can be read without playing."""

from __future__ import annotations


def test_the_page_shows_title_leads_and_what_is_not_written(title):
    page = title()
    assert page.startswith("\n") is False
    assert (
        "THE BRIDGE\nA town council of the year 1900\n\n1  Ada the Clerk. The bridge, before the thaw.\n"
        in page
    )
    assert "\n2  Otto the Miller. No bridge. Not written yet.\n" in page
    assert "Continue" not in page


def test_a_lead_has_a_dossier_of_one_page_and_begins_from_it(title):
    page = title("1", "1", "1")
    assert (
        "Wants: The bridge, before the thaw.\nHas: Patience. It runs out.\nPays: Sleep.\n" in page
    )
    assert "1  Begin\n2  Back\n" in page
    assert "Nobody speaks. Berta pours." in page


def test_a_lead_that_is_not_written_has_a_dossier_and_no_beginning(title):
    page = title("2")
    assert "He owns the ferry." in page
    assert "This chair is not written yet." in page
    assert "Begin" not in page


def test_continue_says_where_and_goes_on_there(title):
    title("1", "1", "1")
    page = title("c")
    assert (
        "c  Continue as Ada the Clerk: Act I, Winter Days, 10 December 1900, one\n   decision"
        in page
    )
    assert "There is time for two calls" in page


def test_beginning_again_is_asked_for(title):
    title("1", "1", "1")
    page = title("1", "2")
    assert "1  Go on where you left\n2  Begin again\n3  Back\n" in page
    assert page.rstrip().endswith("Saved: Ada the Clerk, no decisions.")


def test_the_endings_are_empty_frames_until_reached(title, sit):
    assert "0 of 2 reached." in title("e")
    assert "The Ferry" not in title("e")
    sit(*["1"] * 20)
    page = title("e")
    assert "1 of 2 reached." in page
    assert "The Ferry. Ada the Clerk. A divergent ending" in page
    assert "A Bridge" not in page


def test_glossary_chronicle_and_branches_open_from_the_title(title, sit):
    sit("1")
    page = title("g", "g quorum", "h", "h 1", "b", "b 1")
    assert "The glossary" in page
    assert "The least number of members" in page
    assert "1  December 1900, one entry\n" in page
    assert "2 December 1900. The letter comes." in page
    assert "Branches of Ada the Clerk" in page
    assert page.rstrip().endswith("Saved: Ada the Clerk, no decisions.")


def test_settings_are_kept_and_wrong_values_refused(title, store):
    page = title("s", "measure 40", "measure 4000", "dance yes", "moves perhaps", "")
    assert "measure can be a number from 40 to 100." in page
    assert "There is no setting 'dance'." in page
    assert "moves can be yes or no." in page
    assert store.settings() == {"measure": "40"}
    assert max(map(len, page.rpartition("Settings")[2].splitlines())) <= 40


def test_something_else_says_so_and_shows_the_page_again(title):
    page = title("dance")
    assert "'dance' is nothing on this page." in page
    assert page.count("THE BRIDGE") == 2


def test_what_comes_later_is_not_on_the_page(title):
    page = title().casefold()
    assert "review" not in page
    assert "report" not in page
