"""A member's sum in words: where each word of leaning begins and ends."""

from __future__ import annotations

import pytest

from game.view.words import leaning


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        (range(-9, -4), "firmly against you"),
        (range(-4, -1), "against you"),
        ((-1,), "leans against you"),
        ((0,), "on the fence"),
        ((1,), "leans to you"),
        (range(2, 5), "with you"),
        (range(5, 10), "firmly with you"),
    ],
)
def test_each_sum_has_its_word(sums, said):
    assert {leaning(total) for total in sums} == {said}
