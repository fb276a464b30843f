"""The store keeps a tree of steps and what hangs on it."""

import sqlite3
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.saves import BadName, Busy, NoSuchStep, NotKept, open_player

CHOICES = st.lists(st.sampled_from(["sell", "wait", "ask", "sort"]), max_size=8)


def walk(store, choices, *, lead="clerk"):
    step = store.root("The Post Office", lead)
    for choice in choices:
        step = store.append(step, choice, scene="counter", edition=1, state_hash="ab")
    return step


@settings(max_examples=25, deadline=None)
@given(st.lists(CHOICES, max_size=6))
def test_the_tree_is_the_trie_of_everything_chosen(runs):
    with TemporaryDirectory() as folder:
        with open_player(Path(folder), "anna") as store:
            ends = {tuple(run): walk(store, run) for run in runs}
        with open_player(Path(folder), "anna") as store:
            for run, end in ends.items():
                assert [step.choice for step in store.line(end)] == list(run)
            prefixes = {tuple(run[:size]) for run in runs for size in range(len(run) + 1)} | {()}
            assert len(store.steps(store.root("The Post Office", "clerk"))) == len(prefixes)


@settings(max_examples=25, deadline=None)
@given(CHOICES, CHOICES)
def test_choosing_again_what_was_chosen_adds_nothing(first, second):
    with TemporaryDirectory() as folder, open_player(Path(folder), "anna") as store:
        one = walk(store, first)
        walk(store, second)
        before = store.steps(store.root("The Post Office", "clerk"))
        assert walk(store, first) == one
        assert store.steps(store.root("The Post Office", "clerk")) == before


def test_what_is_played_again_in_a_new_edition_is_told_as_it_is_now(store):
    root = store.root("The Post Office", "clerk")
    step = store.append(root, "ask", scene="counter", edition=1, state_hash="aa")
    assert store.append(root, "ask", scene="window", edition=2, state_hash="bb") == step
    told = store.step(step)
    assert (told.scene, told.edition, told.state_hash) == ("window", 2, "bb")


def test_a_renamed_choice_stays_the_same_step(store):
    root = store.root("The Post Office", "clerk")
    step = store.append(root, "ask", scene="counter")
    assert store.append(root, "enquire", scene="counter", was=("ask",)) == step
    assert [child.choice for child in store.children(root)] == ["enquire"]


def test_stories_and_leads_share_a_file_and_keep_apart(store):
    one, other = walk(store, ["sell"]), walk(store, ["sell"], lead="porter")
    elsewhere = store.root("Another Story", "clerk")
    assert len({one, other, elsewhere}) == 3
    assert store.root_of(other).lead == "porter"
    assert [(root.story, root.lead) for root in store.roots()] == [
        ("The Post Office", "clerk"),
        ("The Post Office", "porter"),
        ("Another Story", "clerk"),
    ]
    assert [root.lead for root in store.roots("Another Story")] == ["clerk"]
    assert store.root("The Post Office", "clerk") == store.line(one)[0].parent


def test_a_step_is_the_head_of_its_lead_as_soon_as_it_is_kept(store):
    assert store.head("The Post Office", "clerk") is None
    step = walk(store, ["sell", "wait"])
    porter = walk(store, ["pull"], lead="porter")
    assert store.head("The Post Office", "clerk") == step
    assert [head.lead for head in store.heads("The Post Office")] == ["porter", "clerk"]
    store.set_head(store.step(porter).parent)
    assert store.head("The Post Office", "porter") == store.step(porter).parent


def test_a_bookmark_names_a_step_and_moves_when_it_is_set_again(store):
    early, late = walk(store, ["sell"]), walk(store, ["sell", "wait"])
    assert store.set_bookmark("  before ", early) == "before"
    store.set_bookmark("after", late)
    store.set_bookmark("before", late)
    assert [(mark.name, mark.step) for mark in store.bookmarks("The Post Office")] == [
        ("before", late),
        ("after", late),
    ]
    with pytest.raises(BadName):
        store.set_bookmark("\x1b[2J", late)


