"""What a clerk's text says about opening hours, gathered statement by statement and written as OSM rules.

A statement is some days with their times, or some days of rest. In OSM a later rule replaces an earlier one
of the same days, for a clerk it adds: one rule is written for all times of the same days. Statements that
contradict each other, or of which it is open what they are about, make the text unreadable.
"""

from dataclasses import dataclass, field
from itertools import combinations, groupby

from zhiping.rules.hours.osm import (
    MINUTES_A_DAY,
    MONTH_LENGTHS,
    MONTHS,
    WEEKDAYS,
    WHOLE_WEEK,
    YEAR,
    MonthDay,
    dates_between,
)

Times = tuple[int, int]


class Unreadable(ValueError):
    """The text has no reading, or more than one."""


@dataclass(frozen=True)
class Days:
    """Weekdays (0-6) and perhaps public holidays; working days are Monday to Friday without holidays."""

    weekdays: frozenset[int]
    has_holidays: bool = False
    are_working: bool = False


EVERY_DAY = Days(WHOLE_WEEK)
HOLIDAYS = Days(frozenset(), has_holidays=True)


@dataclass(frozen=True)
class Season:
    """From one day of the year to another, both in it."""

    first: MonthDay
    last: MonthDay

    @property
    def dates(self) -> frozenset[MonthDay]:
        """All its days, of any year."""
        return dates_between(self.first, self.last)

    @property
    def osm(self) -> str:
        """Its OSM text: May-Sep, or May 15-Sep 30 where it is not of whole months."""
        (first_month, first_day), (last_month, last_day) = self.first, self.last
        begin, end = MONTHS[first_month - 1], MONTHS[last_month - 1]
        if first_day == 1 and last_day == MONTH_LENGTHS[last_month - 1]:
            return begin if begin == end else f"{begin}-{end}"
        return f"{begin} {first_day}-{end} {last_day}"


@dataclass
class Statement:
    """Times of some days in a season (None: all year)."""

    season: Season | None
    days: Days
    are_days_said: bool
    times: list[Times] = field(default_factory=list)


class Reading:
    """Takes the parts of a text in their order; `osm` is what they say together."""

    def __init__(self) -> None:
        self._open: list[Statement] = []
        self._rest: list[Days] = []
        self._as_ever: list[Days] = []
        self._season: Season | None = None
        self._days: Days | None = None
        self._shared_days: Days | None = None
        self._before = "start"
        self._is_paused = self._is_parted = False

    def pause(self) -> None:
        """A comma."""
        self._is_paused = True

    def part(self) -> None:
        """A semicolon or a line break."""
        self._is_paused = self._is_parted = True

    def name_season(self, season: Season) -> None:
        """Times from here on are those of a season; days said just before it are those of every season."""
        if self._before == "days":
            self._shared_days = self._days
        self._days = self._shared_days
        self._season = season
        self._now("season")

    def name_days(self, days: Days) -> None:
        """What follows is about these days; days that follow each other belong together."""
        if self._before == "days" and self._days is not None:
            is_same = self._days.weekdays == days.weekdays
            if self._is_parted or (self._days.weekdays & days.weekdays and not is_same):
                raise Unreadable("days of which nothing is said, or the same days twice")
            days = _both(self._days, days)
        self._days = days
        self._now("days")

    def add_times(self, times: Times) -> None:
        """Open at these minutes of the days named last; of every day when none are."""
        if self._before == "time":
            if self._is_parted and len(self._open) > 1:
                raise Unreadable("which of the days?")
        else:
            self._begin_statement()
        if times not in self._open[-1].times:
            self._open[-1].times.append(times)
        self._now("time")

    def rest(self) -> None:
        """Closed on the days named last."""
        self._rest.append(self._named())
        self._now("rest")

    def as_ever(self) -> None:
        """The days named last make no difference."""
        self._as_ever.append(self._named())
        self._now("rest")

    def no_rest(self) -> None:
        """Open every day of the year, said before the times or behind them."""
        if self._open:
            self._as_ever.append(EVERY_DAY)
            self._now("rest")
        else:
            self.name_days(EVERY_DAY)

    def osm(self) -> str:
        """The OSM text; Unreadable when the statements do not go together."""
        self._end()
        opened = _merged(self._open)
        self._check(opened)
        resting = frozenset[int]().union(*(days.weekdays for days in self._rest))
        rules = [_rule(one, _days_osm(one.days.weekdays)) for one in opened if one.days.weekdays]
        rules += [f"{_days_osm(resting)} off"] if resting else []
        rules += self._holiday_rules(opened)
        return "24/7" if rules == ["Mo-Su 00:00-24:00"] else "; ".join(rules)

    def _holiday_rules(self, opened: list[Statement]) -> list[str]:
        """They stand last: on a holiday they take the place of the rules of its weekday."""
        rules = [_rule(one, "PH") for one in opened if one.days.has_holidays]
        are_open = bool(rules) or any(days.has_holidays for days in self._as_ever)
        are_closed = any(days.has_holidays for days in self._rest)
        if are_open and are_closed:
            raise Unreadable("holidays are open and closed")
        if are_closed or (not are_open and any(one.days.are_working for one in opened)):
            return ["PH off"]
        return rules

    def _now(self, part: str) -> None:
        self._before = part
        self._is_paused = self._is_parted = False

    def _named(self) -> Days:
        if self._before != "days" or self._days is None:
            raise Unreadable("which days?")
        return self._days

    def _begin_statement(self) -> None:
        if self._before == "rest" and not self._is_paused:
            raise Unreadable("the opening hours, or those of rest?")
        days = self._days if self._before in ("days", "season") else None
        is_first = not any(one.season == self._season for one in self._open)
        # Once days were said, times without days may be of those or of every day.
        if days is None and not (is_first and not any(one.are_days_said for one in self._open)):
            raise Unreadable("times of which days?")
        if self._shared_days is not None and self._season is not None and days != self._shared_days:
            raise Unreadable("days of this season or of all?")
        self._open.append(Statement(self._season, days or EVERY_DAY, days is not None))

    def _end(self) -> None:
        if self._before == "days":  # 8:00-17:00 (周一至周五)
            days, only = self._named(), self._open[0] if len(self._open) == 1 else None
            if (
                only is None
                or only.are_days_said
                or only.season
                or days.has_holidays
                or self._rest
                or self._as_ever
            ):
                raise Unreadable("days of which nothing is said")
            only.days, only.are_days_said = days, True
        if self._before == "season" or not self._open:
            raise Unreadable("no times")

    def _check(self, opened: list[Statement]) -> None:
        for statement in opened:
            _check_order(statement.times)
            for days in self._rest:
                _check_rest(statement, days.weekdays)
        for earlier, later in combinations(opened, 2):
            _check_pair(earlier, later)
        ever_open = frozenset[int]().union(*(statement.days.weekdays for statement in opened))
        if any(not days.weekdays <= ever_open for days in self._as_ever):
            raise Unreadable("open as ever, but when?")


