"""The control chart: published limits, and every signal with its limits as a truth table."""

from datetime import date
from random import Random

import pytest

from zhiping.rules.control import Chart, Signal, chart, charted_rows, signals

PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Middle 0, limits ±3, two thirds at ±2: a chart on which the signals can be read off.
PLAIN = Chart(mean=0, lower=-3, upper=3, mean_range=3 / 2.66, is_trial=False)


def found(values, limits=PLAIN):
    return [(signal.kind, signal.first, signal.last) for signal in signals(values, limits)]


def kinds(values, limits=PLAIN):
    return {signal.kind for signal in signals(values, limits)}


def month_rows(values, complete=None):
    return [
        {
            "month": date(2024 + at // 12, at % 12 + 1, 1),
            "value": value,
            "is_complete": complete is None or at in complete,
            "activity_kind": "矛盾纠纷",
        }
        for at, value in enumerate(values)
    ]


def test_the_published_example_has_the_published_limits():
    limits = chart(PUBLISHED)
    assert (round(limits.mean, 2), round(limits.upper, 2), round(limits.lower, 2)) == (1.94, 4.60, -0.72)
    assert not limits.is_trial
    assert found(PUBLISHED, limits) == [("outside", 4, 4)]


def test_large_ranges_are_screened_out_once():
    # Ranges 1 × 10, 5, 20, mean 35/12: only 20 reaches 3.267 times it. A second screening would take 5 too.
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 5, 25]
    assert chart(values).mean_range == pytest.approx(15 / 11)


# Nine ranges of 1 and a last one x: x reaches 3.267 times the mean of all where x = 4.3668.
@pytest.mark.parametrize(("last", "mean_range"), [(4.366, (9 + 4.366) / 10), (4.367, 1), (50, 1)])
def test_a_range_below_the_screen_stays_and_one_beyond_it_goes(last, mean_range):
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1 + last]
    assert chart(values).mean_range == pytest.approx(mean_range)


@pytest.mark.parametrize(("rare", "strays"), [(1, False), (100, True)])
def test_no_change_is_screened_out_where_nothing_but_stillness_would_be_left(rare, strays):
    """A village with one case in a year: the months without one are no signals, and nor is the case; a hundred are."""
    values = [0, 0, 0, rare, 0, 0, 0, 0, 0, 0, rare / 5 if strays else rare, 0, 0]
    limits = chart(values)
    assert limits.lower < 0 < limits.upper
    assert ("outside", 3, 3) in found(values, limits) if strays else "outside" not in kinds(values, limits)


@pytest.mark.parametrize(("count", "is_trial"), [(2, True), (11, True), (12, False)])
def test_limits_are_trial_below_twelve_points(count, is_trial):
    assert chart([1, 2] * (count // 2) + [1] * (count % 2)).is_trial is is_trial


@pytest.mark.parametrize("values", [[], [3]])
def test_fewer_than_two_values_have_no_limits(values):
    with pytest.raises(ValueError, match=r"\["):
        chart(values)


@pytest.mark.parametrize("level", [0, 0.1, 7, 1e6 / 3])
def test_a_constant_series_has_limits_on_itself_and_no_signal(level):
    values = [level] * 23
    limits = chart(values)
    assert limits.upper == pytest.approx(level)
    assert found(values, limits) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 0, -3], set()),  # on the limit is not outside
        ([3.01, 0, 0], {"outside"}),
        ([0, -3.01, 0], {"outside"}),
        ([-2.1, -1.4, -0.7, 0, 0.7, 1.4], set()),  # 6 points, 5 steps
        ([-2.1, -1.4, -0.7, 0, 0.7, 1.4, 1.9], {"rising"}),  # 7 points, 6 steps
        ([-2.1, -1.4, -0.7, 0, 0, 0.7, 1.4, 1.9], set()),  # equal neighbours end the run
        ([1.9, 1.4, 0.7, 0, -0.7, -1.4], set()),
        ([1.9, 1.4, 0.7, 0, -0.7, -1.4, -1.9], {"falling"}),
        ([1, 1, 1, 1, 1, 1], set()),  # 6 on one side
        ([1, 1, 1, 1, 1, 1, 1], {"above"}),
        ([1, 1, 1, 0, 1, 1, 1, 1], set()),  # the middle is on neither side
        ([-1] * 6, set()),
        ([-1] * 7, {"below"}),
        ([2.1, 0, 2.1], {"near_upper"}),  # 2 of 3
        ([2.1, 2.1, 0], {"near_upper"}),
        ([2.1, 0, 0, 2.1], set()),  # 2 of 4
        ([2.1, 0, 2], set()),  # on two thirds is not beyond
        ([2.1, 0, -2.1], set()),  # not the same side
        ([-2.1, 0, -2.1], {"near_lower"}),
        ([-2.1, 0, -2], set()),
    ],
)
def test_signals(values, expected):
    assert kinds(values) == expected


