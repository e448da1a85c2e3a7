"""Periods by name, the one before, and the same one of last year."""

from datetime import date

import pytest

from zhiping.ui.look.periods import named_periods, period_before, year_before


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2025-03-01", "2025-03-31", ("2025-02-01", "2025-02-28")),  # a whole month: the month before
        ("2024-03-01", "2024-03-31", ("2024-02-01", "2024-02-29")),
        ("2025-01-01", "2025-03-31", ("2024-10-01", "2024-12-31")),  # a quarter
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),  # a year
        ("2025-03-01", "2025-03-30", ("2025-01-30", "2025-02-28")),  # not whole: as many days
        ("2025-03-02", "2025-03-31", ("2025-01-31", "2025-03-01")),
        ("2025-03-05", "2025-03-05", ("2025-03-04", "2025-03-04")),
    ],
)
def test_the_period_before_is_of_equal_length(first: str, last: str, before: tuple[str, str]) -> None:
    found = period_before(date.fromisoformat(first), date.fromisoformat(last))
    assert found == tuple(map(date.fromisoformat, before))


def test_before_the_first_year_there_is_no_period() -> None:
    assert period_before(date(1, 1, 1), date(1, 1, 31)) is None
    assert period_before(date(1, 1, 10), date(1, 3, 10)) is None


@pytest.mark.parametrize(
    ("first", "last", "then"),
    [
        ("2025-03-01", "2025-03-31", ("2024-03-01", "2024-03-31")),
        ("2025-10-01", "2025-11-04", ("2024-10-01", "2024-11-04")),
        ("2025-12-20", "2026-01-10", ("2024-12-20", "2025-01-10")),  # over a year's end
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),
        # February: a period that ends on the month's last day ends on that month's last day then
        ("2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
        ("2025-02-01", "2025-02-28", ("2024-02-01", "2024-02-29")),
        ("2026-02-01", "2026-02-28", ("2025-02-01", "2025-02-28")),
        ("2024-02-01", "2024-02-28", ("2023-02-01", "2023-02-28")),
        # 29 February goes with the 28th
        ("2024-02-29", "2024-03-15", ("2023-02-28", "2023-03-15")),
        ("2024-02-29", "2024-02-29", ("2023-02-28", "2023-02-28")),
        ("2025-02-28", "2025-03-15", ("2024-02-28", "2024-03-15")),
    ],
)
def test_the_same_days_of_last_year(first: str, last: str, then: tuple[str, str]) -> None:
    found = year_before(date.fromisoformat(first), date.fromisoformat(last))
    assert found == tuple(map(date.fromisoformat, then))


def test_before_the_first_year_there_is_no_last_year() -> None:
    assert year_before(date(1, 3, 1), date(1, 3, 31)) is None
    assert year_before(date(9999, 12, 1), date(9999, 12, 31)) == (date(9998, 12, 1), date(9998, 12, 31))


def test_named_periods_are_seen_from_the_day() -> None:
    named = named_periods(date(2025, 1, 31))
    assert named == {
        "本月": (date(2025, 1, 1), date(2025, 1, 31)),
        "上月": (date(2024, 12, 1), date(2024, 12, 31)),
        "本季": (date(2025, 1, 1), date(2025, 3, 31)),
        "上季": (date(2024, 10, 1), date(2024, 12, 31)),
        "本年": (date(2025, 1, 1), date(2025, 12, 31)),
        "去年": (date(2024, 1, 1), date(2024, 12, 31)),
        "近30天": (date(2025, 1, 2), date(2025, 1, 31)),
    }


def test_a_quarter_may_end_the_year() -> None:
    assert named_periods(date(2025, 12, 31))["本季"] == (date(2025, 10, 1), date(2025, 12, 31))
