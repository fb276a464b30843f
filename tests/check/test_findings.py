"""Every TC08xx code, from a story that has the fault and no other."""

from __future__ import annotations

import pytest
from tiny import END, tiny

from game.check import check
from game.story.model import Story
from game.story.problems import Problem

HISTORY = "title: Tiny\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk, history: over}\n"
KEY = "key: {flag: no}\n"
LOSE = "  lose: {label: Lose it, once: yes, do: {key: no}, go: here}\n"
ON = "title: Desk\ntext: |\n  A.\ngo: end\n"
MENU = "title: Desk\ntext: |\n  A.\nchoices:\n"


def problems(story: Story) -> list[Problem]:
    return list(check(story, runs=20).problems)


def codes(story: Story) -> set[tuple[str, str]]:
    return {(problem.code, problem.severity) for problem in problems(story)}


def test_a_clean_story_has_no_problems() -> None:
    assert problems(tiny(desk=ON)) == []


def test_tc0801_nothing_can_show_it() -> None:
    desk = MENU + "  a: {label: A, go: end}\n  b: {label: B, if: key, go: end}\n"
    assert ("TC0801", "error") in codes(tiny(desk=desk, state=KEY))


def test_tc0803_a_condition_is_never_true() -> None:
    found = [
        p
        for p in problems(
            tiny(desk=MENU + "  a: {label: A, go: [{key: end}, {else: end}]}\n", state=KEY)
        )
        if p.code == "TC0803"
    ]
    assert [(problem.severity, problem.line) for problem in found] == [("error", 5)]


def test_tc0804_a_condition_is_never_false() -> None:
    assert ("TC0804", "error") in codes(
        tiny(
            desk="title: Desk\ndo: {key: yes}\ntext: |\n  {if key: It is there.}\ngo: end\n",
            state=KEY,
        )
    )


def test_tc0804_a_need_that_never_locks() -> None:
    desk = "title: Desk\ndo: {key: yes}\ntext: |\n  A.\nchoices:\n  a: {label: A, needs: {key: Locked.}, go: end}\n  b: {label: B, go: end}\n"
    found = next(
        problem for problem in problems(tiny(desk=desk, state=KEY)) if problem.code == "TC0804"
    )
    assert "desk.a" in found.message


def test_tc0805_and_tc0806_a_variable_is_never_read_or_never_changed() -> None:
    state = "unread: {flag: no}\nfixed: {flag: no}\nshown: {range: 0..3, start: 0, show: country}\n"
    desk = "title: Desk\ntext: |\n  {if fixed: A | B}\ndo: {unread: yes, shown: +1}\ngo: end\n"
    found = {
        (problem.code, problem.line, problem.severity)
        for problem in problems(tiny(desk=desk, state=state))
        if problem.code in ("TC0805", "TC0806")
    }
    assert found == {("TC0805", 1, "warning"), ("TC0806", 2, "warning")}


def test_tc0807_the_chain_of_the_record_ends_elsewhere() -> None:
    desk = (
        MENU
        + "  a: {label: A, really: yes, needs: {key: Locked.}, go: end}\n  b: {label: B, go: other}\n"
    )
    other = END.replace("over", "other")
    found = next(
        p
        for p in problems(tiny(story=HISTORY, desk=desk, other=other, state=KEY))
        if p.code == "TC0807"
    )
    assert "ends in `other`" in found.message
    assert "desk.a" in found.message
    assert (found.file, found.line, found.severity) == ("desk.yaml", 5, "error")


def test_tc0807_the_chain_goes_round() -> None:
    desk = MENU + "  a: {label: A, really: yes, go: here}\n  b: {label: B, go: end}\n"
    found = next(p for p in problems(tiny(story=HISTORY, desk=desk)) if p.code == "TC0807")
    assert "goes round" in found.message


