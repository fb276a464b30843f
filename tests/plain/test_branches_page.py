"""The tree of everything chosen, in lines; going on from any of them."""

from __future__ import annotations

from game.view.branches import BranchTree


def test_a_straight_run_is_a_list_of_numbered_decisions(sit):
    page = sit("1", "1", "b")
    assert (
        "Branches of Ada the Clerk\nTwo steps, one branch. b and a number goes on from there.\n"
        in page
    )
    assert (
        "1  The Letter, 2 December 1900. One not chosen.\n   ■ Read it out\n2  Winter Days, 10 December 1900. One not chosen.\n"
        in page
    )
    assert "3  The Inn, 10 December 1900. You are here.\n" in page


def test_what_follows_a_fork_stands_to_the_right(sit):
    page = sit("1", "u", "2", "b")
    assert "1  The Letter, 2 December 1900.\n     ■ Read it out\n  2  Winter Days" in page
    assert (
        "     ■ Put it under the minutes\n  3  Winter Days, 10 December 1900. You are here.\n"
        in page
    )


def test_a_number_goes_on_from_that_decision(sit):
    page = sit("1", "1", "b", "b 1", "2")
    assert page.count("The Letter\n\nA letter from the county") == 2
    assert "> Put it under the minutes" in page


def test_the_numbers_are_those_of_the_list_that_was_last_shown(sit, bridge, store):
    sit("1", "1", "1", "1", "u", "u", "u")
    page = sit("b", "2", "b 3")
    tree = BranchTree(bridge, store, "clerk")
    assert "\n3  The Inn" in page
    assert tree.place(2).state.scene == "call_inn"
    assert page.rstrip().splitlines()[-1] == "Saved: Ada the Clerk, two decisions."
    assert "It smells of soup." in page.rpartition("2  The Mill")[2]


def test_a_bookmark_is_a_place_to_go_back_to_by_name(sit):
    page = sit("1", "s Before the vote", "1", "b", "b before the vote")
    assert "Bookmark 'Before the vote' set here." in page
    assert (
        "2  Winter Days, 10 December 1900. One not chosen. Bookmark: Before the\n   vote.\n" in page
    )
    assert page.rstrip().endswith("one decision.")


def test_a_number_or_name_that_is_not_there_says_so(sit):
    page = sit("b 40", "b nowhere", "s", "s " + "x" * 200)
    assert "There is no decision or bookmark '40' in the tree" in page
    assert "There is no decision or bookmark 'nowhere' in the tree" in page
    assert "A bookmark needs a name" in page
    assert "may have 80 characters" in page


def test_an_ending_stands_in_the_tree_by_its_name(sit):
    assert "The end: The Ferry." in sit(
        "1", "call_mill", "go_home", "call_inn", "leave", "right", "b"
    )


def test_a_step_that_the_story_has_no_more_is_still_shown(bridge, store, sit):
    sit("1")
    store.append(store.head(bridge, "clerk"), "call_castle", scene="winter_days")
    page = sit("b")
    assert "■ call castle\n" in page
    assert "The story was edited; this step is kept." in page
