"""When a report is due and where it stands: the rules by their truth tables, and by a plain second version."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import duckdb
import pytest

from tests.rules.conftest import Clock

FREQUENCIES = ("日", "周", "月", "季", "年")


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    with duckdb.connect() as con:
        yield Clock(con)


def said(clock: Clock, call: str) -> object:
    found = clock.con.execute(f"select {call}").fetchone()
    assert found
    return found[0]


def span(frequency: str, day: date) -> tuple[date, date]:
    """The first and last day of the period in which a day lies."""
    if frequency == "日":
        return day, day
    if frequency == "周":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    size = {"月": 1, "季": 3, "年": 12}[frequency]
    begins = (day.month - 1) // size * size + 1
    ends = begins + size - 1
    return date(day.year, begins, 1), date(day.year, ends, monthrange(day.year, ends)[1])


DAYS = [date(2024, 2, 29), date(2025, 1, 1), date(2025, 3, 31), date(2025, 11, 30), date(2025, 12, 31)]


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_periods_begin_and_end_as_the_calendar_says(clock: Clock, frequency: str) -> None:
    for day in DAYS:
        written = f"'{frequency}', date '{day}'"
        assert (said(clock, f"report_start({written})"), said(clock, f"report_end({written})")) == span(
            frequency, day
        )


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_periods_that_are_over_are_counted_one_by_one(clock: Clock, frequency: str) -> None:
    first = span(frequency, date(2024, 11, 15))[0]
    for today in [date(2025, 1, 1), date(2025, 11, 30), date(2025, 12, 1), date(2026, 1, 5)]:
        count, begins = 0, first
        while (end := span(frequency, begins)[1]) < today:
            count, begins = count + 1, end + timedelta(days=1)
        assert said(clock, f"report_count('{frequency}', date '{first}', date '{today}')") == count, today


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2025-10-30", "reported"),
        ("2025-10-31", "reported"),  # its last day is not over
        ("2025-11-01", "due"),
        ("2025-11-05", "due"),  # the last day on which it can be reported in time
        ("2025-11-06", "late"),
    ],
)
def test_a_report_is_due_once_its_period_is_over(clock: Clock, today: str, state: str) -> None:
    assert said(clock, f"report_state(date '2025-10-31', date '2025-11-05', date '{today}')") == state


def reports(clock: Clock, at: str) -> list[tuple[object, ...]]:
    names = ("state", "period_from", "period_to", "due_on", "days_late", "period_count")
    return [tuple(row[name] for name in names) for row in clock.rows("overview/reporting", at=at)]


AREA = "150105000000"
MONTHLY = {"dataset": "stations", "area_code": AREA, "frequency": "月", "due_day": 5}


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        # never reported: from the period that ended last
        ([], ("late", date(2025, 10, 1), date(2025, 10, 31), date(2025, 11, 5), 3, 1)),
        # up to the last day but one of a month: that month is open
        ([(AREA, "2025-08-30")], ("late", date(2025, 8, 1), date(2025, 8, 31), date(2025, 9, 5), 64, 3)),
        ([(AREA, "2025-08-31")], ("late", date(2025, 9, 1), date(2025, 9, 30), date(2025, 10, 5), 34, 2)),
        (
            [(AREA, "2025-10-31")],
            ("reported", date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 5), 0, 0),
        ),
        # an upload of the city that holds it counts, one of a street in it does not
        (
            [("150100000000", "2025-10-31")],
            ("reported", date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 5), 0, 0),
        ),
        (
            [("150105001000", "2025-10-31")],
            ("late", date(2025, 10, 1), date(2025, 10, 31), date(2025, 11, 5), 3, 1),
        ),
    ],
)
def test_the_oldest_period_that_nobody_reported_is_asked_for(
    clock: Clock, covered: list[tuple[str, str]], expected: tuple[object, ...]
) -> None:
    clock.filled({"reporting_calendar": [MONTHLY]})
    digits = {"150100000000": "1501", AREA: "150105", "150105001000": "150105001"}
    clock.con.execute("delete from derived.coverage")
    for code, day in covered:
        clock.con.execute(
            "insert into derived.coverage by name select 1 as upload_id, 'stations' as dataset, ? as area_from,"
            " ? as area_to, ?::timestamp as as_of, false as is_undone",
            [code, digits[code] + ":", datetime.fromisoformat(day)],
        )
    assert reports(clock, "2025-11-08T10:00") == [expected]
