"""A sitting: what a page shows, what a line does, and that nothing is shown before it is kept."""

from __future__ import annotations

import io

from game.plain.console import Console
from game.plain.loop import PlayLoop
from game.plain.prompt import LineReader
from game.plain.title import TitleLoop
from game.saves import NotKept, open_player
from game.saves.run import Run
from game.story import Story
from game.story.model import (
    Choice,
    Compare,
    Condition,
    Ending,
    Lead,
    Need,
    Number,
    Scene,
    Span,
    Way,
    World,
)


def flat(page: str) -> str:
    """The page without its line ends."""
    return " ".join(page.split())


TO_THE_VOTE = ("read_out", "call_inn", "sit", "eat", "call_mill", "ask", "right")


def test_a_page_begins_with_who_where_when_and_how_well_it_is_attested(sit):
    assert sit().startswith(
        "Ada the Clerk. Act I, Winter. 2 December 1900. The town hall.\nEVENT ● attested, WORDS ○ imagined\n\nThe Letter\n\nA letter"
    )


def test_only_open_choices_are_numbered_and_locked_ones_say_why(sit):
    page = sit()
    assert (
        "\n1  Read it out\n2  Put it under the minutes\n⊘  Burn it. Locked: Nobody has told you that it may be burnt.\n"
        in page
    )


def test_who_does_not_want_to_be_told_what_moved_is_not(sit, store):
    moved = "Berta +2 debt: you let her hear it first."
    assert moved in sit("1")
    store.set_setting("moves", "no")
    page = sit("1", new=True)
    assert moved not in page
    assert "There is time for two calls" in page


def test_a_choice_is_taken_by_its_number_or_its_id(sit):
    assert "Nobody speaks. Berta pours." in sit("1")
    assert "Nobody speaks. Berta pours." in sit("read_out", new=True)


def test_after_a_choice_come_its_outcome_what_moved_and_why_the_new_terms_the_record_and_then_the_next_scene(
    sit,
):
    page = sit("1")
    order = [
        "> Read it out",
        "Nobody speaks. Berta pours.",
        "Berta +2 debt: you let her hear it first.",
        'Otto -1 fear: he heard how you said "bridge".',
        "Patience falls from 2 to 1.",
        "Berta: She keeps the inn.",
        "The record has nine words on this: r reads it.",
        "Ada the Clerk. Act I, Winter. 10 December 1900. The town.",
        "Winter Days",
    ]
    places = [page.index(part) for part in order]
    assert places == sorted(places)


def test_hidden_variables_are_not_told(sit):
    assert "drift" not in sit("2").casefold()


def test_what_entering_a_scene_moves_is_told_after_the_scene_was_read(sit):
    page = sit(*TO_THE_VOTE)
    assert page.index("They sit where they always sit.") < page.index("Ice falls to thick.")


def test_a_term_is_explained_at_its_first_meeting_and_never_again(sit):
    assert "Quorum: How many must be in the room before a vote counts." in sit()
    assert "Quorum: How many" not in sit(new=True)


def test_a_hub_says_how_many_errands_are_left_and_which_will_not_keep(sit):
    page = sit("1")
    assert "You have time for two more." in page
    assert (
        "1  The Inn (will not keep)\n2  The Mill\n⊘  The Smith. Locked: Carl asks first what Otto wants."
        in page
    )
    assert "Winter Days.\nYou have time for one of these two." in sit("2", "1")
    assert "Winter Days.\nYou have time for one more." in sit("1", "call_mill", "go_home", new=True)


def test_the_record_is_folded_until_it_is_asked_for(sit):
    assert "The letter was read out" not in sit("1")
    page = sit("r")
    assert "The record: The Letter\n\nThe letter was read out on 2 December. [1]\n\n" in page
    assert "[1] Town council. Minutes of the council. 1900. Written by the clerk.\n" in page


def test_the_record_of_the_last_decision_that_had_one_stays_readable(sit):
    assert "The record: The Letter" in sit("1", "1", "1", "r")


def test_without_a_decision_there_is_no_record_yet(sit):
    assert "The record opens when a decision has been taken." in sit("r")


