"""The fairs of the hand-made rows, each figure counted by hand; the names of the fairs say their case."""

from collections.abc import Callable
from typing import Any

import pytest

from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

HERE = "150105"
Asked = Callable[..., list[Row]]


@pytest.fixture
def asked(worked_store: Store) -> Asked:
    """`asked("streets", area="150105")`: the rows of health/streets."""

    def rows(question: str, **filters: Any) -> list[Row]:
        return run(worked_store, f"health/{question}", Access(DEMO_USER), **filters).rows

    return rows


def _part(row: Row, *keys: str) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


def test_the_figures_counted_by_hand(asked: Asked) -> None:
    assert asked("key_figures", area=HERE) == [
        {
            "fair_count": 10,  # all but F09, which is held the day after
            "visit_count": 1520,
            "visits_per_fair": 152.0,
            "doctor_count": 95,
            "party_doctor_count": 33,
            "referral_count": 33,
            "followed_up_count": 15,
            "unrecorded_referral_fair_count": 1,  # F07
            "unrecorded_follow_up_fair_count": 1,  # F05
            "fault_count": 1,  # F06 followed up 3 of 2
            "waiting_referral_count": 17,  # F01 6, F02 3 (today is its last day), F10 8
            "due_referral_count": 10,  # F03 5, F04 4, F11 1
            "due_followed_up_count": 8,
            "follow_up_share": 0.8,
            "due_unknown_count": 4,  # F05
            "due_fair_count": 3,
            "medicine_yuan": 8980.5,
            "unplaced_count": 2,  # F04, F07
            "street_count": 2,
            "reached_street_count": 2,  # one of them exactly ninety days ago
            "reached_share": 1.0,
            "unreached_street_count": 0,
            "never_reached_count": 0,
            "future_count": 1,
        }
    ]


@pytest.mark.parametrize(
    ("until", "due", "followed"),
    [("2025-11-02", 5, 5), ("2025-11-03", 10, 8), ("2025-11-04", 10, 8)],  # F03's last day is the 3rd
)
def test_a_follow_up_counts_in_the_period_in_which_its_thirty_days_end(
    asked: Asked, until: str, due: int, followed: int
) -> None:
    found = asked("key_figures", area=HERE, until=until)[0]
    assert _part(found, "due_referral_count", "due_followed_up_count") == (due, followed)


def test_a_viewer_who_goes_back_sees_the_last_day_still_running(asked: Asked) -> None:
    then = asked("key_figures", area=HERE, as_of="2025-11-03")[0]
    assert _part(then, "due_referral_count", "fair_count", "future_count") == (5, 10, 0)


def test_streets_are_reached_for_ninety_days_by_fairs_of_the_chosen_kind(asked: Asked) -> None:
    keys = ("area_code", "days_since", "is_reached")
    assert [_part(row, *keys) for row in asked("streets")] == [
        ("150102001000", 91, False),  # judged at its own data date
        ("150105002000", 90, True),
        ("150105001000", 17, True),  # F10, recorded at the district, reaches none
    ]
    nights = {
        row["area_code"]: _part(row, "days_since", "is_reached")
        for row in asked("streets", fair_kind="中医夜市")
    }
    assert nights == {
        "150102001000": (None, False),
        "150105002000": (None, False),
        "150105001000": (108, False),
    }
    assert asked("streets", area="150105001001") == []  # streets are judged, not communities
    assert asked("key_figures", area="150105001001")[0]["reached_share"] is None


def _parts(rows: list[Row]) -> dict[str, dict[str, int]]:
    """Part -> fair -> how many of its referrals are in it."""
    return {
        part: {row["fair_id"]: row["part_count"] for row in rows if row["part"] == part}
        for part in ("met", "missed", "left_out")
    }


def test_the_parts_of_the_share_followed_up(asked: Asked) -> None:
    assert _parts(asked("figure_rows", area=HERE, figure="follow_up_share")) == {
        "met": {"F03": 3, "F04": 4, "F11": 1},
        "missed": {"F03": 2},
        "left_out": {"F01": 6, "F02": 3, "F05": 4, "F06": 2, "F10": 8},  # F07 and F08 referred nobody
    }
    later: dict[str, Any] = {"since": "2025-11-01", "until": "2025-11-30", "figure": "follow_up_share"}
    assert _parts(asked("figure_rows", area=HERE, **later)) == {
        "met": {"F03": 3},
        "missed": {"F03": 2},
        "left_out": {"F10": 8},  # held then and not due
    }


def test_who_was_left_over_or_never_recorded_is_listed_the_longest_first(asked: Asked) -> None:
    keys = ("fair_id", "days_over", "left_over_count")
    assert [_part(row, *keys) for row in asked("left_over", area=HERE)] == [("F05", 85, None), ("F03", 1, 2)]


def test_seasons_go_on_without_a_fair_and_winter_belongs_to_the_year_in_which_it_begins(asked: Asked) -> None:
    keys = ("season", "fair_count", "community_count", "night_count", "other_count", "is_complete")
    assert [_part(row, *keys) for row in asked("seasons", area=HERE)] == [
        ("2024年冬季", 1, 1, 0, 0, True),
        ("2025年春季", 1, 1, 0, 0, True),
        ("2025年夏季", 4, 1, 2, 1, True),
        ("2025年秋季", 4, 4, 0, 0, False),
    ]


def test_what_is_recorded_at_the_area_itself_is_a_row_of_its_own(asked: Asked) -> None:
    keys = ("area_name", "fair_count", "summer_count", "autumn_count", "street_count")
    assert [_part(row, *keys) for row in asked("areas", area=HERE)] == [
        ("赛罕区", 1, 0, 1, 0),
        ("大学西路街道", 8, 3, 3, 1),
        ("乌兰察布东路街道", 1, 1, 0, 1),
    ]


def test_services_overlap_and_are_shares_of_the_fairs_that_name_any(asked: Asked) -> None:
    rows = {row["service"]: row for row in asked("services", area=HERE)}
    assert _part(rows["义诊"], "fair_count", "told_fair_count") == (7, 9)
    assert sum(row["fair_count"] for row in rows.values()) > 9
