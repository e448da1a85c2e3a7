"""What is said of courtyards: signals, cases, villages, meals."""

from datetime import date
from typing import Any

import pytest

from zhiping.contracts.kinds import Row
from zhiping.ui.courtyards.sentences import (
    areas_with_villages,
    canteen_told,
    per_one,
    settled_told,
    unit_of,
    villages_told,
)
from zhiping.ui.courtyards.signals import limits_told, signal_told, signal_words, span_told, standing_signals
from zhiping.ui.look.markdown import as_markdown


def month(signal: str | None, **more: Any) -> Row:
    return {
        "month": date(2025, 10, 1),
        "value": 62,
        "is_complete": True,
        "mean": 40.0,
        "lower_limit": 21.5,
        "upper_limit": 58.94,
        "is_trial": False,
        "signal": signal,
        "signal_count": 7,
        "signal_from": date(2025, 4, 1),
        "is_outside": signal == "outside",
    } | more


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (month("rising"), "矛盾纠纷连续7个月上升"),
        (month("rising", is_outside=True), "矛盾纠纷连续7个月上升，62件，高出上限58.9"),
        (month("falling", signal_count=9), "矛盾纠纷连续9个月下降"),
        (month("above"), "矛盾纠纷连续7个月高于均值"),
        (month("below"), "矛盾纠纷连续7个月低于均值"),
        (month("outside"), "矛盾纠纷10月62件，高出上限58.9"),
        (month("outside", value=12), "矛盾纠纷10月12件，低于下限21.5"),
        (month("near_upper", signal_count=2), "矛盾纠纷2个月内接连接近上限"),
        (month("near_lower", signal_count=3), "矛盾纠纷3个月内接连接近下限"),
    ],
)
def test_a_signal_in_words(row: Row, words: str) -> None:
    assert signal_told("矛盾纠纷", row) == words


def test_a_month_without_a_signal_has_no_words() -> None:
    assert signal_words("矛盾纠纷", month(None)) == ""


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (date(2025, 4, 1), "2025年4月至10月"),
        (date(2024, 12, 1), "2024年12月至2025年10月"),
        (date(2025, 10, 1), "2025年10月"),
    ],
)
def test_the_months_of_a_signal(first: date, told: str) -> None:
    assert span_told(month("rising", signal_from=first)) == told


def test_a_signal_stands_only_on_the_last_complete_month_and_runs_come_first() -> None:
    unfinished = month(None, month=date(2025, 11, 1), is_complete=False)
    september = month("rising", month=date(2025, 9, 1))
    charted = {
        "理论宣讲": [month("outside"), unfinished],
        "意见建议": [month("rising"), unfinished],
        "民生问题": [september, month(None)],
        "助餐": [unfinished],
    }
    assert list(standing_signals(charted)) == ["意见建议", "理论宣讲"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([month(None)] * 12, ""),
        (
            [month(None, is_trial=True)] * 11 + [month(None, is_trial=True, is_complete=False)],
            "只有 11 个满月，不足 12 个，界限是试行的。",
        ),
        ([month(None, mean=None, is_trial=True)], "满月不足2个，还算不出界限。"),
        ([], ""),
    ],
)
def test_how_far_limits_can_be_trusted(rows: list[Row], told: str) -> None:
    assert limits_told(rows) == told


@pytest.mark.parametrize(("kind", "unit"), [("矛盾纠纷", "件"), ("意见建议", "件"), ("助餐", "次")])
def test_what_is_settled_is_counted_in_cases(kind: str, unit: str) -> None:
    assert unit_of(kind) == unit


@pytest.mark.parametrize(
    ("value", "told"), [(2816 / 1037, "2.716"), (456 / 1037, "0.440"), (0, "0"), (None, "—")]
)
def test_a_mean_a_courtyard_has_three_decimals(value: float | None, told: str) -> None:
    assert per_one(value) == told


def test_cases_are_told_with_what_is_unknown_and_without_residents_where_they_are_unknown() -> None:
    row = {
        "activity_kind": "矛盾纠纷",
        "case_count": 510,
        "settled_count": 456,
        "settleable_count": 505,
        "unknown_settled_count": 5,
        "per_courtyard": 0.4918,
        "per_1000": None,
    }
    assert as_markdown(settled_told(row)).replace("\\", "") == (
        "**矛盾纠纷**：510 件，化解 90.3%（456/505），另有 5 件没有填办结数；每院 0.492 件"
    )
    known = as_markdown(settled_told(row | {"unknown_settled_count": 0, "per_1000": 2.4417})).replace(
        "\\", ""
    )
    assert known == "**矛盾纠纷**：510 件，化解 90.3%（456/505）；每院 0.492 件，每千人 2.442 件"


@pytest.mark.parametrize(
    ("villages", "covered", "told"),
    [
        (145, 133, "有小院的嘎查村 91.7%（133/145），还有 12 个没有。"),
        (5, 4, "有小院的嘎查村 4/5，还有 1 个没有。"),
        (20, 20, "有小院的嘎查村 100.0%（20/20），全部都有。"),
        (0, 0, "区划表里没有这里的嘎查村，说不出小院覆盖了多少。"),
    ],
)
def test_villages_with_a_courtyard(villages: int, covered: int, told: str) -> None:
    now = {"village_count": villages, "village_with_courtyard_count": covered}
    assert villages_told(now | {"missing_village_count": villages - covered}, "小院") == told


def test_areas_without_a_list_of_villages_are_not_said_to_lack_courtyards() -> None:
    rows = [{"area_name": "甲", "village_count": 0}, {"area_name": "乙", "village_count": 3}]
    assert areas_with_villages(rows) == rows[1:]


CANTEEN = {
    "courtyard_name": "夕阳红小院",
    "floor_area_m2": 1000.0,
    "first_held_on": date(2025, 1, 1),
    "last_held_on": date(2025, 10, 31),
    "day_count": 300,
    "meal_count": 900,
    "visit_count": 18_000,
    "visits_per_meal": 20.0,
    "population_65": 50,
    "reached_share": 0.4,
}


@pytest.mark.parametrize(
    ("more", "ending"),
    [
        ({}, "就餐 18,000 人次，平均每餐 20 人；所在地65岁及以上 50 人，每餐到的相当于其中 **40.0%**。"),
        (
            {"population_65": None, "reached_share": None},
            "平均每餐 20 人；所在地65岁及以上人口没有填，说不出覆盖了多少。",
        ),
        (
            {"visit_count": None, "visits_per_meal": None, "reached_share": None},
            "，没有填人次，说不出到了多少人。",
        ),
    ],
)
def test_meals_are_told_as_far_as_they_are_known(more: Row, ending: str) -> None:
    told = as_markdown(canteen_told(CANTEEN | more)).replace("\\", "")
    assert told.startswith("**夕阳红小院**（1,000 平方米）：2025年1月1日至2025年10月31日开餐 300 天、900 餐")
    assert told.endswith(ending)
