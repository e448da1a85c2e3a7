"""Bulletins: of which kind one is by its period, and which period was the last of its kind."""

from datetime import date, timedelta

from zhiping.rules.periods import Period, last_closed_month, months_later, whole_months
from zhiping.words import N_

MONTH, QUARTER, YEAR, OTHER = N_("月统计"), N_("季通报"), N_("年考评"), N_("专项通报")
_MONTHS = {1: MONTH, 3: QUARTER, 12: YEAR}
_DAY = timedelta(days=1)


def kind_of(period: Period) -> str:
    """The kind (a message) of a bulletin on a period: a 统计月, a quarter or a year of the calendar, or any other."""
    first, last = period
    months = whole_months(first, last)
    is_in_step = months == 1 or (months in _MONTHS and first.day == 1 and (first.month - 1) % months == 0)
    return _MONTHS[months] if months in _MONTHS and is_in_step else OTHER


def last_closed(on: date, month_begins: int = 1) -> dict[str, Period]:
    """Kind -> its last period that was over at the end of a day: the data's own, never the wall clock's."""
    after = on + _DAY
    quarter, year = after.replace(month=(after.month - 1) // 3 * 3 + 1, day=1), after.replace(month=1, day=1)
    return {
        MONTH: last_closed_month(on, month_begins),
        QUARTER: (months_later(quarter, -3), quarter - _DAY),
        YEAR: (months_later(year, -12), year - _DAY),
    }
