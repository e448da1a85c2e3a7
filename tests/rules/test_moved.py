"""Whether a figure moved: planted changes are seen, chance is not taken for one, and no figure without enough cases is judged."""

import random

import pytest

from tests.rules.conftest import Rule
from zhiping.definitions.kinds import Direction
from zhiping.rules.moved import count_moved, share_moved, wilson


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (3, 7), (47, 60), (399, 400), (0, 5000)])
def test_the_interval_of_a_share_is_that_of_the_questions(rule: Rule, part: int, whole: int) -> None:
    low, high = wilson(part, whole)
    assert rule("wilson_low(?, ?)", part, whole) == pytest.approx(low)
    assert rule("wilson_high(?, ?)", part, whole) == pytest.approx(high)


# Newcombe's own examples of differences of proportions (1998, table II, method 10), as later minus earlier.
@pytest.mark.parametrize(
    ("earlier", "later", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((0, 20), (10, 10), 0.6791, 1.0),
        ((0, 10), (10, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_of_a_change_is_the_published_one(
    earlier: tuple[int, int], later: tuple[int, int], low: float, high: float
) -> None:
    found = share_moved(earlier, later, "higher")
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("before", "after", "direction", "verdict"),
    [
        ((50, 100), (80, 100), "higher", "better"),
        ((50, 100), (80, 100), "lower", "worse"),
        ((50, 100), (80, 100), "neither", "changed"),
        ((80, 100), (50, 100), "higher", "worse"),
        ((50, 100), (55, 100), "higher", "level"),
        ((50, 100), (50, 100), "higher", "level"),
        ((9, 9), (0, 100), "higher", "few"),
        ((50, 100), (0, 9), "higher", "few"),
        ((10, 10), (0, 10), "higher", "worse"),
        ((0, 0), (50, 100), "higher", "few"),
    ],
)
def test_a_share_moved_where_its_change_leaves_out_nothing(
    before: tuple[int, int], after: tuple[int, int], direction: Direction, verdict: str
) -> None:
    assert share_moved(before, after, direction).verdict == verdict


@pytest.mark.parametrize(
    ("before", "after", "days", "direction", "verdict"),
    [
        (20, 5, (1, 1), "lower", "better"),
        (5, 20, (1, 1), "lower", "worse"),
        (5, 20, (1, 1), "neither", "changed"),
        (20, 12, (1, 1), "lower", "level"),
        (5, 4, (1, 1), "lower", "few"),
        (9, 0, (1, 1), "lower", "few"),
        (10, 0, (1, 1), "lower", "better"),
        (300, 70, (30, 7), "lower", "level"),  # ten a day before and after
        (300, 20, (30, 7), "lower", "better"),
    ],
)
def test_a_count_moved_where_its_days_do_not_explain_it(
    before: int, after: int, days: tuple[int, int], direction: Direction, verdict: str
) -> None:
    found = count_moved(before, after, direction, days=days)
    assert found.verdict == verdict
    if found.low is not None and found.high is not None:
        assert (found.low <= after <= found.high) == (verdict == "level")


def test_chance_is_taken_for_a_change_once_in_twenty_times_at_most() -> None:
    luck, rounds = random.Random(15), 3000
    for rate in (0.3, 0.5, 0.9):
        shares = counts = 0
        for _round in range(rounds):
            before, after = (sum(luck.random() < rate for _case in range(60)) for _time in range(2))
            shares += share_moved((before, 60), (after, 60), "higher").verdict != "level"
            counts += count_moved(before, after, "higher").verdict not in ("level", "few")
        assert 0 < shares / rounds < 0.06
        assert counts / rounds < 0.06
