"""民情恳谈日 of the demonstration: on which days the delegates listen; those who have rows of it agree by this file.

It knows no system: both the talks and what came of them are made by it.
"""

from datetime import date, timedelta

from zhiping.demo.tables import DATA_DATE, HOME

DELEGATES = {HOME: range(1, 33), "150102": range(33, 36), "150103": range(36, 39), "150104": range(39, 41)}
MONTHS = [date(2025, month, 1) for month in range(1, 12)]
_RESTS = 9  # of so many months a delegate holds none in one
_REACH = timedelta(days=31)  # what was said on one comes in within a month


def delegate(number: int) -> str:
    """The number of a delegate as it is written."""
    return f"D-{number:03}"


def district_of(number: int) -> str:
    """The prefix of the district whose delegate it is."""
    return next(district for district, numbers in DELEGATES.items() if number in numbers)


def talks() -> dict[str, dict[str, date]]:
    """Delegate -> number of a talk -> its day, up to the data date."""
    return {delegate(number): _of(number) for numbers in DELEGATES.values() for number in numbers}


def _of(number: int) -> dict[str, date]:
    found = {}
    for month in MONTHS:
        day = month + timedelta(days=number % 3 + (number * 5) % 20)
        day += timedelta(days=(2 - day.weekday()) % 7)  # a Wednesday
        if (number + month.month) % _RESTS and day < DATA_DATE.date():
            found[f"MT-{month:%Y%m}-{number:03}"] = day
    return found


def talk_before(those: dict[str, date], on: date) -> str | None:
    """The last of a delegate's talks of which something can have come in on a day; None where there is none."""
    near = [(day, talk) for talk, day in those.items() if on - _REACH <= day <= on]
    return max(near)[1] if near else None
