"""Periods: those that people ask for by name, the one before, and the same one a year before."""

from calendar import monthrange
from datetime import date, timedelta

from zhiping.words import N_

Period = tuple[date, date]
_DAY = timedelta(days=1)


def months_from(first: date, count: int) -> Period:
    """`count` whole months beginning with the month of `first`."""
    place = first.month - 1 + count - 1
    year, month = first.year + place // 12, place % 12 + 1
    return first.replace(day=1), date(year, month, monthrange(year, month)[1])


def named_periods(on: date) -> dict[str, Period]:
    """Name (a message) -> its first and last day, as seen on a day: the data's own, never the wall clock's."""
    month, quarter, year = months_from(on, 1), _quarter_of(on), _year_of(on)
    return {
        N_("本月"): month,
        N_("上月"): months_from(month[0] - _DAY, 1),
        N_("本季"): quarter,
        N_("上季"): _quarter_of(quarter[0] - _DAY),
        N_("本年"): year,
        N_("去年"): _year_of(year[0] - _DAY),
        N_("近30天"): (on - 29 * _DAY, on),
    }


def _quarter_of(on: date) -> Period:
    return months_from(on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1), 3)


def _year_of(on: date) -> Period:
    return months_from(on.replace(month=1, day=1), 12)


def whole_months(first: date, last: date) -> int | None:
    """How many calendar months the days from `first` to `last` make up; None where they are not whole."""
    if first.day != 1 or last < first or (last + _DAY).day != 1:
        return None
    return (last.year - first.year) * 12 + last.month - first.month + 1


def period_before(first: date, last: date) -> Period | None:
    """The period of equal length before: as many months for whole months, else as many days.

    None where the calendar has no such days.
    """
    try:
        end = first - _DAY
        months = whole_months(first, last)
        if months is None:
            return end - (last - first), end
        place = first.year * 12 + first.month - 1 - months
        return date(place // 12, place % 12 + 1, 1), end
    except (OverflowError, ValueError):
        return None


def year_before(first: date, last: date) -> Period | None:
    """The same days of the year before: 29 February goes with the 28th, a month's last day with its last day then.

    None where the calendar has no such days.
    """
    if first.year == 1:
        return None
    is_month_end = last == months_from(last, 1)[1]
    return _a_year_earlier(first), months_from(_a_year_earlier(last), 1)[
        1
    ] if is_month_end else _a_year_earlier(last)


def _a_year_earlier(on: date) -> date:
    """The day a year before, of 29 February the 28th."""
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if is_leap_day else on.day)
