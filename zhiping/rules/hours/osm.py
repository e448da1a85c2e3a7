"""The part of the OSM opening-hours grammar that is read here, and what its rules say for one day.

opening-hours-py decides what is grammar and how rules that add and that cut out (`off` with times) work
together. Which rules hold on a day, and which of them replace the earlier ones, is decided here: the package
takes no calendar of ours, knows Chinese holidays wrongly, loses the hours after midnight when the next day has
rules of its own, and lets a rule that replaces a day's hours keep what its earlier rules have after midnight.

Read are rules of dates (May-Sep, May 1-Sep 30), weekdays, PH, times within a day or across midnight, and
open, off, closed, unknown or a comment (which OSM reads as unknown). The rest of the grammar (weeks, years,
nth weekdays, school holidays, the sun, open ends, fallbacks) is refused: a text is read whole or not at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from opening_hours import OpeningHours, validate

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEAR = tuple((month, day) for month, length in enumerate(MONTH_LENGTHS, 1) for day in range(1, length + 1))
WHOLE_WEEK = frozenset(range(7))
MINUTES_A_DAY = 24 * 60

MonthDay = tuple[int, int]

_MONTH, _WEEKDAY = f"(?:{'|'.join(MONTHS)})", f"(?:{'|'.join(WEEKDAYS)})"
_DAY = r"(?: ?\d{1,2}(?![\d:]))"  # not the hour of a time that follows
_DATES = rf"{_MONTH}{_DAY}?(?:-(?:{_MONTH}{_DAY}?|{_DAY}))?"
_DAYS = rf"(?:{_WEEKDAY}(?:-{_WEEKDAY})?|PH)"
_TIMES = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_RULE = re.compile(
    rf"(?P<dates>{_DATES}(?:,{_DATES})*)?\s*(?P<days>{_DAYS}(?:,{_DAYS})*)?\s*(?P<times>{_TIMES}(?:,{_TIMES})*)?"
    r'\s*(?P<modifier>open|off|closed|unknown)?\s*(?P<comment>"[^"]*")?\s*(?P<end>[;,]\s*|$)'
)
_ALWAYS = re.compile(r"24/7(?=;|$)")
_MONTH_DAY = re.compile(rf"({_MONTH})? ?(\d{{1,2}})?")
_REFERENCE_DAY = datetime(2025, 1, 6)


class Span(NamedTuple):
    """Time of being open: minutes since the midnight its day began with; `last` is no longer in it.

    Beyond 1440 minutes it lies on the next day. `is_certain` is False where OSM says "unknown".
    """

    first: int
    last: int
    is_certain: bool


@dataclass(frozen=True)
class Rule:
    """One rule: the days it is for, and what it says for them (`text`, OSM without its days; "off": closed all day).

    `replaces`: nothing that earlier rules say for its days stays, before or after their midnight. A rule that
    adds hours (after a comma) or cuts some out (times with off) does not.
    """

    dates: frozenset[MonthDay] | None
    weekdays: frozenset[int]
    names_holidays: bool
    replaces: bool
    is_added: bool
    text: str

    def holds(self, date: MonthDay, weekday: int, is_rest: bool) -> bool:
        """Whether it is for a day: month and day of it, weekday 0-6, and whether it is a public holiday."""
        is_dated = self.dates is None or date in self.dates
        return is_dated and (weekday in self.weekdays or (is_rest and self.names_holidays))


@lru_cache(maxsize=4096)
def rules_of(text: str) -> tuple[Rule, ...] | None:
    """The rules of an OSM text in their order; None when it is not wholly readable or opens at no time."""
    if not validate(text):
        return None
    written = _ALWAYS.sub("00:00-24:00", text)
    rules: list[Rule] = []
    at, is_added = 0, False
    while at < len(written) or not rules:
        found = _RULE.match(written, at)
        rule = _rule(found, is_added) if found else None
        if found is None or rule is None:
            return None
        rules.append(rule)
        at, is_added = found.end(), found["end"].startswith(",")
    return tuple(rules) if any(rule.text[0].isdigit() for rule in rules) else None


def is_plain(text: str) -> bool:
    """Whether a text is readable and written just as the package itself would write it."""
    return rules_of(text) is not None and str(_parsed(text)) == re.sub(r"\boff\b", "closed", text)


def day_spans(rules: Sequence[Rule], date: MonthDay, weekday: int, is_rest: bool) -> tuple[Span, ...]:
    """When a day that begins at midnight is open, in order; what began the day before is not in it."""
    texts: list[str] = []
    for rule in rules:
        if not rule.holds(date, weekday, is_rest):
            continue
        if rule.replaces:
            texts = []
        if rule.text != "off":
            texts.append(("," if rule.is_added else ";") + rule.text)
    return _spans(tuple(texts))


@lru_cache(maxsize=4096)
def _spans(texts: tuple[str, ...]) -> tuple[Span, ...]:
    if not texts:
        return ()
    named = "".join(f"{text[0]} {_REFERENCE_DAY:%Y %b %d} {text[1:]}" for text in texts)
    found = _parsed(named[2:]).intervals(_REFERENCE_DAY, _REFERENCE_DAY + timedelta(days=2))
    return tuple(
        Span(_minutes_since(first), _minutes_since(last), str(state) == "open")
        for first, last, state, _comment in found
        if str(state) != "closed"
    )


def _minutes_since(moment: datetime) -> int:
    return int((moment - _REFERENCE_DAY).total_seconds()) // 60


def _parsed(text: str) -> OpeningHours:
    return OpeningHours(text, auto_country=False, auto_timezone=False)


def _rule(found: re.Match[str], is_added: bool) -> Rule | None:
    times, modifier = found["times"], found["modifier"]
    is_off = modifier in ("off", "closed")
    has_selector = bool(found["dates"] or found["days"])
    # "Mo 08:00-12:00, 14:00-18:00" is every day's afternoon to the package and Monday's to who wrote it.
    if (is_added and not has_selector) or (times and not _are_clear(times)):
        return None
    if not times and not (is_off or modifier == "unknown"):
        return None
    dates = _dates(found["dates"]) if found["dates"] else None
    if dates is not None and not dates:
        return None
    is_unknown = modifier == "unknown" or (found["comment"] and modifier is None)
    is_off_all_day = is_off and times in (None, f"00:00-{MINUTES_A_DAY // 60}:00")
    says = [times or "", "off" if is_off else "unknown" if is_unknown else "", found["comment"] or ""]
    return Rule(
        dates=dates,
        weekdays=_weekdays(found["days"]) if found["days"] else WHOLE_WEEK,
        names_holidays="PH" in (found["days"] or ""),
        replaces=is_off_all_day or not (is_off or is_added),
        is_added=is_added,
        text="off" if is_off_all_day else " ".join(word for word in says if word),
    )


def _are_clear(times: str) -> bool:
    """Whether times follow each other within 24 hours, and none may be meant as 12-hour time (8:00-5:30)."""
    begin, before = None, 0
    for span in times.split(","):
        first, last = (int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d+):(\d+)", span))
        if max(first, last) > MINUTES_A_DAY or first == last or first < before:
            return False
        begin = first if begin is None else begin
        before = last if last > first else last + MINUTES_A_DAY
        if re.search(r"(?<!\d)\d:", span) and (last < first or last <= 6 * 60):
            return False
    return begin is not None and before <= begin + MINUTES_A_DAY


def _weekdays(written: str) -> frozenset[int]:
    days: set[int] = set()
    for part in written.split(","):
        if part != "PH":
            ends = [WEEKDAYS.index(name) for name in part.split("-")]
            days |= {day % 7 for day in range(ends[0], ends[-1] + (7 if ends[-1] < ends[0] else 0) + 1)}
    return frozenset(days)


def _dates(written: str) -> frozenset[MonthDay]:
    """Every day of the year in it; empty where a date does not exist."""
    dates: set[MonthDay] = set()
    for part in written.split(","):
        begin, _sign, end = part.partition("-")
        begin_month, begin_day = _month_day(begin)
        end_month, end_day = _month_day(end or begin)
        month = MONTHS.index(end_month or begin_month or "") + 1
        first = (MONTHS.index(begin_month or "") + 1, begin_day or 1)
        last = (month, end_day or MONTH_LENGTHS[month - 1])
        is_backward = end_month is None and last < first  # "Dec 20-5"
        if first not in YEAR or last not in YEAR or is_backward or (begin_day is None) != (end_day is None):
            return frozenset()
        dates |= dates_between(first, last)
    return frozenset(dates)


def dates_between(first: MonthDay, last: MonthDay) -> frozenset[MonthDay]:
    """The days of the year from `first` to `last`, both in it, over the new year where `last` is earlier."""
    if first <= last:
        return frozenset(date for date in YEAR if first <= date <= last)
    return frozenset(date for date in YEAR if date >= first or date <= last)


def _month_day(written: str) -> tuple[str | None, int | None]:
    found = _MONTH_DAY.fullmatch(written)
    return (found[1], int(found[2]) if found[2] else None) if found else (None, None)
