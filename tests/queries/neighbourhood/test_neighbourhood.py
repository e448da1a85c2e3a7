"""The neighbourhood of the hand-made rows, counted by hand, and its venues by a slow second version over the demonstration."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.demo_sheets import SHEETS
from tests.templates import copied, demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.rules.control import rebased_rows
from zhiping.settings import settings_from
from zhiping.store.publishing import Store

HERE = "150105"
Asked = Callable[..., list[Row]]


@pytest.fixture
def asked(worked_store: Store) -> Asked:
    """`asked("venues", area="150105")`: the rows of neighbourhood/venues."""

    def rows(question: str, **filters: Any) -> list[Row]:
        return run(worked_store, f"neighbourhood/{question}", Access(DEMO_USER), **filters).rows

    return rows


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("neighbourhood-demo")
    copied(tmp_path_factory, folder, demonstration)
    with_rows = Store(settings_from({}, data=folder))
    yield with_rows
    with_rows.close()


def _part(row: Row, *keys: str) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


def test_the_figures_counted_by_hand(asked: Asked) -> None:
    assert asked("key_figures", area=HERE) == [
        {
            "member_count": 2,  # M2 left on the data date, M4 has not joined yet
            "left_member_count": 1,
            "partner_count": 4,
            "community_partner_count": 1,
            "venue_partner_count": 1,
            "space_host_count": 1,
            "unknown_role_count": 1,
            "project_count": 4,  # without J4
            "running_count": 3,  # J2 ended on the data date
            "livelihood_count": 2,
            "beehive_count": 1,
            "market_count": 1,
            "secretary_count": 1,
            "service_count": 5,  # S5 is held the day after
            "visit_count": 580,
            "unrecorded_visit_service_count": 1,  # S2
            "market_visit_count": 500,
            "people_count": 525,
            "subsidy_yuan": 250.0,
            "free_service_count": 2,
            "need_count": 3,
            "met_need_count": 2,
            "met_share": 2 / 3,
            "unmet_need_count": 1,
            "venue_count": 3,
            "renovated_venue_count": 2,
        }
    ]


def test_visits_and_people_stand_apart_and_a_period_narrows_both(asked: Asked) -> None:
    now = asked("key_figures", area=HERE, since="2025-10-01", until="2025-10-31")[0]
    assert _part(now, "service_count", "visit_count", "people_count", "need_count") == (3, 530, 485, 2)
    assert _part(now, "member_count", "project_count") == (2, 4)  # they stand, whatever the period


def test_a_venue_is_compared_with_itself_without_the_month_of_its_renovation(asked: Asked) -> None:
    keys = ("venue_id", "visits_per_hour_before", "visits_per_hour_after", "expected_visit_count")
    assert [_part(row, *keys) for row in asked("venues", area=HERE)] == [
        ("V1", 2.5, 4.5, 500.0),  # 500 of 200 hours, 900 of 200; August has no hours
        ("V3", 3.0, 2.0, 90.0),
        ("V2", None, None, None),
    ]
    totals = asked("venue_totals", area=HERE)[0]
    assert _part(totals, "compared_venue_count", "worse_venue_count", "before_hours") == (2, 1, 230.0)
    assert totals["visits_per_hour_after"] == 960 / 230


def test_the_control_chart_begins_anew_with_the_renovation(asked: Asked) -> None:
    keys = ("value", "phase", "mean", "is_complete")
    assert [_part(row, *keys) for row in asked("venue_trend", venue="V1")] == [
        (200, "before", 250.0, True),
        (300, "before", 250.0, True),
        (1800, "renovating", None, False),
        (400, "after", 500.0, True),
        (600, "after", 500.0, True),
    ]
    assert {row["venue_id"] for row in asked("venue_trend", area=HERE)} == {
        "V1"
    }  # where none is chosen, the first


def test_a_change_at_a_known_moment_is_no_signal_of_its_own() -> None:
    rows: list[Row] = [
        {
            "month": number,
            "value": 10 + number % 2 + 30 * (number > 12),
            "is_complete": True,
            "phase": number > 12,
        }
        for number in range(1, 25)
    ]
    assert not any(row["signal"] for row in rebased_rows(rows))
    assert {row["mean"] for row in rebased_rows(rows)} == {10.5, 40.5}


def test_the_parts_of_needs_and_members(asked: Asked) -> None:
    needs = {row["need_id"]: row["part"] for row in asked("need_rows", area=HERE, figure="need_met_share")}
    assert needs == {"N1": "met", "N2": "missed", "N3": "met"}
    members = {
        row["member_id"]: row["part"] for row in asked("member_rows", area=HERE, figure="member_count")
    }
    assert members == {"M1": "met", "M3": "met", "M2": "left_out"}


def test_the_months_of_use_behind_a_figure(asked: Asked) -> None:
    rows = asked("visit_rows", area=HERE, figure="venue_visits_per_hour")
    counted = {
        (row["venue_id"], row["month"].month): row["visit_count"] for row in rows if row["part"] == "met"
    }
    assert counted == {
        ("V1", 4): 200,
        ("V1", 5): 300,
        ("V1", 7): 600,
        ("V1", 9): 300,
        ("V3", 8): 90,
        ("V3", 10): 60,
    }
    left_out = {(row["venue_id"], row["month"].month) for row in rows if row["part"] == "left_out"}
    assert left_out == {("V1", 6), ("V1", 8), ("V2", 9)}  # the renovation, no hours, never renovated
    charted = asked("visit_rows", area=HERE, venue="V1", figure="venue_trend")
    assert [row["month"].month for row in charted if row["part"] == "left_out"] == [8]
    assert len(charted) == 6


def test_a_venue_that_was_never_renovated_is_in_no_part_of_the_worse_ones(asked: Asked) -> None:
    parts = {row["venue_id"]: row["part"] for row in asked("venues", area=HERE, figure="venue_worse")}
    assert parts == {"V1": "missed", "V3": "met", "V2": "left_out"}
    assert [row["phase"] for row in asked("venue_trend", area=HERE, venue="V2")] == ["unrenovated"]


def test_the_venues_of_the_demonstration_equal_a_slow_second_version(demo_store: Store) -> None:
    rows = run(demo_store, "neighbourhood/venues", Access(DEMO_USER)).rows
    renovated = {row["阵地编号"]: row["改造日期"][:7] for row in SHEETS["venues"] if row["改造日期"]}
    sums: dict[tuple[str, bool], list[float]] = {}
    for row in SHEETS["venue_visits"]:
        month, start = row["月份"][:7], renovated.get(row["阵地编号"])
        if start and month != start and row["开放小时数"]:
            found = sums.setdefault((row["阵地编号"], month > start), [0, 0])
            found[0] += int(row["到访人次"])
            found[1] += float(row["开放小时数"])
    assert len(rows) == len(SHEETS["venues"])
    for row in rows:
        before, after = (sums.get((row["venue_id"], is_after)) for is_after in (False, True))
        rates = [one and one[0] / one[1] for one in (before, after)]
        assert [row["visits_per_hour_before"], row["visits_per_hour_after"]] == pytest.approx(rates)
        if before and after:
            assert row["expected_visit_count"] == pytest.approx(before[0] / before[1] * after[1])


def test_the_announced_numbers_come_out_of_the_question_that_the_page_asks(demo_store: Store) -> None:
    now = run(demo_store, "neighbourhood/key_figures", Access(DEMO_USER), area="150204").rows[0]
    keys = ("member_count", "livelihood_count", "beehive_count", "partner_count", "venue_count")
    assert _part(now, *keys) == (25, 10, 10, 31, 14)
    assert now["market_visit_count"] >= 4_700
    assert now["people_count"] >= 21_000