def test_undo_takes_the_last_choice_back_and_shows_the_page_again(sit):
    page = sit("1", "u")
    assert page.count("The Letter\n\nA letter from the county") == 2
    assert "Taken back: Read it out. It stays in your branches." in page
    assert "there is nothing to take back" in sit("u", new=True)


def test_the_ledger_shows_every_line_with_the_scene_that_wrote_it(sit):
    page = sit("1", "l")
    assert "Berta: +2, with you.\n  +2 debt: you let her hear it first (The Letter).\n" in page
    assert "Nothing is written yet of Carl." in page
    assert "Patience: 1 of 2." in page
    assert "Ice: solid (3 of 3)." in page
    assert "the numbers are this game's model" in page.casefold()


def test_the_ledger_opens_at_one_name(sit):
    page = sit("l otto")
    assert "Otto:" in page
    assert "Berta: 0" not in page
    assert "no page for 'nobody'" in sit("l nobody")


def test_a_vote_is_called_chair_by_chair_with_every_line_behind_it_and_the_count(sit):
    page = sit(*TO_THE_VOTE)
    assert "The motion: That a bridge be built." in page
    assert "Ada (you): for, +2.\n  +2 belief: you have measured the river yourself.\n" in page
    assert (
        'Berta: for, +2. "Travellers come back over bridges."\n  -1 interest: ferry passengers wait at her inn.\n'
        "  +2 debt: you let her hear it first.\n  +1 belief: you ate her soup.\n" in page
    )
    assert "Carl: abstains, 0.\n" in page
    assert "Otto: against, -3.\n" in page
    assert "For 2, against 1, abstaining 1. Three needed: not carried." in page
    assert "The numbers are this game's model" in page


def test_an_ending_has_a_name_a_kind_a_distance_and_an_epitaph(sit):
    page = sit(*TO_THE_VOTE)
    assert "The end: The Ferry\nA divergent ending" in page
    assert "Distance from the record: two steps." in flat(page)
    assert "They still wait.\n" in page


def test_an_epitaph_reads_the_state_it_was_reached_in(sit):
    page = sit("read_out", "call_mill", "ask", "call_smith", "buy", "right")
    assert "The end: A Bridge\nA historical ending: so it happened." in page
    assert "It stands. You did not wait.\n" in page


def test_the_lines_end_and_the_run_goes_on_there_next_time(sit):
    sit("1", "1")
    page = sit()
    assert "It smells of soup." in page
    assert "Saved: Ada the Clerk, two decisions." in page


def test_a_line_that_is_no_command_says_so_and_asks_again(sit):
    page = flat(sit("dance", "99", "burn_it", "u x", "1"))
    assert "'dance' is no command here. A number from 1 to 2 chooses; ? lists the commands." in page
    assert "There is no choice 99 here: choose from 1 to 2." in page
    assert "That is locked: Nobody has told you that it may be burnt." in page
    assert "'u x' is no command here." in page
    assert "Nobody speaks. Berta pours." in page


def test_an_empty_line_shows_the_choices_again(sit):
    assert sit("").count("1  Read it out") == 2


def test_a_page_can_be_read_again(sit):
    assert sit("1", "p").count("There is time for two calls") == 2


def test_quit_leaves_at_once(sit):
    assert "Nobody speaks" not in sit("q", "1")


def test_a_choice_comes_before_a_command_of_the_same_name(sit):
    page = sit("1", "call_mill", "go_home", "call_inn", "leave", "right")
    assert "The end: The Ferry" in page


def test_help_lists_every_command(sit):
    page = sit("?")
    for key in "ulrgcbsnpq?":
        assert f"\n{key} " in page or f"\n{key}:" in page
    assert "● attested: good sources agree." in page


def test_at_an_ending_a_pipe_that_goes_on_choosing_ends_the_sitting(sit):
    page = sit(*["1"] * 500)
    assert page.count("The end:") == 1
    assert page.rstrip().endswith("decisions.")


def test_at_an_ending_commands_still_work(sit):
    page = sit(*TO_THE_VOTE, "u", "wrong")
    assert page.count("The end: The Ferry") == 2


