"""Open or closed at a moment: the grammar's rules, midnight, holidays and worked weekends."""

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import FrameType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from tests.effort import tries
from zhiping.rules.hours.opening import (
    UNKNOWN,
    Calendar,
    Opening,
    calendar_of,
    closes_soon,
    hours_on,
    now_rows,
    opening,
    stations_now,
)
from zhiping.rules.hours.osm import day_spans, rules_of
from zhiping.rules.hours.text import normalised

ORDINARY = Calendar(frozenset(), frozenset())
# 2025: National Day and Mid-Autumn 1 to 8 October, worked on Sunday 28 September and Saturday 11 October.
NATIONAL_DAY = Calendar(
    rest_days=frozenset(date(2025, 10, day) for day in range(1, 9)),
    work_days=frozenset({date(2025, 9, 28), date(2025, 10, 11)}),
)
HOLIDAY_ROWS = [
    *({"day": day, "kind": "休息", "name": "国庆节"} for day in sorted(NATIONAL_DAY.rest_days)),
    *({"day": day, "kind": "上班", "name": "国庆节"} for day in sorted(NATIONAL_DAY.work_days)),
]


def at(written):
    """A moment of 2025, written month-day hour:minute."""
    return datetime.strptime(f"2025-{written}", "%Y-%m-%d %H:%M")


def is_open(osm, written, calendar=ORDINARY):
    return opening(osm, at(written), calendar).state == "open"


