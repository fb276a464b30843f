"""Hubs offer errands and move on; votes are called chair by chair; chairs are held from one date to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import Turn, begin, choose, forecast
from game.story import Story, load

COUNCIL = Path(__file__).parents[1] / "stories" / "council"


@pytest.fixture
def story() -> Story:
    return load(COUNCIL, cached=False)


def play(story: Story, *choices: str) -> Turn:
    turn = begin(story, "clerk")
    for choice in choices:
        turn = choose(story, turn.state, choice)
    return turn


def test_a_hub_offers_what_holds_and_says_how_many_are_left_and_what_will_not_keep(story):
    turn = play(story, "write")
    assert turn.scene == "errands"
    assert turn.picks_left == 2
    assert [(offer.id, offer.label, offer.keeps) for offer in turn.choices] == [
        ("post", "The Post", True),
        ("stamp", "The Stamp", False),
        ("window", "The Window", True),
    ]


def test_an_errand_is_offered_once_and_the_hub_shows_its_text_once(story):
    turn = play(story, "write", "window")
    assert turn.scene == "errands"
    assert turn.picks_left == 1
    assert [offer.id for offer in turn.choices] == ["post", "stamp"]
    assert turn.text == "Rain."


def test_after_the_last_errand_the_hub_moves_on_by_itself(story):
    turn = play(story, "write", "window", "stamp")
    assert turn.scene == "open_still"
    assert [passage.kind for passage in turn.passages] == ["scene", "scene", "vote", "scene"]


def test_visits_are_counted_as_far_as_conditions_ask(story):
    assert play(story, "write").text.endswith("You begin.")
    assert play(story, "fetch", "quick", "write").text.endswith("You have been at it all day.")


def test_a_vote_calls_whoever_holds_a_chair_on_the_day_but_the_accused(story):
    (vote,) = play(story, "write", "window", "stamp").votes
    assert [voice.person for voice in vote.voices] == ["anna", "boris"]
    (wider,) = play(story, "write", "post", "open", "window").votes
    assert [voice.person for voice in wider.voices] == ["anna", "boris", "dmitri"]
    (narrower,) = play(story, "write", "post", "burn", "window").votes
    assert [voice.person for voice in narrower.voices] == ["anna"]


def test_every_voice_shows_the_lines_that_add_up_to_its_sum(story):
    for choices in (
        ("write", "window", "stamp"),
        ("write", "window", "post", "open"),
        ("write", "post", "burn", "stamp"),
    ):
        for vote in play(story, *choices).votes:
            for voice in vote.voices:
                assert sum(line.weight for line in voice.lines) == voice.total
                assert voice.stance == (
                    "for" if voice.total > 0 else "against" if voice.total < 0 else "abstains"
                )


def test_a_leaning_counts_only_while_its_condition_holds(story):
    (sealed,) = play(story, "write", "window", "stamp").votes
    boris = sealed.voices[1]
    assert [(line.weight, line.scene) for line in boris.lines] == [(-1, ""), (2, ""), (-1, "desk")]
    assert (boris.total, boris.stance) == (0, "abstains")
    (plain,) = play(story, "write", "window", "post", "open").votes
    assert (plain.voices[1].stance, plain.voices[1].words) == ("against", "No.")


def test_the_count_decides_and_what_was_called_stands(story):
    won = play(story, "write", "post", "burn", "window")
    assert (won.votes[0].votes_for, won.votes[0].needed, won.votes[0].carried) == (1, 1, True)
    lost = play(story, "write", "window", "post", "open")
    assert (lost.votes[0].carried, lost.scene, lost.ending) == (False, "open_still", "lost")


def test_votes_can_be_forecast_before_they_are_called(story):
    before = forecast(story, begin(story, "clerk").state, "close_it")
    assert (before.votes_for, before.votes_against, before.carried) == (1, 1, False)
    assert begin(story, "clerk").state["majority"] is False


def test_chairs_follow_the_dates_and_what_this_run_changed(story):
    assert begin(story, "clerk").state.members("council") == ("anna", "boris", "clara")
    turn = play(story, "write", "post", "open")
    assert turn.state.members("council") == ("anna", "boris", "clara", "dmitri")
    assert [item.text for item in turn.changes if item.kind == "chair"] == ["Dmitri takes a chair"]


def test_the_calls_text_names_each_member_and_the_count(story):
    text = play(story, "write", "post", "burn", "window").text
    assert "- Anna: for. Yes." in text
    assert "For 1, against 0, abstaining 0: carried." in text


def test_a_derived_number_below_zero_is_shown(tmp_path):
    files = {
        "story.yaml": "title: T\nedition: 1\nleads: {k: {name: K, start: a}}\n",
        "people.yaml": "bob: {name: Bob}\n",
        "state.yaml": "leaning: {means: support(bob)}\n",
        "a.yaml": "title: A\ntext: |\n  Bob stands at {leaning}.\nchoices:\n  cross: {label: Cross him, ledger: {bob: '-2 grudge, you crossed him'}, go: here}\n  leave: {label: Leave, go: z}\n",
        "z.yaml": "title: Z\ntext: |\n  Out.\nending: out\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    small = load(tmp_path, cached=False)
    turn = begin(small, "k")
    assert turn.text == "Bob stands at 0."
    assert choose(small, turn.state, "cross").text == "Bob stands at -2."