def test_the_chronicle_opens_at_the_month_of_the_scene_and_at_others(sit):
    page = sit("c", "c january")
    assert "2 December 1900. The letter comes. ● attested.\nThe county asks for a vote.\n" in page
    assert "10 January 1901. The vote. ◐ disputed." in page
    assert "no month 'smarch'" in sit("c smarch")


def test_the_chronicle_tells_what_the_branch_did_in_a_month_and_where_it_parts(sit):
    page = sit("hide_it", "c december")
    assert (
        "Your branch in December 1900\n2 December 1900. The Letter: Put it under the minutes.\n"
        in page
    )
    assert "    ≠ parts here. The record: Read it out.\n" in page
    assert "    = as it was.\n" in sit("read_out", "c december", new=True)
    assert "    != parts here." in sit("hide_it", "c december", new=True, encoding="ascii")


def test_a_new_run_begins_at_the_first_page_and_keeps_the_old_one(sit):
    page = sit("1", "n", "2", "b")
    assert "■ Read it out" in page
    assert "■ Put it under the minutes" in page


def test_a_step_is_kept_before_its_result_is_shown(bridge, store, monkeypatch):
    page = io.StringIO()
    paper = Console(page)
    run = Run.open(bridge, store, "clerk")

    def refuse(*_: object, **__: object) -> int:
        assert "Nobody speaks" not in page.getvalue()
        raise NotKept("The disk is full.")

    monkeypatch.setattr(store, "append", refuse)
    PlayLoop(run, paper, LineReader(io.StringIO("1\n"), paper)).play()
    assert "The disk is full." in page.getvalue()
    assert "Nobody speaks" not in page.getvalue()
    assert run.turn.scene == "the_letter"


def test_a_run_that_an_edited_story_stopped_says_so(bridge, store, sit):
    sit("1")
    store.append(store.head(bridge, "clerk"), "call_castle", scene="winter_days")
    page = flat(sit())
    assert "`call_castle` is no longer offered in" in page
    assert "1 The Inn" in page


def test_records_kept_in_memory_only_are_not_called_saved(store, sit):
    store.kept = False
    assert "Not saved" in sit("1")


def hostile_story() -> Story:
    """What the reader of stories would refuse, made without it."""
    escape = "\x1b[31m\x9b2J\x07\u202e"
    never = Condition(Compare("==", Number(0), Number(1)), "never")
    on = Choice(
        "on", (Span(f"On{escape}"),), ways=(Way("two"),), text=(Span(f"Out{escape}\n\ncome"),)
    )
    shut = Choice("shut", (Span("Shut"),), needs=(Need(never, f"Why{escape}"),), ways=(Way("two"),))
    one = Scene(
        "one",
        f"One{escape}",
        "one.yaml",
        place=escape,
        text=(Span(f"Here{escape}"),),
        choices=(on, shut),
        record=(Span(f"So{escape}"),),
    )
    two = Scene("two", "Two", "two.yaml", text=(Span("Done."),), ending="done")
    leads = (Lead("a", f"A{escape}", start="one", wants=escape, about=f"About{escape}"),)
    endings = (Ending("done", f"End{escape}", epitaph=(Span(escape),)),)
    return Story(
        World(f"T{escape}", 1, leads=leads, endings=endings),
        {"one": one, "two": two},
        "digest",
        "path",
    )


def test_nothing_in_a_story_can_steer_the_terminal(tmp_path):
    story, page = hostile_story(), io.StringIO()
    paper = Console(page)
    lines = io.StringIO("l\nb\ns \x1b[2J\nu\x1b\ng \x1b\nshut\n1\nr\nb\nq\n")
    with open_player(tmp_path / "saves", "player") as store:
        PlayLoop(Run.open(story, store, "a"), paper, LineReader(lines, paper)).play()
        TitleLoop(
            story, store, paper, LineReader(io.StringIO("1\n3\ne\n\x1b[2J\nb\n"), paper)
        ).open()
    assert not set(page.getvalue()) & set("\x1b\x9b\x07\u202e")
    for word in ("On·", "Why·", "Out·", "Here·", "So·", "End·", "About·"):
        assert word in page.getvalue()