def test_the_chain_takes_right_answers_and_the_errands_that_were_run() -> None:
    files = {
        "story": HISTORY,
        "curriculum": "terms: {T01: {name: One}}\n",
        "desk": "title: Desk\nteaches: [T01]\ntext: |\n  A.\nchoices:\n"
        "  no: {label: N, recall: {id: T01, answer: no}, go: other}\n  yes_it_is: {label: Y, recall: {id: T01, answer: yes}, go: hub}\n",
        "hub": "title: Hub\ntext: |\n  A.\ndraw: {from: errands, take: 1, then: end}\n",
        "other": END.replace("over", "other"),
        "a_walk": "title: A\npool: errands\ntext: |\n  A.\ngo: other\n",
        "b_walk": "title: B\npool: errands\nreally: yes\ntext: |\n  B.\ngo: return\n",
    }
    report = check(tiny(**files), runs=20)
    assert "TC0807" not in {problem.code for problem in report.problems}
    assert report.structure["leads"]["clerk"]["really"]["path"] == ["yes_it_is", "b_walk"]


@pytest.mark.parametrize(
    ("record", "warned"), [("", True), ("{cite s1}", True), ("{cite s1} {cite s2}", False)]
)
def test_tc0808_a_decision_wants_a_record_with_two_sources(record: str, warned: bool) -> None:
    desk = (
        MENU
        + "  a: {label: A, really: yes, go: end}\n"
        + (f"record: |\n  So it was. {record}\n" if record else "")
    )
    sources = "s1: {author: A, title: B}\ns2: {author: C, title: D}\n"
    assert (("TC0808", "warning") in codes(tiny(desk=desk, sources=sources))) is warned


def test_tc0809_a_lesson_is_due_and_untaught() -> None:
    story = "title: Tiny\nedition: 1\nleads:\n  clerk: {name: Clerk, start: desk}\nacts:\n  1_day: {title: Day}\n  2_night: {title: Night}\n"
    curriculum = "facts:\n  F01: {claim: A., due: 1_day}\n  F02: {claim: B., due: 2_night}\n"
    report = check(tiny(story=story, clerk__1_day__desk=ON, curriculum=curriculum), runs=5)
    assert [(problem.code, problem.line) for problem in report.problems] == [("TC0809", 2)]
    assert report.structure["untaught"] == ["F01", "F02"]


def test_a_linked_entry_of_the_glossary_teaches_its_lesson() -> None:
    desk = "title: Desk\ntext: |\n  The [[plenum]] sits.\ngo: end\n"
    glossary = "plenum: {name: Plenum, stub: A., definition: B., curriculum: T01}\n"
    report = check(
        tiny(desk=desk, glossary__all=glossary, curriculum="terms: {T01: {name: Plenum}}\n"), runs=5
    )
    assert report.structure["untaught"] == []
    assert ("fact", "T01", "witnessed") in {
        (item.kind, item.id, item.status) for item in report.items
    }


def test_a_term_that_no_passage_links_to_is_impossible() -> None:
    report = check(
        tiny(desk=ON, glossary__all="plenum: {name: Plenum, stub: A., definition: B.}\n"), runs=5
    )
    assert [(problem.code, problem.file) for problem in report.problems] == [
        ("TC0801", "glossary/all.yaml")
    ]


def test_tc0810_what_nothing_uses() -> None:
    files = {
        "sources": "idle: {author: A, title: B}\n",
        "people": "zed: {name: Zed}\nann: {name: Ann}\n",
        "desk": "title: Desk\ntext: |\n  Ann is here.\ngo: end\n",
    }
    found = [problem for problem in problems(tiny(**files)) if problem.code == "TC0810"]
    assert [(problem.file, problem.line) for problem in found] == [
        ("people.yaml", 1),
        ("sources.yaml", 1),
    ]


TRAP = (
    MENU
    + "  wait: {label: Wait, go: here}\n  out: {label: Out, needs: {key: Locked.}, go: end}\n"
    + LOSE
)


def test_tc0811_a_state_that_no_ending_can_be_reached_from() -> None:
    report = check(tiny(desk=TRAP, state="key: {flag: yes}\n"), runs=20)
    problem = next(problem for problem in report.problems if problem.code == "TC0811")
    assert problem.severity == "error"
    assert report.structure["leads"]["clerk"]["caught"] == [["lose"]]


def test_a_loop_whose_way_out_is_conditional_but_never_lost_is_no_error() -> None:
    desk = TRAP.replace(LOSE, "  find: {label: Find it, do: {key: yes}, go: here}\n")
    report = check(tiny(desk=desk, state=KEY), runs=20)
    assert report.structure["leads"]["clerk"]["unsure"] == ["desk"]
    assert report.ok
