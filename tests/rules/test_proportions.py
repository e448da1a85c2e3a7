"""What strays from a rate, and the limits of a funnel plot, against a slow count of every outcome."""

from fractions import Fraction
from math import comb

import pytest

from zhiping.rules.proportions import INNER, OUTER, binomial_limits, signal, strays, with_signals

RATES = [Fraction(rate, 1000) for rate in (1, 20, 100, 500, 888, 952, 990)]


def chance(k: int, n: int, rate: Fraction) -> Fraction:
    return comb(n, k) * rate**k * (1 - rate) ** (n - k)


def side_by_counting(part: int, whole: int, rate: Fraction, tail: Fraction) -> int:
    if sum(chance(k, whole, rate) for k in range(part + 1)) < tail:
        return -1
    return int(sum(chance(k, whole, rate) for k in range(part, whole + 1)) < tail)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(("coverage", "tail"), [(INNER, Fraction(25, 1000)), (OUTER, Fraction(1, 1000))])
def test_every_count_of_one_to_thirty_is_judged_by_its_exact_tail(rate, coverage, tail):
    for whole in range(1, 31):
        low, high = binomial_limits(float(rate), whole, coverage)
        for part in range(whole + 1):
            side = side_by_counting(part, whole, rate, tail)
            assert strays(part, whole, float(rate), coverage) == side, (part, whole)
            drawn = (part / whole > high) - (part / whole < low)
            assert drawn == side, f"the line says otherwise: {part} of {whole}"


@pytest.mark.parametrize(
    ("part", "whole", "rate", "inner", "outer"),
    [
        (13, 13, 0.888, 0, 0),  # chance 0.21
        (10, 10, 0.888, 0, 0),  # 0.30
        (31, 31, 0.888, 0, 0),  # 0.0252
        (32, 32, 0.888, 1, 0),  # 0.0224
        (58, 58, 0.888, 1, 0),  # 0.00102
        (59, 59, 0.888, 1, 1),  # 0.0009
        (0, 31, 0.112, 0, 0),  # the other edge
        (0, 32, 0.112, -1, 0),
        (0, 59, 0.112, -1, -1),
        (8, 13, 0.888, -1, 0),  # 0.0112
        (6, 13, 0.888, -1, -1),  # 0.0003
        (1, 1, 0.02, 1, 0),
        (0, 50, 0.0, 0, 0),
        (50, 50, 1.0, 0, 0),
    ],
)
def test_worked_counts(part, whole, rate, inner, outer):
    assert (strays(part, whole, rate, INNER), strays(part, whole, rate, OUTER)) == (inner, outer)


@pytest.mark.parametrize("rate", [Fraction(1, 2), Fraction(9, 10), Fraction(1, 50)])
@pytest.mark.parametrize("n", [1, 9, 10, 60, 400])
@pytest.mark.parametrize("coverage", [INNER, OUTER])
def test_limits_lie_between_the_last_count_within_and_the_first_beyond(rate, n, coverage):
    def lower(rate: Fraction) -> Fraction:
        below, tail = Fraction(0), Fraction((1 - coverage) / 2)
        for k in range(n + 1):
            here = chance(k, n, rate)
            if below + here >= tail:
                return max(Fraction(0), Fraction(k - (below + here - tail) / here, n))
            below += here
        raise AssertionError

    low, high = binomial_limits(float(rate), n, coverage)
    assert low == pytest.approx(float(lower(rate)), abs=1e-9)
    assert high == pytest.approx(float(1 - lower(1 - rate)), abs=1e-9)


@pytest.mark.parametrize(("n", "has_upper"), [(1, False), (13, False), (31, False), (32, True), (400, True)])
def test_no_limit_is_drawn_inside_the_edge_that_no_count_can_cross(n, has_upper):
    assert (binomial_limits(0.888, n, INNER)[1] < 1) is has_upper
    assert (binomial_limits(0.112, n, INNER)[0] > 0) is has_upper


def test_limits_close_in_on_the_rate_as_cases_grow():
    widths = [high - low for low, high in (binomial_limits(0.9, n, INNER) for n in (10, 100, 1000, 100_000))]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == pytest.approx(2 * 1.96 * (0.9 * 0.1 / 100_000) ** 0.5, rel=0.02)


def test_outer_limits_enclose_inner_ones_and_stay_shares():
    (low, high), (far_low, far_high) = binomial_limits(0.97, 30, INNER), binomial_limits(0.97, 30, OUTER)
    assert 0 <= far_low < low < 0.97 < high <= far_high <= 1


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_where_all_or_none_succeed_there_is_nothing_to_stray_from(rate):
    assert binomial_limits(rate, 50, INNER) == (rate, rate)


def test_no_cases_have_no_limits():
    with pytest.raises(ValueError, match="0"):
        binomial_limits(0.5, 0, INNER)
    with pytest.raises(ValueError, match="0"):
        strays(0, 0, 0.5, INNER)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 9, "few"),
        (4, 10, "far_below"),  # chance 0.0001
        (5, 10, "below"),  # 0.0016
        (7, 10, "within"),  # 0.07
        (6, 10, "below"),  # 0.013
        (10, 10, "within"),  # 0.35
        (60, 60, "above"),  # 0.0018
        (70, 70, "far_above"),  # 0.0006
    ],
)
def test_a_signal_says_the_side_and_how_far_and_nothing_of_few(part, whole, said):
    assert signal(part, whole, 0.9) == said


def test_each_row_is_held_against_all_rows_together():
    rows = [{"part": 10, "whole": 20}, {"part": 97, "whole": 100}, {"part": 3, "whole": 3}]
    assert [row["said"] for row in with_signals(rows, "said", "part", "whole")] == [
        "far_below",
        "above",
        "few",
    ]
    assert with_signals([{"part": 0, "whole": 0}], "said", "part", "whole")[0]["said"] == "few"
    assert with_signals([], "said", "part", "whole") == []
