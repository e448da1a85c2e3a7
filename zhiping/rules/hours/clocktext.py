"""A span of clock time as people write it in Chinese: 8:00-18:00, 8点半-17时, 上午8:30-11:30, 晚8点-次日2点."""

import re
from collections.abc import Iterable

_NOON, _MIDNIGHT = 12 * 60, 24 * 60
_SIX = 6 * 60
_MORNING = dict.fromkeys("上午 早上 早晨 清晨 早".split(), {hour: hour for hour in range(13)})
_SMALL_HOURS = {"凌晨": {hour: hour for hour in range(7)}}
_MIDDAY = {"中午": {11: 11, 12: 12, 13: 13, 14: 14, 1: 13, 2: 14}}
_AFTERNOON = dict.fromkeys(
    "下午 午后 傍晚".split(),
    {hour: hour + 12 for hour in range(1, 12)} | {hour: hour for hour in range(12, 20)},
)
_EVENING = dict.fromkeys(
    "晚上 晚间 夜间 夜晚 晚".split(),
    {hour: hour + 12 for hour in range(5, 13)} | {hour: hour for hour in range(17, 25)},
)
# What an hour means behind a word for the time of day; an hour that is not in it contradicts the word.
_HOURS_OF = _MORNING | _SMALL_HOURS | _MIDDAY | _AFTERNOON | _EVENING
_NUMERALS = {word: hour for hour, word in enumerate("零 一 二 三 四 五 六 七 八 九 十 十一 十二".split())} | {
    "两": 2
}
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _clock(name: str) -> str:
    hour = rf"(?:(?P<{name}_hour>\d{{1,2}})|(?P<{name}_numeral>{_any_of(_NUMERALS)})(?=[点时]))"
    spoken = rf"(?P<{name}_spoken>{_any_of(_MINUTES)}|\d{{1,2}}分|\d{{2}}(?![\d:点时月]))?"
    unit = rf"(?::(?P<{name}_minute>\d{{2}})(?!\d)|[点时]{spoken})"
    return rf"(?P<{name}_period>{_any_of(_HOURS_OF)})?\s*{hour}{unit}"


# The first hour may go without a unit (8-18点), the last one may not (8-18).
RANGE = rf"{_clock('first')}?\s*-+\s*(?P<next_day>次日|翌日|第二天)?\s*{_clock('last')}"
_RANGE = re.compile(RANGE)


def span_of(written: str) -> tuple[int, int] | None:
    """Minutes since midnight of a text that RANGE matches, beyond 1440 on the next day; None if ambiguous."""
    found = _RANGE.fullmatch(written)
    if found is None:
        return None
    first_period, last_period = found["first_period"], found["last_period"]
    is_next_day = bool(found["next_day"]) or last_period == "凌晨"
    # 下午2:30-5:30 is one afternoon; 下午14:30-17:30 counts to 24 and needs no help.
    is_shared = not is_next_day and last_period is None and first_period not in _MORNING
    is_shared &= max(_hour(found, "first"), _hour(found, "last")) <= 12
    first = _minutes(found, "first", first_period)
    last = _minutes(found, "last", first_period if is_shared else last_period)
    if first is None or last is None or first in (last, _MIDNIGHT):
        return None
    if first_period is None and not is_next_day and 0 < first < _SIX and (last_period or last <= _SIX):
        return None  # 2:30-5:30, 2:30-下午5:30
    return _ordered(first, last or _MIDNIGHT, is_next_day and first_period != "凌晨")


def _ordered(first: int, last: int, is_next_day: bool) -> tuple[int, int] | None:
    if last == _MIDNIGHT or (last > first and not is_next_day):
        return first, last
    # 20:00-2:00 can only be the next day; in 8:00-6:00 and 14:30-5:30 the end may be meant for the afternoon.
    is_passing = last < first if is_next_day else last + _NOON <= first
    return (first, last + _MIDNIGHT) if is_passing else None


def _hour(found: re.Match[str], name: str) -> int:
    numeral = found[f"{name}_numeral"]
    return _NUMERALS[numeral] if numeral else int(found[f"{name}_hour"])


def _minutes(found: re.Match[str], name: str, period: str | None) -> int | None:
    hour = _hour(found, name) if period is None else _HOURS_OF[period].get(_hour(found, name))
    spoken = found[f"{name}_spoken"] or "整"
    minute = _MINUTES[spoken] if spoken in _MINUTES else int(spoken.removesuffix("分"))
    minute += int(found[f"{name}_minute"] or 0)
    if hour is None or minute > 59 or hour * 60 + minute > _MIDNIGHT:
        return None
    return hour * 60 + minute
