"""The tickets of the demonstration: rates as announced, and both sides of every limit."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from tests.demo_sheets import SHEETS, Sheet, moment
from zhiping.contracts import DATASETS
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import is_within

STAGES = ("认领时间", "对接诉求人时间", "现场勘察时间", "反馈进展时间", "办结时间")
TICKETS = SHEETS["tickets"]
HOME = [row for row in TICKETS if row["区划代码"].startswith("150105")]


def _share(rows: Sheet, of: Sheet) -> float:
    return 100 * len(rows) / len(of)


def _is_open(row: dict[str, str]) -> bool:
    return not row["办结时间"] and not row["办理结果"]


def _age_hours(row: dict[str, str]) -> float:
    return (DATA_DATE - moment(row["派单时间"])) / timedelta(hours=1)


def test_what_was_announced_holds_for_the_home_district() -> None:
    accepted = [row for row in HOME if row["办理结果"] not in {"撤回", "不予受理"}]
    closed = [row for row in accepted if row["办结时间"]]
    answered = [row for row in HOME if row["满意度"] not in {"", "未接通"}]
    satisfied = [row for row in answered if row["满意度"] in {"非常满意", "满意", "基本满意"}]
    bounds = {
        row["指标"]: (row["界限"], float(row["数值"]))
        for row in SHEETS["published_figures"]
        if row["所属板块"] == "tickets"
    }
    assert bounds == {"收集诉求": ("不少于", 400), "满意率": ("不少于", 90), "办结率": ("不少于", 90)}
    assert len(HOME) >= 400
    assert 90 <= _share(satisfied, answered) <= 92.5
    assert 90 <= _share(closed, accepted) <= 92.5


def test_the_rates_hold_over_all_districts_too() -> None:
    accepted = [row for row in TICKETS if row["办理结果"] not in {"撤回", "不予受理"}]
    answered = [row for row in TICKETS if row["满意度"] not in {"", "未接通"}]
    closed = [row for row in TICKETS if row["办结时间"]]
    called = [row for row in closed if row["回访时间"]]
    assert (len(TICKETS), len(accepted), len(answered)) == (524, 515, 404)
    assert _share([row for row in accepted if row["办结时间"]], accepted) > 90
    assert _share([row for row in answered if row["满意度"].endswith("不满意") is False], answered) > 90
    assert 85 < _share(called, closed) < 95
    assert Counter(row["满意度"] for row in called)["未接通"] > 10


def test_classes_categories_and_delegates_are_spread_as_in_a_real_year() -> None:
    classes = Counter(row["工单类别"] for row in TICKETS)
    assert {name: round(classes[name] / len(TICKETS), 1) for name in "ABC"} == {"A": 0.2, "B": 0.4, "C": 0.4}
    assert len(Counter(row["诉求类别"] for row in TICKETS)) == 10
    assert {row["党代表"] for row in TICKETS} == {"", *(f"D-{number:03}" for number in range(1, 41))}
    assert {row["工单类别"] for row in TICKETS if not row["党代表"]} == {"A"}
    assert "民情恳谈日" in {row["来源"] for row in TICKETS}
    heating = Counter(row["派单时间"][:7] for row in TICKETS if row["诉求类别"] == "供热供暖")
    assert heating["2025-01"] > 3 * heating["2025-07"]


def test_the_file_ends_at_the_data_date() -> None:
    labels = [column.label for column in DATASETS["tickets"].columns if column.is_event]
    times = [moment(row[label]) for row in TICKETS for label in labels if row.get(label)]
    pauses = [
        moment(row[label])
        for row in SHEETS["ticket_pauses"]
        for label in ("挂起时间", "恢复时间")
        if row[label]
    ]
    assert max(times) == DATA_DATE
    assert max(pauses) <= DATA_DATE
    assert min(moment(row["派单时间"]) for row in TICKETS) >= datetime(2025, 1, 1)


def test_every_closing_limit_is_5_to_15_days_after_dispatch() -> None:
    days = {(moment(row["办结时限"]) - moment(row["派单时间"])) / timedelta(days=1) for row in TICKETS}
    assert (min(days), max(days)) == (5, 15)


def test_some_claims_are_late_and_most_are_not() -> None:
    hours = [
        (moment(row["认领时间"]) - moment(row["派单时间"])) / timedelta(hours=1)
        for row in TICKETS
        if row["工单类别"] != "C" and row["认领时间"]
    ]
    sound = [waited for waited in hours if waited >= 0]
    assert 0.93 < sum(waited <= 1 for waited in sound) / len(sound) < 0.97


@pytest.mark.parametrize(
    ("stage", "limit_hours", "overdue_count", "soon_count"),
    [("认领时间", 1, 5, 2), ("现场勘察时间", 24, 9, 3), ("反馈进展时间", 48, 10, 2)],
)
def test_open_tickets_stand_on_both_sides_of_each_limit(
    stage: str, limit_hours: float, overdue_count: int, soon_count: int
) -> None:
    """Clock hours only: pauses are left out, so a paused ticket counts here as overdue."""
    later = STAGES[STAGES.index(stage) :]
    ages = [
        _age_hours(row)
        for row in TICKETS
        if _is_open(row) and row["工单类别"] != "C" and not any(row[label] for label in later)
    ]
    assert sum(age > limit_hours for age in ages) == overdue_count
    assert sum(limit_hours - 3 <= age <= limit_hours for age in ages) == soon_count


def test_closing_is_overdue_for_some_and_near_for_others() -> None:
    left = [(moment(row["办结时限"]) - DATA_DATE) / timedelta(hours=1) for row in TICKETS if _is_open(row)]
    assert sum(hours < 0 for hours in left) == 5
    for within in ((0, 2), (2, 8), (8, 24)):
        assert sum(within[0] <= hours < within[1] for hours in left) >= 1


def test_pauses_belong_to_tickets_overlap_and_stay_open() -> None:
    pauses = SHEETS["ticket_pauses"]
    assert {row["工单编号"] for row in pauses} <= {row["工单编号"] for row in TICKETS}
    assert sum(row["恢复时间"] == "" for row in pauses) == 3
    overlapping = [
        first["工单编号"]
        for first in pauses
        for second in pauses
        if first["工单编号"] == second["工单编号"]
        and first["挂起时间"] < second["挂起时间"] < (first["恢复时间"] or "9999")
    ]
    assert len(set(overlapping)) == 2


def test_skipped_stages_and_impossible_orders_are_a_handful() -> None:
    def out_of_order(earlier: str, later: str) -> int:
        return sum(bool(row.get(later)) and row[later] < row[earlier] for row in TICKETS if row.get(earlier))

    orders = {
        (DATASETS["tickets"].column(earlier).label, DATASETS["tickets"].column(later).label)
        for earlier, later in DATASETS["tickets"].orders
    }
    faults = {order: count for order in orders if (count := out_of_order(*order))}
    assert faults == {("派单时间", "认领时间"): 2, ("派单时间", "办结时间"): 2, ("办结时间", "回访时间"): 1}
    unclaimed = [row for row in TICKETS if not row["认领时间"] and any(row[label] for label in STAGES[1:])]
    assert Counter(_is_open(row) for row in unclaimed) == {False: 3, True: 1}


def test_some_tickets_end_early_or_are_opened_again() -> None:
    ended = Counter(row["办理结果"] for row in TICKETS)
    assert {name: ended[name] for name in ("撤回", "不予受理", "退单", "重复")} == {
        "撤回": 5,
        "不予受理": 4,
        "退单": 4,
        "重复": 4,
    }
    assert any(row["办理结果"] == "撤回" and not row["办结时间"] for row in TICKETS)
    assert sum(int(row["重办次数"]) > 0 for row in TICKETS) == 11


def test_limits_stand_for_whichever_year_a_first_start_is_in_and_class_c_has_none() -> None:
    limits = {
        (row["年度"], row["工单类别"], row["环节"]): row["时限(小时)"] for row in SHEETS["ticket_limits"]
    }
    assert limits == {
        (year, ticket_class, step): hours
        for year in map(str, range(2024, 2036))
        for ticket_class in "AB"
        for step, hours in {"认领": "1", "对接勘察": "24", "反馈": "48"}.items()
    }


def test_delegates_keep_to_their_district() -> None:
    at_home = {row["党代表"] for row in TICKETS if is_within(row["区划代码"], "150105")}
    elsewhere = {row["党代表"] for row in TICKETS if not is_within(row["区划代码"], "150105")}
    assert at_home.isdisjoint(elsewhere)