def test_what_was_met_first_stays_as_it_was(store):
    first, second = walk(store, ["sell"]), walk(store, ["wait"])
    assert store.meet(first, {"registered": "counter", "franking": "back_room"}) == 2
    assert store.meet(second, {"registered": "yard"}) == 0
    met = store.met("The Post Office")
    assert (met["registered"].step, met["registered"].scene) == (first, "counter")
    assert store.met("Another Story") == {}


def test_an_answer_inside_the_fiction_is_kept_once_a_step(store):
    root = store.root("The Post Office", "clerk")
    for _ in range(2):
        step = store.append(root, "luck", scene="question", recall=("F01", "no"))
    store.append(root, "signature", scene="question", recall=("F01", "yes"))
    store.add_review("The Post Office", "F01", "good")
    assert [
        (review.item, review.answer, bool(review.step))
        for review in store.reviews("The Post Office")
    ] == [
        ("F01", "no", True),
        ("F01", "yes", True),
        ("F01", "good", False),
    ]
    assert store.reviews("The Post Office")[0].step == step


def test_settings_are_kept_by_key(store):
    assert store.setting("theme", "paper") == "paper"
    store.set_setting("theme", "winter")
    store.set_setting("theme", "thaw")
    assert store.setting("theme") == "thaw"
    assert store.settings() == {"theme": "thaw"}
    for key, value in (("Theme", "x"), ("", "x"), ("theme", "a\nb"), ("theme", "x" * 3000)):
        with pytest.raises(BadName):
            store.set_setting(key, value)


def test_an_unknown_step_is_named(store):
    for ask in (store.step, store.line, store.root_of, store.set_head):
        with pytest.raises(NoSuchStep, match="step 99"):
            ask(99)
    with pytest.raises(NoSuchStep):
        store.append(99, "sell", scene="counter")


def test_writes_together_are_kept_together_or_not_at_all(store):
    root = store.root("The Post Office", "clerk")

    def sell_and_stand_nowhere():
        with store.transaction():
            store.append(root, "sell", scene="counter")
            store.set_setting("theme", "thaw")
            store.set_head(99)

    with pytest.raises(NoSuchStep):
        sell_and_stand_nowhere()
    assert store.children(root) == []
    assert store.settings() == {}


def test_a_line_of_ten_thousand_steps_is_read_in_order(store):
    with store.transaction():
        step = walk(store, ["wait"] * 10_000)
    line = store.line(step)
    assert len(line) == 10_000
    assert all(after.parent == before.id for before, after in pairwise(line))


def test_a_full_disk_keeps_nothing_of_the_step_and_everything_before(store):
    step = walk(store, ["sell"])
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    kept = [step]

    def wait_for_ever():
        for number in range(5000):
            kept.append(store.append(kept[-1], f"wait_{number}", scene="counter"))

    with pytest.raises(NotKept, match=r"disk is full.*anna\.sqlite3"):
        wait_for_ever()
    assert len(kept) > 2
    assert store.head("The Post Office", "clerk") == kept[-1]
    assert [one.id for one in store.line(kept[-1])] == kept
    store._connection.execute("PRAGMA max_page_count = 100000")
    assert store.append(kept[-1], "sell", scene="counter") > kept[-1]


def test_a_file_held_by_another_process_says_so(store, saves):
    step = walk(store, ["sell"])
    store._connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(saves / "anna.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Busy, match=r"anna\.sqlite3 is in use"):
            store.append(step, "wait", scene="counter")
    finally:
        other.close()
    assert store.append(step, "wait", scene="counter") > step


def test_a_file_moved_away_while_open_takes_no_step_into_nothing(store, saves):
    step = walk(store, ["sell"])
    (saves / "anna.sqlite3").rename(saves / "moved.sqlite3")
    with pytest.raises(NotKept, match="moved, deleted or replaced"):
        store.append(step, "wait", scene="counter")
    (saves / "moved.sqlite3").rename(saves / "anna.sqlite3")
    assert store.append(step, "wait", scene="counter") > step


def test_every_step_is_durable_before_the_call_returns(store):
    assert store._connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert store._connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    walk(store, ["sell"])
    assert not store._connection.in_transaction
