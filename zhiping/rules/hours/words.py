"""Opening hours in words: what the rules of an OSM text say, week by week, not how they are written."""

from collections.abc import Sequence

from zhiping.rules.hours.osm import (
    MINUTES_A_DAY,
    MONTH_LENGTHS,
    WHOLE_WEEK,
    YEAR,
    MonthDay,
    Rule,
    Span,
    day_spans,
    rules_of,
)
from zhiping.words import N_, _, month_and_day, month_name

_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_ALL_DAY = (Span(0, MINUTES_A_DAY, True),)


def hours_words(osm: str) -> list[str]:
    """One line a group of days with the same hours, seasons apart; no line when the text is unreadable."""
    rules = rules_of(osm)
    if rules is None:
        return []
    seasons = _seasons(rules)
    if len(seasons) == 1:
        return _week_words(rules, YEAR[0])
    return [
        _("{season} {line}").format(season=_season_words(dates), line=line)
        for dates in seasons
        for line in _week_words(rules, dates[0])
    ]


def spans_words(spans: tuple[Span, ...]) -> str:
    """The hours of one day in words."""
    if not spans:
        return _("休息")
    if spans == _ALL_DAY:
        return _("24 小时")
    return _("、").join(_span_words(span) for span in spans)


def _week_words(rules: Sequence[Rule], on: MonthDay) -> list[str]:
    week = [day_spans(rules, on, weekday, False) for weekday in range(7)]
    lines = [
        _("{days} {hours}").format(days=_days_words(days), hours=spans_words(spans))
        for spans, days in _grouped(week)
    ]
    if not any(rule.names_holidays for rule in rules):
        return lines
    groups = _grouped([day_spans(rules, on, weekday, True) for weekday in range(7)])
    return lines + [_holiday_words(spans, days, len(groups) == 1) for spans, days in groups]


def _holiday_words(spans: tuple[Span, ...], days: list[int], is_only: bool) -> str:
    if is_only:
        return _("节假日 {hours}").format(hours=spans_words(spans)) if spans else _("节假日休息")
    return _("节假日（{days}）{hours}").format(days=_days_words(days), hours=spans_words(spans))


def _grouped(week: list[tuple[Span, ...]]) -> list[tuple[tuple[Span, ...], list[int]]]:
    groups: dict[tuple[Span, ...], list[int]] = {}
    for weekday, spans in enumerate(week):
        groups.setdefault(spans, []).append(weekday)
    return list(groups.items())


def _days_words(days: list[int]) -> str:
    if len(days) == len(WHOLE_WEEK):
        return _("每天")
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words: list[str] = []
    for run in runs:
        if len(run) > 2:
            words.append(_("{first}至{last}").format(first=_(_WEEKDAYS[run[0]]), last=_(_WEEKDAYS[run[-1]])))
        else:
            words += [_(_WEEKDAYS[day]) for day in run]
    return _("、").join(words)


def _span_words(span: Span) -> str:
    first, last = _clock(span.first), _clock(span.last)
    if span.last > MINUTES_A_DAY:
        last = _("次日 {time}").format(time=_clock(span.last - MINUTES_A_DAY))
    words = f"{first}–{last}"
    return words if span.is_certain else _("{hours}（不一定开放）").format(hours=words)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _seasons(rules: Sequence[Rule]) -> list[list[MonthDay]]:
    """The days of the year by the rules that can hold on them, each season's days in order."""
    dated = [rule.dates for rule in rules if rule.dates is not None]
    if not dated:
        return [list(YEAR)]
    seasons: dict[tuple[bool, ...], list[MonthDay]] = {}
    for day in YEAR:
        seasons.setdefault(tuple(day in dates for dates in dated), []).append(day)
    return list(seasons.values())


def _season_words(dates: list[MonthDay]) -> str:
    places = {date: place for place, date in enumerate(YEAR)}
    runs: list[tuple[MonthDay, MonthDay]] = []
    for day in dates:
        if runs and places[day] == places[runs[-1][1]] + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    if len(runs) > 1 and runs[0][0] == YEAR[0] and runs[-1][1] == YEAR[-1]:
        runs = [*runs[1:-1], (runs[-1][0], runs[0][1])]
    return _("、").join(_run_words(first, last) for first, last in runs)


def _run_words(first: MonthDay, last: MonthDay) -> str:
    are_whole_months = first[1] == 1 and last[1] == MONTH_LENGTHS[last[0] - 1]
    begin, end = (
        month_name(month) if are_whole_months else month_and_day(month, day) for month, day in (first, last)
    )
    if begin == end:
        return begin
    if last < first:
        return _("{first}至次年{last}").format(first=begin, last=end)
    return _("{first}至{last}").format(first=begin, last=end)