def _both(one: Days, other: Days) -> Days:
    return Days(
        one.weekdays | other.weekdays,
        one.has_holidays or other.has_holidays,
        one.are_working or other.are_working,
    )


def _merged(statements: list[Statement]) -> list[Statement]:
    merged: dict[tuple[Season | None, Days], Statement] = {}
    for one in statements:
        if (one.season, one.days) in merged:
            merged[one.season, one.days].times += one.times
        else:
            merged[one.season, one.days] = one
    return list(merged.values())


def _check_order(times: list[Times]) -> None:
    for before, after in zip(times, times[1:], strict=False):
        if after[0] < before[1]:
            raise Unreadable("times that overlap, or an afternoon counted from noon")
    if times[-1][1] > times[0][0] + MINUTES_A_DAY:
        raise Unreadable("more than a day")


def _check_rest(statement: Statement, resting: frozenset[int]) -> None:
    if not resting & statement.days.weekdays:
        return
    if not resting < statement.days.weekdays:
        raise Unreadable("open and closed on the same day")
    if statement.season is not None and statement.are_days_said:
        raise Unreadable("a day of rest of one season or of all?")
    if not statement.are_days_said and len(resting) > 2:
        raise Unreadable("8:00-18:00 周一至周五、节假日休息: the days may belong to the times")


def _check_pair(earlier: Statement, later: Statement) -> None:
    """Days in two statements are an exception only when they are few of them and have other times."""
    dates = [frozenset(YEAR) if one.season is None else one.season.dates for one in (earlier, later)]
    weekdays, fewer = earlier.days.weekdays, later.days.weekdays
    both_holidays = earlier.days.has_holidays and later.days.has_holidays
    if not dates[0] & dates[1] or not (weekdays & fewer or both_holidays):
        return
    is_within = fewer <= weekdays and dates[1] <= dates[0]
    is_exception = is_within and not both_holidays and (fewer, dates[1]) != (weekdays, dates[0])
    is_at_other_times = earlier.times[-1][1] <= later.times[0][0] or later.times[-1][1] <= earlier.times[0][0]
    is_plainly_one = earlier.are_days_said or fewer == weekdays or len(fewer) <= 2
    if not is_exception or is_at_other_times or not is_plainly_one:
        raise Unreadable("the same days twice")


def _rule(statement: Statement, days: str) -> str:
    spans = ",".join(f"{_clock(first)}-{_clock(last)}" for first, last in statement.times)
    return " ".join([statement.season.osm, days, spans] if statement.season else [days, spans])


def _clock(minutes: int) -> str:
    minutes -= MINUTES_A_DAY if minutes > MINUTES_A_DAY else 0
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _days_osm(weekdays: frozenset[int]) -> str:
    runs = [
        [day for _place, day in run]
        for _key, run in groupby(enumerate(sorted(weekdays)), key=lambda pair: pair[1] - pair[0])
    ]
    return ",".join(
        f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" if len(run) > 2 else ",".join(WEEKDAYS[day] for day in run)
        for run in runs
    )
