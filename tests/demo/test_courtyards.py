"""The courtyards of the demonstration: the announced totals to one, and cases for every figure of a page."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.demo_sheets import SHEETS, announced, total, within
from zhiping.contracts.courtyards import ACTIVITY_KINDS, COURTYARD_KINDS
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import is_within
from zhiping.rules.control import chart, signals

BANNER = "150421"
COURTYARDS = within(BANNER, "courtyards")
ACTIVITIES = within(BANNER, "courtyard_activities")
TOWNS = [
    row for row in SHEETS["areas"] if is_within(row["上级代码"], BANNER) and row["层级"] == "苏木乡镇街道"
]
VILLAGES = [row for row in SHEETS["areas"] if is_within(row["区划代码"], BANNER) and row not in TOWNS]


def of_kind(*kinds: str) -> list[dict[str, str]]:
    return [row for row in ACTIVITIES if row["活动类型"] in kinds]


def months(*kinds: str) -> list[int]:
    """Cases of the complete months, the oldest first."""
    cases: Counter[str] = Counter()
    for row in of_kind(*kinds):
        cases[row["活动日期"][:7]] += int(row["件/次数"])
    assert max(cases) == "2025-11"
    return [cases[month] for month in sorted(cases)[:-1]]


def silent_count(days: int, day: date) -> int:
    """Courtyards that stood on `day` and had held nothing for more than so many days."""
    last = {row["小院编号"]: row["建院日期"] for row in COURTYARDS if row["建院日期"] <= f"{day}"}
    last |= {row["小院编号"]: row["活动日期"] for row in ACTIVITIES if row["活动日期"] <= f"{day}"}
    return sum(since == "" or (day - date.fromisoformat(since)).days > days for since in last.values())


def test_the_announced_totals_come_out_exactly() -> None:
    assert announced("courtyards") == {
        "小院数": 1037,
        "理论宣讲和红色教育": 2816,
        "意见建议": 722,
        "化解矛盾纠纷": 456,
        "办结民生问题": 634,
    }
    assert announced("courtyards") == {
        "小院数": sum(row["停用日期"] == "" for row in COURTYARDS),
        "理论宣讲和红色教育": total(of_kind("理论宣讲", "红色教育"), "件/次数"),
        "意见建议": total(of_kind("意见建议"), "件/次数"),
        "化解矛盾纠纷": total(of_kind("矛盾纠纷"), "办结/化解数"),
        "办结民生问题": total(of_kind("民生问题"), "办结/化解数"),
    }


def test_all_kinds_occur_and_each_courtyard_leans_to_its_own() -> None:
    assert {row["小院类型"] for row in COURTYARDS} == set(COURTYARD_KINDS)
    assert {row["活动类型"] for row in ACTIVITIES} == set(ACTIVITY_KINDS)
    kinds = {row["小院编号"]: row["小院类型"] for row in COURTYARDS}
    for activity, kind in (
        ("红色教育", "红色"),
        ("矛盾纠纷", "和谐"),
        ("技能培训", "振兴"),
        ("民族团结", "石榴"),
    ):
        hosts = Counter(kinds[row["小院编号"]] for row in of_kind(activity))
        assert hosts.most_common(1)[0][0] == kind


@pytest.mark.parametrize("kind", ["意见建议", "矛盾纠纷", "民生问题"])
def test_no_more_is_settled_than_came_in_and_five_rows_do_not_say(kind: str) -> None:
    rows = of_kind(kind)
    assert sum(row["办结/化解数"] == "" for row in rows) == 5
    assert all(int(row["办结/化解数"] or 0) <= int(row["件/次数"]) for row in rows)
    assert total(rows, "办结/化解数") < total(rows, "件/次数")


def test_only_what_can_be_settled_says_how_much_was() -> None:
    assert {row["活动类型"] for row in ACTIVITIES if row["办结/化解数"]} == {
        "意见建议",
        "矛盾纠纷",
        "民生问题",
    }
    assert {row["活动类型"] for row in ACTIVITIES if row["培训领域"]} == {"技能培训"}


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [
        (["理论宣讲"], []),
        (["红色教育"], []),
        (["意见建议"], [("rising", 5, 11)]),
        (["矛盾纠纷"], [("outside", 11, 11)]),
        (["民生问题"], []),
        (["技能培训"], []),
        (["民族团结"], []),
        (["助餐"], [("near_lower", 2, 3)]),  # closed for the Spring Festival, then a short month
        (ACTIVITY_KINDS, []),
    ],
)
def test_disputes_leap_in_october_opinions_rise_for_seven_months_and_nothing_else_stands_out(
    kinds: list[str], standing: list[tuple[str, int, int]]
) -> None:
    values = months(*kinds)
    assert len(values) == 12
    assert [(one.kind, one.first, one.last) for one in signals(values, chart(values))] == standing


def test_about_as_many_courtyards_are_silent_at_any_time_of_the_year() -> None:
    today = DATA_DATE.date()
    assert (silent_count(30, today), silent_count(90, today)) == (65, 18)
    before = [today - timedelta(days=days) for days in range(10, 300, 10)]
    assert all(50 <= silent_count(30, day) <= 90 for day in before)
    assert all(10 <= silent_count(90, day) <= 30 for day in before)


def test_two_courtyards_never_held_anything_and_two_are_too_new() -> None:
    active = {row["小院编号"] for row in ACTIVITIES}
    never = [row for row in COURTYARDS if row["小院编号"] not in active]
    assert len(never) == 4
    assert sum(row["建院日期"] == "2025-11-01" for row in never) == 2


def test_who_is_not_silent_holds_something_every_month() -> None:
    held: dict[str, list[date]] = {}
    for row in ACTIVITIES:
        held.setdefault(row["小院编号"], []).append(date.fromisoformat(row["活动日期"]))
    pauses = [(after - before).days for days in held.values() for before, after in pairwise(days)]
    assert sum(pause > 30 for pause in pauses) < 0.04 * len(pauses)
    assert len(ACTIVITIES) < 14_000


def test_nothing_happens_before_a_courtyard_opens() -> None:
    opened = {row["小院编号"]: row["建院日期"] for row in COURTYARDS}
    assert all(row["活动日期"] >= opened[row["小院编号"]] for row in ACTIVITIES)
    assert sum(day == "" for day in opened.values()) in range(1, 15)


def test_most_villages_have_a_courtyard_and_twelve_have_none() -> None:
    with_one = {row["区划代码"] for row in COURTYARDS}
    assert (len(TOWNS), len(VILLAGES)) == (14, 145)
    assert with_one <= {row["区划代码"] for row in VILLAGES}
    assert len(with_one) == 133
    assert len({row["名称"] for row in [*TOWNS, *VILLAGES]}) == 159


@pytest.mark.parametrize("label", ["常住人口(人)", "65岁以上人口(人)"])
def test_a_town_has_as_many_residents_as_its_villages(label: str) -> None:
    for town in TOWNS:
        its = [row for row in VILLAGES if row["上级代码"] == town["区划代码"]]
        assert int(town[label]) == total(its, label)


def test_one_village_courtyard_serves_three_meals_a_day_to_half_of_its_old() -> None:
    (courtyard,) = [row for row in COURTYARDS if row["面积(平方米)"] == "1000"]
    (village,) = [row for row in VILLAGES if row["区划代码"] == courtyard["区划代码"]]
    meals = of_kind("助餐")
    assert {row["小院编号"] for row in meals} == {courtyard["小院编号"]}
    assert {row["件/次数"] for row in meals} == {"3"}
    assert len({row["活动日期"] for row in meals}) == len(meals) == 365
    reached = total(meals, "参与人次") / total(meals, "件/次数") / int(village["65岁以上人口(人)"])
    assert 0.5 < reached < 0.65


def test_a_few_courtyards_are_on_no_map() -> None:
    assert sum(row["经度"] == "" for row in COURTYARDS) == 8
    assert {(row["经度"] == "", row["坐标系"]) for row in COURTYARDS} == {(False, "WGS-84"), (True, "")}
