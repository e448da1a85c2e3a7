"""Periods by name, and the one before."""

from datetime import date

import pytest

from zhiping.ui.look.periods import named_periods, period_before


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
