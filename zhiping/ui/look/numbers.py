"""Numbers as people read them: counts, rates, changes, lengths of time, dates.

Every function takes None for "not known" and answers MISSING then: what is missing is never 0.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from zhiping.words import _, counted, day_told, month_and_day, month_name

MISSING = "—"
MINUS = "\u2212"
ENOUGH_FOR_A_RATE = 10
_WAN = 10_000
_YI = 100_000_000
_TENTH = Decimal("0.1")


def _rounded(value: float | Decimal) -> Decimal:
    """`value` to one decimal, halves away from zero; str() keeps 0.45 from becoming 0.4499…"""
    return Decimal(str(value)).quantize(_TENTH, ROUND_HALF_UP)


def _sign(value: float | Decimal) -> str:
    return MINUS if value < 0 else "+"


def exact_count(count: int | None) -> str:
    """Every digit, in groups of three: "123,456". For tables."""
    if count is None:
        return MISSING
    return f"{MINUS if count < 0 else ''}{abs(count):,}"


def count(number: int | None) -> str:
    """By size: "9,999", "12.3万", "1.2亿". For figures, sentences and pictures."""
    if number is None or abs(number) < _WAN:
        return exact_count(number)
    sign = MINUS if number < 0 else ""
    in_wan = _rounded(Decimal(abs(number)) / _WAN)
    if in_wan < _WAN:
        text = _("{wan}万").format(wan=in_wan, number=f"{abs(number):,}")
    else:
        text = _("{yi}亿").format(yi=_rounded(Decimal(abs(number)) / _YI), number=f"{abs(number):,}")
    return sign + text


def decimal(value: float | None) -> str:
    """A measured number with at most one decimal: "6", "6.5", "1,234.5", "12.3万"."""
    if value is None:
        return MISSING
    if value == int(value) or abs(value) >= _WAN:
        return count(round(value))
    return f"{MINUS if value < 0 else ''}{abs(_rounded(value)):,}"


def _percentage(percent: Decimal) -> str:
    """100.0 only for all and 0.0 only for none: rounding must not hide the last or the first case."""
    rounded = _rounded(percent)
    if percent < 100 <= rounded:
        return ">99.9%"
    if percent > 0 and rounded == 0:
        return "<0.1%"
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,}%"


def share(value: float | None) -> str:
    """A share (0 to 1) as a percentage: "91.7%", ">99.9%" for nearly all, "<0.1%" for hardly any."""
    return MISSING if value is None else _percentage(Decimal(str(value)) * 100)


def is_enough(whole: int | None) -> bool:
    """Whether `whole` cases carry a rate: below 10 only the counts are shown, and no colour."""
    return whole is not None and whole >= ENOUGH_FOR_A_RATE


def brief_rate(part: int | None, whole: int | None) -> str:
    """A rate, for where what it is made of stands beside: "91.7%"; "3/7" when `is_enough` says too few.

    MISSING where `whole` is 0: nothing was to be done, which is neither 0 % nor 100 %.
    """
    if part is None or not whole:
        return MISSING
    if not is_enough(whole):
        return f"{exact_count(part)}/{whole}"
    return _percentage(Decimal(part) * 100 / Decimal(whole))


def rate(part: int | None, whole: int | None) -> str:
    """A rate with what it is made of: "91.7%（378/412）"; as `brief_rate` says it where that shows it already."""
    brief = brief_rate(part, whole)
    if part is None or whole is None or not is_enough(whole):
        return brief
    return _("{percent}（{part}/{whole}）").format(
        percent=brief, part=exact_count(part), whole=exact_count(whole)
    )


def parts(part: int, whole: int, unit: str) -> str:
    """What a rate is made of, for beside `brief_rate`: "378/412 件"; "" where that says it already, or has no cases."""
    return f"{exact_count(part)}/{exact_count(whole)} {counted(unit, whole)}" if is_enough(whole) else ""


def point_change(change: float | None) -> str:
    """A difference of two shares (0.006) in percentage points: "+0.6 个百分点", with a real minus."""
    if change is None:
        return MISSING
    points = Decimal(str(round(change, 9))) * 100  # a difference of floats is never quite 0
    if points == 0:
        return _("持平")
    if _rounded(points) == 0:
        return _("{sign}不到0.1 个百分点").format(sign=_sign(points))
    return _("{sign}{points} 个百分点").format(sign=_sign(points), points=abs(_rounded(points)))


def points(change: float) -> str:
    """A share of a change (0.031) in percentage points, beside a change that says the unit: "+3.1"."""
    return f"{_sign(change)}{abs(_rounded(Decimal(str(round(change, 9))) * 100))}"


def count_change(change: int | None, unit: str) -> str:
    """A difference of two counts with its unit: "+3 件", "−3 件", "持平"."""
    if change is None:
        return MISSING
    if change == 0:
        return _("持平")
    return f"{_sign(change)}{count(abs(change))} {counted(_(unit), abs(change))}"


def duration(length: timedelta | None) -> str:
    """A length of time in words, full minutes only: "不到1分钟", "20分钟", "3小时20分", "3天4小时"."""
    if length is None:
        return MISSING
    if length < timedelta(0):
        return MINUS + duration(-length)
    minutes = int(round(length.total_seconds()) // 60)
    if minutes == 0:
        return _("不到1分钟")
    if minutes < 60:
        return _("{minutes}分钟").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return (_("{hours}小时{minutes}分") if minutes else _("{hours}小时")).format(
            hours=hours, minutes=minutes
        )
    days, hours = divmod(hours, 24)
    return (_("{days}天{hours}小时") if hours else _("{days}天")).format(days=days, hours=hours)


def hours(length: float | None) -> str:
    """A `…_hours` column in words; see `duration`."""
    return MISSING if length is None else duration(timedelta(hours=length))


def day(on: date | None) -> str:
    """A day: "2025年11月4日"; of a time only its day."""
    return MISSING if on is None else day_told(on)


def time(at: datetime | None) -> str:
    """A moment to the minute: "2025年11月4日 15:30"."""
    return MISSING if at is None else f"{day(at)} {at:%H:%M}"


def month(of: date | None) -> str:
    """A month: "2025年11月"."""
    return MISSING if of is None else _("{year}年{month}").format(year=of.year, month=month_name(of.month))


def period(first: date, last: date) -> str:
    """From `first` to `last`, both in it: "2025年10月1日至11月4日", the year once where it is one; whole months as such."""
    if first == last:
        return day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return months(first, last)
    if first.year != last.year:
        return _("{first}至{last}").format(first=day(first), last=day(last))
    ends = [month_and_day(on.month, on.day) for on in (first, last)]
    return _("{year}年{first}至{last}").format(year=first.year, first=ends[0], last=ends[1])


def months(first: date, last: date) -> str:
    """From month to month, the year once where it is one: "2025年4月至10月"; one month where it is one."""
    if (first.year, first.month) == (last.year, last.month):
        return month(first)
    if first.year != last.year:
        return _("{first}至{last}").format(first=month(first), last=month(last))
    return _("{year}年{first}至{last}").format(
        year=first.year, first=month_name(first.month), last=month_name(last.month)
    )
