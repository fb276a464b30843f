"""A problem stands where the author made it: in folded prose, in quotes, in braces, in lists and maps of any style."""

import pytest

STATE = {"state.yaml": "terror: {range: 0..5}\nplot.open: {flag: no}\n"}


def where(problems, desk: str) -> list[tuple[int, int]]:
    """Line and column of every unknown variable in the scene at the desk."""
    return [
        (p.line, p.column) for p in problems({"desk.yaml": desk, **STATE}) if p.code == "TC0302"
    ]


@pytest.mark.parametrize("wrong", ["teror", "plot.opened"])
@pytest.mark.parametrize(
    "desk",
    [
        "title: The Desk\ntext: |\n  One line.\n\n  Another, and\n  {if @: a | b}.\nending: e\n",
        "title: The Desk\ntext: |\n  {{ a brace }} and {if terror >= 2 and\n  not @: a | b}.\nending: e\n",
        "title: The Desk\ntext: |\n\n\n    Deep, deeper {if terror\n    >=\n    2 and\n    @ : a}.\nending: e\n",
        "title: The Desk\ntext: |2\n    indented\n   {if @: a}.\nending: e\n",
        "title: The Desk\ntext: |-\n  Всё, é, 中 {@} now.\nending: e\n",
        "title: The Desk\ntext: |\n  - a list\n  - {if terror >= 2: *so* | {{no}}}\nending: e\n".replace("{{no}}", "no") + "do: {@: yes}\n",
        "title: The Desk\ntext:\n  - |\n    One.\n  - if: terror >= 2 and @\n    text: |\n      Two.\nending: e\n",
        "title: The Desk\ntext:\n  - {if: 'not @', text: Two.}\nending: e\n",
        'title: The Desk\ntext: "Caf\\u00e9 \\"{@}\\""\nending: e\n',
        "title: The Desk\ntext: 'It''s {@}'\nending: e\n",
        "title: The Desk\ngo:\n  - terror >= 2 and @: here\n  - else: here\nchoices: {}\n",
        'title: The Desk\ngo: [{"not (@)": here}, {else: here}]\n',
        "title: The Desk\ngo:\n  - ? terror >= 2 and\n      @\n    : here\n  - else: here\n",
        "title: The Desk\nchoices:\n  ask: {label: Ask, if: terror >= 2 and not @, go: here}\n  wait: {label: Wait, go: here}\n",
        "title: The Desk\nchoices:\n  ask:\n    label: Ask\n    if: terror >= 2\n      and @\n    go: here\n  wait: {label: Wait, go: here}\n",
        "title: The Desk\nchoices:\n  ask:\n    label: Ask\n    needs:\n      terror >= 2: No.\n      seen(desk) or @: No.\n    go: here\n",
        "title: The Desk\nchoices:\n  ask: {label: 'Ask {@}', go: here}\n",
        "title: The Desk\nledger:\n  malenkov: {if: 'terror >= 2 and @', line: \"+1 debt, so\"}\nending: e\n",
    ],
)  # fmt: skip
def test_an_unknown_name_is_found_where_it_stands(problems, desk: str, wrong: str) -> None:
    text = desk.replace("@", wrong)
    line = next(number for number, line in enumerate(text.split("\n"), 1) if wrong in line)
    column = text.split("\n")[line - 1].index(wrong) + 1
    assert (line, column) in where(problems, text)


def test_windows_line_ends_change_no_place(problems) -> None:
    desk = "title: The Desk\r\ntext: |\r\n  One.\r\n\r\n  Two {teror}.\r\nending: e\r\n"
    assert where(problems, desk) == [(5, 8)]


def test_the_third_of_three_equal_braces_is_told_apart(problems) -> None:
    desk = "title: The Desk\ntext: |\n  {terror} {terror}\n  {terror} {terror\nending: e\n"
    (problem,) = problems({"desk.yaml": desk, **STATE})
    assert (problem.code, problem.line, problem.column) == ("TC0601", 4, 12)


def test_all_faults_of_one_passage_are_told_at_once(problems) -> None:
    desk = "title: The Desk\ntext: |\n  {a} [[Bee]] {if c >= 1 and d is e or f: *x* | [[Gee]]}\n  *{cite h}* {if i: [[Jay]]} }\nending: e\n"
    found = [(p.code, p.line, p.column) for p in problems({"desk.yaml": desk, **STATE})]
    assert found == [
        ("TC0302", 3, 4),
        ("TC0204", 3, 9),
        ("TC0403", 3, 19),
        ("TC0604", 4, 4),
        ("TC0302", 4, 18),
        ("TC0601", 4, 30),
    ]


def test_all_unknown_names_of_one_condition_are_told_at_once(problems) -> None:
    desk = "title: The Desk\nchoices:\n  ask: {label: Ask, if: a and (b >= c or not d) and seen(e), go: here}\n  wait: {label: Wait, go: f}\n"
    found = [(p.code, p.column) for p in problems({"desk.yaml": desk, **STATE})]
    assert found == [
        ("TC0302", 25),
        ("TC0302", 32),
        ("TC0302", 37),
        ("TC0302", 46),
        ("TC0301", 58),
        ("TC0301", 27),
    ]


def test_a_long_line_is_shown_around_its_fault(problems) -> None:
    desk = (
        "title: The Desk\ntext: |\n  "
        + "word " * 500
        + "{teror} "
        + "word " * 500
        + "\nending: e\n"
    )
    (problem,) = problems({"desk.yaml": desk, **STATE})
    line, caret = str(problem).splitlines()[1:3]
    assert len(line) < 200
    assert line[caret.index("^") :].startswith("teror}")
