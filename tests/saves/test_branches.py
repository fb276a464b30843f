"""Branches: kept while playing, taken back, replayed in an edited story, shown as a tree, compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import engine
from game.engine import ChoiceNotOpen, LeadNotPlayable
from game.saves import SavesError, branch_tree, open_player


def played(story, store, *choices, lead="clerk"):
    step, turn = branch_tree.begin(story, store, lead)
    for choice in choices:
        step, turn = branch_tree.choose(story, store, step, turn, choice)
    return step, turn


def test_every_step_is_kept_with_its_scene_edition_and_state(story, store):
    step, turn = played(story, store, "sell", "ask", "luck")
    line = store.line(step)
    assert [(one.scene, one.choice, one.edition) for one in line] == [
        ("counter", "sell", 1),
        ("counter", "ask", 1),
        ("question", "luck", 1),
    ]
    assert line[-1].state_hash == turn.state.digest
    assert store.head(story, "clerk") == step


def test_terms_and_answers_are_kept_with_the_step_that_brought_them(story, store):
    step, _ = played(story, store, "ask", "luck", "sort", "sack_one", "dry")
    met = store.met(story)
    assert (met["registered"].scene, met["registered"].step) == (
        "counter",
        store.root(story, "clerk"),
    )
    assert met["franking"].scene == "sack_one"
    assert [(one.item, one.answer) for one in store.reviews(story)] == [("F01", "no")]
    assert store.reviews(story)[0].step == store.line(step)[1].id


def test_a_locked_choice_is_not_kept(story, store):
    step, turn = played(story, store, "wait")
    with pytest.raises(ChoiceNotOpen):
        branch_tree.choose(story, store, step, turn, "lock")
    assert store.children(step) == []
    assert store.head(story, "clerk") == step


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "sell",
                "wait",
                "ask",
                "sort",
                "signature",
                "luck",
                "sack_one",
                "sack_two",
                "dry",
                "leave",
            ]
        ),
        max_size=25,
    )
)
def test_every_prefix_replays_to_the_turn_that_was_played(story, tmp_path_factory, wishes):
    with open_player(tmp_path_factory.mktemp("saves"), "anna") as store:
        step, turn = branch_tree.begin(story, store, "clerk")
        states = [turn.state]
        for wish in wishes:
            if any(offer.open and offer.id == wish for offer in turn.choices):
                step, turn = branch_tree.choose(story, store, step, turn, wish)
                states.append(turn.state)
        for state in reversed(states):
            again = branch_tree.replay(story, store, step)
            assert (again.turn.state, again.step, again.stopped, again.changed) == (
                state,
                step,
                None,
                (),
            )
            step = store.step(step).parent


def test_a_replay_hands_over_every_turn(story, store):
    step, _ = played(story, store, "sell", "wait", "ask", "luck")
    turns = branch_tree.replay(story, store, step).turns
    assert len(turns) == 5
    assert [turn.scene for turn in turns[-3:]] == ["counter", "question", "counter"]


# -- an edited story ------------------------------------------------------------------------------------------------


def test_a_renamed_choice_is_followed(story, edited, store):
    step, _ = played(story, store, "ask", "luck", "sell")
    later = edited(
        ("question.yaml", "luck: {label", "chance: {was: [luck], label"),
        ("story.yaml", "edition: 1", "edition: 2"),
    )
    again = branch_tree.replay(later, store, step)
    assert (again.step, again.stopped, again.changed) == (step, None, ())
    assert [one.choice for one in again.done] == ["ask", "chance", "sell"]
    assert played(later, store, "ask", "chance", "sell")[0] == step
    assert [one.choice for one in store.line(step)] == ["ask", "chance", "sell"]


def test_a_renamed_scene_is_followed_by_choices_in_it_and_in_hubs(story, edited, store):
    step, _ = played(story, store, "sort", "sack_one", "dry")
    later = edited(
        ("sack_one.yaml", "", "wet_sack.yaml"),
        ("wet_sack.yaml", "pool: sacks", "pool: sacks\nwas: [sack_one]"),
        ("back_room.yaml", "", "store_room.yaml"),
        ("store_room.yaml", "draw:", "was: [back_room]\ndraw:"),
        ("counter.yaml", "go: back_room", "go: store_room"),
    )
    again = branch_tree.replay(later, store, step)
    assert again.stopped is None
    assert [(one.scene, one.choice) for one in again.done] == [
        ("counter", "sort"),
        ("store_room", "wet_sack"),
        ("wet_sack", "dry"),
    ]
    assert played(later, store, "sort", "wet_sack", "dry")[0] == step


def test_rebalanced_numbers_are_reported_and_played_on(story, edited, store):
    step, _ = played(story, store, "wait", "sell", "wait")
    later = edited(
        ("counter.yaml", "stamps: -1, trust: +1", "stamps: -1, trust: +2"),
        ("story.yaml", "edition: 1", "edition: 2"),
    )
    again = branch_tree.replay(later, store, step)
    assert (again.step, again.stopped) == (step, None)
    assert [one.choice for one in again.changed] == ["sell", "wait"]
    (notice,) = again.notices
    assert "edition 1" in notice
    assert "first after `sell` in `counter`" in notice
    played(later, store, "wait", "sell", "wait")
    assert branch_tree.replay(later, store, step).notices == ()


def test_a_changed_beginning_is_reported(story, edited, store):
    root, _ = played(story, store)
    later = edited(("state.yaml", "start: 2", "start: 3"))
    assert "the first scene" in branch_tree.replay(later, store, root).notices[0]


def test_a_vanished_choice_stops_there_and_keeps_the_tail(story, edited, store):
    step, _ = played(story, store, "sell", "ask", "luck", "wait")
    later = edited(
        (
            "question.yaml",
            "  luck: {label: Luck, recall: {id: F01, answer: no}, text: She laughs., go: counter}\n",
            "",
        )
    )
    again = branch_tree.replay(later, store, step)
    assert (again.stopped.kind, again.stopped.step.choice) == (branch_tree.GONE, "luck")
    assert again.turn.scene == "question"
    assert again.step == store.line(step)[1].id
    assert [one.choice for one in again.tail] == ["luck", "wait"]
    assert "`luck` is no longer offered in “The Question”" in again.notices[-1]
    assert "2 choices from here on are kept" in again.notices[-1]
    assert [one.choice for one in store.line(step)] == ["sell", "ask", "luck", "wait"]
    assert len(store.reviews(later)) == 1


def test_a_locked_choice_stops_there_and_says_why(story, edited, store):
    step, _ = played(story, store, "sell", "sell", "lock")
    later = edited(
        ("counter.yaml", "trust >= 2: Nobody has been served yet.", "trust >= 5: The day is young.")
    )
    again = branch_tree.replay(later, store, step)
    assert again.stopped.kind == branch_tree.LOCKED
    assert "locked now (The day is young)" in again.stopped.reason
    assert "that choice is kept" in again.stopped.reason


def test_a_choice_made_in_another_scene_is_not_mistaken_for_its_namesake(story, edited, store):
    step, _ = played(story, store, "ask", "luck", "wait")
    later = edited(
        ("question.yaml", "text: She laughs., go: counter", "text: She laughs., go: yard"),
        ("yard.yaml", "  home:", "  wait: {label: Wait, go: here}\n  home:"),
    )
    again = branch_tree.replay(later, store, step)
    assert (again.stopped.kind, again.turn.scene) == (branch_tree.ELSEWHERE, "yard")
    after, turn = branch_tree.choose(later, store, again.step, again.turn, "wait")
    assert turn.scene == "yard"
    assert branch_tree.replay(later, store, after).stopped is None


def test_a_lead_who_is_gone_cannot_be_replayed(story, edited, store):
    step, _ = played(story, store, "pull", lead="porter")
    later = edited(("story.yaml", "  porter: {name: The Porter, start: yard}\n", ""))
    with pytest.raises(LeadNotPlayable):
        branch_tree.replay(later, store, step)


def test_a_step_of_another_story_is_refused(story, edited, store):
    step, _ = played(story, store, "sell")
    other = edited(("story.yaml", "title: The Post Office", "title: The Other Office"))
    with pytest.raises(SavesError, match=r"The Post Office.*The Other Office.*--story"):
        branch_tree.replay(other, store, step)


def test_a_step_whose_scene_was_lost_is_replayed_by_its_choice(story, store):
    step, _ = played(story, store, "sell", "ask")
    store._connection.execute(
        "UPDATE step SET scene = '', state_hash = '', edition = 0 WHERE parent > 0"
    )
    again = branch_tree.replay(story, store, step)
    assert (again.step, again.notices) == (step, ())


# -- the tree ---------------------------------------------------------------------------------------------------------


def test_the_tree_shows_every_branch_with_heads(story, store):
    first, _ = played(story, store, "sell", "ask")
    second, _ = played(story, store, "sell", "wait")
    tree = branch_tree.tree(store, story, "clerk")
    told = [
        (node.step, len(store.line(node.step)), node.choice, node.is_head) for node in tree.walk()
    ]
    assert [row[1:] for row in told] == [
        (0, "clerk", False),
        (1, "sell", False),
        (2, "ask", False),
        (2, "wait", True),
    ]
    assert told[2][0] == first
    assert [node.step for node in tree.walk()][-1] == second
    assert branch_tree.tree(store, story, "porter") is None


def test_a_tree_of_ten_thousand_steps_in_a_line_needs_no_recursion(story, store):
    with store.transaction():
        step = store.root(story, "clerk")
        for _ in range(10_000):
            step = store.append(step, "wait", scene="counter")
    nodes = list(branch_tree.tree(store, story, "clerk").walk())
    assert [node.step for node in nodes[1:]] == [kept.id for kept in store.line(step)]
    assert len(nodes) == 10_001
    assert branch_tree.replay(story, store, step).step == step


# -- comparing ------------------------------------------------------------------------------------------------------


def test_two_branches_part_at_the_last_step_that_they_share(story, store):
    first, _ = played(story, store, "sell", "ask", "luck")
    second, _ = played(story, store, "sell", "ask", "signature", "sell")
    assert branch_tree.parting(story, store, first, second) == (store.line(first)[1].id, 2)
    assert branch_tree.parting(story, store, first, first) == (first, 3)
    third, _ = played(story, store, "wait")
    assert branch_tree.parting(story, store, first, third) == (store.root(story, "clerk"), 0)


def test_branches_of_two_leads_are_not_compared(story, store):
    first, _ = played(story, store, "sell")
    second, _ = played(story, store, "pull", lead="porter")
    with pytest.raises(SavesError, match="different leads"):
        branch_tree.parting(story, store, first, second)


def test_beginning_anew_keeps_what_was_played(story, store):
    step, _ = played(story, store, "sell")
    root, turn = branch_tree.begin(story, store, "clerk")
    assert store.head(story, "clerk") == root
    assert turn.state == engine.begin(story, "clerk").state
    assert [child.id for child in store.children(root)] == [step]