@pytest.mark.parametrize(
    ("osm", "moment", "state", "closes_at", "opens_at"),
    [
        # 5 November 2025 is a Wednesday. The opening minute is open, the closing minute is closed.
        ("Mo-Fr 08:00-18:00", "11-05 07:59", "closed", None, "11-05 08:00"),
        ("Mo-Fr 08:00-18:00", "11-05 08:00", "open", "11-05 18:00", None),
        ("Mo-Fr 08:00-18:00", "11-05 17:59", "open", "11-05 18:00", None),
        ("Mo-Fr 08:00-18:00", "11-05 18:00", "closed", None, "11-06 08:00"),
        ("Mo-Fr 08:00-18:00", "11-07 18:00", "closed", None, "11-10 08:00"),
        # a later rule replaces the earlier one of the same days
        ("08:00-09:00; 10:00-12:00", "11-05 08:30", "closed", None, "11-05 10:00"),
        ("08:00-09:00; 10:00-12:00", "11-05 10:00", "open", "11-05 12:00", None),
        ("08:00-09:00; 10:00-12:00", "11-05 12:00", "closed", None, "11-06 10:00"),
        ("08:00-09:00, Mo-Su 10:00-12:00", "11-05 08:30", "open", "11-05 09:00", None),
        # off cuts out
        ("10:00-14:00; 12:00-14:00 off", "11-05 11:59", "open", "11-05 12:00", None),
        ("10:00-14:00; 12:00-14:00 off", "11-05 13:00", "closed", None, "11-06 10:00"),
        # hours that touch are one opening
        ("08:00-12:00,12:00-18:00", "11-05 09:00", "open", "11-05 18:00", None),
        # across midnight
        ("Mo-Su 20:00-02:00", "11-05 19:59", "closed", None, "11-05 20:00"),
        ("Mo-Su 20:00-02:00", "11-05 23:59", "open", "11-06 02:00", None),
        ("Mo-Su 20:00-02:00", "11-06 01:59", "open", "11-06 02:00", None),
        ("Mo-Su 20:00-02:00", "11-06 02:00", "closed", None, "11-06 20:00"),
        ("20:00-24:00", "11-05 23:59", "open", "11-06 00:00", None),
        ("Mo-Fr 00:00-24:00", "11-05 12:00", "open", "11-08 00:00", None),
        # what began on Friday is Friday's, whatever Saturday has
        ("Fr 22:00-04:00; Sa 10:00-12:00", "11-08 01:00", "open", "11-08 04:00", None),
        ("20:00-02:00; We off", "11-05 01:00", "open", "11-05 02:00", None),
        ("20:00-02:00; We off", "11-06 01:00", "closed", None, "11-06 20:00"),
        # what replaces a day's hours leaves nothing of them after its midnight
        ("20:00-02:00; We 10:00-12:00", "11-05 20:30", "closed", None, "11-06 20:00"),
        ("20:00-02:00; We 10:00-12:00", "11-06 00:30", "closed", None, "11-06 20:00"),
        ("20:00-02:00; We 10:00-12:00", "11-05 00:30", "open", "11-05 02:00", None),
        ("20:00-02:00; We 10:00-12:00 unknown", "11-06 00:30", "closed", None, "11-06 20:00"),
        ("20:00-02:00; We unknown", "11-06 00:30", "closed", None, "11-06 20:00"),
        ("20:00-02:00; We 00:00-24:00 off", "11-06 00:30", "closed", None, "11-06 20:00"),
        ("20:00-02:00; Nov 5 10:00-12:00", "11-06 00:30", "closed", None, "11-06 20:00"),
        ("20:00-02:00; We 22:00-23:00", "11-06 00:30", "closed", None, "11-06 20:00"),
        ("We 10:00-12:00; 20:00-02:00", "11-06 00:30", "open", "11-06 02:00", None),
        ("20:00-02:00; We 10:00-12:00, We 22:00-01:00", "11-06 00:30", "open", "11-06 01:00", None),
        # what only adds, or only cuts out, does not replace
        ("20:00-02:00, We 10:00-12:00", "11-06 00:30", "open", "11-06 02:00", None),
        ("20:00-02:00; We 22:00-23:00 off", "11-06 00:30", "open", "11-06 02:00", None),
        ("20:00-02:00; We 22:00-01:00 off", "11-06 00:30", "closed", None, "11-06 01:00"),
        # 14 days ahead and no further
        ("24/7", "11-05 12:00", "open", None, None),
        ("Nov 19 08:00-09:00", "11-05 08:00", "closed", None, "11-19 08:00"),
        ("Nov 19 08:00-09:00", "11-05 07:59", "closed", None, None),
        ("Nov 5-Nov 18 00:00-24:00", "11-05 00:00", "open", "11-19 00:00", None),
        ("Nov 5-Nov 19 00:00-24:00", "11-05 23:59", "open", None, None),
        # seasons, over the new year too
        ("May-Sep 08:00-18:00; Oct-Apr 09:00-17:00", "09-30 17:30", "open", "09-30 18:00", None),
        ("May-Sep 08:00-18:00; Oct-Apr 09:00-17:00", "10-01 17:30", "closed", None, "10-02 09:00"),
        ("Oct 15-Apr 14 09:00-17:00", "01-03 09:00", "open", "01-03 17:00", None),
        ("Oct 15-Apr 14 09:00-17:00", "04-15 09:00", "closed", None, None),
        # unknown is never open
        ("Mo-Fr 08:00-18:00 unknown", "11-05 09:00", "unknown", None, None),
        ('Mo-Fr 08:00-18:00 "先电话联系"', "11-05 09:00", "unknown", None, None),
        ('Mo-Fr 08:00-18:00 open "北门"', "11-05 09:00", "open", "11-05 18:00", None),
        ("Mo-Fr 08:00-18:00 unknown", "11-05 19:00", "closed", None, None),
        ("Mo-Fr 08:00-12:00; Sa unknown", "11-08 09:00", "unknown", None, None),
    ],
)
def test_the_state_of_a_moment(osm, moment, state, closes_at, opens_at):
    found = opening(osm, at(moment), ORDINARY)
    assert found == Opening(state, closes_at and at(closes_at), opens_at and at(opens_at))


@pytest.mark.parametrize(
    "text", ["", "正常上班时间", "8-6", "9:00-25:00", "周一至周五 8:00-18:00", "off", "open", "Mo-Fr"]
)
def test_text_that_is_not_read_is_unknown(text):
    assert opening(text, at("11-05 12:00"), ORDINARY) == UNKNOWN


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, 12), datetime(9999, 12, 31, 12)])
def test_a_moment_without_neighbours_is_unknown(moment):
    assert opening("24/7", moment, ORDINARY) == UNKNOWN


