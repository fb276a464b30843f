"""The report: one object for tools, a few lines for people."""

from __future__ import annotations

import json

import pytest
from tiny import tiny

from game.check import Report, check

DESK = "title: Desk\ntext: |\n  A.\nchoices:\n  a: {label: A, go: end}\n  b: {label: B, if: key, go: end}\n"


@pytest.fixture
def report() -> Report:
    return check(tiny(desk=DESK, state="key: {flag: no}\nidle: {flag: no}\n"), runs=10)


def test_json_has_the_fields_that_are_promised(report: Report) -> None:
    found = json.loads(json.dumps(report.as_json()))
    assert list(found) == [
        "ok",
        "problems",
        "items",
        "structure",
        "leads",
        "runs",
        "states",
        "seconds",
    ]
    assert set(found["problems"][0]) == {
        "code",
        "severity",
        "file",
        "line",
        "column",
        "message",
        "hint",
    }
    assert set(found["items"][0]) == {"kind", "id", "lead", "status", "witness"}
    assert {"words", "decisions", "endings", "exposures"} <= set(found["leads"]["clerk"])
    assert found["runs"] == 10
    assert found["states"] > 0


def test_only_errors_make_a_story_not_ok(report: Report) -> None:
    assert report.as_json()["ok"] is False
    clean = check(tiny(desk=DESK.replace("if: key, ", ""), state="idle: {flag: no}\n"), runs=10)
    assert clean.problems
    assert clean.ok


def test_people_read_errors_first_and_the_sums_last(report: Report) -> None:
    lines = report.text().splitlines()
    severities = [
        line.split(": ")[1].split()[0]
        for line in lines
        if ": error " in line or ": warning " in line
    ]
    assert severities == sorted(severities)
    assert severities[0] == "error"
    assert severities[-1] == "warning"
    assert lines[-1].startswith(
        "2 errors, 3 warnings; 7 items: 5 witnessed, 2 impossible, 0 unknown; 10 runs, "
    )


def test_progress_goes_up_and_ends_at_one() -> None:
    told: list[tuple[float, str]] = []
    check(
        tiny(desk=DESK, state="key: {flag: no}\n"),
        runs=10,
        progress=lambda done, words: told.append((done, words)),
    )
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(words for _, words in told)