def test_a_run_is_one_signal_over_its_whole_length():
    rising = [-1 + at / 4 for at in range(9)]
    assert found(rising) == [("rising", 0, 8)]
    assert found([0.0, *[1.0] * 10, 0.0]) == [("above", 1, 10)]
    assert found([2.5, 0, 2.5, 0, 2.5]) == [("near_upper", 0, 4)]


def test_two_runs_are_two_signals_in_order_of_their_end():
    values = [-1.0] * 7 + [1.0] * 8
    assert signals(values, PLAIN) == [Signal("below", 0, 6), Signal("above", 7, 14)]


def slow_kinds(values: list[float]) -> set[str]:
    """The same rules, looking at every window of points."""
    seen = {"outside" for value in values if abs(value) > 3}
    for at in range(len(values) - 6):
        seven = values[at : at + 7]
        seen |= {"rising"} if all(a < b for a, b in zip(seven, seven[1:], strict=False)) else set()
        seen |= {"falling"} if all(a > b for a, b in zip(seven, seven[1:], strict=False)) else set()
        seen |= {"above"} if min(seven) > 0 else set()
        seen |= {"below"} if max(seven) < 0 else set()
    for at in range(len(values) - 2):
        three = values[at : at + 3]
        seen |= {"near_upper"} if sum(value > 2 for value in three) >= 2 else set()
        seen |= {"near_lower"} if sum(value < -2 for value in three) >= 2 else set()
    return seen


def test_signals_equal_a_look_at_every_window():
    random = Random(7)
    seen: set[str] = set()
    for _ in range(400):
        level, drift = random.uniform(-2, 2), random.choice([0, 0.4, -0.4])
        values = [
            round(level + drift * at + random.choice([0, 0.1, random.gauss(0, 0.8)]), 1) for at in range(12)
        ]
        assert kinds(values) == slow_kinds(values), values
        seen |= kinds(values)
    assert len(seen) == 7


def test_rows_carry_limits_and_each_signal_on_its_last_point():
    rows = charted_rows(month_rows(PUBLISHED))
    assert {
        (round(row["mean"], 2), round(row["lower_limit"], 2), round(row["upper_limit"], 2)) for row in rows
    } == {(1.94, -0.72, 4.6)}
    said = [
        (row["month"], row["signal"], row["signal_count"], row["signal_from"])
        for row in rows
        if row["signal"]
    ]
    assert said == [(date(2024, 5, 1), "outside", 1, date(2024, 5, 1))]
    assert {row["activity_kind"] for row in rows} == {"矛盾纠纷"}


def test_a_run_is_written_with_its_length_and_first_month():
    rows = charted_rows(month_rows([9, 2, 10, 2, *range(3, 12), 4, 9, 2]))
    (said,) = [row for row in rows if row["signal"]]
    assert (said["signal"], said["month"]) == ("rising", date(2025, 1, 1))
    assert (said["signal_count"], said["signal_from"]) == (10, date(2024, 4, 1))


def test_a_run_is_written_before_the_point_outside_on_which_it_ends():
    values = [*[10, 11] * 10, 8, 8.5, 9, 9.5, 12, 13, 14, 15, 30]
    *_, last = charted_rows(month_rows(values))
    limits = chart(values)
    ending = [kind for kind, _, end in found(values, limits) if end == len(values) - 1]
    assert ending[0] == last["signal"] == "rising"
    assert "outside" in ending
    assert last["is_outside"]


def test_incomplete_months_take_no_part():
    values = [*PUBLISHED, 900]
    rows = charted_rows(month_rows(values, complete=range(len(PUBLISHED))))
    assert rows[-1]["signal"] is None
    assert round(rows[-1]["upper_limit"], 2) == 4.6
    assert [row["signal"] for row in rows[:-1]] == [
        row["signal"] for row in charted_rows(month_rows(PUBLISHED))
    ]


def test_eleven_complete_months_of_twelve_have_trial_limits():
    assert charted_rows(month_rows([1, 2] * 6, complete=range(11)))[0]["is_trial"]
    assert not charted_rows(month_rows([1, 2] * 6))[0]["is_trial"]


@pytest.mark.parametrize("complete", [(), (0,)])
def test_without_two_complete_months_there_are_no_limits(complete):
    rows = charted_rows(month_rows([4, 5], complete=complete))
    assert [(row["mean"], row["lower_limit"], row["upper_limit"], row["signal"]) for row in rows] == [
        (None,) * 4
    ] * 2
    assert charted_rows([]) == []


def test_rows_in_any_order_give_the_same_chart():
    rows = month_rows([*PUBLISHED, 3, 4, 5, 6, 7, 8])
    shuffled = Random(1).sample(rows, len(rows))
    assert charted_rows(shuffled) == charted_rows(rows)
