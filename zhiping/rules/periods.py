"""Periods: those that people ask for by name, the one that a page opens on, and the one before."""

from calendar import monthrange
from datetime import date, timedelta

from zhiping.words import N_

Period = tuple[date, date]
FEWEST_DAYS = 30  # a quarter that has fewer is too young to be spoken of
_DAY = timedelta(days=1)
_UNITS = (1, 3, 12)  # months: the parts of a year that a period may have begun with


def months_later(on: date, count: int) -> date:
    """The same day so many months later (or earlier), or the last day of that month. ValueError: no such year."""
    place = on.year * 12 + on.month - 1 + count
    year, month = place // 12, place % 12 + 1
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"no year {year}")
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def named_periods(on: date, month_begins: int = 1) -> dict[str, Period]:
    """Name (a message) -> its first and last day, as seen on a day: the data's own, never the wall clock's.

    What is not over ends on that day. `month_begins`: the first day of a 统计月, 1 to 28.
    """
    month, quarter, year = _month_of(on, month_begins), _quarter_of(on), on.replace(month=1, day=1)
    return {
        N_("本月"): (month, on),
        N_("上月"): last_closed_month(month - _DAY, month_begins),
        N_("本季"): (quarter, on),
        N_("上季"): (_quarter_of(quarter - _DAY), quarter - _DAY),
        N_("本年"): (year, on),
        N_("去年"): (months_later(year, -12), year - _DAY),
        N_("近30天"): _last_days(on),
    }


def quarter_so_far(on: date) -> Period:
    """This quarter up to a day, or the last 30 days where it has fewer."""
    first = _quarter_of(on)
    return (first, on) if (on - first).days + 1 >= FEWEST_DAYS else _last_days(on)


def last_closed_month(on: date, month_begins: int = 1) -> Period:
    """The last 统计月 that was over at the end of a day."""
    after = _month_of(on + _DAY, month_begins)
    return months_later(after, -1), after - _DAY


def calendar_month(on: date) -> Period:
    """The month that holds a day, from its first day to its last."""
    first = on.replace(day=1)
    return first, months_later(first, 1) - _DAY


def _last_days(on: date) -> Period:
    return on - (FEWEST_DAYS - 1) * _DAY, on


def _month_of(on: date, begins: int) -> date:
    return on.replace(day=begins) if on.day >= begins else months_later(on, -1).replace(day=begins)


def _quarter_of(on: date) -> date:
    return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)


def whole_months(first: date, last: date) -> int | None:
    """How many months the days from `first` to `last` make up, from a day to the one before it; None for no whole ones."""
    after = last + _DAY
    count = (after.year - first.year) * 12 + after.month - first.month
    return count if count > 0 and after.day == first.day else None


def period_before(first: date, last: date) -> Period | None:
    """What 环比 holds a period against; None where the calendar has no such days.

    Of a month, quarter or year from its first day on: the same days of the one before, to the month's end where
    it goes to one, and at most to the end of the one before. Other whole months: as many before. Else as many days.
    """
    try:
        end = first - _DAY
        for months in _UNITS:
            if first.day == 1 and (first.month - 1) % months == 0 and last < months_later(first, months):
                is_month_end = (last + _DAY).day == 1
                then = (
                    months_later(last + _DAY, -months) - _DAY if is_month_end else months_later(last, -months)
                )
                return months_later(first, -months), then
        if count := whole_months(first, last):
            return months_later(first, -count), end
        return end - (last - first), end
    except (OverflowError, ValueError):
        return None


def year_before(first: date, last: date) -> Period | None:
    """What 同比 holds a period against: the same days of the year before.

    29 February goes with the 28th, a month's last day with its last day then. None where the calendar has no such days.
    """
    try:
        then = months_later(last, -12)
        if last.day == monthrange(last.year, last.month)[1]:
            then = then.replace(day=monthrange(then.year, then.month)[1])
        return months_later(first, -12), then
    except ValueError:
        return None
