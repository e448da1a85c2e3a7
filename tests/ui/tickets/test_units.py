"""What 承办单位 says of units, callers and categories, as plain values."""

from typing import Any

import pytest

from zhiping.access.permissions import DEMO_USER, Access
from zhiping.ui.kit.view import View
from zhiping.ui.tickets import allowances, caller_rates, comparing

MONTH = {"since": "2025-10-01", "until": "2025-10-31"}
RATES: dict[str, Any] = {
    "year": 2025,
    "contacted_weight": 10.0,
    "solved_weight": 45.0,
    "satisfied_weight": 45.0,
    "weights_basis": "考评办法",
    "asked_contacted_count": 12,
    "asked_solved_count": 10,
    "answered_count": 10,
}


@pytest.mark.parametrize(
    ("shown", "compared"),
    [
        (MONTH, {"since": "2024-11-01", "until": "2025-10-31"}),
        (MONTH | {"over": "period"}, MONTH | {"over": "period"}),
        ({"since": "2025-02-26", "until": "2025-03-25"}, {"since": "2024-03-26", "until": "2025-03-25"}),
        ({"since": "2024-01-01", "until": "2025-10-31"}, {"since": "2024-01-01", "until": "2025-10-31"}),
        ({"period": "all"}, {"period": "all"}),
        ({"since": "2025-01-01"}, {"since": "2025-01-01"}),
    ],
)
def test_units_are_compared_over_the_year_to_the_end_of_a_shorter_period(shown, compared):
    view = View("tickets/units", Access(DEMO_USER), 1, {"area": "150105", **shown})
    assert dict(comparing.over_a_year(view).filters) == {"area": "150105", **compared}


def test_of_a_locked_period_no_year_is_told():
    view = View("tickets/units", Access(DEMO_USER, MONTH), 1, MONTH)
    assert comparing.over_a_year(view) is view


def test_what_is_beyond_the_longest_bars_is_one_bar_that_answers_no_click():
    counts = dict.fromkeys((part.column for part in comparing.GRADE_PARTS), 0)
    rows = [
        {
            "lead_unit": f"示例{n}局",
            "answered_count": n,
            "satisfied_count": 1,
            "in_time_count": 0,
            "due_count": 0,
        }
        | counts
        | {"very_satisfied_count": n}
        for n in range(20)
    ]
    shown = comparing.graded(rows, "lead_unit")
    assert len(shown) == comparing.MOST_BARS
    assert shown[0]["label"] == "示例19局"
    assert (shown[-1]["label"], shown[-1]["lead_unit"]) == (
        "其余 8 个",
        None,
    )  # nobody asked the callers of 示例0局
    assert sum(row["very_satisfied_count"] for row in shown) == sum(range(20))


def test_a_category_is_held_against_what_it_was_and_a_new_one_against_nothing():
    rows = [
        {"category": name, "accepted_count": n, "accepted_share": 0.1}
        for name, n in (("停车", 9), ("供暖", 2))
    ]
    told = [
        comparing.moved(rows[0], {"accepted_count": 4, "accepted_share": 0.2}, is_known=True),
        comparing.moved(rows[1], None, is_known=True),
    ]
    assert [row["accepted_change"] for row in told] == [5, 2]
    assert comparing.moves_told(told, "环比") == "环比：增加最多的是停车 +5 件。"
    unknown = [comparing.moved(row, None, is_known=False) for row in rows]
    assert {row["accepted_change"] for row in unknown} == {None}
    assert comparing.moves_told(unknown, "") == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "权重 响应率 10%、解决率 45%、满意率 45%；考评办法"),
        (
            {"solved_weight": 40.0, "weights_basis": None},
            "权重 响应率 10%、解决率 40%、满意率 45%；合计 95%，按比例折算；没有写依据",
        ),
    ],
)
def test_the_weights_are_told_with_their_source_and_their_sum(changed, said):
    assert caller_rates.weights_told(RATES | changed) == said


def test_ways_of_counting_are_told_against_all():
    def way(name: str, part: int, whole: int) -> dict[str, Any]:
        counts = {"in_time_count": part, "due_count": whole, "in_time_share": part / whole}
        return {"way": name, **counts, "satisfied_share": None, "answered_count": 0}

    rows = allowances.way_rows(
        [way("all", 18, 20), way("without_excluded", 18, 18), way("without_both", 5, 5)]
    )
    assert [row["note"] for row in rows] == ["90.0%（18/20）", "100.0%（18/18） +10.0 个百分点", "5/5"]
    assert [row["members"][0]["in_time"] for row in rows] == [90, 100, None]
