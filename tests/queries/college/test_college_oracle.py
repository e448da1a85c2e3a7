"""The figures of 社区学院 equal a slow, plain second version of the definitions, on the demonstration's own files."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

import pytest

from tests.demo_sheets import SHEETS
from tests.queries.conftest import OpenedStore
from tests.templates import demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import filters_for
from zhiping.asking.run import run
from zhiping.contracts.filters import END
from zhiping.contracts.kinds import Row
from zhiping.demo.tables import DATA_DATE
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
COURSES = {row["课程编号"]: row for row in SHEETS["courses"]}
DAYS = 30


@pytest.fixture(scope="module")
def demo_store(opened_store: OpenedStore) -> Store:
    return opened_store("college-demo", demonstration)


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _guarded(count: int) -> int | None:
    return None if 0 < count < 5 else count


@dataclass(frozen=True)
class Asking:
    """What a viewer asks for, as in an address; `until` is the last day of the period."""

    area: str = ""
    field: str = ""
    order: str = ""
    since: date = date.min
    until: date = date.max
    moment: datetime = END

    def filters(self, question: str) -> dict[str, Any]:
        written = {
            "area": self.area,
            "field": self.field,
            "order": self.order,
            "since": f"{self.since}" if self.since > date.min else "",
            "until": f"{self.until}" if self.until < date.max else "",
            "as_of": self.moment.isoformat() if self.moment < END else "",
        }
        taken = filters_for(question)
        return {key: one for key, one in written.items() if one and key.replace("_", "-") in taken}

    def has(self, day: date) -> bool:
        return self.since <= day <= self.until


class Session:
    """One session at its moment, with the bookings known then."""

    def __init__(self, row: dict[str, str], moment: datetime) -> None:
        self.row, self.area, self.held_at = row, row["区划代码"], _at(row["开课时间"])
        self.course = COURSES[row["课程编号"]]
        if row["开课状态"] == "取消":
            self.state = "cancelled"
        elif self.held_at <= moment:
            self.state = "held" if row["开课状态"] == "已开课" else "unconfirmed"
        else:
            self.state = "planned"
        known = [
            one
            for one in BOOKINGS.get(row["开课编号"], [])
            if not one["预约时间"] or _at(one["预约时间"]) <= moment
        ]
        self.booked = [one for one in known if one["预约状态"] != "已取消"]
        self.came = [one for one in known if one["预约状态"] == "已参加" and self.state == "held"]
        self.away = [one for one in known if one["预约状态"] == "未到" and self.state == "held"]
        self.rated = [int(one["评分(1-5)"]) for one in self.came if one["评分(1-5)"]]
        self.capacity = int(row["名额(人)"] or 0)

    @cached_property
    def seats(self) -> str:
        if self.state != "held":
            return ""
        if self.capacity and len(self.booked) > self.capacity:
            return "fault"
        if not self.came and not self.away:
            return "unrecorded"
        return "known" if self.capacity else "no_capacity"


BOOKINGS: dict[str, list[dict[str, str]]] = {}
for _one in SHEETS["bookings"]:
    BOOKINGS.setdefault(_one["开课编号"], []).append(_one)


def _sessions(asking: Asking) -> list[Session]:
    every = [Session(row, min(asking.moment, DATA_DATE)) for row in SHEETS["class_sessions"]]
    return [
        one
        for one in every
        if one.area.startswith(asking.area)
        and asking.has(one.held_at.date())
        and asking.field in ("", one.course["领域"])
        and asking.order in ("", one.course["开课方式"])
    ]


def _lecturers(asking: Asking) -> tuple[int, int]:
    moment = min(asking.moment, DATA_DATE)
    year_ago = moment.replace(year=moment.year - 1)
    taught = Counter(
        one.row["师资编号"]
        for one in _sessions(Asking(moment=asking.moment))
        if one.state == "held" and one.held_at >= year_ago
    )
    its = [
        row["师资编号"]
        for row in SHEETS["lecturers"]
        if row["区划代码"].startswith(asking.area)
        and asking.field in ("", row["领域"])
        and (not row["聘任日期"] or _at(row["聘任日期"]) <= moment)
    ]
    return len(its), sum(one in taught for one in its)


def _key_figures(asking: Asking) -> Row:
    every = _sessions(asking)
    held = [one for one in every if one.state == "held"]
    states, seats = Counter(one.state for one in every), Counter(one.seats for one in held)
    known = [one for one in held if one.seats == "known"]
    came, away = sum(len(one.came) for one in held), sum(len(one.away) for one in held)
    booked = sum(len(one.booked) for one in held)
    seated, seat_count = sum(len(one.came) for one in known), sum(one.capacity for one in known)
    rated = [rating for one in held for rating in one.rated]
    lecturers, teaching = _lecturers(asking)
    return {
        "session_count": len(held),
        "course_count": len({one.course["课程编号"] for one in held}),
        "planned_count": states["planned"],
        "unconfirmed_count": states["unconfirmed"],
        "cancelled_count": states["cancelled"],
        "future_count": 0,
        "visit_count": came,
        "learner_count": _guarded(len({one["学员代号"] for each in held for one in each.came})),
        "booked_count": booked,
        "absent_count": away,
        "unrecorded_count": booked - came - away,
        "recorded_count": came + away,
        "absent_share": _share(away, came + away),
        "known_seat_count": len(known),
        "seat_count": seat_count,
        "seated_count": seated,
        "fill_share": _share(seated, seat_count),
        "no_capacity_count": seats["no_capacity"],
        "no_record_count": seats["unrecorded"],
        "fault_count": seats["fault"],
        "rating_count": len(rated),
        "rating_mean": sum(rated) / len(rated) if len(rated) >= 5 else None,
        "odd_rating_count": sum(bool(one["评分(1-5)"]) for each in held for one in each.away),
        "lecturer_count": lecturers,
        "teaching_count": teaching,
        "teaching_share": _share(teaching, lecturers),
    }


class Request:
    """One request at its moment."""

    def __init__(self, row: dict[str, str], sessions: dict[str, Session], moment: datetime) -> None:
        self.row, self.asked = row, date.fromisoformat(row["点单日期"])
        its = sessions.get(row["开课编号"])
        self.state = "undated" if row["问题是否解决"] == "是" and not its else "open"
        if its and its.state == "held":
            self.state = "met" if its.held_at.date() >= self.asked else "fault"
        elif its and its.state in ("planned", "unconfirmed"):
            self.state = its.state
        elif its and row["问题是否解决"] == "是":
            self.state = "undated"
        end = its.held_at if self.state == "met" and its else moment
        self.wait = (end.date() - self.asked).days
        self.due = self.asked + timedelta(days=DAYS)
        self.is_followed = self.state in ("met", "planned", "unconfirmed", "open")
        is_over = datetime.combine(self.due, datetime.min.time()) + timedelta(days=1) <= moment
        self.is_due = self.is_followed and is_over
        self.is_waiting = self.state in ("planned", "unconfirmed", "open")
        self.is_overdue = self.is_waiting and self.wait > DAYS
        self.is_in_time = self.state == "met" and self.wait <= DAYS


def _requests(asking: Asking) -> list[Request]:
    moment = min(asking.moment, DATA_DATE)
    sessions = {one.row["开课编号"]: one for one in _sessions(Asking(moment=asking.moment))}
    return [
        Request(row, sessions, moment)
        for row in SHEETS["course_requests"]
        if row["区划代码"].startswith(asking.area)
        and asking.field in ("", row["领域"])
        and _at(row["点单日期"]) <= moment
    ]


def _demand(asking: Asking) -> Row:
    every = _requests(asking)
    made = [one for one in every if asking.has(one.asked)]
    dues = [one for one in every if one.is_due and asking.has(one.due)]
    met = [one for one in made if one.state == "met"]
    answered = [one for one in met if one.row["问题是否解决"]]
    solved = sum(one.row["问题是否解决"] == "是" for one in answered)
    in_time = sum(one.is_in_time for one in dues)
    overdue = [one for one in every if one.is_overdue]
    return {
        "request_count": len(made),
        "people_count": sum(int(one.row["需求人数(人)"] or 0) for one in made),
        "no_people_count": sum(not one.row["需求人数(人)"] for one in made),
        "met_count": len(met),
        "undated_count": sum(one.state == "undated" for one in made),
        "fault_count": sum(one.state == "fault" for one in made),
        "solved_count": solved,
        "answered_count": len(answered),
        "solved_share": _share(solved, len(answered)),
        "due_count": len(dues),
        "in_time_count": in_time,
        "in_time_share": _share(in_time, len(dues)),
        "late_count": sum(one.state == "met" and not one.is_in_time for one in dues),
        "unmet_count": sum(one.is_waiting for one in dues),
        "waiting_count": sum(one.is_waiting for one in every),
        "planned_count": sum(one.state == "planned" for one in every),
        "overdue_count": len(overdue),
        "overdue_planned_count": sum(one.state == "planned" for one in overdue),
        "longest_wait_days": max((one.wait for one in overdue), default=None),
        "future_count": 0,
    }


def _slow_quantile(followed: list[Request], left: Fraction) -> int | None:
    """The first length at which the product-limit estimate is at most `left`, in whole fractions."""
    remaining = Fraction(1)
    for time in sorted({one.wait for one in followed if one.state == "met"}):
        at_risk = sum(one.wait >= time for one in followed)
        events = sum(one.wait == time and one.state == "met" for one in followed)
        remaining *= 1 - Fraction(events, at_risk)
        if remaining <= left:
            return time
    return None


def _times(made: list[Request]) -> Row:
    followed = [one for one in made if one.is_followed]
    met = sum(one.state == "met" for one in followed)
    return {
        "event_count": met,
        "censored_count": len(followed) - met,
        "median_days": _slow_quantile(followed, Fraction(1, 2)),
        "p90_days": _slow_quantile(followed, Fraction(1, 10)),
    }


def _approximately(row: Row) -> Row:
    return {key: pytest.approx(one, abs=1e-9) if isinstance(one, float) else one for key, one in row.items()}


# Question -> those of its columns that add up to the same figure of the whole.
OF_SESSIONS: dict[str, tuple[str, ...]] = {
    "college/orders": (
        "session_count",
        "visit_count",
        "booked_count",
        "seat_count",
        "seated_count",
        "rating_count",
    ),
    "college/months": ("session_count", "visit_count"),
    "college/month_totals": ("session_count", "visit_count", "recorded_count", "seat_count"),
    "college/areas": ("session_count", "visit_count", "seat_count", "seated_count"),
    "college/sources": ("lecturer_count", "teaching_count"),
}
OF_REQUESTS: dict[str, tuple[str, ...]] = {
    "college/areas": ("request_count", "due_count", "in_time_count", "waiting_count", "overdue_count"),
    "college/demand_fields": ("request_count", "people_count", "met_count", "overdue_count"),
    "college/demand_months": ("request_count", "due_count", "in_time_count"),
}
ASKINGS = [
    Asking(),
    Asking(area="150302"),
    Asking(area="150105003", since=date(2025, 1, 1)),
    Asking(since=date(2025, 10, 1), until=date(2025, 11, 4)),
    Asking(area="150302", field="心理服务"),
    Asking(area="150105", order="沙龙", until=date(2025, 6, 30)),
    Asking(moment=datetime(2025, 6, 30, 12)),
    Asking(area="152922"),  # nothing
]


@pytest.mark.parametrize("asking", ASKINGS, ids=str)
def test_the_figures_equal_the_slow_version(asking: Asking, demo_store: Store) -> None:
    def rows(question: str) -> list[Row]:
        return run(demo_store, question, ACCESS, **asking.filters(question)).rows

    assert rows("college/key_figures") == [_approximately(_key_figures(asking))]
    assert rows("college/demand_key_figures") == [_approximately(_demand(asking))]
    made = [one for one in _requests(asking) if one.asked <= asking.until]
    assert rows("college/demand_waits") == [_times(made)]
    for row in rows("college/demand_fields"):
        assert {**row, **_times([one for one in made if one.row["领域"] == row["field"]])} == row


@pytest.mark.parametrize("asking", ASKINGS, ids=str)
def test_the_parts_add_up_to_the_whole(asking: Asking, demo_store: Store) -> None:
    def rows(question: str) -> list[Row]:
        return run(demo_store, question, ACCESS, **asking.filters(question)).rows

    (whole,) = rows("college/key_figures")
    (demand,) = rows("college/demand_key_figures")
    for question, keys in OF_SESSIONS.items():
        for key in keys:
            assert sum(row[key] for row in rows(question)) == whole[key], (question, key)
    for row in rows("college/orders"):
        assert row["seated_count"] + row["missed_count"] + row["free_count"] == row["seat_count"]
    for question, keys in OF_REQUESTS.items():
        for key in keys:
            assert sum(row[key] for row in rows(question)) == demand[key], (question, key)


@pytest.mark.parametrize("asking", ASKINGS[:5], ids=str)
def test_the_rows_behind_a_figure_are_those_that_it_counts(asking: Asking, demo_store: Store) -> None:
    def parts(question: str, figure: str) -> tuple[int, int]:
        found = run(demo_store, question, ACCESS, figure=figure, **asking.filters(question)).rows
        told = [row["part"] for row in found]
        return told.count("met"), told.count("missed")

    (whole,) = run(demo_store, "college/key_figures", ACCESS, **asking.filters("college/key_figures")).rows
    question = "college/demand_key_figures"
    (demand,) = run(demo_store, question, ACCESS, **asking.filters(question)).rows
    (waits,) = run(demo_store, "college/demand_waits", ACCESS, **asking.filters(question)).rows
    for rows, figure, met, missed in (
        ("college/sessions", "session_count", whole["session_count"], 0),
        ("college/sessions", "course_fill", whole["known_seat_count"], 0),
        ("college/booking_rows", "absent_share", whole["absent_count"], whole["visit_count"]),
        ("college/booking_rows", "visit_months", whole["visit_count"], 0),
        (
            "college/lecturers",
            "lecturers_teaching",
            whole["teaching_count"],
            whole["lecturer_count"] - whole["teaching_count"],
        ),
        (
            "college/request_rows",
            "requests_in_time",
            demand["in_time_count"],
            demand["due_count"] - demand["in_time_count"],
        ),
        ("college/request_rows", "requests_waiting", demand["waiting_count"], 0),
        ("college/request_rows", "request_count", demand["request_count"], 0),
        ("college/request_rows", "request_wait", waits["event_count"], waits["censored_count"]),
    ):
        assert parts(rows, figure) == (met, missed), figure