@pytest.mark.parametrize(
    ("osm", "moment", "expected"),
    [
        # Thursday 2 October 2025, a public holiday; without a rule for holidays its weekday's rules hold
        ("Mo-Fr 08:00-18:00", "10-02 09:00", True),
        ("Mo-Fr 08:00-18:00; PH off", "10-02 09:00", False),
        ("Mo-Fr 08:00-18:00; PH 10:00-12:00", "10-02 09:00", False),
        ("Mo-Fr 08:00-18:00; PH 10:00-12:00", "10-02 10:00", True),
        ("Sa,PH 09:00-12:00", "10-02 09:00", True),
        ("PH off; Mo-Fr 08:00-18:00", "10-02 09:00", True),
        # 9 October is none
        ("Mo-Fr 08:00-18:00; PH off", "10-09 09:00", True),
        ("PH 09:00-12:00", "10-09 09:00", False),
        # the evening before, and the small hours of the holiday
        ("Mo-Su 20:00-02:00; PH off", "10-01 01:00", True),
        ("Mo-Su 20:00-02:00; PH off", "10-02 01:00", False),
        ("Mo-Su 20:00-02:00; PH off", "10-09 01:00", False),
        ("Mo-Su 20:00-02:00; PH 10:00-12:00", "10-01 00:30", True),
        ("Mo-Su 20:00-02:00; PH 10:00-12:00", "10-02 00:30", False),
        ("Mo-Su 20:00-02:00; PH 10:00-12:00", "10-08 20:30", False),
        ("Mo-Su 20:00-02:00; PH 10:00-12:00", "10-09 00:30", False),
        ("Mo-Su 20:00-02:00; PH 10:00-12:00", "10-10 00:30", True),
    ],
)
def test_public_holidays_are_those_of_the_calendar(osm, moment, expected):
    assert is_open(osm, moment, NATIONAL_DAY) is expected


def test_without_a_calendar_no_day_is_a_holiday():
    assert is_open("Mo-Fr 08:00-18:00; PH off", "10-02 09:00")


@pytest.mark.parametrize(
    ("osm", "saturday", "sunday"),
    [
        ("Mo-Fr 08:00-18:00", True, True),
        ("Mo-Fr 08:00-18:00; PH off", True, True),
        ("Sa,Su 08:00-18:00", False, False),
        ("Mo-Fr 08:00-18:00; Sa,Su 14:00-16:00", True, True),
        ("Mo-Fr 14:00-16:00; Sa,Su 08:00-18:00", False, False),
        ("Mo-Sa 08:00-18:00; Su off", True, True),
        ("Mo-Th 08:00-18:00; Fr 14:00-18:00", False, True),  # Saturday as Friday, Sunday as Monday
        # hours that do not tell weekdays from weekends stay
        ("Mo-Su 08:00-18:00", True, True),
        ("08:00-18:00; Mo,Fr off", True, True),
        ("Mo,We,Fr 08:00-18:00", False, False),
    ],
)
def test_a_worked_weekend_day_has_the_hours_of_the_nearest_weekday(osm, saturday, sunday):
    assert is_open(osm, "10-11 09:00", NATIONAL_DAY) is saturday
    assert is_open(osm, "09-28 09:00", NATIONAL_DAY) is sunday


def test_a_weekend_that_is_not_worked_keeps_its_own_hours():
    assert not is_open("Mo-Fr 08:00-18:00", "10-12 09:00", NATIONAL_DAY)
    assert is_open("Sa,Su 08:00-18:00", "10-12 09:00", NATIONAL_DAY)


def test_the_next_opening_skips_the_holiday_and_finds_the_worked_saturday():
    found = opening("Mo-Fr 08:00-18:00; PH off", at("09-30 18:00"), NATIONAL_DAY)
    assert found.opens_at == at("10-09 08:00")
    assert opening("Mo-Fr 08:00-18:00", at("10-10 18:00"), NATIONAL_DAY).opens_at == at("10-11 08:00")


def test_the_season_of_a_worked_sunday_is_its_own():
    calendar = Calendar(frozenset(), frozenset({date(2025, 8, 31)}))  # its Monday is in September
    assert is_open("Jan-Aug Mo-Fr 08:00-12:00; Sep-Dec Mo-Fr 14:00-18:00", "08-31 09:00", calendar)


