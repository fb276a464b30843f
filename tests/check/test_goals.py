"""What counts as an item of the check, and what its status says."""

from __future__ import annotations

from tiny import tiny

from game.check import Report, check
from game.engine import begin, choose
from game.story.model import Story

LOCKED = """
    title: Desk
    text: |
      A drawer. {if key: It is open. | It is shut.} {if seen(yard): Mud on the mat.}
    choices:
      take:  {label: Take the key, if: not key, do: {key: yes}, go: here}
      open:
        label: Open it
        needs: {key: The drawer is locked.}
        go: end
      leave: {label: Go out, go: yard}
"""
YARD = "title: Yard\ntext: |\n  {first: Cold. | again: Still cold.}\nchoices:\n  back: {label: Back, go: desk}\n  linger: {label: Stay, go: here}\n"


def statuses(report: Report) -> dict[str, str]:
    return {f"{item.kind} {item.id}": item.status for item in report.items}


def drawer() -> Story:
    return tiny(desk=LOCKED, yard=YARD, state="key: {flag: no}\n")


def test_every_side_of_a_small_story_is_an_item() -> None:
    found = statuses(check(drawer(), runs=20))
    assert set(found) == {
        "scene desk",
        "scene yard",
        "scene end",
        "choice desk.take",
        "choice desk.open",
        "choice desk.open:locked",
        "choice desk.leave",
        "choice yard.back",
        "choice yard.linger",
        "condition desk.take:if not key:true",
        "condition desk.take:if not key:false",
        "passage desk:if key:then",
        "passage desk:if key:else",
        "passage desk:if seen(yard):then",
        "condition desk:if seen(yard):else",
        "passage yard:first",
        "passage yard:again",
        "ending over",
    }
    assert set(found.values()) == {"witnessed"}


def test_a_witness_leads_where_it_says() -> None:
    story = drawer()
    item = next(item for item in check(story, runs=20).items if item.id == "desk.open")
    turn = begin(story, "clerk")
    for id in item.witness:
        turn = choose(story, turn.state, id)
    assert item.witness == ("take", "open")
    assert turn.ending == "over"


def test_what_the_first_turn_shows_needs_no_choices() -> None:
    report = check(drawer(), runs=20)
    assert (
        next(item for item in report.items if item.kind == "scene" and item.id == "desk").witness
        == ()
    )


def test_a_choice_that_nothing_opens_is_impossible_and_an_error() -> None:
    report = check(
        tiny(desk=LOCKED.replace("do: {key: yes}, ", ""), yard=YARD, state="key: {flag: no}\n"),
        runs=20,
    )
    assert statuses(report)["choice desk.open"] == "impossible"
    assert not report.ok
    problem = next(
        problem
        for problem in report.problems
        if problem.code == "TC0801" and "desk.open" in problem.message
    )
    assert (problem.file, problem.line, problem.severity) == ("desk.yaml", 7, "error")


def test_the_words_of_an_impossible_choice_are_not_reported_twice() -> None:
    desk = LOCKED.replace("do: {key: yes}, ", "").replace(
        "        go: end", "        text: |\n          {if key: Ah. | Oh.}\n        go: end"
    )
    report = check(tiny(desk=desk, yard=YARD, state="key: {flag: no}\n"), runs=20)
    assert statuses(report)["passage desk.open:if key:then"] == "impossible"
    assert not [
        problem
        for problem in report.problems
        if "desk.open" in problem.message and "if key" in problem.message
    ]


def test_a_scene_that_no_way_leads_to_is_impossible() -> None:
    report = check(
        tiny(
            desk="title: Desk\ntext: |\n  A.\ngo: end\n",
            attic="title: Attic\ntext: |\n  B.\ngo: end\n",
        ),
        runs=5,
    )
    assert statuses(report)["scene attic"] == "impossible"
    assert [(problem.code, problem.file) for problem in report.problems] == [
        ("TC0801", "attic.yaml")
    ]


def test_the_lead_alone_makes_no_condition_impossible() -> None:
    desk = "title: Desk\ntext: |\n  {if lead is clerk: You write. | You wait.}\ngo: end\n"
    found = statuses(check(tiny(desk=desk), runs=5))
    assert found["passage desk:if lead is clerk:then"] == "witnessed"
    assert "passage desk:if lead is clerk:else" not in found


def test_two_alternatives_with_the_same_words_have_ids_of_their_own() -> None:
    menu = (
        "choices:\n  go_on: {label: On, do: {key: yes}, go: here}\n  out: {label: Out, go: end}\n"
    )
    desk = "title: Desk\ntext: |\n  {if key: A | B} {if key: C | D}\n" + menu
    found = statuses(check(tiny(desk=desk, state="key: {flag: no}\n"), runs=20))
    assert found["passage desk:if key:then#2"] == "witnessed"


VOTE = {
    "people": "anna: {name: Anna, chairs: [{body: council, from: 1900-01-01}]}\nboris: {name: Boris, chairs: [{body: council, from: 1900-01-01}]}\n",
    "motions": """
        close:
          title: That it be closed
          body: council
          leanings:
            anna: +1 fear, she is tired
            boris:
              - -1 debt, he owes nobody
              - {if: asked, line: "+2 interest, he was asked"}
          voices:
            anna: {for: "Yes.", against: "No."}
            boris: {for: "Well, yes.", against: "No."}
    """,
    "state": "asked: {flag: no}\n",
    "desk": "title: Desk\ntext: |\n  Two chairs.\nchoices:\n  ask: {label: Ask him, do: {asked: yes}, go: vote}\n  wait: {label: Wait, go: vote}\n",
    "vote": "title: Vote\ndate: 1901-01-01\ntext: |\n  They vote.\nvote: close\ngo:\n  - carried(close): end\n  - else: end_two\n",
    "end_two": "title: Lost\ntext: |\n  Lost.\nending: lost\n",
}


def test_each_written_voice_and_conditional_leaning_is_an_item() -> None:
    found = statuses(check(tiny(**VOTE), runs=20))
    assert found["voice close.anna:for"] == "witnessed"
    assert found["voice close.anna:against"] == "impossible"
    assert found["voice close.boris:for"] == found["voice close.boris:against"] == "witnessed"
    assert found["voice close.boris:leaning +2 if asked:counts"] == "witnessed"
    assert found["condition close.boris:leaning +2 if asked:idle"] == "witnessed"
    assert "voice close.anna:abstains" not in found


def test_exhausted_odds_stand_beside_the_sampled_ones() -> None:
    found = check(tiny(**VOTE), runs=400).leads["clerk"]
    assert found["exact"] == {"over": 0.5, "lost": 0.5}
    share, low, high = found["endings"]["over"]
    assert low <= share <= high
    assert low < 0.5 < high


def test_the_same_seed_gives_the_same_figures() -> None:
    first, second = (check(drawer(), runs=50, seed=7).leads for _ in range(2))
    assert first == second
    assert first != check(drawer(), runs=50, seed=8).leads
