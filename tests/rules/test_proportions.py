"""The limits of a funnel plot against a slow count of every outcome."""

from fractions import Fraction
from math import comb

import pytest

from zhiping.rules.proportions import INNER, OUTER, binomial_limits


def share_reached_by_counting(rate: Fraction, n: int, chance: float) -> float:
    below = Fraction(0)
    for k in range(n + 1):
        here = comb(n, k) * rate**k * (1 - rate) ** (n - k)
        if below + here >= Fraction(chance):
            return float(max(Fraction(0), k - (below + here - Fraction(chance)) / here) / n)
        below += here
    return 1.0


@pytest.mark.parametrize("rate", [Fraction(1, 2), Fraction(9, 10), Fraction(1, 50)])
@pytest.mark.parametrize("n", [1, 9, 10, 60, 400])
@pytest.mark.parametrize("coverage", [INNER, OUTER])
def test_limits_equal_a_count_of_every_outcome(rate, n, coverage):
    tail = (1 - coverage) / 2
    low, high = binomial_limits(float(rate), n, coverage)
    assert low == pytest.approx(share_reached_by_counting(rate, n, tail), abs=1e-9)
    assert high == pytest.approx(share_reached_by_counting(rate, n, 1 - tail), abs=1e-9)


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
