"""Whether a place is open: the state at a moment, when it closes and when it opens next.

Times are wall time of Asia/Shanghai without a zone. Public holidays come from the table that the State
Council's yearly notice is uploaded to, never from a package.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from zhiping.contracts.kinds import Row
from zhiping.rules.figure_part import figure_part
from zhiping.rules.hours.osm import Rule, Span, day_spans, rules_of
from zhiping.rules.hours.words import hours_words, spans_words

DAYS_AHEAD = 14
CLOSES_SOON = timedelta(hours=1)
_FRIDAY, _SATURDAY, _MONDAY = 4, 5, 0
State = Literal["open", "closed", "unknown"]
_Dated = tuple[datetime, datetime, bool]  # open from, until, and whether that is certain


@dataclass(frozen=True)
class Calendar:
    """Days that differ from their weekday: public holidays, and weekends that are worked instead."""

    rest_days: frozenset[date]
    work_days: frozenset[date]


@dataclass(frozen=True)
class Opening:
    """The state at a moment; closes_at only when open, opens_at only when closed, both within 14 days."""

    state: State
    closes_at: datetime | None
    opens_at: datetime | None


UNKNOWN = Opening("unknown", None, None)


def calendar_of(holidays: Iterable[Row]) -> Calendar:
    """The calendar of rows with `day` (date) and `kind` (休息 or 上班)."""
    kinds: dict[str, set[date]] = {"休息": set(), "上班": set()}
    for row in holidays:
        kinds[row["kind"]].add(row["day"])
    return Calendar(rest_days=frozenset(kinds["休息"]), work_days=frozenset(kinds["上班"]))


def weekday_kept(rules: Sequence[Rule], day: date, calendar: Calendar) -> int:
    """The weekday (0-6) whose hours hold on a day: its own, but for a weekend day that is worked.

    Such a day has the hours of the nearest weekday, Saturday those of Friday and Sunday those of Monday,
    so that rules of the weekend do not hold. Only where its own hours are also those of some weekday
    (every day 08:00-18:00, closed on Wednesdays) the text tells no weekday from a weekend: they stay.
    """
    weekday = day.weekday()
    if weekday < _SATURDAY or day not in calendar.work_days:
        return weekday
    own, *others = (
        day_spans(rules, (day.month, day.day), each, False) for each in (weekday, *range(_SATURDAY))
    )
    if own in others:
        return weekday
    return _FRIDAY if weekday == _SATURDAY else _MONDAY


def opening(osm: str, at: datetime, calendar: Calendar) -> Opening:
    """Whether hours in OSM text are open at a moment: yes at the opening minute, no at the closing one.

    PH is a rest day of the calendar; without a rule for PH the rules of its weekday hold. Hours after
    midnight belong to the day on which they began. What cannot be read or evaluated is "unknown".
    """
    rules = rules_of(osm)
    if rules is None:
        return UNKNOWN
    try:
        spans = _spans_between(rules, at.date(), DAYS_AHEAD, calendar)
        horizon = at + timedelta(days=DAYS_AHEAD)
    except OverflowError:  # the first and the last days of the calendar have no neighbours
        return UNKNOWN
    state = _state(spans, at)
    if state == "unknown":
        return UNKNOWN
    certain = sorted((first, last) for first, last, is_certain in spans if is_certain)
    if state == "open":
        end = at
        for first, last in certain:
            if first <= end:
                end = max(end, last)
        return Opening("open", end if end <= horizon else None, None)
    next_first = next((first for first, _last in certain if at < first <= horizon), None)
    return Opening("closed", None, next_first)


def hours_on(osm: str, day: date, calendar: Calendar) -> str | None:
    """The hours of one day in words, holidays and worked weekends regarded; None when unreadable."""
    rules = rules_of(osm)
    return None if rules is None else spans_words(_spans_of(rules, day, calendar))


def _spans_of(rules: Sequence[Rule], day: date, calendar: Calendar) -> tuple[Span, ...]:
    weekday = weekday_kept(rules, day, calendar)
    return day_spans(rules, (day.month, day.day), weekday, day in calendar.rest_days)


def _spans_between(rules: Sequence[Rule], day: date, days_ahead: int, calendar: Calendar) -> list[_Dated]:
    """When a place is open on a day and those after it; from the day before on, whose hours may end after midnight."""
    dated = []
    for ahead in range(-1, days_ahead + 1):
        each = day + timedelta(days=ahead)
        midnight = datetime.combine(each, time())
        for span in _spans_of(rules, each, calendar):
            first, last = (midnight + timedelta(minutes=minutes) for minutes in (span.first, span.last))
            dated.append((first, last, span.is_certain))
    return dated


def _state(spans: Iterable[_Dated], at: datetime) -> State:
    covering = [is_certain for first, last, is_certain in spans if first <= at < last]
    return "open" if any(covering) else "unknown" if covering else "closed"


def stations_now(
    rows: Sequence[Row], open_at: datetime, opening: str | None, holidays: Iterable[Row]
) -> list[Row]:
    """The rows with state ('open', 'closed', 'unknown', 'suspended'), closes_at, opens_at and hours_words.

    Rows need opening_hours (OSM text or what a clerk wrote, or None) and status; `opening` keeps one state.
    """
    calendar = calendar_of(holidays)
    seen: dict[tuple[str | None, bool], Row | None] = {}
    finished: list[Row] = []
    for row in rows:
        key = (row["opening_hours"], row["status"] == "暂停")
        if key not in seen:
            now = _columns(*key, open_at, calendar)
            # To say hours in words takes as long as to find whether they are open: for those that are kept alone.
            is_kept = opening in (None, now["state"])
            seen[key] = now | {"hours_words": hours_words(key[0]) if key[0] else []} if is_kept else None
        if (found := seen[key]) is not None:
            finished.append(row | found)
    return finished


def now_rows(rows: Sequence[Row], open_at: datetime, holidays: Iterable[Row]) -> list[Row]:
    """One row: how many stations there are at a moment, in which state, and how many close soon.

    Rows need opening_hours, status and is_stale. station_count, open_count, closing_soon_count (of the open
    ones, those that close within CLOSES_SOON, the full hour included), closed_count, unknown_count,
    suspended_count, stale_count and undated_count (is_stale None: in neither part of the share).
    """
    stations = stations_now(rows, open_at, None, holidays)
    states = Counter(row["state"] for row in stations)
    return [
        {
            "station_count": len(stations),
            "open_count": states["open"],
            "closing_soon_count": sum(closes_soon(row, open_at) for row in stations),
            "closed_count": states["closed"],
            "unknown_count": states["unknown"],
            "suspended_count": states["suspended"],
            "stale_count": sum(bool(row["is_stale"]) for row in stations),
            "undated_count": sum(row["is_stale"] is None for row in stations),
        }
    ]


def figure_rows(
    rows: Sequence[Row], open_at: datetime, figure: str | None, holidays: Iterable[Row]
) -> list[Row]:
    """The rows of `stations_now` with `part`: whether each met a figure of `now_rows`, is counted, or is not."""
    return [
        row | {"part": _part(row, open_at, figure)} for row in stations_now(rows, open_at, None, holidays)
    ]


def _part(row: Row, at: datetime, figure: str | None) -> str:
    is_open = row["state"] == "open"
    parts = {
        "station_open": (True, is_open),
        "station_closing_soon": (is_open, closes_soon(row, at)),
        "station_unknown_hours": (True, row["state"] == "unknown"),
        "station_stale": (row["is_stale"] is not None, row["is_stale"]),
    }
    return figure_part(*parts.get(figure or "", (True, True)))


def closes_soon(row: Row, at: datetime) -> bool:
    """Whether a row of `stations_now` is open and closes within CLOSES_SOON, the full hour included."""
    return row["closes_at"] is not None and row["closes_at"] - at <= CLOSES_SOON


def _columns(osm: str | None, is_suspended: bool, at: datetime, calendar: Calendar) -> Row:
    now = opening(osm, at, calendar) if osm else UNKNOWN
    return {
        "state": "suspended" if is_suspended else now.state,
        "closes_at": None if is_suspended else now.closes_at,
        "opens_at": None if is_suspended else now.opens_at,
    }


def open_hour_rows(rows: Sequence[Row], open_at: datetime) -> list[Row]:
    """How many stations are open at the beginning of each hour of a usual week, in the season of `open_at`.

    Rows need opening_hours, station_count and worker_count (of all, the same in each row). One row per
    weekday (1 Monday - 7) and hour (0-23): open_count, unknown_count, station_count, worker_count,
    workers_per_open_station (None where none is open). Public holidays are left aside.
    """
    monday = datetime.combine(open_at.date() - timedelta(days=open_at.weekday()), time())
    usual = Calendar(frozenset(), frozenset())
    spans = []
    for row in rows:
        rules = rules_of(row["opening_hours"]) if row["opening_hours"] else None
        spans.append(None if rules is None else _spans_between(rules, monday.date(), 6, usual))
    finished = []
    for place in range(7 * 24) if rows else ():
        at = monday + timedelta(hours=place)
        counts = {"open": 0, "closed": 0, "unknown": 0}
        for row, its in zip(rows, spans, strict=True):
            counts["unknown" if its is None else _state(its, at)] += row["station_count"]
        workers = rows[0]["worker_count"]
        finished.append(
            {
                "weekday": place // 24 + 1,
                "hour": place % 24,
                "open_count": counts["open"],
                "unknown_count": counts["unknown"],
                "station_count": sum(counts.values()),
                "worker_count": workers,
                "workers_per_open_station": workers / counts["open"] if counts["open"] else None,
            }
        )
    return finished
