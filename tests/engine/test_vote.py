"""Votes are called chair by chair; chairs are held from one date to another."""

from __future__ import annotations

from pathlib import Path

import pytest
from story_from_text import play

from game.engine import begin, choose, forecast
from game.story import Story, load

COUNCIL = Path(__file__).parents[1] / "stories" / "council"


@pytest.fixture
def story() -> Story:
    return load(COUNCIL, cached=False)


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
