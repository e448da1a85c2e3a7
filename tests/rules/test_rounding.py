"""Rounding as on paper, and places that ties share."""

import numpy as np
import pytest

from zhiping.rules.rounding import carried_digits, places, rounded


@pytest.mark.parametrize(
    ("score", "two_places"),
    [
        (88.124, 88.12),
        (88.125, 88.13),
        (1.005, 1.01),
        (88.1249999999, 88.13),
        (88.12499, 88.12),
        (100, 100),
        (0, 0),
    ],
)
def test_scores_are_rounded_half_up(score, two_places):
    assert rounded(np.array([score])).tolist() == [two_places]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([90, 80, 70], [1, 2, 3]),
        ([80, 90, 80, 70], [2, 1, 2, 4]),
        ([80, 80, 80], [1, 1, 1]),
        ([np.nan, 80, np.nan, 90], [3, 2, 3, 1]),
        ([5], [1]),
        ([], []),
    ],
)
def test_ties_share_the_better_place(scores, expected):
    assert places(np.array(scores, dtype=float)).tolist() == expected


def test_places_equal_one_and_the_number_of_better_scores():
    scores = np.random.Generator(np.random.PCG64(1)).integers(0, 6, (40, 9)).astype(float)
    slow = [[1 + sum(other > score for other in line) for score in line] for line in scores]
    assert places(scores).tolist() == slow


def test_numbers_carry_as_many_decimals_as_the_longest_of_them_and_round_hundreds_none() -> None:
    assert carried_digits([90.0, 8.5]) == 1
    assert carried_digits([100.0]) == carried_digits([2000.0, 100.0]) == carried_digits([]) == 0
