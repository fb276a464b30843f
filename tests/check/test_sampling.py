"""Random runs: intervals, medians, words, exposures, clamps."""

from __future__ import annotations

from collections import Counter

import pytest
from tiny import tiny

from game.check import check
from game.check.sampling import least_median_most, wilson_interval


def test_the_interval_is_wilsons() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert wilson_interval(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson_interval(0, 20)[0] == 0.0
    assert wilson_interval(0, 20)[1] == pytest.approx(0.1611, abs=1e-4)


def test_least_median_and_most() -> None:
    assert least_median_most(Counter({5: 1, 2: 3, 9: 1})) == [2, 2, 9]
    assert least_median_most(Counter({1: 2, 4: 3})) == [1, 4, 4]
    assert least_median_most(Counter()) == [0, 0, 0]


STORY = {
    "state": "coins: {range: 0..1, start: 0, show: resource}\n",
    "glossary__all": "mint: {name: Mint, stub: A., definition: B.}\n",
    "curriculum": "facts: {F01: {claim: A.}}\n",
    "desk": """
        title: Desk
        text: |
          One two three. {if coins >= 1: Four [[mint]]. | Five.}
        choices:
          work: {label: Work, do: {coins: +1}, teaches: [F01], text: Six., go: here}
          toil: {label: Toil, do: {coins: +1}, teaches: [F01], text: Six., go: here}
          rest: {label: Rest, go: end}
    """,
}


def test_words_decisions_and_exposures_are_counted_a_run() -> None:
    found = check(tiny(**STORY), runs=2_000).leads["clerk"]
    assert found["words"][:2] == [
        7,
        13,
    ]  # 4, and 3 at the end; the first round of work adds 1 and 5
    assert found["decisions"][0] == 1
    assert found["exposures"] == {"F01": [0, 1], "mint": [0, 1]}
    assert found["gauges"] == {"coins": {"": [0, 1, 1]}}


def test_clamps_are_counted_at_the_end_they_meet() -> None:
    low, high = check(tiny(**STORY), runs=200).structure["leads"]["clerk"]["clamps"]["coins"]
    assert low == 0
    assert high > 0


def test_a_run_that_never_ends_is_left_and_said_to_be() -> None:
    desk = (
        "title: Desk\ntext: |\n  A.\nchoices:\n  a: {label: A, go: pit}\n  b: {label: B, go: end}\n"
    )
    pit = "title: Pit\ntext: |\n  A.\nchoices:\n  a: {label: A, go: here}\n  b: {label: B, if: key, go: end}\n"
    found = check(tiny(desk=desk, pit=pit, state="key: {flag: no}\n"), runs=20).leads["clerk"]
    assert found["unfinished"] + round(found["endings"]["over"][0] * 20) == 20
    assert found["unfinished"] > 0
