"""What a workbook's cell is, whatever the file: its text as a value, its mark, and its text as it is shown.

The reader of a form knows how its cells are written; what they mean is decided here alone, so that the same cell is
the same in .xlsx, .xls, .ods and in a CSV.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from math import isfinite
from typing import NamedTuple

from zhiping.upload.reading.numberformat import NumberFormat

PLAIN, DATE, FLAG, INEXACT, PERCENT, UNCALCULATED = " ", "d", "b", "n", "p", "f"
_EXACT_DIGITS = 1e15  # Excel keeps 15 digits; what is longer has lost some
_SERIAL_START = datetime(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 61, 2958466  # 1900-03-01; Excel's 29 February 1900 never was
_LONGEST_DURATION = 10_000  # days; a larger number in a format without a day is a moment all the same
_SINCE_1904 = 1462
_EXACT_DECIMALS = 9  # of a day: from so many on a serial tells milliseconds


class Cell(NamedTuple):
    """`text`: the value. `mark`: what the cell is where it is no text and no whole number, a letter of
    `TextTable.marked`. `shown`: a whole number as its format shows it, where that is other than `text`.
    """

    text: str
    mark: str = PLAIN
    shown: str | None = None


def flag_cell(value: bool) -> Cell:
    return Cell("TRUE" if value else "FALSE", FLAG)


def uncalculated_cell(formula: str) -> Cell:
    """A formula whose result nobody has saved: not blank, and not known."""
    return Cell("=" + formula, UNCALCULATED)


def number_reader(form: NumberFormat, *, is_1904: bool = False) -> Callable[[str], Cell]:
    """How a number in this format is read from its digits (a float's literal in the file)."""
    if form.is_date:
        return partial(_moment_cell, is_duration=form.is_duration, since=_SINCE_1904 if is_1904 else 0)
    return _percent_cell if form.is_percent else partial(_number_cell, shown=form.shown)


def _percent_cell(digits: str) -> Cell:
    return Cell(f"{number_text(_to_15_digits(float(digits)) * 100)}%", PERCENT)


def _number_cell(digits: str, shown: Callable[[int], str | None]) -> Cell:
    text = number_text(float(digits))
    if not text.lstrip("-").isdigit():
        return Cell(text, INEXACT)
    seen = shown(int(text))
    return Cell(text, INEXACT) if seen is None else Cell(text, PLAIN, None if seen == text else seen)


def number_text(value: float) -> str:
    """A number by the 15 digits that a spreadsheet knows: whole ones without ".0", too long ones as 1.5E+17."""
    if not isfinite(value):
        return str(value)
    value = _to_15_digits(value)
    if abs(value) >= _EXACT_DIGITS:
        return f"{value:.15E}"
    return str(int(value)) if value == int(value) else repr(value)


def _to_15_digits(value: float) -> float:
    return float(f"{value:.15g}")


def _moment_cell(digits: str, *, is_duration: bool, since: int) -> Cell:
    """A number in a format of days or times: 2025-03-01, 2025-03-01 15:30:00, 15:30:00 or, as a duration, 30:00:00."""
    value = float(digits)
    if (is_duration and value < _LONGEST_DURATION) or not _FIRST_SERIAL <= value + since < _LAST_SERIAL:
        return Cell(clock_text(value, is_long=is_duration and value >= 1), DATE)
    days, milliseconds = _serial_parts(digits, value)
    if not milliseconds:
        return Cell(_day(days + since), DATE)
    seconds, rest = divmod(milliseconds, 1000)
    fraction = f".{rest:03}" if rest else ""
    return Cell(f"{_day(days + since)} {_time(seconds)}{fraction}", DATE)


@lru_cache(maxsize=1 << 14)
def _day(days: int) -> str:
    return (_SERIAL_START + timedelta(days=days)).date().isoformat()


@lru_cache(maxsize=1 << 14)
def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def clock_text(days: float, *, is_long: bool) -> str:
    seconds = round(abs(days) * 86400) if isfinite(days) else 0
    sign = "-" if days < 0 else ""
    hours = f"{seconds // 3600}" if is_long else f"{seconds // 3600:02}"
    return f"{sign}{hours}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def moment_text(value: date | time | timedelta) -> str:
    """A day, a moment, a time or a duration as text; midnight is the day alone."""
    match value:
        case datetime():
            if value.time() == time():
                return value.date().isoformat()
            is_whole = not value.microsecond
            return value.isoformat(" ", "seconds" if is_whole else "milliseconds")
        case timedelta():
            return clock_text(value / timedelta(days=1), is_long=True)
        case time():
            return value.isoformat("seconds")
        case _:
            return value.isoformat()


def serial_moment(digits: str) -> datetime:
    """The moment of a spreadsheet's serial number, written as a float's literal.

    It says no more than its digits: with fewer than nine decimals it is taken to the second, and never out of its
    day (23:59:59.7 is not tomorrow); with more it is exact to the millisecond, in which the noise of a float is lost.
    """
    days, milliseconds = _serial_parts(digits, float(digits))
    return _SERIAL_START + timedelta(days=days, milliseconds=milliseconds)


def _serial_parts(digits: str, value: float) -> tuple[int, int]:
    """The day and its milliseconds."""
    days = int(value)
    part = value - days
    if len(digits) - len(str(days)) - 1 < _EXACT_DECIMALS and "e" not in digits.casefold():
        return days, min(round(part * 86400), 86399) * 1000
    milliseconds = round(part * 86_400_000)
    return (days, milliseconds) if milliseconds < 86_400_000 else (days + 1, 0)
