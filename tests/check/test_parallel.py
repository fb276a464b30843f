"""Leads checked in processes of their own: the same report as one after the other, and nothing hidden that goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.check import check, checker
from game.check.parallel import run_parallel, workers_for
from game.story import load

STORIES = Path(__file__).parents[1] / "stories"
FORKS = pytest.mark.skipif(workers_for(2) < 2, reason="one core, or no processes to fork")


def silent(_share: float, _words: str) -> None:
    pass


def test_results_come_in_the_order_of_the_jobs():
    def job(number: int):
        return lambda told: (told(0.5, "half"), number)[1]

    assert run_parallel([job(number) for number in range(5)], list("abcde"), silent) == [
        0,
        1,
        2,
        3,
        4,
    ]


def test_what_is_told_grows_to_the_whole():
    told: list[float] = []
    run_parallel(
        [lambda tell: tell(0.4, ""), lambda tell: tell(0.8, "")],
        ["a", "b"],
        lambda share, words: told.append(share),
    )
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_fault_in_a_process_is_raised_here():
    def fails(_told: object) -> None:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        run_parallel([fails, lambda told: None], ["a", "b"], silent)


@FORKS
@pytest.mark.parametrize("name", ["night", "harbor"])
def test_the_report_is_the_same_side_by_side_and_one_after_the_other(monkeypatch, name):
    story = load(STORIES / name, cached=False)
    reports = []
    for apart in (1, 10_000):
        monkeypatch.setattr(checker, "PARALLEL_SCENES", apart)
        found = check(story, seconds=60, runs=300).as_json()
        del found["seconds"]
        reports.append(found)
    assert reports[0] == reports[1]
