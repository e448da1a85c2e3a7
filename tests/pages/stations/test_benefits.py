"""优惠核销 as a leader meets it, and who is never shown on either page of the use of stations."""

import csv
from typing import Any

import pytest

from tests.pages.conftest import Opened
from tests.pages.stations.told import BENEFITS, COVERAGE, everything, rows, table, told
from tests.pages.test_pages import address
from zhiping.settings import PROJECT
from zhiping.ui.look import numbers
from zhiping.ui.stations import benefits, coverage


def test_redemptions_savings_people_and_unused_merchants_stand_in_the_finding(opened: Opened) -> None:
    app = opened(BENEFITS, period="all")
    now = rows("benefit_key_figures")[0]
    said = told(app)
    assert f"商家优惠核销 **{numbers.count(now['redemption_count'])} 次**" in said
    assert f"**{numbers.rate(now['used_worker_count'], now['enrolled_worker_count'])}**" in said
    assert f"{now['merchant_count']} 家商家中 **{now['unused_merchant_count']} 家没有核销**" in said
    assert [one.value for one in app.metric] == [
        f"{numbers.count(now['redemption_count'])} 次",
        f"{numbers.decimal(now['saved_yuan'])} 元",
        f"{now['used_share']:.1%}",
        f"{now['unused_merchant_count']} 家",
    ]


def test_redemptions_of_people_who_are_not_enrolled_are_counted_in_words(opened: Opened) -> None:
    said = told(opened(BENEFITS, period="all"))
    now = rows("benefit_key_figures")[0]
    assert now["unknown_worker_count"]
    assert now["unknown_saved_count"]
    assert f"{now['unknown_worker_count']} 次核销的人那时不在当地名册里" in said
    assert f"{now['unknown_saved_count']} 次没有填优惠金额或比原价还多" in said


def test_a_kind_of_merchant_narrows_every_figure(opened: Opened) -> None:
    app = opened(BENEFITS, period="all")
    app.radio(key="filter-shop").set_value("餐饮").run()
    assert address(app) == {"shop": "餐饮", "period": "all"}
    now = rows("benefit_key_figures", shop="餐饮")[0]
    assert f"餐饮优惠核销 **{numbers.count(now['redemption_count'])} 次**" in told(app)
    assert {row["kind"] for row in table(app, "is_complete")} == {"餐饮"}
    assert {row["kind"] for row in table(app, "last_redeemed_at")} == {"餐饮"}


@pytest.mark.parametrize(
    ("first", "last", "is_compared"),
    [
        ("2025-09-01", "2025-09-30", True),
        ("2024-11-01", "2024-11-30", False),  # there were no records before
        ("2025-11-01", "2025-11-30", False),  # not over yet
    ],
)
def test_only_periods_that_the_records_cover_are_compared(
    opened: Opened, first: str, last: str, is_compared: bool
) -> None:
    app = opened(BENEFITS, since=first, until=last)
    assert ("环比" in told(app)) == is_compared
    assert ("空心的月份没有满" in told(app)) == (last > "2025-11-04")


def test_the_list_of_unused_merchants_is_that_of_the_query(opened: Opened) -> None:
    app = opened(BENEFITS, area="150502", period="all")
    unused = rows("unused_merchants", area="150502")
    assert unused
    assert [row["merchant_id"] for row in table(app, "last_redeemed_at")] == [
        row["merchant_id"] for row in unused
    ]
    assert f"没有核销的商家（{len(unused)} 家）" in told(app)


@pytest.mark.parametrize(
    ("name", "filters", "known"),
    [
        (COVERAGE, {}, "YZ-001"),
        (COVERAGE, {"area": "150502", "radius": "300", "sites": "20"}, "YZ-001"),
        (BENEFITS, {}, "SJ-0538"),
        (BENEFITS, {"area": "150581", "since": "2025-09-01", "until": "2025-09-30"}, "SJ-0749"),
    ],
)
def test_no_worker_id_leaves_the_store(
    opened: Opened, name: str, filters: dict[str, str], known: str
) -> None:
    with (PROJECT / "data" / "demo" / "workers.csv").open(encoding="utf-8-sig") as file:
        ids = [row["人员编码"] for row in csv.DictReader(file)]
    assert all(one.startswith("W-") for one in ids)
    sent = everything(opened(name, **filters))
    assert known in sent  # of the map's points, or of the list of merchants
    assert "平均一天各小时" in sent
    assert "W-" not in sent


@pytest.mark.parametrize(
    "behind",
    [
        coverage.BEHIND_PLACES,
        benefits.BEHIND_REDEMPTIONS,
        benefits.BEHIND_MERCHANTS,
    ],
    ids=lambda behind: behind.question,
)
def test_the_rows_behind_a_figure_name_no_worker(opened: Opened, behind: Any) -> None:
    opened(BENEFITS, period="all")
    found = rows(behind.question.removeprefix("stations/"))
    assert set(behind.columns) <= found[0].keys()
    assert "worker_id" not in found[0]
    assert not any(str(value).startswith("W-") for row in found for value in row.values())
