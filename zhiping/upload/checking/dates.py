"""Dates and times as people write them -> naive wall time of Asia/Shanghai."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

from zhiping.upload.checking.faults import Unreadable
from zhiping.upload.reading.cell import serial_moment
from zhiping.words import _

FIRST_YEAR, LAST_YEAR = 1900, 2200
_SHANGHAI = timezone(timedelta(hours=8))
# Five digits are 1927 to 2173. Shorter ones could be a year, longer ones a month or a day.
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)

_AFTER = r"(?=$|[\sT上下AP(星周礼])"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_AFTER}", re.ASCII)
_CHINESE = re.compile(r"(\d{4}|\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*(?:[日号]|$)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|[\sT])", re.ASCII)
_COMPACT_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_AFTER}", re.ASCII)
_SHORT_YEAR = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_AFTER}", re.ASCII)
_NO_YEAR = re.compile(
    rf"(\d{{1,2}})(?:\s*月\s*(\d{{1,2}})\s*(?:[日号]|$)|[-/.](\d{{1,2}}){_AFTER})", re.ASCII
)
_MONTH = re.compile(
    r"(\d{4})(?:\s*年\s*|[-/.])(\d{1,2})(?:\s*月份?)?|(\d{4})(\d\d)|(\d{1,2})\s*月份?", re.ASCII
)
_WEEKDAY = re.compile(r"\s*\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?")
_NUMERALS = "〇一二三四五六七八九"
_IN_NUMERALS = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})(?=[日号])"
)
ORDERS = ("ymd", "mdy", "dmy")
_CENTURY_TURNS = 70  # 69 is 2069, 70 is 1970
_CLOCK = re.compile(
    r"\s*T?\s*(?P<half>上午|下午|AM|PM)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?)?"
    r"|[时点]\s*(?:(?P<minutes>\d{1,2})\s*分\s*(?:(?P<seconds>\d{1,2})\s*秒)?)?)"
    r"\s*(?P<suffix>AM|PM)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)


def time_value(text: str, date_order: str | None = None, year: int | None = None) -> datetime:
    """The moment that `text` (half-width, stripped) writes; a date alone is its midnight.

    Raises Unreadable: unreadable, date_impossible, date_order where it is not certain which part is the
    month and `date_order` (one of ORDERS) does not say, date_year where none is written and no `year` is given.
    """
    upper = _in_digits(text.upper())
    if _SERIAL.fullmatch(upper):
        return serial_moment(upper)
    if compact := _COMPACT_TIME.fullmatch(upper):
        return _moment(text, *(int(part or 0) for part in compact.groups()))
    year, month, day, rest = _day_parts(text, upper, date_order, year)
    rest = _WEEKDAY.sub("", rest, count=1) if _WEEKDAY.match(rest) else rest
    if not rest:
        return _moment(text, year, month, day)
    clock = _CLOCK.fullmatch(rest)
    if clock is None:
        raise _unreadable(text)
    hour = _hour(text, int(clock["hour"]), clock["half"], clock["suffix"])
    minute, second = (
        int(clock[a] or clock[b] or 0) for a, b in (("minute", "minutes"), ("second", "seconds"))
    )
    microsecond = int((clock["fraction"] or "").ljust(6, "0")[:6])
    return _in_shanghai(
        text, _moment(text, year, month, day, hour, minute, second, microsecond), clock["zone"]
    )


def month_value(text: str, year: int | None = None) -> date | None:
    """The first day of the month that `text` (half-width, stripped) names: 2025年11月, 2025-11, 202511, 11月.

    None where it names none. Raises Unreadable: date_impossible, or date_year where no year is known.
    """
    parts = _MONTH.fullmatch(text)
    if parts is None:
        return None
    written, month = parts[1] or parts[3], parts[2] or parts[4] or parts[5]
    if not written and year is None:
        raise _without_year(text)
    return _moment(text, int(written or year or 0), int(month), 1).date()


def date_order(texts: Iterable[str]) -> str | None:
    """Which of month and day comes first, proven by a part above 12; None: no proof, or two.

    `texts` are the values of one column, half-width and stripped.
    """
    proven = set()
    for text in texts:
        if parts := _YEAR_LAST.match(text.upper()):
            first, second = int(parts[1]), int(parts[3])
            if first > 12 >= second:
                proven.add("dmy")
            elif second > 12 >= first:
                proven.add("mdy")
    return proven.pop() if len(proven) == 1 else None


def leaves_order_open(text: str) -> bool:
    """Whether a day is written so that its order of day and month has to be known: 11/04/2025, 25-11-4; half-width and stripped."""
    upper = text.upper()
    return bool(_YEAR_LAST.match(upper) or _SHORT_YEAR.match(upper))


def _day_parts(text: str, upper: str, order: str | None, year: int | None) -> tuple[int, int, int, str]:
    if parts := _YEAR_FIRST.match(upper):
        return int(parts[1]), int(parts[3]), int(parts[4]), upper[parts.end() :]
    if parts := _CHINESE.match(upper) or _COMPACT.match(upper):
        return _whole_year(parts[1]), int(parts[2]), int(parts[3]), upper[parts.end() :]
    if parts := _YEAR_LAST.match(upper):
        first, second, known = int(parts[1]), int(parts[3]), int(parts[4])
        if order not in {"mdy", "dmy"}:
            raise _unknown_order(text)
        return known, *((first, second) if order == "mdy" else (second, first)), upper[parts.end() :]
    if parts := _SHORT_YEAR.match(upper):
        if order is None:
            raise _unknown_order(text)
        by_letter = dict(zip(order, (parts[1], parts[3], parts[4]), strict=True))
        if len(by_letter["y"]) < 2:
            raise _unreadable(text)
        rest = upper[parts.end() :]
        return _whole_year(by_letter["y"]), int(by_letter["m"]), int(by_letter["d"]), rest
    parts = _NO_YEAR.match(upper)
    if parts is None:
        raise _unreadable(text)
    if year is None:
        raise _without_year(text)
    first, second = int(parts[1]), int(parts[2] or parts[3])
    if parts[3] and order == "dmy":
        first, second = second, first
    elif parts[3] and order is None and second <= 12:
        raise _unknown_order(text)
    return year, first, second, upper[parts.end() :]


def _whole_year(written: str) -> int:
    short = int(written)
    return short if len(written) > 2 else short + (2000 if short < _CENTURY_TURNS else 1900)


def _in_digits(upper: str) -> str:
    """二〇二五年十一月四日 in digits; anything else as it is."""

    def number(numerals: str) -> int:
        tens, ten, ones = numerals.rpartition("十")
        return (_NUMERALS.index(tens) if tens else 1) * 10 * bool(ten) + (
            _NUMERALS.index(ones) if ones else 0
        )

    found = _IN_NUMERALS.match(upper)
    if found is None or any(len(part) > 1 and "十" not in part for part in found.groups()[1:]):
        return upper
    year = "".join(str(_NUMERALS.index("〇" if digit in "○零" else digit)) for digit in found[1])
    return f"{year}年{number(found[2])}月{number(found[3])}{upper[found.end() :]}"


def _without_year(text: str) -> Unreadable:
    return Unreadable(
        "date_year",
        _("“{value}”没有写年份。").format(value=text),
        _("如果这个文件里没写年份的日期都是同一年，请选定年份；否则请改写为 2025-11-04 的形式。"),
    )


def _unknown_order(text: str) -> Unreadable:
    if _YEAR_LAST.match(text.upper()):
        return Unreadable(
            "date_order",
            _("“{value}”里哪个是月、哪个是日无法确定，这一列的值也没有给出证明。").format(value=text),
            _("请选定日期顺序（月/日/年 或 日/月/年），或改写为 2025-11-04 的形式。"),
        )
    return Unreadable(
        "date_order",
        _("“{value}”里哪个是年、哪个是月、哪个是日无法确定。").format(value=text),
        _("请选定日期顺序（年/月/日、月/日/年 或 日/月/年），或改写为 2025-11-04 的形式。"),
    )


def in_words(moment: datetime, *, is_day: bool) -> str:
    """2025年11月4日 15:30; without the clock where it `is_day`."""
    day = _("{year}年{month}月{day}日").format(year=moment.year, month=moment.month, day=moment.day)
    if is_day:
        return day
    return f"{day} {moment:%H:%M:%S}" if moment.second else f"{day} {moment:%H:%M}"


def _hour(text: str, hour: int, half: str | None, suffix: str | None) -> int:
    if half and suffix:
        raise _unreadable(text)
    named = half or suffix
    if named is None:
        return hour
    # 上午12:30 is midnight to a computer and noon to many people: asked, never guessed.
    is_afternoon = named in {"下午", "PM"}
    if (named == "上午" and hour == 12) or (hour == 0 and is_afternoon) or (hour > 12 and not is_afternoon):
        raise Unreadable(
            "unreadable",
            _("“{value}”里的上下午与小时对不上，无法确定是几点。").format(value=text),
            _("请用24小时制改写，例如 2025-11-04 15:30。"),
        )
    if is_afternoon:
        return hour if hour >= 12 else hour + 12
    return 0 if hour == 12 else hour


def _moment(
    text: str,
    year: int,
    month: int,
    day: int,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    microsecond: int = 0,
) -> datetime:
    try:
        moment = datetime(year, month, day, hour, minute, second, microsecond)
    except ValueError:
        remedy = _("请核对并改为真实的日期时间，例如 2025-11-04 15:30。")
        if hour == 24:
            remedy = _("一天的末尾请写成次日 00:00。")
        raise Unreadable(
            "date_impossible", _("“{value}”不是存在的日期或时间。").format(value=text), remedy
        ) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            "date_impossible",
            _("“{value}”的年份不在{first}年到{last}年之间。").format(
                value=text, first=FIRST_YEAR, last=LAST_YEAR
            ),
            _("请核对年份。"),
        )
    return moment


def _in_shanghai(text: str, moment: datetime, zone: str | None) -> datetime:
    if zone is None:
        return moment
    if zone == "Z":
        return moment.replace(tzinfo=UTC).astimezone(_SHANGHAI).replace(tzinfo=None)
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:
        raise _unreadable(text)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    return moment.replace(tzinfo=timezone(offset)).astimezone(_SHANGHAI).replace(tzinfo=None)


def _unreadable(text: str) -> Unreadable:
    return Unreadable(
        "unreadable",
        _("“{value}”不能识别为日期时间。").format(value=text),
        _("请写成 2025-11-04 或 2025-11-04 15:30 的形式；没有就留空。"),
    )