WEEKS = st.sampled_from(
    [
        *("Mo-Fr 08:00-18:00", "08:00-12:00,14:30-18:00; We off", "Mo-Su 20:00-02:00", "24/7; PH off"),
        *("May-Sep 08:00-18:00; Oct-Apr Mo-Sa 09:00-17:00", "Mo-Fr 08:00-18:00; PH 09:00-12:00"),
        *("Fr 22:00-04:00; Sa 10:00-12:00", "10:00-14:00; 12:00-14:00 off", "Sa,PH 00:00-24:00"),
    ]
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@settings(max_examples=tries(300), deadline=None)
@given(WEEKS, MOMENTS)
def test_the_state_changes_at_the_minute_it_is_said_to(osm, moment):
    found = opening(osm, moment, NATIONAL_DAY)
    change = found.closes_at or found.opens_at
    if change is not None:
        assert moment < change <= moment + timedelta(days=14)
        assert opening(osm, change, NATIONAL_DAY).state != found.state
        assert opening(osm, change - timedelta(minutes=1), NATIONAL_DAY).state == found.state


TIMES = st.sampled_from(
    ["08:00-12:00", "09:30-17:00", "12:00-14:00", "00:00-24:00", "08:00-12:00,14:00-18:00"]
)
DAYS = st.sampled_from(
    ["", "Mo-Fr ", "Sa,Su ", "We ", "Fr-Mo ", "May-Sep ", "Nov-Feb Mo-We ", "Mar 10-Jul 4 "]
)
RULES = st.builds("{}{}{}".format, DAYS, TIMES, st.sampled_from(["", "", " off"]))


@settings(max_examples=tries(300), deadline=None)
@given(st.lists(RULES, min_size=1, max_size=4).map("; ".join), MOMENTS)
def test_without_holidays_and_midnight_the_package_agrees(osm, moment):
    package = OpeningHours(osm, auto_country=False, auto_timezone=False)
    found = opening(osm, moment, ORDINARY)
    if found != UNKNOWN:  # nothing but `off`
        assert found.state == str(package.state(moment)[0])


NIGHTS = st.sampled_from(
    ["20:00-02:00", "22:00-06:00", "10:00-12:00", "00:00-24:00", "08:00-12:00,18:00-01:00", "off", "unknown"]
)
LAST_DAYS = st.sampled_from(["", "We ", "Mo-Fr ", "Sa,Su ", "PH ", "Nov 5 ", "Oct 1-Oct 8 ", "Fr-Mo,PH "])
NIGHT_RULES = st.builds("{}{}".format, LAST_DAYS, NIGHTS)
AUTUMN = st.dates(date(2025, 9, 26), date(2025, 11, 10))


@settings(max_examples=tries(300), deadline=None)
@given(st.lists(NIGHT_RULES, max_size=3), NIGHT_RULES, AUTUMN)
def test_after_the_last_rule_of_a_day_nothing_is_open_that_it_does_not_say(earlier, last, day):
    rules = rules_of("; ".join([*earlier, last])) or ()  # nothing but `off` is no text of hours
    kept = (day.month, day.day), day.weekday(), day in NATIONAL_DAY.rest_days
    assume(rules and rules[-1].holds(*kept))
    assert day_spans(rules, *kept) == day_spans(rules[-1:], *kept)


def test_a_holiday_in_a_clerk_s_words_leaves_nothing_after_its_midnight():
    osm = normalised("每天 20:00-次日2:00，节假日 10:00-12:00")
    assert osm is not None
    assert not is_open(osm, "10-09 00:30", NATIONAL_DAY)  # after the last holiday
    assert is_open(osm, "10-01 00:30", NATIONAL_DAY)  # the evening before the first one


def test_the_hours_of_a_day_regard_the_calendar():
    osm = "Mo-Fr 08:00-18:00; PH off"
    said = [hours_on(osm, date(2025, 10, day), NATIONAL_DAY) for day in (2, 9, 11, 12)]
    assert said == ["休息", "08:00–18:00", "08:00–18:00", "休息"]
    assert hours_on("看情况", date(2025, 10, 2), NATIONAL_DAY) is None


def test_the_calendar_is_that_of_the_rows():
    assert calendar_of(HOLIDAY_ROWS) == NATIONAL_DAY


STATIONS: list[dict[str, Any]] = [
    {"station_id": "Z1", "opening_hours": "Mo-Fr 08:00-18:00; PH off", "status": "运行"},
    {"station_id": "Z2", "opening_hours": "24/7", "status": "暂停"},
    {"station_id": "Z3", "opening_hours": "看情况", "status": "运行"},
    {"station_id": "Z4", "opening_hours": None, "status": "运行"},
    {"station_id": "Z5", "opening_hours": "24/7", "status": None},
]


def test_stations_have_their_state_and_their_hours_in_words():
    first, suspended, unread, absent, always = stations_now(STATIONS, at("10-02 09:00"), None, HOLIDAY_ROWS)
    assert first == STATIONS[0] | {
        "state": "closed",
        "closes_at": None,
        "opens_at": at("10-09 08:00"),
        "hours_words": ["周一至周五 08:00–18:00", "周六、周日 休息", "节假日休息"],
    }
    nothing = {"closes_at": None, "opens_at": None}
    assert suspended == STATIONS[1] | nothing | {"state": "suspended", "hours_words": ["每天 24 小时"]}
    assert unread == STATIONS[2] | nothing | {"state": "unknown", "hours_words": []}
    assert absent == STATIONS[3] | nothing | {"state": "unknown", "hours_words": []}
    assert always == STATIONS[4] | nothing | {"state": "open", "hours_words": ["每天 24 小时"]}


@pytest.mark.parametrize(
    ("state", "ids"), [("open", ["Z5"]), ("closed", ["Z1"]), ("unknown", ["Z3", "Z4"]), ("suspended", ["Z2"])]
)
def test_only_stations_of_the_asked_state_are_kept(state, ids):
    rows = stations_now(STATIONS, at("10-02 09:00"), state, HOLIDAY_ROWS)
    assert [row["station_id"] for row in rows] == ids


def test_many_stations_of_the_same_hours_cost_a_few_steps_each():
    texts = [
        f"Mo-Fr {hour:02}:{minute:02}-18:00; Sa 09:00-{hour + 8}:00; PH off"
        for hour in range(3, 8)
        for minute in range(10, 20)
    ]
    rows = [
        {"station_id": f"Z{at}", "opening_hours": texts[at % 50], "status": "运行"} for at in range(1_000)
    ]
    moment = at("10-02 09:00")
    stations_now(rows[:50], moment, None, HOLIDAY_ROWS)  # each text is read once
    assert _calls(lambda: stations_now(rows, moment, None, HOLIDAY_ROWS)) < 20 * len(rows)


def _calls(act: Callable[[], object]) -> int:
    """How many functions of Python `act` calls: its work, whatever else the machine does."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("minutes", "is_soon"), [(1, True), (60, True), (61, False)])
def test_the_full_hour_is_still_soon(minutes, is_soon):
    moment = at("11-05 15:20")
    assert closes_soon({"closes_at": moment + timedelta(minutes=minutes)}, moment) == is_soon


def test_what_does_not_close_closes_not_soon():
    assert not closes_soon({"closes_at": None}, at("11-05 15:20"))


def test_the_stations_of_a_moment_are_counted_by_state():
    hours = (
        *(("08:00-18:00", "正常"), ("08:00-15:00", "正常"), ("08:00-12:00", "正常"), (None, "正常")),
        *(("看情况", "正常"), ("08:00-18:00", "暂停")),
    )
    stale = (True, False, None, True, False, True)
    rows = [
        {"opening_hours": written, "status": status, "is_stale": is_stale}
        for (written, status), is_stale in zip(hours, stale, strict=True)
    ]
    assert now_rows(rows, at("11-05 14:00"), []) == [
        {
            "station_count": 6,
            "open_count": 2,
            "closing_soon_count": 1,  # at 15:00, a full hour ahead
            "closed_count": 1,
            "unknown_count": 2,
            "suspended_count": 1,
            "stale_count": 3,
            "undated_count": 1,
        }
    ]
    assert set(now_rows([], at("11-05 14:00"), [])[0].values()) == {0}
