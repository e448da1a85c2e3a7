"""Periods by name, the one that a page opens on, and the one before."""

from datetime import date

import pytest

from zhiping.rules.periods import (
    calendar_month,
    last_closed_month,
    months_later,
    named_periods,
    period_before,
    quarter_so_far,
    year_before,
)


def days(*written: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, written))


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2025-03-01", "2025-03-31", ("2025-02-01", "2025-02-28")),  # a whole month: the month before
        ("2024-03-01", "2024-03-31", ("2024-02-01", "2024-02-29")),
        ("2025-01-01", "2025-03-31", ("2024-10-01", "2024-12-31")),  # a quarter
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),  # a year
        ("2025-09-26", "2025-10-25", ("2025-08-26", "2025-09-25")),  # a 统计月 that begins on the 26th
        ("2025-03-01", "2025-03-30", ("2025-02-01", "2025-02-28")),  # a month that is not over: its days
        ("2024-03-01", "2024-03-28", ("2024-02-01", "2024-02-28")),
        ("2025-11-01", "2025-11-04", ("2025-10-01", "2025-10-04")),
        ("2025-10-01", "2025-11-04", ("2025-07-01", "2025-08-04")),  # a quarter
        ("2025-01-01", "2025-11-04", ("2024-01-01", "2024-11-04")),  # a year
        ("2024-01-01", "2024-02-29", ("2023-10-01", "2023-11-30")),  # … that goes to a month's end
        ("2025-05-01", "2025-08-31", ("2025-01-01", "2025-04-30")),  # other whole months
        (
            "2025-02-01",
            "2025-03-14",
            ("2024-12-21", "2025-01-31"),
        ),  # begins no unit that holds it: as many days
        ("2025-03-02", "2025-03-31", ("2025-01-31", "2025-03-01")),
        ("2025-03-05", "2025-03-05", ("2025-03-04", "2025-03-04")),
    ],
)
def test_the_period_before(first: str, last: str, before: tuple[str, str]) -> None:
    assert period_before(*days(first, last)) == days(*before)


def test_before_the_first_year_there_is_no_period() -> None:
    assert period_before(date(1, 1, 1), date(1, 1, 31)) is None
    assert period_before(date(1, 1, 10), date(1, 3, 10)) is None


@pytest.mark.parametrize(
    ("on", "months", "found"),
    [
        ("2025-03-31", -1, "2025-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-01", 1, "2026-01-01"),
    ],
)
def test_months_later(on: str, months: int, found: str) -> None:
    assert months_later(date.fromisoformat(on), months) == date.fromisoformat(found)


def test_a_calendar_month_goes_to_its_last_day() -> None:
    assert calendar_month(date(2024, 2, 29)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert calendar_month(date(2025, 12, 1)) == (date(2025, 12, 1), date(2025, 12, 31))


def test_named_periods_are_seen_from_the_day_and_end_there() -> None:
    assert named_periods(date(2025, 1, 30)) == {
        "本月": days("2025-01-01", "2025-01-30"),
        "上月": days("2024-12-01", "2024-12-31"),
        "本季": days("2025-01-01", "2025-01-30"),
        "上季": days("2024-10-01", "2024-12-31"),
        "本年": days("2025-01-01", "2025-01-30"),
        "去年": days("2024-01-01", "2024-12-31"),
        "近30天": days("2025-01-01", "2025-01-30"),
    }


@pytest.mark.parametrize(
    ("on", "this", "last"),
    [
        ("2025-11-25", ("2025-10-26", "2025-11-25"), ("2025-09-26", "2025-10-25")),
        ("2025-11-26", ("2025-11-26", "2025-11-26"), ("2025-10-26", "2025-11-25")),
        ("2025-01-10", ("2024-12-26", "2025-01-10"), ("2024-11-26", "2024-12-25")),
    ],
)
def test_a_month_may_begin_on_another_day(on: str, this: tuple[str, str], last: tuple[str, str]) -> None:
    named = named_periods(date.fromisoformat(on), month_begins=26)
    assert (named["本月"], named["上月"]) == (days(*this), days(*last))


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2025-11-04", "2025-10-01"),
        ("2025-10-30", "2025-10-01"),  # the quarter's thirtieth day
        ("2025-10-29", "2025-09-30"),  # twenty-nine are too few: the last thirty
        ("2025-12-31", "2025-10-01"),
        ("2026-01-01", "2025-12-03"),
    ],
)
def test_a_page_opens_on_the_quarter_so_far(on: str, first: str) -> None:
    assert quarter_so_far(date.fromisoformat(on)) == days(first, on)


@pytest.mark.parametrize(
    ("on", "begins", "month"),
    [
        ("2025-11-04", 1, ("2025-10-01", "2025-10-31")),
        ("2025-10-31", 1, ("2025-10-01", "2025-10-31")),  # over at the end of that day
        ("2025-10-30", 1, ("2025-09-01", "2025-09-30")),
        ("2025-11-24", 26, ("2025-09-26", "2025-10-25")),
        ("2025-11-25", 26, ("2025-10-26", "2025-11-25")),
        ("2025-02-28", 28, ("2025-01-28", "2025-02-27")),
    ],
)
def test_tickets_open_on_the_last_month_that_is_over(on: str, begins: int, month: tuple[str, str]) -> None:
    assert last_closed_month(date.fromisoformat(on), begins) == days(*month)


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
