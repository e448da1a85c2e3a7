"""What is asked of how tickets are written down: the rules by their truth tables, the counts by a slow second version."""

from datetime import datetime, timedelta
from math import ceil

import pytest

from tests.queries.conftest import OpenedStore
from tests.templates import demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.rules.proportions import OUTER, strays
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
DISPATCHED = "timestamp '2025-10-01 09:00'"
TIMES = ("claim_at", "contacted_at", "surveyed_at", "report_at", "close_at", "call_back_at")


def said(store: Store, call: str) -> object:
    with store.versions.at() as (cursor, _version):
        found = cursor.execute(f"select {call}").fetchone()
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("outcome", "closed", "is_quick"),
    [
        ("'已解决'", "09:00:00", True),
        ("'已解决'", "09:05:00", True),
        ("'已解决'", "09:05:01", False),
        ("'已解决'", "08:59:59", False),  # a fault, told elsewhere
        ("null", "09:01:00", True),
        ("'撤回'", "09:01:00", False),
        ("'重复'", "09:01:00", False),
        ("'已解决'", None, False),
    ],
)
def test_closed_within_minutes(worked_store: Store, outcome: str, closed: str | None, is_quick: bool) -> None:
    at = f"timestamp '2025-10-01 {closed}'" if closed else "cast(null as timestamp)"
    assert said(worked_store, f"is_quick_closing({outcome}, {DISPATCHED}, {at})") is is_quick


@pytest.mark.parametrize(
    ("full", "whole", "is_on_the_hour"),
    [(16, 20, True), (15, 20, False), (19, 19, False), (0, 0, False), (80, 100, True), (79, 100, False)],
)
def test_times_on_the_hour(worked_store: Store, full: int, whole: int, is_on_the_hour: bool) -> None:
    assert said(worked_store, f"is_mostly_full_hours({full}, {whole})") is is_on_the_hour


@pytest.mark.parametrize(
    ("written", "is_full"),
    [("09:00:00", True), ("09:00:01", False), ("09:30:00", False), ("00:00:00", True)],
)
def test_a_full_hour(worked_store: Store, written: str, is_full: bool) -> None:
    assert said(worked_store, f"is_full_hour(timestamp '2025-10-01 {written}')") is is_full


@pytest.mark.parametrize(
    "others", [(1, 2), (86, 100), (87, 100), (88, 100), (92, 100), (95, 100), (100, 100)]
)
@pytest.mark.parametrize("count", [49, 50, 83, 84, 134, 135, 500])
def test_all_satisfied_is_more_than_chance(worked_store: Store, count: int, others: tuple[int, int]) -> None:
    """As the exact binomial says of so many of so many, were each as likely as among the others."""
    good, whole = others
    expected = count >= 50 and good < whole and strays(count, count, good / whole, OUTER) == 1
    assert said(worked_store, f"is_unlike_others({count}, {count}, {good}, {whole})") is expected
    assert said(worked_store, f"is_unlike_others({count - 1}, {count}, {good}, {whole})") is False


def test_without_others_nothing_is_unlike_them(worked_store: Store) -> None:
    assert said(worked_store, "is_unlike_others(60, 60, 0, 0)") is False


@pytest.mark.parametrize(
    ("equal", "whole", "is_copied"),
    [
        (5, 5, True),
        (4, 4, False),
        (9, 10, True),
        (8, 9, False),
        (0, 0, False),
        (18, 20, True),
        (17, 20, False),
    ],
)
def test_values_carried_over(worked_store: Store, equal: int, whole: int, is_copied: bool) -> None:
    assert said(worked_store, f"is_mostly_copied({equal}, {whole})") is is_copied


def test_units_count_as_their_tickets_do_one_by_one(opened_store: OpenedStore) -> None:
    store = opened_store("reporting", demonstration)
    rows = run(store, "tickets/quality_rows", ACCESS).rows
    units = {row["lead_unit"]: row for row in run(store, "tickets/quality_units", ACCESS).rows}
    assert {row["lead_unit"] for row in rows} == units.keys()
    answered = [row for row in rows if row["satisfaction"] not in (None, "未接通")]
    for name, unit in units.items():
        own = [row for row in rows if row["lead_unit"] == name]
        times: list[datetime] = [row[time] for row in own for time in TIMES if row[time]]
        full = [time for time in times if (time.minute, time.second) == (0, 0)]
        good = [row for row in answered if "不" not in row["satisfaction"]]
        assert unit["ticket_count"] == len(own)
        assert (unit["full_hour_count"], unit["time_count"]) == (len(full), len(times)), name
        assert unit["answered_count"] == sum(row["lead_unit"] == name for row in answered), name
        assert unit["other_satisfied_count"] == sum(row["lead_unit"] != name for row in good), name
        assert unit["is_on_the_hour"] == (len(times) >= 20 and len(full) >= ceil(len(times) * 0.8)), name
        quick = [row for row in own if row["is_quick"]]
        assert unit["quick_count"] == len(quick)
        assert all(row["close_at"] - row["dispatched_at"] <= timedelta(minutes=5) for row in quick)
    assert [name for name, unit in units.items() if unit["is_all_satisfied"]] == ["示例一局"]
    assert [name for name, unit in units.items() if unit["is_on_the_hour"]] == ["示例五局"]
